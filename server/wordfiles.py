"""Reads the word files: one TOML file a language, and the weights of the cues.

`server/words/README.md` says how the files are written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from server.matching import Matcher
from server.model import CATEGORIES, Category
from server.phrases import Form, Pattern

FOLDER = Path(__file__).parent / "words"
FORMS: tuple[Form, ...] = ("says", "hints", "label")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a word file: what a publisher says in one of its habits."""

    id: str
    category: Category
    strength: float
    catch: tuple[str, ...]
    leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One word file, ready to match."""

    code: str
    letters: bool
    """whether words are not parted by spaces"""
    function_words: frozenset[str]
    entries: tuple[Entry, ...]
    stays: tuple[Entry, ...]
    matcher: Matcher


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of the cues and the thresholds by length, from `weights.toml`."""
    return cast(
        Mapping[str, Mapping[str, float]], tomllib.loads((FOLDER / "weights.toml").read_text(encoding="utf-8"))
    )


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a word file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "weights"))


@cache
def read(code: str) -> Mapping[str, Any]:
    """A word file as it is written."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def function_words(code: str) -> frozenset[str]:
    """The commonest words of a language, which tell it."""
    return frozenset(read(code)["language"]["function_words"].split())


@cache
def language(code: str) -> Language:
    """The word file of a language.

    Raises:
        ValueError: for an entry that breaks the rules of `server/words/README.md`.
        FileNotFoundError: for a language without a file.
    """
    raw = read(code)
    letters = bool(raw["language"].get("letters", False))
    common = function_words(code)
    parse = partial(Pattern.parse, letters=letters, common=common)
    patterns: list[Pattern] = []

    def entry(row: Mapping[str, object], category: str) -> Entry:
        name = f"{code}/{category}/{row['id']}"
        if category not in (*CATEGORIES, "stay"):
            raise ValueError(f"{name}: no such category")
        for form in FORMS:
            patterns.extend(parse(text, name, form) for text in cast(list[str], row.get(form, [])))
        return Entry(
            name,
            cast(Category, category if category != "stay" else "ui"),
            float(cast(float, row.get("strength", 1.0))),
            tuple(cast(list[str], row.get("catch", []))),
            tuple(cast(list[str], row.get("leave", []))),
        )

    phrases = tuple(entry(row, row["category"]) for row in raw.get("phrase", []))
    stays = tuple(entry(row, "stay") for row in raw.get("stay", []))
    cues = raw.get("cues", {})
    for cue, texts in cues.items():
        patterns += [parse(text, cue, "cue") for text in texts]
    return Language(code, letters, common, phrases, stays, Matcher(patterns, letters))


@cache
def entries(code: str) -> Mapping[str, Entry]:
    """The phrases of a language by their ids."""
    return {entry.id: entry for entry in language(code).entries}
