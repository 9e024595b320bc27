"""Which blocks an element holds. They stand together in the page, so that a stretch of places tells them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from server.model import Block, Wrapper


@dataclass(frozen=True, slots=True)
class Held:
    """The blocks of one element: the places from `start` to before `stop`."""

    wrapper: Wrapper
    start: int
    stop: int

    @property
    def places(self) -> range:
        """The places of its blocks."""
        return range(self.start, self.stop)


def held(blocks: Sequence[Block]) -> list[Held]:
    """Each element with its stretch of blocks, the smallest first, of equal ones the inner before the outer.

    One walk over the blocks: a wrapper is looked at when it opens and when it closes, however deep the page is. Where
    a line was joined out of an element, the element's stretch goes on behind it.
    """
    found: dict[int, Held] = {}

    def close(wrapper: Wrapper, start: int, stop: int) -> None:
        before = found.get(wrapper.number)
        found[wrapper.number] = Held(wrapper, before.start if before else start, stop)

    open_since: list[tuple[Wrapper, int]] = []
    for n, block in enumerate(blocks):
        chain = block.context.wrappers
        while open_since and not _goes_on(open_since[-1][0], len(open_since), chain):
            wrapper, start = open_since.pop()
            close(wrapper, start, n)
        open_since += [(wrapper, n) for wrapper in chain[len(open_since) :]]
    for wrapper, start in open_since:
        close(wrapper, start, len(blocks))
    return sorted(found.values(), key=lambda of: (of.stop - of.start, -of.wrapper.number))


def _goes_on(wrapper: Wrapper, depth: int, chain: Sequence[Wrapper]) -> bool:
    """Whether an open element, so many deep, is around the next block too; then so are all around it."""
    return len(chain) >= depth and chain[depth - 1].number == wrapper.number


def stretches(blocks: Sequence[Block]) -> list[range]:
    """The stretches of blocks that elements hold, each once, the smallest first."""
    return list(dict.fromkeys(of.places for of in held(blocks)))


def running(sizes: Sequence[int]) -> list[int]:
    """Running totals, from 0: the size of a stretch is the difference of two of them.

    >>> running([3, 1, 2])
    [0, 3, 4, 6]
    """
    return list(accumulate(sizes, initial=0))
