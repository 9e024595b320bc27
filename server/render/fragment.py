"""The article's HTML, part by part: built from typed blocks, then through the wall."""

from __future__ import annotations

from dataclasses import dataclass, replace

from server.model import Article, Block, Figure, List, Removal, Table, spoken
from server.render import wall
from server.render.blocks import Builder
from server.render.inline import Marks, Notes

_LEAD_WITHIN = 3
"""blocks from the top in which the first picture is seen without scrolling"""


_TAGS, _MARKUP = 20, 110
"""characters that the tags of a block and of a span take; a span is mostly a link with its address"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One removal as the view lists it: with links and pictures as far as there is room, then as text."""

    html: str
    rest: str
    """the text of what had no room, a line a block; empty for most"""

    @property
    def rest_lines(self) -> int:
        return self.rest.count("\n") + 1 if self.rest else 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """`dek` is empty where there is none; `blocks` are in the article's order, one string each."""

    dek: str
    blocks: tuple[str, ...]

    @property
    def html(self) -> str:
        return "\n".join(part for part in (self.dek, *self.blocks) if part)


def build(article: Article) -> Fragment:
    """The dek and the blocks with the facts' marks; every id in it is there once."""
    builder = Builder(
        page_url=article.url,
        direction=article.metadata.direction,
        marks=Marks.of(article.facts),
        notes=find_notes(article.blocks),
        eager=any(isinstance(block, Figure) for block in article.blocks[:_LEAD_WITHIN]),
    )
    dek = wall.clean(builder.dek(article.dek)) if article.dek and article.dek.text else ""
    return Fragment(dek, tuple(wall.clean(builder.block(block)) for block in article.blocks))


def removed(removal: Removal, article: Article) -> str:
    """What was taken out, as it would stand in the article, links and pictures too."""
    builder = Builder(page_url=article.url, direction=article.metadata.direction)
    return wall.clean("\n".join(map(builder.block, removal.blocks)))


def removed_for_list(removal: Removal, article: Article, room: int) -> Listed:
    """The same for the view's list, shorter, and without ids: put back into the text it repeats none.

    Args:
        room: characters of HTML, about, that this removal may take. What does not fit stands as text alone: a page
            may hold thousands of cards, and a reader who opens one in a hundred of them should not wait for all.
    """
    shown, spent = 0, 0
    for block in removal.blocks:
        spent += _weight(block)
        if spent > room:
            break
        shown += 1
    builder = Builder(page_url=article.url, direction=article.metadata.direction)
    html = wall.clean_briefly("\n".join(builder.block(replace(block, id="")) for block in removal.blocks[:shown]))
    return Listed(html, "\n".join(said for said in map(spoken, removal.blocks[shown:]) if said))


def _weight(block: Block) -> int:
    """Characters of the block's HTML, about, told without writing it."""
    cells = sum(map(len, block.rows)) if isinstance(block, Table) else 0
    items = len(block.items) if isinstance(block, List) else 0
    return _TAGS + len(spoken(block)) + _MARKUP * len(block.spans) + _TAGS * (cells + items)


def find_notes(blocks: tuple[Block, ...]) -> Notes:
    """The footnotes whose text is in the article: the last numbered list that has every number referred to."""
    wanted = {
        span.value for block in blocks for span in block.spans if span.kind == "note" and span.value is not None
    }
    if not wanted:
        return Notes()
    for block in reversed(blocks):
        if isinstance(block, List):
            numbers = {str(item.number) for item in block.items if item.number is not None}
            if wanted <= numbers:
                return Notes(frozenset(wanted), block.id)
    return Notes()
