"""Places where things happen: known ones, and small ones that the words around them show to be places.

Countries are named for many reasons: one is shown only where something is said to be in it, or where it
stands in the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.facts import gazetteer, headline, lexicon
from server.facts.cast import Cast
from server.facts.names import Name
from server.facts.view import Line, View
from server.model import Fact

MOST = 8
ENOUGH = 0.95
_BEFORE = lexicon.words("places", "before")
_WEAK = lexicon.words("places", "weak")
_NOT_THERE = lexicon.words("places", "not_there")
_KINDS = lexicon.words("places", "kinds")
_OF_KINDS = lexicon.words("places", "of_kinds")
_SUFFIXES = lexicon.words("places", "suffixes")
_PREFIXES = lexicon.words("places", "prefixes")
_DIRECTIONS = lexicon.words("places", "directions")
_DEMONYMS = lexicon.words("demonyms", "words")
_ROLES = lexicon.words("roles", "nouns")
_UNSURE = lexicon.names("places", "unsure")
_CALENDAR = lexicon.words("places", "calendar")
_STATE = re.compile(r", ([A-Z][\w.]+(?: [A-Z]\w+)?)\b")
_CLOSED = re.compile(
    r"[,.;:)”\"]|$| (?:and|or|on|at|in|when|after|before|where|who|which|since|during|to|for|with|as|by|that"
    r"|is|was|were|are|has|had|will|last|this|said|says)\b"
)
_APPOSITION = re.compile(
    r", an? (?:[\w-]+ ){0,3}(?:village|town|city|suburb|hamlet|district|neighbou?rhood|island|resort|port)\b"
    r"| in (?:the )?(?:[a-z]+ )?[A-Z]"
)
_EVENTS = frozenset(
    "Cup Finals Final Open League Series Games Act Day Week Award Awards War Prize Festival Championship "
    "Championships Olympics Tour Summit "
    "Bill Treaty Agreement Accord Deal Plan Report Amendment Constitution Law Code Show Fair "
    "Conference Grammys Oscars".split()
)
_LEADING_IN = _BEFORE | _WEAK
_LEADING = _LEADING_IN | _OF_KINDS
_WORDS_BEFORE = re.compile(r"[\w’'-]+")
_WORD_BEHIND = re.compile(r" ([a-z]+)")


@dataclass
class Spot:
    """A place with what counts for it."""

    line: Line
    start: int
    end: int
    known: bool
    country: bool
    mentions: int = 0
    located: int = 0
    """mentions that say that something is there: "in", "near", a dateline"""

    @property
    def text(self) -> str:
        """The place's name where it first stands."""
        return self.line.text[self.start : self.end]


def find(view: View, found: tuple[Name, ...], cast: Cast) -> tuple[Fact, ...]:
    """The places, best first."""
    taken = {(n.line.number, n.start) for pairs in cast.by_line.values() for n, f in pairs if f.acts}
    spots: dict[str, Spot] = {}
    for line in view.lines[:3]:
        for start, end in _dateline(line):
            spots[_key(line.text[start:end])] = Spot(line, start, end, True, False, 1, 2)
    for n in found:
        if (n.line.number, n.start) not in taken:
            _add(view, spots, n, cast)
    title = view.title.lower()
    scored = [(_score(s, title), -s.line.number, -s.start, s) for s in spots.values()]
    chosen = [s for score, _, _, s in sorted(scored, key=lambda x: x[:3], reverse=True) if score >= ENOUGH]
    return tuple(Fact(text=s.text, places=(s.line.place(s.start, s.end),)) for s in chosen[:MOST])


def _dateline(line: Line) -> Iterator[tuple[int, int]]:
    m = gazetteer.dateline(line.text)
    if m:
        yield m.start(1), m.end(1)


def _key(text: str) -> str:
    text = gazetteer.same().get(text, text)
    return text.lower()


def _nearest(words: list[str]) -> list[str]:
    """Of the words before a name the last three, the nearest first, articles and directions left out."""
    found = [w for w in reversed(words) if w != "the" and w not in _DIRECTIONS][:3]
    return [*found, "", ""]


def _add(view: View, spots: dict[str, Spot], n: Name, cast: Cast) -> None:
    text, known = n.line.text, n.kind == "place"
    words_before = _WORDS_BEFORE.findall(n.line.low, max(0, n.start - 40), n.start)
    behind = _WORD_BEHIND.match(text, n.end, n.end + 20)
    named_so = len(n.words) > 1 and (n.words[-1] in _SUFFIXES or n.words[0] in _PREFIXES)
    shown = named_so or bool(behind and behind.group(1) in _KINDS)
    if not (known or shown) and _LEADING.isdisjoint(words_before):
        return  # most names: nothing around them speaks of a place
    if not known and (not _placelike(n) or all(w.lower() in view.lower for w in n.words)):
        return
    before = _nearest(words_before)
    at = text[max(0, n.start - 2) : n.start]
    located = before[0] in _BEFORE and before[1] not in _NOT_THERE and at != ", "
    shown = shown or before[0] in _OF_KINDS or (before[0] == "of" and before[1] in _OF_KINDS)
    state = _STATE.match(text, n.end)
    placed = bool(state and gazetteer.is_place(state.group(1))) and (located or before[0] in _WEAK)
    placed = placed or (before[0] in _LEADING_IN and bool(_APPOSITION.match(text, n.end)))
    if not (
        known
        or shown
        or placed
        or (located and n.kind == "unknown" and not n.the and len(n.words) <= 2 and _CLOSED.match(text, n.end))
    ):
        return
    if n.text in _UNSURE and not (located or placed):
        return
    start = n.start - 4 if _owns_article(n) else n.start
    spot = spots.setdefault(_key(n.text), Spot(n.line, start, n.end, known, n.text in gazetteer.countries()))
    in_role = cast.in_a_role(n)
    spot.mentions += not in_role
    spot.located += bool(located or placed or (shown and not known)) and not in_role


def _owns_article(n: Name) -> bool:
    """ "in The Hague": a capital that no sentence's start explains."""
    at = n.start - 4
    return at > 0 and n.line.text.startswith("The ", at) and all(a != at for a, _ in n.line.sentences)


def _placelike(n: Name) -> bool:
    """An unknown name that may be a place: no month, people, acronym or possessor."""
    return (
        len(n.words) <= 4
        and not n.possessive
        and n.words[0] not in _CALENDAR
        and n.words[-1] not in _EVENTS
        and _ROLES.isdisjoint([w.lower() for w in n.words])
        and _DEMONYMS.isdisjoint(parts := [part for w in n.words for part in w.split("-")])
        and not any(part[1:] != part[1:].lower() for part in parts)
        and not parts[-1][0].islower()
    )


def _score(s: Spot, title: str) -> float:
    name = s.text.lower()
    told = headline.has_word(name, title)
    if s.country:
        if not s.located and not told:
            return 0.0
        return (
            0.2 * min(s.mentions, 6)
            + 0.5 * min(s.located, 3)
            + (0.8 if told else 0.0)
            + (0.4 if s.line.number <= 1 else 0.0)
        )
    if not s.mentions:
        return 0.0
    return 0.6 + 0.4 * min(s.located, 3) + 0.1 * min(s.mentions, 5) + (1.0 if told else 0.0)
