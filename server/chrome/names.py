"""What publishers' class names mean, from `names.toml`. A name is a hint beside other evidence, never a verdict."""

from __future__ import annotations

from functools import cache
from typing import cast

from server.chrome.evidence import table
from server.model import Block


@cache
def meaning(kind: str) -> frozenset[str]:
    """The names that stand for a kind of chrome."""
    return frozenset(cast(str, table("names")["names"][kind]).split())


def named(names: frozenset[str], kind: str) -> bool:
    """Whether an element's names speak of this kind of chrome."""
    return not names.isdisjoint(meaning(kind))


def within(block: Block, kind: str) -> bool:
    """Whether the block or a wrapper of it has a name of this kind."""
    return named(block.context.names, kind) or any(named(w.names, kind) for w in block.context.wrappers)
