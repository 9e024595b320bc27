"""The sentences that carry the story.

Hand weights over place, length, words of the headline, frequent words and likeness to the lead; nothing learned.
Sentences that lean on one that is not shown, questions, fragments and colour are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from server.facts import lexicon, standing
from server.facts.standing import Sentence, Signs
from server.facts.view import View
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
COMMON = 6
"""mentions from which a word weighs no more"""
HEADLINE = 1.5
"""how much more a word of the headline weighs"""
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
    "refused": -0.5,
    "body": -0.3,
}
"""by hand, in the light of 24 articles; fitting them did no better on articles left out"""
_NUMBER = re.compile(r"(?<![^\W_])(?<![^\W_][.'’-])\d")


@dataclass(slots=True)
class Candidate:
    """A sentence, or some that follow one another: those behind may lean on the first, which is shown."""

    sentences: tuple[Sentence, ...]
    stems: frozenset[str]

    @property
    def first(self) -> Sentence:
        """The one that must stand alone."""
        return self.sentences[0]

    @property
    def orders(self) -> range:
        """Of its sentences in the article."""
        return range(self.first.order, self.first.order + len(self.sentences))


def find(view: View) -> tuple[Fact, ...]:
    """3 to 5 points in reading order; fewer in a short article."""
    signs = standing.signs(view)
    everything = standing.sentences(view, signs)
    fit = [c for s in everything if not s.leans and s.count >= SHORTEST for c in _from(s, everything)]
    worth = _worth(everything, view.title, standing.small_words(view.language))
    chosen = _best(fit, [_own(c, signs) for c in fit], worth)
    chosen.sort(key=lambda c: c.first.order)
    return tuple(_fact(c) for c in chosen)


def _fact(c: Candidate) -> Fact:
    """The sentences of one line are one slice of it."""
    spans: list[tuple[Sentence, int]] = []
    for s in c.sentences:
        if spans and spans[-1][0].line is s.line:
            spans[-1] = (spans[-1][0], s.end)
        else:
            spans.append((s, s.end))
    return Fact(
        text=" ".join(s.line.text[s.start : end] for s, end in spans),
        places=tuple(s.line.place(s.start, end) for s, end in spans),
    )


def _from(first: Sentence, everything: list[Sentence]) -> Iterator[Candidate]:
    """The sentence alone, and with those that follow it, as long as the point is short enough."""
    together: list[Sentence] = []
    stems: frozenset[str] = frozenset()
    count = quoted = length = 0
    for s in everything[first.order : first.order + TOGETHER]:
        count += s.count
        if count > LONGEST or not s.whole or not _follows(together, s):
            return
        if together and s.quoted >= MOST_QUOTED * len(s.text) and together[-1].line is not s.line:
            return  # a paragraph that is a quotation: who says it may stand in the next
        together.append(s)
        stems = stems | s.stems
        quoted += s.quoted
        length += len(s.text)
        if quoted < MOST_QUOTED * length:
            yield Candidate(tuple(together), stems)


def _follows(before: list[Sentence], s: Sentence) -> bool:
    """Whether a sentence goes on with those before it: in their paragraph, or at the head of the next."""
    if not before:
        return True
    if before[-1].line is s.line:
        return s.start > before[-1].end  # else the gap between them was lost
    return before[-1].line.kind == "paragraph" and s.line.adjoins and s.start == s.line.sentences[0][0]


def _worth(everything: list[Sentence], title: str, stop: frozenset[str]) -> dict[str, float]:
    """What each word of the article is worth: how often it comes, and whether the headline has it."""
    often = Counter([stem for s in everything for stem in s.stems])
    for stem in stop.intersection(often):
        del often[stem]
    headline = standing.stems(standing.words(title))
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
        for w in said - told:
            worth[w] *= SAID
        told |= said
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
    return a.orders.start < b.orders.stop and b.orders.start < a.orders.stop


_CALLED = lexicon.words("organisations", "kinds") | lexicon.words("organisations", "bodies")


def _names_no_body(s: Sentence) -> bool:
    """ "The company said", "The club, which ...": which one it is stands in another sentence."""
    return (
        s.line.language == "en"
        and s.words[0] == "the"
        and s.words[1:2] != ()
        and s.words[1] in _CALLED
        and s.words[2:3] != ("of",)
        and s.text[4:5].islower()
    )


def _own(c: Candidate, signs: Signs) -> float:
    """What speaks for a point by itself."""
    weight = WEIGHTS["place"] * math.exp(-c.first.order / FADE)
    if any(_NUMBER.search(s.text) for s in c.sentences):
        weight += WEIGHTS["number"]
    if c.first.opens:
        weight += WEIGHTS["opens"]
    if signs.refusals and any(phrase in s.text for s in c.sentences for phrase in signs.refusals):
        weight += WEIGHTS["refused"]
    if _names_no_body(c.first):
        weight += WEIGHTS["body"]
    quoted = sum([s.quoted for s in c.sentences])
    if quoted:
        return weight + WEIGHTS["quoted"] * quoted / sum([len(s.text) for s in c.sentences])
    if not all(signs.first_person.isdisjoint(s.words) for s in c.sentences):
        weight += WEIGHTS["first_person"]
    if not all(signs.reader.isdisjoint(s.words) for s in c.sentences):
        weight += WEIGHTS["reader"]
    return weight
