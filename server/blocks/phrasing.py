"""Words with their reading, and formulas: inline elements whose content is no running text."""

from __future__ import annotations

from server.blocks.inline import Line
from server.model import Element


def ruby(line: Line, element: Element) -> None:
    """Add a word with its reading, as Japanese and Chinese pages set it."""
    reading = "".join("".join(rt.itertext()) for rt in element.iter("rt")).strip()
    line.open("ruby", reading[:100])
    for piece in (
        element.text,
        *(t for child in element if child.tag not in ("rt", "rp", "rtc") for t in child.itertext()),
    ):
        if piece:
            line.add(piece)
    for child in element:
        if child.tag in ("rt", "rp", "rtc") and child.tail:
            line.add(child.tail)
    line.close()


def math(line: Line, element: Element) -> None:
    """Add a formula as it is said or written in one line."""
    said = element.get("alttext") or " ".join("".join(element.itertext()).split())
    line.add(said[:2000])
