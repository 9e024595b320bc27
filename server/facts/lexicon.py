"""The hand-written word lists of `data/*.toml`, each read once.

Lists are strings of words parted by white space, or by `|` where an entry may hold spaces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
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


def either(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first; "" for none.

    It looks at the first letter before it tries the words, for at most places of a text none of them begins.

    >>> either(["one", "two", "three"])
    '(?=[ot])(?:three|one|two)'
    """
    found = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    letters = "".join(sorted({re.escape(word[0]) for word in found}))
    return f"(?=[{letters}])(?:{'|'.join(map(re.escape, found))})" if found else ""
