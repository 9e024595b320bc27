"""The sentences that carry the story.

Hand weights over place, length, words of the headline, frequent words and likeness to the lead; nothing learned.
Sentences that lean on one that is not shown, questions, fragments and colour are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from server.facts import lexicon
from server.facts.marks import Quoted
from server.facts.view import Line, View
from server.model import Fact

MOST = 5
TOGETHER = 3
"""sentences that one point may hold"""
MOST_QUOTED = 0.7
"""share of a point that may be quotation"""
LONGEST = 45
"""words"""
SHORTEST = 8
"""words"""
FADE = 10.0
"""sentences over which the weight of the place falls to a third"""
COMMON = 4
"""mentions from which a word weighs no more"""
HEADLINE = 1.5
"""how much more a word of the headline weighs"""
LONGEST_OPENING = 80
"""characters at a sentence's start among which a phrase that leans stands"""
SAID = 0.2
"""what is left of a word's weight once a point holds it"""
SAME = 0.6
"""share of its words from which a sentence says nothing new"""
WEIGHTS = {
    "words": 0.1,
    "place": 1.1,
    "opens": 0.2,
    "number": 0.1,
    "quoted": -0.4,
    "first_person": -0.6,
    "reader": -0.6,
}
"""by hand, in the light of 24 articles; fitting them did no better on articles left out"""
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NUMBER = re.compile(r"(?<![^\W_])(?<![^\W_][.'’-])\d")


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of the language that speak for or against a sentence."""

    first_person: frozenset[str]
    reader: frozenset[str]
    leaning: frozenset[str]
    leaning_phrases: tuple[str, ...]
    appeals: tuple[str, ...]
    """those that stand in this article"""


@dataclass(slots=True)
class Candidate:
    """A sentence with what the weights need."""

    line: Line
    start: int
    end: int
    order: int
    """of the sentence in the article"""
    words: tuple[str, ...]
    stems: frozenset[str]
    text: str


def find(view: View) -> tuple[Fact, ...]:
    """3 to 5 points in reading order; fewer in a short article."""
    everything = _candidates(view)
    signs = _signs(view)
    alone = [c for c in everything if fits(c, signs)]
    fit = alone + _together(everything, {c.order for c in alone}, signs)
    chosen = _best(fit, [_own(c, signs) for c in fit], _worth(everything, view.title, _small(view.language)))
    chosen.sort(key=lambda c: c.order)
    return tuple(Fact(text=c.text, places=(c.line.place(c.start, c.end),)) for c in chosen)


def _signs(view: View) -> Signs:
    said = "\n".join([line.text for line in view.lines]).lower()
    return Signs(
        lexicon.words("openers", "first_person", view.language),
        lexicon.words("openers", "reader", view.language),
        lexicon.words("openers", "leaning", view.language),
        lexicon.phrases("openers", "leaning_phrases", view.language),
        tuple([appeal for appeal in lexicon.phrases("openers", "appeals", view.language) if appeal in said]),
    )


@cache
def _small(language: str) -> frozenset[str]:
    """The small words of a language: they say nothing of the story."""
    tables = lexicon.table("function_words")
    return frozenset((tables["known"] | tables["split_only"]).get(language, "").split())


def _worth(everything: list[Candidate], title: str, stop: frozenset[str]) -> dict[str, float]:
    """What each word of the article is worth: how often it comes, and whether the headline has it."""
    often = Counter([stem for c in everything for stem in c.stems])
    for stem in stop.intersection(often):
        del often[stem]
    headline = _stems(_words(title))
    return {s: (min(n, COMMON) - 0.85) * (HEADLINE if s in headline else 1.0) for s, n in often.items()}


def _best(fit: list[Candidate], own: list[float], worth: dict[str, float]) -> list[Candidate]:
    """The best ones, one after the other, each weighed by what the ones before it do not yet say."""
    chosen: list[Candidate] = []
    worth = dict(worth)
    told: set[str] = set()
    words = [c.stems & worth.keys() for c in fit]
    weights = [own[i] + WEIGHTS["words"] * _sum(worth, words[i]) for i in range(len(fit))]
    left = list(range(len(fit)))
    while left and len(chosen) < MOST:
        best = max(left, key=weights.__getitem__)
        chosen.append(fit[best])
        said = words[best]
        new = said - told
        told |= said
        for w in new:
            worth[w] *= SAID
        still = []
        for i in left:
            same = len(said & words[i])
            if same < SAME * max(1, min(len(said), len(words[i]))) and not _overlap(fit[i], fit[best]):
                still.append(i)
                if same:
                    weights[i] = own[i] + WEIGHTS["words"] * _sum(worth, words[i])
        left = still
    return chosen


def _sum(worth: dict[str, float], words: Set[str]) -> float:
    """The same for the same words: `fsum` knows no order."""
    return math.fsum(map(worth.__getitem__, words))


def _overlap(a: Candidate, b: Candidate) -> bool:
    return a.line is b.line and a.start < b.end and b.start < a.end


def _candidates(view: View) -> list[Candidate]:
    out: list[Candidate] = []
    for line in view.lines:
        for start, end in line.sentences:
            start += _connective(line.text, start, view.language)
            words = _words(line.text[start:end])
            if words:
                out.append(Candidate(line, start, end, len(out), words, _stems(words), line.text[start:end]))
    return out


def _together(everything: list[Candidate], fit: set[int], signs: Signs) -> list[Candidate]:
    """Two or three sentences of one paragraph as one point: those behind may lean on the first, which is shown."""
    out = []
    for n, first in enumerate(everything):
        joined = first
        for second in everything[n + 1 : n + TOGETHER] if first.order in fit else ():
            text = first.line.text[first.start : second.end]
            if first.line is not second.line or len(text.split()) > LONGEST:
                break
            words = joined.words + second.words
            joined = Candidate(
                first.line, first.start, second.end, first.order, words, joined.stems | second.stems, text
            )
            if not sound(joined, signs):
                break
            out.append(joined)
    return out


def _connective(text: str, start: int, language: str) -> int:
    """The length of a "However, " before a word that keeps its capital: the point begins behind it."""
    connectives = lexicon.phrases("openers", "connectives", language)
    if text.startswith(connectives, start):
        for word in connectives:
            if text.startswith(word, start) and text[start + len(word) : start + len(word) + 1].isupper():
                return len(word)
    return 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _stems(words: tuple[str, ...]) -> frozenset[str]:
    """Words cut to their first six letters: enough to make "police" and "policing" one."""
    return frozenset([word[:6] for word in words])


def fits(c: Candidate, signs: Signs) -> bool:
    """Whether the sentence can stand alone."""
    return sound(c, signs) and not leans(c, signs)


def sound(c: Candidate, signs: Signs) -> bool:
    """Whether it is a whole sentence of the story: no question, no fragment, no quotation alone."""
    text = c.text
    bare = text.rstrip("”\"»’'“)")
    if not SHORTEST <= len(text.split()) <= LONGEST:
        return False
    if text[-1] not in ".!…”\"»’'“)" and not (c.line.kind == "dek" and c.end == len(c.line.text)):
        return False  # a heading, a caption; a standfirst needs no stop
    if "?" in text or bare[-1:] in ("…", ":", ";", ",") or bare.endswith("..."):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"«„‘'€$£¥"):
        return False
    if signs.appeals and any(appeal in text.lower() for appeal in signs.appeals):
        return False
    inside = _quotations(c)
    if any(not q.closed or q.close > c.end for q in inside) or _unbalanced(text):
        return False
    return not inside or sum([q.end - q.start for q in inside]) < MOST_QUOTED * len(text)


def _quotations(c: Candidate) -> list[Quoted]:
    return [q for q in c.line.quoted if c.start <= q.start < c.end] if c.line.quoted else []


def leans(c: Candidate, signs: Signs) -> bool:
    """Whether it speaks of something said before: "He", "But", "for example", "..., she said"."""
    if c.words[0] in signs.leaning or c.text[:LONGEST_OPENING].lower().startswith(signs.leaning_phrases):
        return True
    if _PRONOUNS.isdisjoint(c.words):
        return False
    return bool(_PRONOUN_SAID.search(c.text)) and not _names_someone(c.text)


_PRONOUNS = frozenset(("he", "she", "they"))
_PRONOUN_SAID = re.compile(
    r"\b(?:he|she|they) (?:also )?(?:said|says|added|adds|told|explained|wrote|noted|continued|warned|argued)\b"
)


def _names_someone(text: str) -> bool:
    """Two words with capitals in a row, before the pronoun that means them."""
    found = _PRONOUN_SAID.search(text)
    return bool(found and re.search(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+", text[: found.start()]))


def _unbalanced(text: str) -> bool:
    """A quotation or bracket that begins or ends outside the sentence."""
    return (
        (text.count("“") != text.count("”") and "„" not in text)
        or text.count('"') % 2 == 1
        or text.count("(") != text.count(")")
    )


def _own(c: Candidate, signs: Signs) -> float:
    """What speaks for a sentence by itself."""
    weight = WEIGHTS["place"] * math.exp(-c.order / FADE)
    if _NUMBER.search(c.text):
        weight += WEIGHTS["number"]
    if c.start == c.line.sentences[0][0]:
        weight += WEIGHTS["opens"]
    quotations = _quotations(c)
    if quotations:
        return weight + WEIGHTS["quoted"] * sum([min(q.end, c.end) - q.start for q in quotations]) / len(c.text)
    if not signs.first_person.isdisjoint(c.words):
        weight += WEIGHTS["first_person"]
    if not signs.reader.isdisjoint(c.words):
        weight += WEIGHTS["reader"]
    return weight
