"""Footnotes: which link of a text refers to a note, and which one only leads from a note back to it."""

from __future__ import annotations

import re

from server.model import Element

_NUMBER = re.compile(r"[\[(]?([1-9][0-9]{0,2})[\])]?")
_ARROWS = frozenset("↩↑⤴⏎⮌^")
_VARIANTS = str.maketrans("", "", "\ufe0e\ufe0f")
"""variation selectors: the same arrow as text or as a picture"""


def reference(link: Element) -> str | None:
    """The number that a link to a place of the same page shows, as a reference to a note does: `3` for `[3]`."""
    found = _NUMBER.fullmatch(_said(link))
    return found[1] if found else None


def is_way_back(link: Element) -> bool:
    """Whether a link to a place of the same page is nothing but an arrow: the way back from a note."""
    said = _said(link).translate(_VARIANTS)
    return bool(said) and set(said) <= _ARROWS


def _said(link: Element) -> str:
    """The words of a link; those of a long one are of no interest here."""
    if not len(link):
        return (link.text or "").strip()
    if len(link) > 3:
        return ""
    return "".join(link.itertext()).strip()
