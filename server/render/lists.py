"""Lists and tables as HTML: the nesting of items, the grid of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from server.model import Cell, Item, List, Table

_NUMERIC = re.compile(r"[-+−–(]?[^\w\s]{0,2}\s?\d[\d\s.,:'’]{0,20}\s?[^\w\s]{0,2}\)?(?:\s?(?:%|pp|[kKmM]n?|bn))?\Z")
"""A cell that holds a number alone, with its currency or percent sign: set named, in tabular figures."""

_LONG_CELL = 28
"""characters from which a cell's text may wrap"""

_MAX_SPAN = 1000
_MAX_DEPTH = 8

Inner = Callable[[int], str]
"""gives the inline HTML of the nth item or cell"""


def render_list(block: List, attributes: str, inner: Inner) -> str:
    """Nested `<ul>` and `<ol>`; an item whose number does not follow the one before says its number."""
    if block.items and not any(item.ordered or item.depth > 0 for item in block.items):
        # A menu, mostly: hundreds of items.
        return f"<ul{attributes}><li>{'</li><li>'.join(map(inner, range(len(block.items))))}</li></ul>"
    out: list[str] = []
    open_lists: list[str] = []
    last_number: list[int | None] = []
    for n, item in enumerate(block.items):
        depth = min(max(item.depth, 0), len(open_lists) if open_lists else 0, _MAX_DEPTH)
        while len(open_lists) > depth + 1:
            out.append(f"</li></{open_lists.pop()}>")
            last_number.pop()
        tag = "ol" if item.ordered else "ul"
        if len(open_lists) == depth + 1 and open_lists[-1] != tag:
            out.append(f"</li></{open_lists.pop()}>")
            last_number.pop()
        if len(open_lists) == depth + 1:
            out.append("</li>")
        else:
            out.append(_open_list(tag, item, attributes))
            attributes = ""
            open_lists.append(tag)
            last_number.append(item.number - 1 if item.ordered and item.number is not None else 0)
        out.append(_open_item(item, last_number))
        out.append(inner(n))
    out.extend(f"</li></{tag}>" for tag in reversed(open_lists))
    return "".join(out)


def _open_list(tag: str, item: Item, attributes: str) -> str:
    start = f' start="{item.number}"' if item.ordered and item.number not in (None, 1) else ""
    return f"<{tag}{attributes}{start}>"


def _open_item(item: Item, last_number: list[int | None]) -> str:
    before = last_number[-1]
    follows = not item.ordered or item.number is None or before is None or item.number == before + 1
    last_number[-1] = item.number if item.number is not None else (before or 0) + 1
    return "<li>" if follows else f'<li value="{item.number}">'


def render_table(block: Table, attributes: str, inner: Inner) -> str:
    """A table in a box of its own that scrolls sideways, reachable by keyboard."""
    head, body = split_head(block.rows)
    caption = f"<caption>{escape(block.caption, quote=False)}</caption>" if block.caption else ""
    label = f' aria-label="{escape(block.caption)}"' if block.caption else ""
    places = _columns(block.rows)
    figures = _figure_columns(block, body, places[len(head) :])
    rows: list[str] = []
    n = 0
    for group, at, tag in ((head, 0, "thead"), (body, len(head), "tbody")):
        if not group:
            continue
        rows.append(f"<{tag}>")
        for row, columns in zip(group, places[at:], strict=False):
            rows.append("<tr>")
            for cell, column in zip(row, columns, strict=True):
                of_figures = column in figures and cell.colspan == 1
                rows.append(_cell(block, cell, inner(n), "col" if tag == "thead" else "row", of_figures))
                n += 1
            rows.append("</tr>")
        rows.append(f"</{tag}>")
    inside = f"<table>{caption}{''.join(rows)}</table>"
    return f'<div class="wide" role="group" tabindex="0"{label}{attributes}>{inside}</div>'


def split_head(
    rows: Sequence[tuple[Cell, ...]],
) -> tuple[Sequence[tuple[Cell, ...]], Sequence[tuple[Cell, ...]]]:
    """The leading rows of header cells alone, and the rest."""
    n = 0
    while n < len(rows) and rows[n] and all(cell.header for cell in rows[n]):
        n += 1
    return (rows[:n], rows[n:]) if n < len(rows) else ((), rows)


def _columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[int]]:
    """The column in which each cell begins, cells that reach over rows and columns counted."""
    places: list[list[int]] = []
    below: dict[int, int] = {}  # column → how many rows a cell from above still takes
    for row in rows:
        taken, below = below, {column: left - 1 for column, left in below.items() if left > 1}
        columns, at = [], 0
        for cell in row:
            while at in taken:
                at += 1
            columns.append(at)
            width = min(cell.colspan, _MAX_SPAN)
            if cell.rowspan > 1:
                below.update(dict.fromkeys(range(at, at + width), min(cell.rowspan, _MAX_SPAN) - 1))
            at += width
        places.append(columns)
    return places


def _figure_columns(
    block: Table, body: Sequence[tuple[Cell, ...]], places: Sequence[Sequence[int]]
) -> frozenset[int]:
    """The columns that hold numbers, but for a cell here and there that says there is none."""
    votes: dict[int, int] = {}
    for row, columns in zip(body, places, strict=True):
        for cell, column in zip(row, columns, strict=True):
            if cell.colspan == 1 and cell.end > cell.start:
                votes[column] = votes.get(column, 0) + (1 if _is_figure(block, cell) else -1)
    return frozenset(column for column, lead in votes.items() if lead > 0)


def _is_figure(block: Table, cell: Cell) -> bool:
    return not cell.header and _NUMERIC.match(block.text[cell.start : cell.end]) is not None


def _cell(block: Table, cell: Cell, inner: str, scope: str, of_figures: bool) -> str:
    spans = "".join(
        f' {name}="{min(value, _MAX_SPAN)}"'
        for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if value > 1
    )
    short = cell.end - cell.start <= _LONG_CELL
    kind = "n" if _is_figure(block, cell) or (of_figures and short) else "" if short else "t"
    named = f' class="{kind}"' if kind else ""
    if cell.header:
        return f'<th scope="{scope}"{named}{spans}>{inner}</th>'
    return f"<td{named}{spans}>{inner}</td>"
