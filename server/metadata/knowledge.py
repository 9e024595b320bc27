"""The room's data files, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `name` of this folder, without its ending.

    Raises:
        OSError, tomllib.TOMLDecodeError: the installation is broken.
    """
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def phrases(name: str, *tables: str) -> tuple[str, ...]:
    """All phrases of some tables of a data file, of every language, longest first."""
    data = load(name)
    found = {phrase for table in tables for per_language in data[table].values() for phrase in per_language}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
