"""What is left of a section after its content went: its heading, or the line that led into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.chrome.evidence import Evidence
from server.model import Block, Category, Heading, Paragraph

LEAD_IN = 8
"""words that a line leading into a list of links has at most"""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A heading or a line whose section went."""

    index: int
    category: Category
    rule: str
    why: str


def judge(found: Sequence[Evidence], category_of: Callable[[Block], Category | None]) -> list[Orphan]:
    """The headings and lines that lead into nothing any more.

    Args:
        found: the evidence on every block of the article, in order.
        category_of: of a block that goes; None for one that stays.
    """
    orphans: list[Orphan] = []
    for n, evidence in enumerate(found):
        block = evidence.block
        if category_of(block) or evidence.stays or not block.text:
            continue
        if isinstance(block, Heading):
            section = _section(found, n)
            gone = [category_of(other) for other in section]
            category = next((c for c in gone if c), None)
            if category and all(gone):
                orphans.append(Orphan(n, category, "section/heading", "all that stood under this heading is gone"))
            elif not section and n == len(found) - 1 and evidence.category and evidence.phrases >= 1.0:
                orphans.append(Orphan(n, evidence.category, str(evidence.rule), "a heading with nothing under it"))
        elif isinstance(block, Paragraph) and evidence.words <= LEAD_IN:
            after = category_of(found[n + 1].block) if n + 1 < len(found) else None
            if after != "related" or block.text.rstrip().endswith((";", ",")):
                continue
            if evidence.cues.get("no_stop") and (n + 2 == len(found) or category_of(found[n + 2].block)):
                orphans.append(Orphan(n, "related", "section/lead-in", "a line that leads into a list of links"))
    return orphans


def _section(found: Sequence[Evidence], n: int) -> list[Block]:
    """The blocks under a heading, up to the next one of its level or above."""
    heading = found[n].block
    section: list[Block] = []
    for evidence in found[n + 1 :]:
        other = evidence.block
        if isinstance(other, Heading) and isinstance(heading, Heading) and other.level <= heading.level:
            break
        section.append(other)
    return section
