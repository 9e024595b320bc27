"""Plain text as blocks: a line is a paragraph, a line said again with its credit is a picture's caption."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

from server.model import Block, Context, Figure, Page, Paragraph, Picture, Text

_CREDITED = re.compile(r"^(.{3,400}?)\s?\(([^()]{1,100})\)$")
_PLAIN = Context(tag="p")


def from_lines(page: Page) -> list[Block]:
    """The blocks of a plain text page.

    Text copied from a browser holds a picture twice: its alternative text, and its caption with the credit in
    brackets. Both lines are one caption.
    """
    lines = [" ".join((p.text or "").split()) for p in page.root.iter("p")]
    said: list[tuple[str, str | None]] = []
    """each line with its credit; None for a paragraph"""
    skip = False
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if skip:
            skip = False
            continue
        found = _CREDITED.match(following)
        skip = bool(found and found[1].rstrip() == line)
        said.append((line, found[2] if found and skip else None))
    counts = Counter(line for line, credit in said if credit is None)
    return [
        Paragraph(id="", text=line, context=Context(tag="p", repeats=counts[line]))
        if credit is None
        else Figure(id="", picture=Picture(src="", alt=line), caption=Text(line), credit=credit, context=_PLAIN)
        for line, credit in said
    ]
