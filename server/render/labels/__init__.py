"""The reading view's own words, in the language of the article where there is a file for it, else in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labels:
    """`words` by name, some with `{n}` or `{host}` in them; `categories` by the category of a removal."""

    language: str
    words: Mapping[str, str]
    categories: Mapping[str, str]


def _read(path: Path) -> Labels:
    words = tomllib.loads(path.read_text("utf-8"))
    categories = words.pop("category")
    return Labels(path.stem, words, categories)


_ALL = {path.stem: _read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}


def of(language: str | None) -> Labels:
    """The labels for an article in this language (BCP 47).

    >>> of("de-AT").words["who"], of("ja").words["who"]
    ('Wer', 'Who')
    """
    return _ALL.get((language or "").split("-", 1)[0].lower(), _ALL["en"])
