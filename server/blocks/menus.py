"""Menus read at once: lists whose every item is one link around text alone, as most of a page's lists are."""

from __future__ import annotations

from server.blocks.addresses import link_target
from server.blocks.drafts import ListDraft
from server.blocks.frames import Frame
from server.blocks.inline import plain
from server.model import Element, Item, Span


def menu(frame: Frame, element: Element, base: str | None) -> ListDraft | None:
    """The list that the walk would make of an `ul`, item by item; None where it is not that simple.

    Args:
        frame: the list's own.
        element: the list.
        base: what its addresses are relative to.
    """
    if not len(element) or _says(element.text):
        return None
    lines: list[str] = []
    spans: list[Span] = []
    items: list[Item] = []
    at = 0
    for entry in element:
        if entry.tag != "li" or len(entry) != 1 or _says(entry.text) or _says(entry.tail):
            return None
        link = entry[0]
        if link.tag != "a" or len(link) or _says(link.tail):
            return None
        line = plain(link.text or "")
        href = link.get("href")
        if not line or (href and href.lstrip()[:1] == "#"):
            return None
        end = at + len(line)
        lines.append(line)
        spans.append(Span("link", at, end, link_target(href, base) if href else None))
        items.append(Item(at, end))
        at = end + 1
    linked = at - len(lines)
    return ListDraft(frame, "\n".join(lines), tuple(spans), linked, len(lines), tuple(items))


def _says(text: str | None) -> bool:
    return bool(text and not text.isspace())
