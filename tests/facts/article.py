"""Articles for the tests of key facts, made of plain strings."""

from __future__ import annotations

from server import facts
from server.model import Block, Completeness, Fact, KeyFacts, Metadata, Paragraph, Text

WHOLE = Completeness("complete")


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Paragraph blocks `b1`, `b2` ..."""
    return tuple(Paragraph(id=f"b{n}", text=text) for n, text in enumerate(texts, 1))


def box(
    *texts: str,
    title: str = "",
    published: str | None = "2025-03-12T10:00:00+00:00",
    language: str | None = "en",
    kind: str | None = None,
    section: str | None = None,
    dek: str | None = None,
    completeness: Completeness = WHOLE,
) -> KeyFacts:
    """The key facts of an article, their offsets checked."""
    blocks = paragraphs(*texts)
    metadata = Metadata(title=title, published=published, language=language, kind=kind, section=section)
    found = facts.find(blocks, Text(dek) if dek else None, metadata, completeness)
    check(found, blocks, dek)
    return found


def check(found: KeyFacts, blocks: tuple[Block, ...], dek: str | None = None) -> None:
    """Every fact is the text of its places."""
    texts = {block.id: block.text for block in blocks} | {"dek": dek or ""}
    for _, group in found.groups():
        for fact in group:
            assert " ".join(texts[p.block][p.start : p.end] for p in fact.places) == fact.text
            assert fact.text.strip()


def texts(found: tuple[Fact, ...]) -> list[str]:
    """The words of each fact."""
    return [fact.text for fact in found]
