"""What publishers' class names mean, from `names.toml`. A name is a hint beside other evidence, never a verdict."""

from __future__ import annotations

from functools import cache
from typing import cast

from server.chrome.evidence import table


@cache
def meaning(kind: str) -> frozenset[str]:
    """The names that stand for a kind of chrome."""
    return frozenset(cast(str, table("names")["names"][kind]).split())


def named(names: frozenset[str], kind: str) -> bool:
    """Whether an element's names speak of this kind of chrome."""
    return not names.isdisjoint(meaning(kind))
