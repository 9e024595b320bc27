"""Amounts, counts, percentages, money and distances with their unit and noun, the one the story turns on first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from server.facts import lexicon
from server.facts.view import Line, View
from server.model import Fact

MOST = 8
NOUN_WORDS = 3
"""words after a bare number among which its noun must come"""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the rules of one language need to read figures."""

    pattern: re.Pattern[str]
    magnitudes: frozenset[str]
    units: frozenset[str]
    durations: frozenset[str]
    furniture: frozenset[str]
    stop: frozenset[str]
    irregular: frozenset[str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with how it was read."""

    line: Line
    start: int
    end: int
    kind: str
    """`money percent measure count duration bare`"""
    digits: bool


@cache
def grammar(language: str) -> Grammar:
    """The compiled lists of `data/numbers.toml` for a known language."""
    own = lexicon.table("numbers")[language]
    common = lexicon.table("numbers")["common"]
    currency = "|".join(re.escape(c) for c in sorted(common["currency"].split(), key=len, reverse=True))
    about = "|".join(re.escape(a) for a in sorted(own["about"].split("|"), key=len, reverse=True))
    spelled = "|".join(sorted(own["words"].split(), key=len, reverse=True))
    magnitude = "|".join(re.escape(m) for m in sorted(own["magnitudes"].split(), key=len, reverse=True))
    # English groups with commas, most others with dots, spaces or nothing: both are read in every language.
    digits = r"\d{1,3}(?:[.,\u00a0\u202f' ’]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d+)?"
    pattern = re.compile(
        rf"(?<![\w.,/:-])(?:(?P<about>(?i:{about})) )?(?:(?P<currency>{currency})[\s\u00a0\u202f]?)?"
        rf"(?:(?P<digits>{digits})|(?P<word>(?i:\b(?:{spelled})\b)))"
        rf"(?:(?P<range>(?: to | bis | à | a |[-–])(?:{currency})?)(?P<upper>{digits}))?"
        rf"(?:[\s\u00a0-]?(?P<magnitude>{magnitude})(?!\w))?"
    )
    return Grammar(
        pattern,
        frozenset(own["magnitudes"].split()),
        frozenset(u.replace("-", " ") for u in own["units"].split()) | frozenset(common["short_units"].split()),
        frozenset(own["durations"].split()),
        frozenset(own["furniture"].split()),
        frozenset(lexicon.table("function_words")["known"][language].split()),
        frozenset(own.get("irregular", "").split()),
    )


def find(view: View) -> tuple[Fact, ...]:
    """The figures of the article, best first, each value once."""
    amounts = [a for line in view.lines for a in read(line)]
    return choose(view, amounts)


_TRAIL = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*|%|°[CF]?")


def read(line: Line) -> Iterator[Amount]:
    """Every amount of one line."""
    g = grammar(line.language)
    text = line.text
    for m in g.pattern.finditer(text):
        amount = _amount(line, m, g)
        if amount:
            yield amount


def _amount(line: Line, m: re.Match[str], g: Grammar) -> Amount | None:
    text = line.text
    start, end = m.span()
    digits = m["digits"] is not None
    if m["currency"]:
        if not digits:
            return None
        if m["currency"][-1].isalpha() and text[m.start("currency") - 1 : m.start("currency")].isalnum():
            return None
        return Amount(line, start, end, "money", digits)
    after = text[end : end + 60]
    # "5:30", "1/3", "10-year-old", "F-16", "19th"
    if after[:1] and (
        (after[0] in ":/" and after[1:2].isdigit())
        or (after[0].isalpha() and not after.startswith(("km", "kg", "m ", "cm", "mm", "kW", "MW", "GW", "mph")))
    ):
        return None
    if after.startswith(("-", "–")) and after[1:2].isalnum():
        return None
    previous = text[max(0, start - 16) : start].rstrip().rsplit(" ", 1)[-1].strip("(“\"'").rstrip(".").lower()
    if previous in g.furniture or (m["word"] and previous in ("the", "these", "those", "all", "one", "other")):
        return None
    return _with_unit(line, m, g, digits)


def _with_unit(line: Line, m: re.Match[str], g: Grammar, digits: bool) -> Amount | None:
    text = line.text
    start, end = m.span()
    trail = _following(text, end)
    first = trail[0][0] if trail else ""
    if first and (first in g.units or first.lower() in g.units):
        stop = trail[0][1]
        two = text[(trail[0][0:0] and 0) or end : trail[1][1]].strip() if len(trail) > 1 else ""
        if two.lower() in g.units:
            stop = trail[1][1]
        stop = _of_noun(text, stop, g)
        kind = "percent" if first in ("%", "percent", "Prozent", "procent") or "cent" in two else "measure"
        return Amount(line, start, _conversion(text, stop), kind, digits)
    if two_words := (text[end : trail[1][1]].strip().lower() if len(trail) > 1 else ""):
        if two_words in g.units:
            return Amount(line, start, _of_noun(text, trail[1][1], g), "percent", digits)
    if first in g.durations:
        return Amount(line, start, trail[0][1], "duration", digits)
    if digits and not m["magnitude"] and _is_year(m["digits"]):
        return None
    noun = _noun(text, trail, g)
    if noun:
        return Amount(line, start, noun, "count", digits)
    return Amount(line, start, end, "bare", digits) if m["magnitude"] and digits else None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1500 <= int(digits) <= 2150


def _following(text: str, end: int) -> list[tuple[str, int]]:
    """The next words, as long as only single spaces stand between: (word, its end)."""
    out: list[tuple[str, int]] = []
    at = end
    for _ in range(NOUN_WORDS + 1):
        if out and text[at : at + 1] not in (" ", "\u00a0"):
            break
        m = _TRAIL.match(text, at + (text[at : at + 1] in (" ", "\u00a0", "\u202f", "-")))
        if not m:
            break
        out.append((m.group(), m.end()))
        at = m.end()
    return out


def _of_noun(text: str, end: int, g: Grammar) -> int:
    """Take "of global oil reserves" or "per day" along."""
    m = re.compile(
        r" (per|a|an) (day|year|month|week|hour|capita|person|head|gallon|barrel|tonne|ton|litre|second|minute)\b"
    ).match(text, end)
    return m.end() if m else end


def _conversion(text: str, end: int) -> int:
    """Take "(306 km)" along."""
    m = re.compile(r" \([^()]{1,30}\)").match(text, end)
    return m.end() if m and any(c.isdigit() for c in m.group()) else end


def _noun(text: str, trail: list[tuple[str, int]], g: Grammar) -> int | None:
    """The end of the noun that is counted: a plural within the next words, before any small word."""
    for n, (word, end) in enumerate(trail[: NOUN_WORDS + 1]):
        low = word.lower()
        if low == "of" and n == 0 and len(trail) > 2 and not trail[2][0][0].isupper():
            continue
        if low in g.stop or low.endswith("ly"):
            return None
        if low in g.irregular or (low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3):
            return end
    return None


def choose(view: View, amounts: list[Amount]) -> tuple[Fact, ...]:
    """The best amounts, each value once."""
    title = view.title.lower()
    weight = {"money": 1.0, "percent": 1.0, "measure": 0.8, "count": 0.9, "bare": 0.5, "duration": 0.1}
    scored = []
    for n, a in enumerate(amounts):
        text = a.line.text[a.start : a.end]
        value = next(iter(re.findall(r"\d[\d.,]*", text)), text)
        score = weight[a.kind] - 0.04 * n + (0.3 if a.digits else 0.0) + (1.0 if a.digits and value in title else 0.0)
        scored.append((score, -n, value.rstrip(".,"), a))
    out: list[Fact] = []
    seen: set[str] = set()
    for score, _, value, a in sorted(scored, key=lambda s: s[:2], reverse=True):
        if value in seen or score < 0.3:
            continue
        seen.add(value)
        out.append(Fact(text=a.line.text[a.start : a.end], places=(a.line.place(a.start, a.end),)))
    return tuple(out[:MOST])
