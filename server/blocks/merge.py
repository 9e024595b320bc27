"""Blocks that belong together: list items become a List, cells a Table, quoted paragraphs a Quote.

The walk reads every block by itself; when the element around them closes, these decide whether what it held
has the shape of a list, table or quotation, or whether the element was only used for layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.blocks.drafts import Draft, HeadingDraft, ListDraft, ParagraphDraft, QuoteDraft, TableDraft
from server.blocks.frames import Frame
from server.blocks.inline import joined, moved
from server.model import Cell, Item, Span, Text

MAX_CELL = 400
"""characters: a cell with more is a column of the page, not of a table"""
MAX_QUOTED = 12
"""paragraphs: a `blockquote` with more is a layout"""
MAX_QUOTED_CHARACTERS = 3_000
Drafts = Sequence[Draft]


def as_list(frame: Frame, drafts: Drafts, *, ordered: bool) -> ListDraft | None:
    """The List of a closed `ul` or `ol`; None where an item holds more than one text or anything but text.

    A nested list that was read already is one of its item's blocks.
    """
    lines: list[str] = []
    spans: list[Span] = []
    items: list[Item] = []
    at = 0
    linked = links = 0
    number = _number_of(frame, "start", 1) if ordered else 0
    for entry, held in _entries(frame, drafts):
        if ordered:
            number = _number_of(entry, "value", number) if entry is not None else number - 1
        if not held:
            number += 1
            continue
        first = held[0]
        if isinstance(first, ListDraft):
            nested = held
        elif isinstance(first, ParagraphDraft) and entry is not None:
            nested = held[1:]
            end = at + len(first.text)
            lines.append(first.text.replace("\n", " "))
            items.append(Item(at, end, 0, ordered, number if ordered else None))
            spans += moved(first.spans, at)
            at = end + 1
            linked += first.linked
            links += first.links
        else:
            return None
        number += 1
        for inner in nested:
            if not isinstance(inner, ListDraft):
                return None
            lines.append(inner.text)
            items += [Item(i.start + at, i.end + at, i.depth + 1, i.ordered, i.number) for i in inner.items]
            spans += moved(inner.spans, at)
            at += len(inner.text) + 1
            linked += inner.linked
            links += inner.links
    if not lines:
        return None
    return ListDraft(frame, "\n".join(lines), tuple(spans), linked, links, tuple(items))


def as_table(frame: Frame, drafts: Drafts) -> TableDraft | None:
    """The Table of a closed `table`; None where the table is a layout."""
    offset = frame.start
    rows: list[list[tuple[Frame, Text]]] = []
    row_frame: Frame | None = None
    covered = 0
    caption: str | None = None
    for cell, start, end in frame.marks or ():
        held = drafts[start - offset : end - offset]
        covered += len(held)
        if not all(isinstance(b, ParagraphDraft | HeadingDraft | ListDraft) for b in held):
            return None
        text, _ = joined([Text(b.text.replace("\n", " ").replace("\t", " "), b.spans) for b in held], " ")
        if len(text.text) > MAX_CELL:
            return None
        if cell.tag == "caption":
            caption = text.text or None
            continue
        if cell.parent is not row_frame:
            row_frame = cell.parent
            rows.append([])
        rows[-1].append((cell, text))
    rows = [row for row in rows if any(text.text for _, text in row)]
    if covered != len(drafts) or not rows or max(map(len, rows)) < 2:
        return None
    if len(rows) < 2 and not any(cell.tag == "th" for cell, _ in rows[0]):
        return None
    lines: list[Text] = []
    cells: list[list[tuple[Frame, tuple[int, int]]]] = []
    for row in rows:
        line, places = joined([text for _, text in row], "\t")
        lines.append(line)
        cells.append([(cell, place) for (cell, _), place in zip(row, places, strict=True)])
    whole, starts = joined(lines, "\n")
    built = tuple(
        tuple(
            Cell(at + start, at + end, cell.tag == "th", _span_of(cell, "colspan"), _span_of(cell, "rowspan"))
            for cell, (start, end) in row
        )
        for (at, _), row in zip(starts, cells, strict=True)
    )
    return TableDraft(
        frame, whole.text, whole.spans, sum(b.linked for b in drafts), sum(b.links for b in drafts), built,
        caption,
    )  # fmt: skip


def as_quote(frame: Frame, drafts: Drafts) -> QuoteDraft | None:
    """The Quote of a closed `blockquote`; None where it holds more than a few paragraphs."""
    if not drafts or len(drafts) > MAX_QUOTED or not all(isinstance(b, ParagraphDraft) for b in drafts):
        return None
    text, _ = joined([b.said for b in drafts], "\n")
    if len(text.text) > MAX_QUOTED_CHARACTERS:
        return None
    return QuoteDraft(frame, text.text, text.spans, sum(b.linked for b in drafts), sum(b.links for b in drafts))


def _entries(frame: Frame, drafts: Drafts) -> Iterator[tuple[Frame | None, Drafts]]:
    """Each item with its blocks, and without an item what stands between them: a list that has no item around it."""
    at = 0
    for item, start, end in frame.marks or ():
        if start - frame.start > at:
            yield None, drafts[at : start - frame.start]
        at = end - frame.start
        yield item, drafts[start - frame.start : at]
    if at < len(drafts):
        yield None, drafts[at:]


def _number_of(frame: Frame, name: str, otherwise: int) -> int:
    """The number in `<ol start=…>` or `<li value=…>`."""
    value = (frame.element.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _span_of(cell: Frame, name: str) -> int:
    value = (cell.element.get(name) or "").strip()
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 6 else 1
