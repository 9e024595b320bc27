"""How a phrase of a word file is written: a small language of literal words and wildcards.

    subscribe (now|today) for {price}
    support* our ~ journalism

A text and a pattern go through the same `tokens`, so case, punctuation, apostrophes, prices and numbers need no
thought. `server/words/README.md` explains the signs.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from server.tokens import tokens

SIGN = re.compile(r"\)\?|[(|)^~]|\{[a-z]+\}|[^\s(|)^~{}]+")
WILD = {"{price}": "¤", "{number}": "0"}
WILDCARDS = frozenset("({~*")
RARE = {"¤": 9}
"""how rare a wildcard is, told as the letters of a word that is as rare: few texts name a price"""
ONE_WORD = re.compile(r"\(?[^\W\d_]+(?:\|[^\W\d_]+)*\)?")
GAP = r"(?:[^ .]+ ){0,5}?"
NAME = r"(?:[^ .]+ ){1,5}"

Form = Literal["says", "hints", "label", "prefix", "cue"]
"""`says` anywhere in the text, `hints` likewise but half as strong, `label` the whole text, `prefix` a label before a
colon and a line without a full stop, `cue` is counted"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase, ready to search."""

    owner: str
    """the entry or cue that it belongs to"""
    form: Form
    text: str
    """as it is written"""
    source: str
    """a regular expression over `tokens` joined by spaces"""
    anchors: tuple[str, ...]
    """literal words of which a text must hold one; `*` ends a stem"""
    beside: frozenset[str] = frozenset()
    """the same of another part of the phrase, without stems; empty where it has no other part of literal words"""
    only: frozenset[str] = frozenset()
    """the whole phrase is one of these words: no search is needed"""
    begins: bool = False
    """the phrase stands at the start of a text or is all of it"""
    colon: bool = False
    """the phrase names a colon"""

    @classmethod
    def parse(cls, text: str, owner: str, form: Form, *, letters: bool, common: frozenset[str]) -> Pattern:
        """Read a phrase of a word file.

        Args:
            text: the phrase, in the signs that `server/words/README.md` explains.
            owner: the entry or cue that it belongs to.
            form: how much it counts, and whether it must be the whole text.
            letters: the language does not part words by spaces.
            common: function words, which make poor anchors.

        Raises:
            ValueError: for brackets that do not close, an unknown sign, or a phrase without a literal word.
        """
        reader = _Reader(deque(SIGN.findall(text)), letters, common)
        try:
            source, parts = reader.sequence()
        except ValueError as error:
            raise ValueError(f"{owner}: {error} in {text!r}") from None
        if reader.signs:
            raise ValueError(f"{owner}: {reader.signs[0]!r} can't stand in {text!r}")
        anchors, beside = reader.best(parts), frozenset[str]()
        if not anchors:
            raise ValueError(f"{owner}: no literal word in {text!r}")
        if not letters:
            whole_words = [part for part in parts if part is not anchors and not any("*" in word for word in part)]
            beside = frozenset(reader.best(whole_words))
        only = frozenset(anchors) if ONE_WORD.fullmatch(text) and not letters else frozenset[str]()
        begin = source.startswith("^")
        source = source.removeprefix("^ ")
        whole = form == "label"
        if whole or begin or not letters:
            source = " " + source  # a plain first character: `re` skips ahead to it
        source += r"(?:[.:] ?)*$" if whole else ""
        return cls(owner, form, text, source, anchors, beside, only, whole or begin, ":" in text)

    @property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first asked for: most phrases of most languages never are."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(slots=True)
class _Reader:
    """Reads the signs of one phrase into a regular expression over `tokens` joined by spaces."""

    signs: deque[str]
    letters: bool
    common: frozenset[str]

    def sequence(self) -> tuple[str, list[tuple[str, ...]]]:
        """What stands up to the end, a bar or a closing bracket: its source and each part's anchors."""
        source: list[str] = []
        parts: list[tuple[str, ...]] = []
        while self.signs and self.signs[0] not in ("|", ")", ")?"):
            part, anchors = self._part(self.signs.popleft())
            source.append(part)
            parts.append(anchors)
        return "".join(source), parts

    def best(self, parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """The rarest of these anchors; () where there is none."""
        return max(parts, key=self._worth, default=())

    def _worth(self, anchors: tuple[str, ...]) -> tuple[bool, int]:
        shortest = min((RARE.get(word, len(word.rstrip("*"))) for word in anchors), default=0)
        return (bool(anchors) and not self.common.intersection(anchors), shortest)

    def _part(self, sign: str) -> tuple[str, tuple[str, ...]]:
        if sign == "(":
            return self._choice()
        if sign == "^":
            return "^ ", ()
        if sign == "~":
            return (r"[^.]{0,12}?" if self.letters else GAP), ()
        if sign == "{name}":
            return (r"[^.]{1,20}?" if self.letters else NAME), ()
        if sign in WILD:
            return WILD[sign] + (" ?" if self.letters else " "), (WILD[sign],)
        if sign[0] == "{":
            raise ValueError(f"unknown sign {sign!r}")
        stem, words = sign.endswith("*"), tokens(sign.rstrip("*"))
        if not any(map(str.isalnum, sign)) and sign not in (".", ":"):
            raise ValueError(f"nothing to match in {sign!r}")
        after = " ?" if self.letters else " "
        source = "".join(re.escape(word) + after for word in words)
        if stem and not self.letters:
            source = source[:-1] + r"[^ .]* "
        longest = max(words, key=len)
        return source, (longest + "*" if stem and longest == words[-1] else longest,)

    def _alternative(self) -> tuple[str, tuple[str, ...]]:
        source, parts = self.sequence()
        return source, self.best(parts)

    def _choice(self) -> tuple[str, tuple[str, ...]]:
        read = [self._alternative()]
        while self.signs and self.signs[0] == "|":
            self.signs.popleft()
            read.append(self._alternative())
        if not self.signs:
            raise ValueError("a bracket does not close")
        end = self.signs.popleft()
        certain = end == ")" and all(anchors for _, anchors in read)
        anchors = tuple(word for _, words in read for word in words) if certain else ()
        return "(?:" + "|".join(source for source, _ in read) + end, anchors
