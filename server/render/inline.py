"""Text with its inline markup and its facts' marks, as HTML.

Spans nest or part, marks may lie anywhere. A boundary sweep: each mark is cut where it would cross a span
or a longer mark, so that what is left nests; then one pass over the text opens and closes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import pairwise
from typing import NamedTuple

from server.model import KeyFacts, Place, Span
from server.render import addresses

RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ks ku nqo ps sd ug ur yi".split())

_SIMPLE = {
    "strong": "strong", "em": "em", "code": "code", "sub": "sub", "sup": "sup", "mark": "mark",
    "small": "small", "del": "del", "ins": "ins",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a fact stands in one block; `fact` is the id of its mark (`f3`)."""

    start: int
    end: int
    fact: str


@dataclass(slots=True)
class Marks:
    """The marks of all facts by block. The first piece written gets the id, the others point to it."""

    by_block: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, facts: KeyFacts) -> Marks:
        """Every place of every fact, the longest first: a sentence stays whole, what stands in it is cut."""
        by_block: dict[str, list[Mark]] = {}
        for fact_id, _, fact in facts.numbered():
            for place in fact.places:
                by_block.setdefault(place.block, []).append(_mark(place, fact_id))
        for marks in by_block.values():
            marks.sort(key=lambda mark: mark.start - mark.end)
        return cls(by_block)

    def tags(self, fact: str) -> tuple[str, str]:
        """The tags around the next piece of this fact's mark."""
        if fact in self.written:
            return f'<mark data-fact="{fact}">', "</mark>"
        self.written.add(fact)
        return f'<mark id="{fact}">', "</mark>"


@dataclass(slots=True)
class Notes:
    """Footnotes whose text is in the article: a reference jumps to it, the text jumps back."""

    known: frozenset[str] = frozenset()
    list_block: str | None = None
    """the id of the List block that holds the notes' texts"""
    counts: dict[str, int] = field(default_factory=dict)

    def reference(self, number: str | None) -> tuple[str, str]:
        """The tags around one reference to note `number`."""
        if number is None or number not in self.known:
            return "<sup>", "</sup>"
        times = self.counts[number] = self.counts.get(number, 0) + 1
        own = f"nr{number}" if times == 1 else f"nr{number}-{times}"
        return f'<sup><a class="note" id="{own}" href="#n{number}">', "</a></sup>"


class _Piece(NamedTuple):
    start: int
    end: int
    open: Callable[[], tuple[str, str]]
    """gives the opening and the closing tags; called once, in the order of the text"""


def share(
    slices: Sequence[tuple[int, int]], spans: Iterable[Span], marks: Iterable[Mark]
) -> list[tuple[list[Span], list[Mark]]]:
    """The spans and marks that touch each slice (ascending, apart): items, cells or lines of one text."""
    shares: list[tuple[list[Span], list[Mark]]] = [([], []) for _ in slices]
    starts = [start for start, _ in slices]

    def touched(start: int, end: int) -> Iterable[int]:
        n = max(0, bisect_right(starts, start) - 1)
        while n < len(slices) and slices[n][0] < end:
            if slices[n][1] > start:
                yield n
            n += 1

    for span in spans:
        for n in touched(span.start, span.end):
            shares[n][0].append(span)
    for mark in marks:
        for n in touched(mark.start, mark.end):
            shares[n][1].append(mark)
    return shares


def html(
    text: str, spans: Sequence[Span], marks: Sequence[Mark], book: Marks, notes: Notes,
    start: int = 0, end: int | None = None,
) -> str:  # fmt: skip
    """`text[start:end]` as inline HTML; a line break of the text becomes `<br>`.

    Args:
        spans, marks: those that touch the slice; they are clipped to it.
        book: remembers which marks have their id already.
    """
    end = len(text) if end is None else end
    if not spans and not marks:
        return _plain(text[start:end])
    if len(spans) == 1 and not marks:
        span = spans[0]
        left = min(max(span.start, start), end)
        right = max(min(span.end, end), left)
        opening, closing = _tags(span, notes) if left < right else ("", "")
        return _plain(text[start:left]) + opening + _plain(text[left:right]) + closing + _plain(text[right:end])
    pieces = [
        _Piece(max(s.start, start), min(s.end, end), partial(_tags, s, notes))
        for s in sorted(spans, key=lambda s: (s.start, -s.end))
    ]
    pieces = [piece for piece in pieces if piece.start < piece.end]
    for mark in marks:
        _place(mark, max(mark.start, start), min(mark.end, end), pieces, book)
    pieces.sort(key=lambda piece: (piece.start, -piece.end))
    return _sweep(text, start, end, pieces)


def whole(text: str, span: Span, notes: Notes) -> str:
    """A text that is one span from end to end: menus are hundreds of these."""
    opening, closing = _tags(span, notes) if text else ("", "")
    return f"{opening}{_plain(text)}{closing}"


def direction_of(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag, by its primary subtag."""
    return "rtl" if language.split("-", 1)[0].lower() in RTL_LANGUAGES else "ltr"


def _mark(place: Place, fact: str) -> Mark:
    return Mark(place.start, place.end, fact)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def _place(mark: Mark, start: int, end: int, pieces: list[_Piece], book: Marks) -> None:
    """Add the mark, cut at each boundary of a piece that it would cross.

    One pass is enough: what is placed already nests, so a cut at one boundary crosses no other piece.
    """
    if start >= end:
        return
    cuts = {start, end}
    for piece in pieces:
        if piece.start < start < piece.end < end:
            cuts.add(piece.end)
        elif start < piece.start < end < piece.end:
            cuts.add(piece.start)
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        pieces.append(_Piece(left, right, partial(book.tags, mark.fact)))


def _sweep(text: str, start: int, end: int, pieces: Iterable[_Piece]) -> str:
    out: list[str] = []
    open_now: list[tuple[int, str]] = []
    at = start

    def close_until(limit: int) -> None:
        nonlocal at
        while open_now and open_now[-1][0] <= limit:
            stop, closing = open_now.pop()
            if stop > at:
                out.append(_plain(text[at:stop]))
                at = stop
            out.append(closing)

    for piece in pieces:
        close_until(piece.start)
        if piece.start > at:
            out.append(_plain(text[at : piece.start]))
            at = piece.start
        opening, closing = piece.open()
        out.append(opening)
        open_now.append((piece.end, closing))
    close_until(end)
    out.append(_plain(text[at:end]))
    return "".join(out)


def _tags(span: Span, notes: Notes) -> tuple[str, str]:
    if span.kind == "link":
        target = addresses.link(span.value)
        return (f"<a {link_attributes(target)}>", "</a>") if target else ("", "")
    if span.kind == "note":
        return notes.reference(span.value)
    if span.kind in _SIMPLE:
        tag = _SIMPLE[span.kind]
        return f"<{tag}>", f"</{tag}>"
    if span.kind == "lang" and span.value:
        return f'<span lang="{escape(span.value)}" dir="{direction_of(span.value)}">', "</span>"
    if span.kind == "ruby" and span.value:
        return "<ruby>", f"<rp>(</rp><rt>{_plain(span.value)}</rt><rp>)</rp></ruby>"
    return "", ""


def link_attributes(target: str) -> str:
    """The attributes of a link that leaves the view; `target` has passed `addresses.link`."""
    # All that could end or change a value between double quotes: a menu holds hundreds of links.
    value = target.replace("&", "&amp;").replace('"', "&quot;")
    return f'href="{value}" target="_blank" rel="noopener noreferrer nofollow"'
