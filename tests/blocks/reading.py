"""How the tests of this room read a page."""

from __future__ import annotations

from server import blocks, page
from server.model import Block, Metadata, Span

URL = "https://gazette.test/news/story"


def outline(body: str, url: str | None = URL, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a page with this body."""
    return blocks.outline(page.read(f"<html><body>{body}</body></html>", url=url), Metadata(title=title)).blocks


def one(body: str, url: str | None = URL) -> Block:
    """The only block of a page."""
    (block,) = outline(body, url)
    return block


def kinds(body: str) -> list[tuple[str, str]]:
    """Type and text of each block."""
    return [(block.type, block.text) for block in outline(body)]


def marked(block: Block) -> list[tuple[str, str, str | None]]:
    """Kind, words and value of each span."""
    return [(span.kind, block.text[span.start : span.end], span.value) for span in block.spans]


def well_nested(spans: tuple[Span, ...]) -> bool:
    """Whether spans nest or part, and none crosses another."""
    return not any(a.start < b.start < a.end < b.end for a in spans for b in spans)
