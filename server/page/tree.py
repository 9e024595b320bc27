"""The parsed tree as the browser shows it: hidden subtrees gone, shadow roots in their hosts' places."""

from __future__ import annotations

from typing import cast

from lxml import etree

from server.model import Element

HIDDEN = "data-cc-hidden"
"""the mark that the extension's capture puts on what the page hides"""
_OF_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
_FILLED = "data-filled"
_HIDDEN = etree.XPath(f"//@{HIDDEN}/..")


def drop_hidden(root: Element) -> None:
    """Take out what the capture marked as hidden; the page's own frame (`html`, `head`, `body`) stays."""
    for element in cast(list[Element], _HIDDEN(root)):
        if element.tag not in ("html", "body", "head"):
            _remove(element)


def move_out_of_head(root: Element) -> None:
    """Put what no head may hold at the start of the body, as browsers do: libxml2 leaves unknown elements there."""
    head, body = root.find("head"), root.find("body")
    if head is None:
        return
    strays = [child for child in head if child.tag not in _OF_HEAD]
    if body is None:
        body = etree.SubElement(root, "body")
    for stray in reversed(strays):
        if body.text and body.text.strip():
            stray.tail = (stray.tail or "") + body.text
        body.text = None
        body.insert(0, stray)


def unwrap_shadow_roots(root: Element) -> None:
    """Put each shadow root where the browser shows it: in its host's place, the host's children in the slots.

    What no slot takes is not shown by the browser, and goes. Templates that are no shadow roots go as well.
    """
    for template in list(root.iter("template")):
        host = template.getparent()
        if host is None:
            continue
        if template.get("shadowrootmode") is None:
            _remove(template)
        else:
            _slot(host, template)
            template.tag = "div"


def _slot(host: Element, template: Element) -> None:
    """Move the host's own content into the slots of its shadow root."""
    slots = {
        slot.get("name") or "": slot for slot in reversed(list(template.iter("slot"))) if _owner(slot) is template
    }
    content: list[Element | str] = [host.text or ""]
    for child in list(host):
        tail, child.tail = child.tail, None
        if child is not template:
            host.remove(child)
            content.append(child)
        content.append(tail or "")
    host.text = None
    for piece in content:
        name = "" if isinstance(piece, str) else piece.get("slot") or ""
        target = slots.get(name)
        if target is None or (isinstance(piece, str) and not piece.strip() and target.get(_FILLED) is None):
            continue
        if target.get(_FILLED) is None:
            _empty(target)
        if isinstance(piece, str):
            _add_text(target, piece)
        else:
            target.append(piece)


def _owner(slot: Element) -> Element | None:
    """The template whose slot it is: shadow roots nest."""
    return next((above for above in slot.iterancestors("template")), None)


def _empty(slot: Element) -> None:
    """Drop a slot's fallback content, which the browser shows only when nothing is slotted."""
    for child in list(slot):
        slot.remove(child)
    slot.text = None
    slot.set(_FILLED, "")


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _remove(element: Element) -> None:
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
