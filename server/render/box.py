"""What the key-facts box shows: of each list the best few, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass

from server.model import Fact, KeyFacts, Person, Quotation, Source, When
from server.render import labels
from server.render.dates import human

_SHOWN = {"points": 5, "who": 6, "where": 5, "when": 4, "numbers": 6, "sources": 5}
_QUOTES = 2
_ON_PHONE, _ON_DESK = (2, 280), (3, 480)
"""how many points the folded box shows at most, and characters after which no further one is begun"""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in the box. `more` is said behind it, more quietly; `mark` is where it leads."""

    mark: str
    text: str
    more: str | None = None
    datetime: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the quiet grid."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The box as it is shown; `rows` are who, where, when and numbers, those that hold anything."""

    by_publisher: bool
    points: tuple[Line, ...]
    rows: tuple[Row, ...]
    quotes: tuple[Line, ...]
    sources: tuple[Line, ...]

    @property
    def on_phone(self) -> int:
        """How many points the folded box shows on a phone: the article begins on the same screen."""
        return _first(self.points, *_ON_PHONE)

    @property
    def on_desk(self) -> int:
        """How many it shows on a wide screen: they are read in ten seconds."""
        return _first(self.points, *_ON_DESK)

    @property
    def has_more(self) -> bool:
        """Whether the box has anything to unfold."""
        return bool(self.rows or self.quotes or self.sources or len(self.points) > self.on_phone)


def choose(facts: KeyFacts, language: str | None) -> Box | None:
    """The box, or None where there is nothing to show."""
    words = labels.of(language).words
    lines: dict[str, list[Line]] = {name: [] for name, _ in facts.groups()}
    for mark, name, fact in facts.numbered():
        lines[name].append(_line(mark, fact, language, words["unnamed"]))
    shown = {name: tuple(lines[name][:most]) for name, most in _SHOWN.items()}
    quotes = sorted(lines["quotes"], key=lambda line: line.more is None)[:_QUOTES]
    if not any(lines.values()):
        return None
    # The dek stands right above the box: said twice, it would take the place of a point that is news.
    above = {mark for mark, _, fact in facts.numbered() if all(place.block == "dek" for place in fact.places)}
    below = tuple(line for line in lines["points"] if line.mark not in above)
    shown["points"] = (below or tuple(lines["points"]))[: _SHOWN["points"]]
    rows = ((words[name], shown[name]) for name in ("who", "where", "when", "numbers"))
    return Box(
        by_publisher=facts.origin == "publisher",
        points=shown["points"],
        rows=tuple(Row(label, row) for label, row in rows if row),
        quotes=tuple(quotes),
        sources=shown["sources"],
    )


def _first(points: tuple[Line, ...], most: int, room: int) -> int:
    """The first one, and as many more of them as have room."""
    count = used = 0
    for point in points[:most]:
        used += len(point.text)
        if count and used > room:
            break
        count += 1
    return count


def _line(mark: str, fact: Fact, language: str | None, unnamed: str) -> Line:
    text = fact.text.replace("\n", " ")
    match fact:
        case Person():
            return Line(mark, text, fact.role)
        case When():
            said = human(fact.date, language) if fact.date else None
            return Line(mark, text, _beyond(text, said) if said else None, fact.date or None)
        case Quotation():
            return Line(mark, _pieces(fact), fact.speaker)
        case Source():
            return Line(mark, text, None if fact.named else unnamed)
        case _:
            return Line(mark, text)


def _pieces(quote: Quotation) -> str:
    """The words of a quotation; where the article says something between two pieces of it, dots stand."""
    if len(quote.places) < 2:
        return quote.text.replace("\n", " ")
    pieces, at = [], 0
    for place in quote.places:
        length = place.end - place.start
        pieces.append(quote.text[at : at + length])
        at += length + 1  # the space that joins them
    return " … ".join(piece for piece in pieces if piece).replace("\n", " ")


def _beyond(text: str, date: str) -> str | None:
    """What the date says beyond the words of the article: all of it, its year alone, or nothing."""
    known = set(text.replace(",", " ").lower().split())
    words = date.split()
    left = [word for word in words if word.strip(",").lower() not in known]
    return " ".join(left if len(left) == 1 else words) if left else None
