"""The page's tree as typed blocks. No source HTML goes past this room.

`outline` reads the whole page in one walk, the parts that will turn out to be menus and footers too: the vote on
where the article is then reads blocks instead of the tree, and what was removed can be shown as it was.
"""

from __future__ import annotations

from collections import Counter

from server.blocks import captions
from server.blocks.drafts import Draft
from server.blocks.plain import from_lines
from server.blocks.walk import Walk
from server.model import Block, Heading, Metadata, Outline, Page


def outline(page: Page, metadata: Metadata) -> Outline:
    """Every block of the page, with the chain of elements around it.

    Args:
        page: the parsed page.
        metadata: its title tells which block is the headline.
    """
    blocks = from_lines(page) if page.kind == "text" else _finished(captions.loose(Walk(page).run()))
    return Outline(tuple(blocks), _headline(blocks, metadata.title))


def _finished(drafts: list[Draft]) -> list[Block]:
    for draft in drafts:
        at = draft.frame.parent
        while at is not None and not at.holds:
            at.holds = True
            at = at.parent
    counts = Counter([draft.text for draft in drafts])
    return [draft.block(counts[draft.text] if draft.text else 1) for draft in drafts]


def _headline(blocks: list[Block], title: str | None) -> int | None:
    """The block that says the title: a heading before any other, the highest first; else the only `h1`."""
    wanted = _plain(title or "")
    near = range(len(title or "") - 12, len(title or "") + 13)
    says = [n for n, b in enumerate(blocks) if wanted and len(b.text) in near and _plain(b.text) == wanted]
    headings = sorted(("nav" in b.context.flags, b.level, n) for n in says if isinstance(b := blocks[n], Heading))
    if headings:
        return headings[0][2]
    if wanted and (inside := [n for n, b in enumerate(blocks) if isinstance(b, Heading) and _holds(b.text, wanted)]):
        return inside[0]
    first = [n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    if len(first) == 1:
        return first[0]
    if says or first:
        return says[0] if says else None
    return next((n for n, b in enumerate(blocks) if isinstance(b, Heading) and _heads_article(b)), None)


def _heads_article(block: Heading) -> bool:
    """Whether a heading stands in the header of an `article` element."""
    tags = [wrapper.tag for wrapper in block.context.wrappers]
    return "article" in tags and "header" in tags[tags.index("article") :]


def _holds(text: str, wanted: str) -> bool:
    """Whether a heading says the title with a kicker before or behind it."""
    said = _plain(text) if len(text) < 500 else ""
    return len(wanted) >= 12 and len(said) <= 2 * len(wanted) and said.startswith(wanted) | said.endswith(wanted)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
