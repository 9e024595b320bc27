"""The only way to drop a block or a region: every removal is written down here, with its reason.

The ledger guards against over-cutting: when the rules took more than `max_cut` of the article's words
outside links, everything but certain appeals is put back and the reader is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.kept import unless_long
from server.model import Block, Category, Region, Removal, spoken


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision that was written down; `certain`: it stands even when the guard takes the others back."""

    category: Category
    rule: str
    why: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """What is left, what went, and what the reader should know of it."""

    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...]
    notes: tuple[str, ...]


class Ledger:
    """Takes decisions on blocks and regions; `close` carries them out, once.

    Args:
        blocks: the harvested blocks, in order, with their ids.
        max_cut: share of the blocks' words outside links that may go before the guard steps in.
    """

    def __init__(self, blocks: Sequence[Block], max_cut: float) -> None:
        self._blocks = tuple(blocks)
        self._known = {block.id for block in self._blocks}
        self._max_cut = max_cut
        self._dropped: dict[str, Entry] = {}
        self._regions: list[tuple[Region, Entry]] = []

    def drop(self, block: Block, *, category: Category, rule: str, why: str, certain: bool = False) -> None:
        """Write down that a block goes. The first decision on a block stands.

        Raises:
            ValueError: for a block that was not harvested.
        """
        if block.id not in self._known:
            raise ValueError(f"not a block of this article: {block.id!r}")
        self._dropped.setdefault(block.id, Entry(category, rule, why, certain))

    def drop_region(self, region: Region, *, category: Category, rule: str, why: str) -> None:
        """Write down a region outside the article's container."""
        self._regions.append((region, Entry(category, rule, why, certain=False)))

    def category_of(self, block: Block) -> Category | None:
        """The category under which a block was written down; None where it was not."""
        entry = self._dropped.get(block.id)
        return entry.category if entry else None

    def close(self) -> Closed:
        """Carry out the decisions, the guard's included; removals come in document order."""
        notes: list[str] = []
        dropped = self._dropped
        words = {block.id: prose_words(block) for block in self._blocks} if dropped else {}
        total = sum(words.values())
        loose = sum(words[i] for i, entry in dropped.items() if not entry.certain)
        if total and loose > self._max_cut * total:
            back = {i for i, entry in dropped.items() if not entry.certain and words[i]}
            dropped = {i: entry for i, entry in dropped.items() if i not in back}
            notes.append(
                f"The rules would have removed {loose / total:.0%} of this article's words. "
                "That is too much to be sure of, so they were left in."
            )
        # a region behind a block stands before the next block, so that with equal places the regions come first
        written: list[tuple[tuple[Block, ...], str | None, Entry]] = [
            (region.blocks, region.after, entry) for region, entry in self._regions
        ]
        place: dict[str | None, int] = {block.id: n for n, block in enumerate(self._blocks)}
        place[None] = -1
        previous: str | None = None
        for block in self._blocks:
            if block.id in dropped:
                written.append(((block,), previous, dropped[block.id]))
            previous = block.id
        written.sort(key=lambda row: place[row[1]])
        removals = tuple(
            Removal(f"r{n}", entry.category, entry.rule, entry.why, blocks, after)
            for n, (blocks, after, entry) in enumerate(written, 1)
        )
        return Closed(tuple(b for b in self._blocks if b.id not in dropped), removals, tuple(notes))


def prose_words(block: Block) -> int:
    """Words of a block that stand outside links; scripts without spaces count two characters a word."""
    text = spoken(block)
    words = words_of(text)
    if words and len(text) > 12 * words:
        words = len(text) // 2
    return round(words * (1 - block.context.link_density))


@unless_long(answers=1024)
def words_of(text: str) -> int:
    """How many words a text has: several rooms ask for it."""
    return len(text.split())
