"""Plain text as blocks: a line is a paragraph, a line said again with its credit is a picture's caption."""

from __future__ import annotations

import re
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
    blocks: list[Block] = []
    skip = False
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if skip:
            skip = False
            continue
        found = _CREDITED.match(following)
        if found and found[1].rstrip() == line:
            skip = True
            picture = Picture(src="", alt=line)
            blocks.append(Figure(id="", picture=picture, caption=Text(line), credit=found[2], context=_PLAIN))
        else:
            blocks.append(Paragraph(id="", text=line, context=_PLAIN))
    return blocks
