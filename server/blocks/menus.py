"""Menus read at once: lists whose every item is one link, or text alone, as most of a page's lists are."""

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
    at = linked = 0
    for entry in element:
        found = _entry(entry)
        if found is None or not found[0]:
            return None
        line, link = found
        end = at + len(line)
        if link is not None:
            href = link.get("href")
            if href and href.lstrip()[:1] == "#":
                return None
            spans.append(Span("link", at, end, link_target(href, base) if href else None))
            linked += len(line)
        lines.append(line)
        items.append(Item(at, end))
        at = end + 1
    return ListDraft(frame, "\n".join(lines), tuple(spans), linked, len(spans), tuple(items))


def _entry(entry: Element) -> tuple[str, Element | None] | None:
    """What an item says, with the link that all of it is, if any; None for an item that holds more than that."""
    if entry.tag != "li" or _says(entry.tail):
        return None
    if not len(entry):
        return plain(entry.text or ""), None
    link = entry[0]
    if len(entry) > 1 or link.tag != "a" or _says(entry.text) or _says(link.tail):
        return None
    if not len(link):
        return plain(link.text or ""), link
    inner = link[0]
    if len(link) > 1 or inner.tag != "span" or len(inner) or _says(link.text) or _says(inner.tail):
        return None
    return None if inner.get("lang") else (plain(inner.text or ""), link)


def _says(text: str | None) -> bool:
    return bool(text and not text.isspace())
