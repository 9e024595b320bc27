"""No regular expression of the service takes much longer than its text is long.

Each is run as the code runs it (`match` where it is only ever matched) over long texts made to make it go back and
forth. What counts is how the time grows from a text to one twice as long, never the time itself.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from server import wordfiles
from server.phrases import Pattern

ROOT = Path(server.__file__).parent
LENGTHS = (12_500, 25_000, 50_000, 100_000)
"""characters; the first ones stop a slow pattern before it takes minutes"""
GROWTH = 3.0
"""times as long for a text twice as long: 2 is linear, 4 quadratic"""
SHORT = 0.1
"""seconds of the processor: growth below that is noise, and harmless"""
CALLS = frozenset({"match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split"})
ANCHORED = frozenset({"match", "fullmatch"})

SEEDS = {
    "spaces": " ", "line feeds": "\n", "letters": "a", "capitals": "A", "digits": "1", "dashes": "-",
    "words": "word ", "Names": "Ada ", "initials": "A. ", "dots": ".", "quotes": "“", "straight quotes": '"a" ',
    "money": "£1,", "dates": "1 May ", "tags": "<a ", "entities": "&a", "addresses": "http://a.a/",
    "brackets": "((", "mixed": "a1 -", "not Latin": "ваー中", "at signs": "a@", "mail": "a@a.a", "commas": "a,",
    "Names and commas": "Ada Bee, ", "apostrophes": "l’", "hosts": "www.a", "schemes": "://", "colons": "a:",
    "slashes": "1/1/", "times": "1:1 ", "equals": 'a="', "guillemets": "«a» ", "hyphens": "A-a ", "lines": "a\n\n",
    "stops": "a.", "marks": "a!? ", "hashes": "#a ", "per cent": "1 % ", "ampersands": "& ", "semicolons": "a; ",
    "backslashes": "\\a", "joiners": "a\u200b",
}  # fmt: skip
"""what the texts repeat; an odd end follows, at which every attempt fails"""


def texts(length: int) -> Iterator[tuple[str, str]]:
    for name, seed in SEEDS.items():
        yield name, (seed * (length // len(seed) + 1))[:length] + "\x01"


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([str(ROOT)], "server."):
        if not found.name.endswith("__main__"):
            yield found.name


def called() -> dict[str, set[str]]:
    """By the name of a pattern: the methods that are called on it anywhere in the service."""
    methods: defaultdict[str, set[str]] = defaultdict(set)
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                owner = node.value
                name = (
                    owner.id
                    if isinstance(owner, ast.Name)
                    else owner.attr
                    if isinstance(owner, ast.Attribute)
                    else ""
                )
                if node.attr in CALLS and name:
                    methods[name].add(node.attr)
    return methods


def patterns() -> dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], bool]]:
    """Each pattern of a module's own names, in collections too, and of `re.sub("…")` and its like in functions."""
    found: dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], bool]] = {}
    methods = called()

    def add(name: str, value: object, owner: str) -> None:
        if isinstance(value, re.Pattern):
            anchored = bool(methods[owner]) and methods[owner] <= ANCHORED
            found[name] = (value, anchored)
        elif isinstance(value, (tuple, list)):
            for n, item in enumerate(value):
                add(f"{name}[{n}]", item, owner)
        elif isinstance(value, dict):
            for key, item in value.items():
                add(f"{name}[{key}]", item, owner)

    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            add(f"{module}.{name}", value, name)
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{call}" for call in CALLS}:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                    name = f"{file.relative_to(ROOT)}:{node.lineno}"
                    found[name] = (re.compile(first.value), ast.unparse(node.func).split(".")[1] in ANCHORED)
    unique = {pattern: (name, anchored) for name, (pattern, anchored) in found.items()}
    return {name: (pattern, anchored) for pattern, (name, anchored) in unique.items()}


def spent(pattern: re.Pattern[str] | re.Pattern[bytes], text: str, *, anchored: bool) -> float:
    """Seconds of the processor for one way over the whole text."""
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    if anchored:
        pattern.match(given)  # type: ignore[arg-type]
    else:
        for _ in pattern.finditer(given):  # type: ignore[arg-type]
            pass
    return time.process_time() - begun


def grows(
    pattern: re.Pattern[str] | re.Pattern[bytes], name: str, *, anchored: bool, lengths: tuple[int, ...] = LENGTHS
) -> list[str]:
    """The texts over which it takes more than `GROWTH` times as long when they are twice as long."""
    faults = []
    long = {length: dict(texts(length)) for length in lengths}
    for kind in SEEDS:
        before = spent(pattern, long[lengths[0]][kind], anchored=anchored)
        for length in lengths[1:]:
            if before < SHORT / 64:
                break  # even if it grew with the square, the longest text would not take long
            now = spent(pattern, long[length][kind], anchored=anchored)
            if now > SHORT and now > GROWTH * before:
                # Measured again, the best of three each: another program may have been in the way.
                half = min(spent(pattern, long[length // 2][kind], anchored=anchored) for _ in range(3))
                now = min(spent(pattern, long[length][kind], anchored=anchored) for _ in range(3))
                if now > GROWTH * half:
                    faults.append(
                        f"{name}: {kind}, {length} characters: {now / half:.1f} times the half ({now:.3f} s)"
                    )
                    break
            before = now
    return faults


def test_no_pattern_of_the_code_goes_back_and_forth() -> None:
    found = patterns()
    assert len(found) > 120
    faults = [
        fault for name, (pattern, anchored) in found.items() for fault in grows(pattern, name, anchored=anchored)
    ]
    assert faults == []


def test_a_bad_pattern_is_seen() -> None:
    small = (2_000, 4_000, 8_000)
    assert grows(re.compile(r"\s+$"), "bad", anchored=False, lengths=small) != []
    assert grows(re.compile(r"\s+$"), "good when matched", anchored=True, lengths=small) == []


@pytest.mark.parametrize("code", wordfiles.languages())
def test_no_phrase_repeats_without_end(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The phrases are thousands, so they are read, not run: no repetition without a bound but that of one word."""
    unbounded = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
    read: list[Pattern] = []
    monkeypatch.setattr(wordfiles, "Matcher", lambda patterns, _letters: read.extend(patterns))
    wordfiles.language.__wrapped__(code)
    assert len(read) > 50
    for pattern in read:
        rest = pattern.source.replace("[^ .]* ", "").replace("[^ .]+ ", "").removesuffix(r"(?:[.:] ?)*$")
        assert not unbounded.search(rest), (pattern.owner, pattern.text, pattern.source)
