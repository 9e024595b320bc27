"""Places where things happen: known ones, and small ones that the words around them show to be places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from server.facts import gazetteer, lexicon
from server.facts.names import Name
from server.facts.cast import Cast
from server.facts.view import Line, View
from server.model import Fact

MOST = 8
_BEFORE = frozenset(str(lexicon.table("places")["before"]).split())
_WEAK = frozenset(str(lexicon.table("places")["weak"]).split())
_KINDS = frozenset(str(lexicon.table("places")["kinds"]).split())
_OF_KINDS = frozenset(str(lexicon.table("places")["of_kinds"]).split())
_DIRECTIONS = frozenset(str(lexicon.table("places")["directions"]).split())


@dataclass
class Spot:
    """A place with its mentions."""

    line: Line
    start: int
    end: int
    known: bool
    country: bool
    mentions: int = 0
    located: int = 0
    """mentions with "in", "near" ... before them"""
    lines: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def find(view: View, found: tuple[Name, ...], cast: Cast) -> tuple[Fact, ...]:
    """The places, best first."""
    taken = {
        (n.line.number, n.start)
        for pairs in cast.by_line.values()
        for n, f in pairs
        if f.kind in ("person", "organisation")
    }
    spots: dict[str, Spot] = {}
    for n in found:
        if (n.line.number, n.start) in taken:
            continue
        _add(spots, n)
    title = view.title.lower()
    scored = [(_score(s, title), -s.line.number, -s.start, s) for s in spots.values()]
    chosen = [s for score, _, _, s in sorted(scored, key=lambda x: x[:3], reverse=True) if score >= 1.0]
    return tuple(Fact(text=s.text, places=(s.line.place(s.start, s.end),)) for s in chosen[:MOST])


def _word_before(n: Name) -> str:
    text = n.line.text[max(0, n.start - 24) : n.start].rstrip()
    return text.rsplit(" ", 1)[-1].lower().strip('(“"—')


def _add(spots: dict[str, Spot], n: Name) -> None:
    known = gazetteer.is_place(n.text) and n.kind in ("place", "unknown")
    before = _word_before(n)
    if before == "the":
        before = n.line.text[max(0, n.start - 30) : n.start].rstrip().rsplit(" ", 2)[-2:][0].lower()
    after = re.match(r" ([a-z]+)", n.line.text[n.end : n.end + 20])
    located = before in _BEFORE
    shown = (
        bool(after and after.group(1) in _KINDS)
        or n.words[-1] in lexicon.words("places", "suffixes")
        and len(n.words) > 1
    )
    shown = shown or n.words[0] in lexicon.words("places", "prefixes") and len(n.words) > 1
    dateline = (
        n.opens
        and re.match(r"(?:, [A-Z][\w. ]{1,20})? (?:\([A-Za-z ]+\) )?[—–-]+ ", n.line.text[n.end : n.end + 40])
        is not None
    )
    comma_state = re.match(r", ([A-Z][\w.]+(?: [A-Z]\w+)?)\b", n.line.text[n.end : n.end + 30])
    placed = bool(comma_state and gazetteer.is_place(comma_state.group(1))) and (located or before in _WEAK)
    if known or shown or dateline or placed or (located and n.kind == "unknown" and _placelike(n)):
        key = n.text.lower()
        spot = spots.setdefault(key, Spot(n.line, n.start, n.end, known, n.text in gazetteer.countries()))
        spot.mentions += 1
        spot.located += located or dateline or placed
        spot.lines.append(n.line.number)


def _placelike(n: Name) -> bool:
    """An unknown name after "in": up to two words, none of them a month, a weekday or a people."""
    return (
        len(n.words) <= 2
        and not n.possessive
        and not n.text.isupper()
        and not any(w in lexicon.words("demonyms", "words") for w in n.words)
        and n.text not in _NOT_PLACES
    )


_NOT_PLACES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Spring Summer Autumn Winter Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Christmas Easter Ramadan".split()
)


def _score(s: Spot, title: str) -> float:
    headline = re.search(rf"\b{re.escape(s.text.lower())}\b", title) is not None
    if s.country:
        # A country is named for many reasons; it is where things happen when it stands out.
        return 1.0 + s.mentions / 3 if headline or s.lines[0] <= 1 or s.mentions >= 3 else 0.0
    return (
        (1.0 if s.known and s.located else 0.6 if s.known else 0.7)
        + 0.3 * s.located
        + 0.2 * min(s.mentions, 4)
        + (1.0 if headline else 0.0)
    )
