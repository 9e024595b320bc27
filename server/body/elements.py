"""The elements around a page's blocks as a tree: sums over all that stand in each, in time linear in the page.

A page may nest hundreds of elements around each of thousands of blocks. Whatever is asked of every block and every
element around it is therefore asked once an element here, from the inside out or from the outside in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from server.model import Block, Context, Wrapper, Zone


class Elements:
    """Every element that has a block in it. An element's number is greater than that of the one around it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.wrapper: dict[int, Wrapper] = {}
        self.parent: dict[int, int] = {}
        """the number of the element around it, 0 for the outermost"""
        self.depth: dict[int, int] = {}
        """how many elements stand around it"""
        self.first: dict[int, int] = {}
        """index of the first block in it"""
        self.innermost: list[int] = []
        """for each block the number of the element right around it, 0 for none"""
        for n, block in enumerate(blocks):
            chain = block.context.wrappers
            for at in range(len(chain) - 1, -1, -1):
                wrapper = chain[at]
                number = wrapper.number
                if number in self.wrapper:
                    break
                self.wrapper[number] = wrapper
                self.parent[number] = chain[at - 1].number if at else 0
                self.depth[number] = at
                self.first[number] = n
            self.innermost.append(chain[-1].number if chain else 0)
        self.outside_in = sorted(self.wrapper)

    def sums(self, values: Iterable[float]) -> dict[int, float]:
        """For each element the sum of its blocks' values."""
        out: dict[int, float] = dict.fromkeys(self.outside_in, 0.0)
        out[0] = 0.0
        for number, value in zip(self.innermost, values, strict=True):
            out[number] += value
        for number in reversed(self.outside_in):
            out[self.parent[number]] += out[number]
        return out

    def first_of(self, chosen: Iterable[int]) -> dict[int, int]:
        """For each element that holds some of the chosen blocks, the index of the first of them."""
        out: dict[int, int] = {}
        for n in sorted(chosen):
            number = self.innermost[n]
            while number and number not in out:
                out[number] = n
                number = self.parent[number]
        return out

    def within(self, wanted: Callable[[Wrapper], object]) -> set[int]:
        """The elements that are wanted, and all that stand in them."""
        out: set[int] = set()
        for number in self.outside_in:
            if self.parent[number] in out or wanted(self.wrapper[number]):
                out.add(number)
        return out


class Inner:
    """Contexts as seen from inside the container: without the elements `outer`, and without what only those are."""

    def __init__(self, outer: set[int]) -> None:
        self._outer = outer
        self._seen: dict[int, tuple[tuple[Wrapper, ...], frozenset[str], frozenset[str]]] = {
            0: ((), frozenset(), frozenset())
        }
        """by the innermost element's number: the elements that are left, their flags, and all elements' flags"""

    def context(self, context: Context, zone: Zone) -> Context:
        """A block's context as seen from inside."""
        kept, flags, every = self._of(context.wrappers)
        return Context(
            context.tag, context.names, kept, (context.flags - every) | flags, context.link_density, context.links,
            context.repeats, zone,
        )  # fmt: skip

    def _of(self, chain: tuple[Wrapper, ...]) -> tuple[tuple[Wrapper, ...], frozenset[str], frozenset[str]]:
        at = len(chain)
        while at and chain[at - 1].number not in self._seen:
            at -= 1
        kept, flags, every = self._seen[chain[at - 1].number if at else 0]
        for wrapper in chain[at:]:
            every |= wrapper.flags
            if wrapper.number not in self._outer:
                kept, flags = (*kept, wrapper), flags | wrapper.flags
            self._seen[wrapper.number] = (kept, flags, every)
        return kept, flags, every
