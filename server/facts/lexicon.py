"""The hand-written word lists of `data/*.toml`, each read once.

Lists are strings of words parted by white space, or by `|` where an entry may hold spaces.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file `data/NAME.toml`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str, language: str | None = None) -> frozenset[str]:
    """The words of one list; empty where the file has none for the language.

    >>> "minister" in words("roles", "nouns")
    True
    """
    data = table(name)
    if language is not None:
        data = data.get(language, {})
    return frozenset(str(data.get(key, "")).split())


@cache
def names(name: str, key: str) -> frozenset[str]:
    """The entries of a list parted by `|`; an entry may hold spaces.

    >>> "West Bank" in names("places", "countries")
    True
    """
    return frozenset(entry.strip() for entry in str(table(name)[key]).replace("\n", " ").split("|") if entry.strip())


@cache
def phrases(name: str, key: str, language: str) -> tuple[str, ...]:
    """A list of phrases, the longest first."""
    return tuple(sorted(table(name).get(language, {}).get(key, ()), key=len, reverse=True))
