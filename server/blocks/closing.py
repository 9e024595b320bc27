"""What the texts of an element are together, once it ends: a list, a table, a quotation, a captioned picture."""

from __future__ import annotations

from collections.abc import Sequence

from server.blocks import captions, embeds, merge
from server.blocks.drafts import Draft
from server.blocks.frames import Frame

_LISTS = frozenset({"ul", "ol", "menu"})
PARTS = {"li": _LISTS, **dict.fromkeys(("td", "th", "caption"), frozenset({"table"}))}
"""elements that are counted by the one around them"""
WHOLE = _LISTS | {"table", "blockquote", "figure"}
"""elements whose texts may belong together"""
TAGS = frozenset({*WHOLE, *PARTS, "pre", "figcaption"})
"""elements whose end says something, pictures with captions aside"""


def count(frame: Frame, end: int) -> None:
    """Note with the list or table around it which drafts an item or cell holds: those up to `end`."""
    wanted, around = PARTS[frame.tag], frame.parent
    while around is not None and around.tag not in wanted:
        around = around.parent
    if around is None:
        return
    if around.marks is None:
        around.marks = []
    around.marks.append((frame, frame.start, end))


def together(frame: Frame, held: Sequence[Draft], base: str | None) -> list[Draft] | None:
    """What a closed element's drafts become; None where they stay what they are.

    Args:
        frame: the element, one of `WHOLE`.
        held: what it holds.
        base: what its addresses are relative to.
    """
    tag = frame.tag
    merged: Draft | None
    if tag in _LISTS:
        merged = merge.as_list(frame, held, ordered=tag == "ol")
    elif tag == "table":
        merged = merge.as_table(frame, held)
    elif tag == "blockquote":
        merged = embeds.post(frame, held, base) or merge.as_quote(frame, held)
    else:
        return captions.with_figure(frame, held)
    return None if merged is None else [merged]
