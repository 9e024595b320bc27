"""Reading figures: an amount with what stands before it ("at least"), its unit and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from server.facts import lexicon
from server.facts.amountwords import SPACES, Grammar, grammar
from server.facts.view import Line

Kind = Literal["money", "percent", "measure", "count", "size", "score", "total", "duration"]
BEFORE = 40
"""characters before a figure among which "at least" and a currency stand"""
NOUN_WORDS = 6
"""words after a number among which the noun that it counts must come"""


class Amount(NamedTuple):
    """A figure: `line.text[start:end]`, with its unit and noun."""

    line: Line
    start: int
    end: int
    kind: Kind
    value: str
    """the digits or the word"""
    digits: bool
    about: bool
    """"at least", "some" ... stands before it"""


_PEOPLES = lexicon.words("demonyms", "words") | lexicon.names("organisations", "known")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*|%|°[CF]?")
_PER = re.compile(
    r" (?:per|a|an) (?:day|year|month|week|hour|head|person|capita|gallon|barrel|tonne|ton|litre"
    r"|second|minute|share)\b"
)
_CONVERSION = re.compile(r" \([^()]{0,12}\d[^()]{0,18}\)")
_SIZE = re.compile(r"-(?:[^\W\d_]+)(?:-(?:wide|long|high|tall|deep|strong))?(?: (?P<noun>[a-z]+(?:-[a-z]+)?))?")
# "20-year prison sentence.": the noun is the word before the stop.
_SIZE_NOUN = re.compile(
    r" ([a-z]{2,18}(?:[a-rt-z](?<!ed)(?<!ing)))"
    r"(?=[.,;:)]| (?:for|in|of|on|at|by|to|from|with|and|as|that|which|after|over)\b)"
)
_CLOCK = re.compile(r"[0-2]?\d\.[0-5]\d")
_AGE = re.compile(r"[-–](?:year|month|week|day)s?-old|[-–](?:[Jj]ähr|[Jj]arig)")
_RESULT = re.compile(
    r"(?<![\w.-])\d{1,3}[-–]\d{1,3}(?: \(\d{1,2}\))?(?:, \d{1,3}[-–]\d{1,3}(?: \(\d{1,2}\))?){0,4}(?![\w-])"
)
_SPORT = re.compile(
    r"\b(?:w[io]ns?|won|beat|beats|beaten|defeat\w*|victory|draw|drew|loss|lost|lead|led|score\w*|match|half-time|goals?)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:rose|risen|rises|rise|fell|fallen|climbed|increased|dropped|stands|stood|grew|reached|passed)"
    r" (?:to |at |by )?$"
)
_GLUED_UNITS = (
    "km",
    "kg",
    "cm",
    "mm",
    "kW",
    "MW",
    "GW",
    "mph",
    "kph",
    "m ",
    "g ",
    "ft",
    "TB",
    "GB",
    "MB",
    "bn",
    "m,",
    "m.",
)


def read(line: Line) -> Iterator[Amount]:
    """Every amount of one line."""
    g = grammar(line.language)
    if not line.digits and line.words.isdisjoint(g.words):
        return
    for m in _RESULT.finditer(line.text) if line.digits and ("-" in line.text or "–" in line.text) else ():
        if _SPORT.search(line.text[max(0, m.start() - 60) : m.end() + 40]):
            yield Amount(line, m.start(), m.end(), "score", m.group(), True, False)
    end = 0
    for m in _matches(g, line):
        amount = _amount(line, m, g) if m.start() >= end else None
        if amount:
            end = amount.end
            yield amount


def _matches(g: Grammar, line: Line) -> Iterator[re.Match[str]]:
    """`pattern.finditer`, but looking only at and before figures: most of a line is neither."""
    text, low = line.text, line.low
    figure = _DIGIT if line.words.isdisjoint(g.words) else g.figure
    at = 0
    while hit := figure.search(low, at):
        begin = hit.start()
        before = low[max(at, begin - BEFORE) : begin]
        if before.endswith(g.leads.get(before.rstrip(SPACES)[-1:], ())):
            m = g.pattern.search(text, max(at, begin - BEFORE))
        else:
            m = g.pattern.match(text, begin)
        if m:
            yield m
        at = m.end() if m else begin + 1


def _amount(line: Line, m: re.Match[str], g: Grammar) -> Amount | None:
    text, start, end = line.text, m.start(), m.end()
    digits = m["digits"] is not None

    def made(kind: Kind, stop: int) -> Amount:
        return Amount(line, start, stop, kind, m["digits"] or m["word"].lower(), digits, bool(m["about"]))

    if m["currency"]:
        glued = m["currency"][-1].isalpha() and text[m.start("currency") - 1 : m.start("currency")].isalnum()
        coded = text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isalpha() and m["currency"].isalpha()
        return made("money", _rate(text, end)) if digits and not glued and not coded else None  # "R2-D2"
    after = text[end : end + 4]
    if after[:1] in ("-", "–"):
        size = _SIZE.match(text, end)
        if not size or not digits or _AGE.match(text, end):
            return None
        if size["noun"] in g.stop:
            return made("size", size.start("noun") - 1)
        more = _SIZE_NOUN.match(text, size.end())
        return made("size", size.end() if not more or more.group(1) in g.stop else more.end())
    if (after[:1] in (":", "/") and after[1:2].isdigit()) or (
        after[:1].isalpha() and not text.startswith(_GLUED_UNITS, end)
    ):
        return None  # a clock time, a fraction, an ordinal
    words = _following(text, end)
    before = text[max(0, start - 16) : start].rstrip().rsplit(" ", 1)[-1].strip("(“\"'").rstrip(".").lower()
    if before in g.furniture or (m["word"] and before in ("the", "these", "those", "all", "one", "other")):
        return None
    first = words[0][0] if words else ""
    if m["word"] and m["word"][0].isupper() and first[:1].isupper() and line.language != "de":
        return None  # "Nine News", "Three Rivers": a name
    if first in g.never or first.lower() in g.never:
        return None
    two = text[end : words[1][1]].strip().lower() if len(words) > 1 else ""
    if two in g.units:
        return made("percent" if "cent" in two or "cien" in two else "measure", _rate(text, words[1][1]))
    if first in g.units or first.lower() in g.units:
        kind: Kind = "percent" if first in ("%", "percent", "Prozent", "procent") else "measure"
        return made(kind, _conversion(text, _rate(text, words[0][1])))
    if first in g.durations and _CLOCK.fullmatch(m["digits"] or ""):
        return None
    if first in g.durations:
        return None if text.startswith(" old", words[0][1]) else made("duration", words[0][1])
    if digits and not m["magnitude"] and _is_year(m["digits"]):
        return None
    last = words[-1][1] if words else -1
    noun = _noun(line.language, words, g, last if text[last : last + 1] == "-" else -1)
    if noun and (digits or line.language == "en"):
        return made("count", noun)
    if digits and (m["magnitude"] or (m["about"] and line.language == "en" and len(m["digits"]) > 1)):
        return made("total", end)
    if digits and (rise := _TOTAL.search(text, max(0, start - 16), start)):
        return Amount(line, rise.start(), end, "total", m["digits"], True, True)
    return None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1500 <= int(digits) <= 2150


def _following(text: str, end: int) -> list[tuple[str, int]]:
    """The next words, as long as single spaces or commas stand between: (word, its end)."""
    out: list[tuple[str, int]] = []
    at = end
    for _ in range(NOUN_WORDS):
        gap = 2 if out and text[at : at + 2] == ", " else 1 if text[at : at + 1] in SPACES else 0
        if out and not gap:
            break
        m = _WORD.match(text, at + gap)
        if not m:
            break
        out.append((m.group(), m.end()))
        at = m.end()
    return out


def _rate(text: str, end: int) -> int:
    """Take "per day" along."""
    m = _PER.match(text, end)
    return m.end() if m else end


def _conversion(text: str, end: int) -> int:
    """Take "(306 km)" along."""
    m = _CONVERSION.match(text, end)
    return m.end() if m else end


def _noun(language: str, words: list[tuple[str, int]], g: Grammar, hyphen: int) -> int | None:
    """The end of the noun that is counted: a plural within the next words, before any small word.

    `hyphen`: where the last of the words goes on after a hyphen, else -1.
    """
    for n, (word, end) in enumerate(words):
        low = word.lower()
        if low in g.never or word in g.never or low in g.verbs:
            return None
        if language == "de" and word[0].isupper():
            return end if hyphen != end else None  # "700 Volks- und Waldbanken"
        if (low in ("of", "and", "other") and n < 4) or (n == 1 and words[0][0].lower() == "of" and low == "the"):
            continue
        if word[0].isupper() and language not in ("en", "de"):
            return None
        if low in g.stop or low.endswith("ly") or (n > 2 and language != "en"):
            return None
        if language != "en":
            if language != "de" and low[-1] in "sxienr" and len(low) > 3:
                return end
            continue
        if low in g.irregular or (
            low.endswith("s") and not low.endswith(("ss", "us", "is", "’s", "'s")) and len(low) > 3
        ):
            if word[0].isupper() and word not in _PEOPLES:
                return None  # "3 Tier Heated Clothes": a product
            if low in ("police", "staff", "crew") and len(words) > n + 1 and words[n + 1][0].endswith("s"):
                return words[n + 1][1]  # "three police officers"
            return end
    return None
