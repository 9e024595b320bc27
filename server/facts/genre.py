"""Kinds of pieces that tell no story from top to bottom: opinion, live blog, interview, list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from server.facts import lexicon
from server.model import Block, Heading, List, Metadata, Paragraph

Genre = Literal["opinion", "live", "interview", "list"]
GENRES: tuple[Genre, ...] = ("live", "opinion", "interview", "list")
LISTED = 0.6
"""share of the words that stand in list items from which a piece is a list"""
NUMBERED = 5
"""headings that are numbered from which a piece is a list"""
ASKED = 4
"""paragraphs or headings that are a question alone from which a piece is an interview"""
_NUMBER = re.compile(r"#?\d{1,3}[.):]?\s")
_ASKS = re.compile(r"(?:Q[.:] |[A-Z][\w .]{1,30}: )?[^.!]{8,300}\?$")


def of(blocks: Sequence[Block], metadata: Metadata) -> Genre | None:
    """The genre, by what the page says of itself and by the shape of the text; None for a report."""
    return _declared(metadata) or _shaped(blocks)


def note(genre: Genre) -> str:
    """Why the box shows less."""
    return str(lexicon.table("kinds")[genre]["note"])


def _declared(metadata: Metadata) -> Genre | None:
    title = (metadata.title or "").lower()
    section = (metadata.section or "").lower()
    path = (metadata.canonical_url or "").lower()
    for genre in GENRES:
        signs = lexicon.table("kinds")[genre]
        if metadata.kind in signs["types"] or section in signs["sections"] or any(p in path for p in signs["paths"]):
            return genre
        if any(title.startswith(t) or (t in title and " " in t) for t in signs["titles"]):
            return genre
    return None


def _shaped(blocks: Sequence[Block]) -> Genre | None:
    lists = sum(len(b.text.split()) for b in blocks if isinstance(b, List) and not b.key_points)
    if lists:
        prose = sum(len(b.text.split()) for b in blocks if isinstance(b, Paragraph))
        if lists > LISTED * (lists + prose):
            return "list"
    if sum(bool(_NUMBER.match(b.text)) for b in blocks if isinstance(b, Heading)) >= NUMBERED:
        return "list"
    texts = [b.text for b in blocks if isinstance(b, (Paragraph, Heading))]
    asked = sum(t[-1:] == "?" and len(t) < 320 and bool(_ASKS.fullmatch(t)) for t in texts)
    return "interview" if asked >= ASKED and asked > 0.2 * len(texts) else None
