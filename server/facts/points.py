"""The sentences that carry the story.

Hand weights over place, length, words of the headline, frequent words and likeness to the lead; nothing learned.
Sentences that lean on one that is not shown, questions, fragments and colour are left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain

from server.facts import lexicon, standing
from server.facts.standing import Sentence
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
_OF_THE_WRITER = frozenset(("first_person", "reader"))
"""signs that say nothing where somebody is quoted"""


@dataclass(slots=True)
class Candidate:
    """A sentence, or some that follow one another: those behind may lean on the first, which is shown."""

    sentences: tuple[Sentence, ...]
    stems: frozenset[str]

    first: Sentence
    """the one that must stand alone"""
    stop: int
    """the order of the sentence behind its last"""


def find(view: View) -> tuple[Fact, ...]:
    """3 to 5 points in reading order; fewer in a short article."""
    signs = standing.signs(view)
    everything = standing.sentences(view, signs)
    fit = [c for s in everything if not s.leans and s.count >= SHORTEST for c in _from(s, everything)]
    title = standing.stems(standing.words(view.title, unparted=signs.unparted), standing.small_words(view.language))
    worth = _worth(everything, title)
    chosen = _best(fit, [_own(c) for c in fit], worth)
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
            yield Candidate(tuple(together), stems, first, s.order + 1)


def _follows(before: list[Sentence], s: Sentence) -> bool:
    """Whether a sentence goes on with those before it: in their paragraph, or at the head of the next."""
    if not before:
        return True
    if before[-1].line is s.line:
        return s.start > before[-1].end  # else the gap between them was lost
    return before[-1].line.kind == "paragraph" and s.line.adjoins and s.start == s.line.sentences[0][0]


def _worth(everything: list[Sentence], title: frozenset[str]) -> dict[str, int]:
    """What each word of the article is worth: how often it comes, and whether the headline has it.

    In thousandths: whole numbers add up to the same in every order.
    """
    often = Counter(chain.from_iterable([s.stems for s in everything]))
    plain = [round(1000 * (n - 0.85)) for n in range(COMMON + 1)]
    plain += plain[-1:] * len(everything)
    worth = dict(zip(often, map(plain.__getitem__, often.values()), strict=True))
    for stem in title & worth.keys():
        worth[stem] = round(HEADLINE * worth[stem])
    return worth


def _best(fit: list[Candidate], own: list[float], worth: dict[str, int]) -> list[Candidate]:
    """The best ones, one after the other, each weighed by what the ones before it do not yet say.

    A weight only falls with each point that is chosen: only the one that seems highest need be weighed again.
    """
    unit = WEIGHTS["words"] / 1000
    sums: list[float] = [sum(map(worth.__getitem__, c.stems)) for c in fit]
    left = [(-(mine + unit * said), n) for n, (mine, said) in enumerate(zip(own, sums, strict=True))]
    heapify(left)
    weighed = [0] * len(fit)  # by how many of the chosen points
    chosen: list[Candidate] = []
    told: list[frozenset[str]] = [frozenset()]  # by the points before each, and by all
    while left and len(chosen) < MOST:
        _, n = heappop(left)
        c = fit[n]
        if weighed[n] == len(chosen):
            chosen.append(c)
            told.append(told[-1] | c.stems)
            continue
        for k in range(weighed[n], len(chosen)):
            point = chosen[k]
            if c.first.order < point.stop and point.first.order < c.stop:
                break  # they share a sentence
            same = c.stems & point.stems
            if len(same) >= SAME * max(1, min(len(c.stems), len(point.stems))):
                break
            sums[n] -= (1 - SAID) * sum(map(worth.__getitem__, same - told[k]))
        else:
            weighed[n] = len(chosen)
            heappush(left, (-(own[n] + unit * sums[n]), n))
    return chosen


_CALLED = lexicon.words("organisations", "kinds") | lexicon.words("organisations", "bodies")


def _names_no_body(s: Sentence) -> bool:
    """ "The company said", "The club, which ...": which one it is stands in another sentence."""
    return (
        s.line.language == "en"
        and s.words[0] == "the"
        and len(s.words) > 1
        and s.words[1] in _CALLED
        and s.words[2:3] != ["of"]
        and s.text[4:5].islower()
    )


def _own(c: Candidate) -> float:
    """What speaks for a point by itself."""
    first = c.first
    weight = WEIGHTS["place"] * math.exp(-first.order / FADE)
    if first.opens:
        weight += WEIGHTS["opens"]
    if _names_no_body(first):
        weight += WEIGHTS["body"]
    signs = first.signs if len(c.sentences) == 1 else frozenset().union(*[s.signs for s in c.sentences])
    quoted = sum([s.quoted for s in c.sentences])
    if quoted:
        weight += WEIGHTS["quoted"] * quoted / sum([len(s.text) for s in c.sentences])
        signs -= _OF_THE_WRITER
    return weight + sum([WEIGHTS[sign] for sign in signs])
