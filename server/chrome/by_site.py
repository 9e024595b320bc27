"""What goes because a site's own file names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.model import Block, Wrapper
from server.sitefiles import Site, Strip


def judge(blocks: Sequence[Block], site: Site | None) -> Iterator[tuple[Block, Strip]]:
    """The blocks that go, each with the entry that names the outermost element around it, or itself.

    Each element is asked once, so that deep pages take time linear in their blocks.
    """
    if site is None or not site.strips:
        return
    known: dict[int, Strip | None] = {}
    for block in blocks:
        context = block.context
        found = _around(context.wrappers, site, known) or _named(site, context.tag, context.names)
        if found is not None:
            yield block, found


def _around(chain: Sequence[Wrapper], site: Site, known: dict[int, Strip | None]) -> Strip | None:
    """The entry that names an element of a chain; `known` has it for every element that was asked before."""
    fresh: list[Wrapper] = []
    found: Strip | None = None
    for wrapper in reversed(chain):
        if wrapper.number in known:
            found = known[wrapper.number]
            break
        fresh.append(wrapper)
    for wrapper in reversed(fresh):
        found = found or _named(site, wrapper.tag, wrapper.names)
        known[wrapper.number] = found
    return found


def _named(site: Site, tag: str, names: frozenset[str]) -> Strip | None:
    """The first entry that means an element."""
    return next((strip for strip in site.strips if strip.selector.meets(tag, names)), None)
