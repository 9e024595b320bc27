"""Blocks that belong together: list items become a List, cells a Table, quoted paragraphs a Quote.

The walk reads every block by itself; when the element around them closes, these decide whether what it held
has the shape of a list, table or quotation, or whether the element was only used for layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.blocks.frames import Frame
from server.blocks.inline import joined
from server.model import Block, Cell, Context, Heading, Item, List, Paragraph, Quote, Table, Text

MAX_CELL = 400
"""characters: a cell with more is a column of the page, not of a table"""
MAX_QUOTED = 12
"""paragraphs: a `blockquote` with more is a layout"""
MAX_QUOTED_CHARACTERS = 3_000
KEY_POINTS = (
    frozenset({"key", "points"}), frozenset({"keypoints"}), frozenset({"highlights"}), frozenset({"takeaways"}),
    frozenset({"key", "takeaway"}), frozenset({"summary", "list"}), frozenset({"article", "summary"}),
    frozenset({"bullet", "summary"}), frozenset({"at", "glance"}), frozenset({"story", "highlights"}),
)  # fmt: skip
"""Names under which publishers put their own key points above an article."""

Blocks = Sequence[Block]


def as_list(frame: Frame, blocks: Blocks, *, ordered: bool) -> List | None:
    """The List of a closed `ul` or `ol`; None where an item holds more than one text or anything but text.

    A nested list that was read already is one of its item's blocks.
    """
    texts: list[Text] = []
    shapes: list[tuple[int, bool, int | None]] = []
    linked, links = 0.0, 0
    number = _number_of(frame, "start", 1)
    for entry, held in _entries(frame, blocks):
        number = _number_of(entry, "value", number) if entry else number - 1
        if not held:
            number += 1
            continue
        first = held[0]
        if isinstance(first, List):
            nested = held
        elif isinstance(first, Paragraph) and entry is not None:
            nested = held[1:]
            texts.append(Text(" ".join(first.text.split("\n")), first.spans))
            shapes.append((0, ordered, number if ordered else None))
            linked += first.context.link_density * len(first.text)
            links += first.context.links
        else:
            return None
        number += 1
        for block in nested:
            if not isinstance(block, List):
                return None
            for item in block.items:
                spans = tuple(
                    type(s)(s.kind, s.start - item.start, s.end - item.start, s.value)
                    for s in block.spans
                    if item.start <= s.start and s.end <= item.end
                )
                texts.append(Text(block.text[item.start : item.end], spans))
                shapes.append((item.depth + 1, item.ordered, item.number))
            linked += block.context.link_density * len(block.text)
            links += block.context.links
    if not texts:
        return None
    text, places = joined(texts, "\n")
    items = tuple(
        Item(start, end, depth, is_ordered, shown)
        for (start, end), (depth, is_ordered, shown) in zip(places, shapes, strict=True)
    )
    context = frame.context(length=len(text.text), linked=round(linked), links=links)
    return List(
        id="", text=text.text, spans=text.spans, context=context, items=items, key_points=_key_points(context)
    )


def as_table(frame: Frame, blocks: Blocks) -> Table | None:
    """The Table of a closed `table`; None where the table is a layout."""
    offset = frame.start
    rows: list[list[tuple[Frame, Text]]] = []
    row_frame: Frame | None = None
    covered = 0
    caption: str | None = None
    for cell, start, end in frame.marks:
        held = blocks[start - offset : end - offset]
        covered += len(held)
        if not all(isinstance(b, Paragraph | Heading | List) for b in held):
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
    if covered != len(blocks) or not rows or max(map(len, rows)) < 2:
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
    linked = sum(b.context.link_density * len(b.text) for b in blocks)
    links = sum(b.context.links for b in blocks)
    context = frame.context(length=len(whole.text), linked=round(linked), links=links)
    return Table(id="", text=whole.text, spans=whole.spans, context=context, rows=built, caption=caption)


def as_quote(frame: Frame, blocks: Blocks) -> Quote | None:
    """The Quote of a closed `blockquote`; None where it holds more than a few paragraphs."""
    if not blocks or len(blocks) > MAX_QUOTED or not all(isinstance(b, Paragraph) for b in blocks):
        return None
    text, _ = joined([Text(b.text, b.spans) for b in blocks], "\n")
    if len(text.text) > MAX_QUOTED_CHARACTERS:
        return None
    linked = sum(b.context.link_density * len(b.text) for b in blocks)
    context = frame.context(length=len(text.text), linked=round(linked), links=sum(b.context.links for b in blocks))
    return Quote(id="", text=text.text, spans=text.spans, context=context)


def _entries(frame: Frame, blocks: Blocks) -> Iterator[tuple[Frame | None, Blocks]]:
    """Each item with its blocks, and without an item what stands between them: a list that has no item around it."""
    at = 0
    for item, start, end in frame.marks:
        if start - frame.start > at:
            yield None, blocks[at : start - frame.start]
        at = end - frame.start
        yield item, blocks[start - frame.start : at]
    if at < len(blocks):
        yield None, blocks[at:]


def _number_of(frame: Frame, name: str, otherwise: int) -> int:
    """The number in `<ol start=…>` or `<li value=…>`."""
    value = (frame.element.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _span_of(cell: Frame, name: str) -> int:
    value = (cell.element.get(name) or "").strip()
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _key_points(context: Context) -> bool:
    names = [context.names, *(wrapper.names for wrapper in context.wrappers[-3:])]
    return any(wanted <= found for found in names for wanted in KEY_POINTS)
