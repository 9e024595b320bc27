"""Finding the phrases of one language in a text: each pattern is tried only where its rarest literal word stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from server.phrases import WILDCARDS, Form, Pattern
from server.tokens import tokens

HEAD = 6
"""tokens in which the colon after a label stands"""


def _bare(said: tuple[str, ...]) -> tuple[str, ...]:
    """A label without the counts and stops around it: `Comments (19)`, `3 comments`."""
    first, last = 0, len(said)
    while first < last and said[first] in "0.:":
        first += 1
    while last > first and said[last - 1] in "0.:":
        last -= 1
    bare = said[first:last]
    return bare if sum(map(len, bare)) > 2 else said


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds: for each entry, how many of its patterns were met, by form."""

    met: Mapping[str, Mapping[Form, int]]
    said: Said
    words: int


@dataclass(frozen=True, slots=True)
class Said:
    """A text as patterns are tried on it."""

    tokens: tuple[str, ...]
    whole: str
    """the tokens, a space around each"""
    line: str
    """the same without colons, which count only in the phrases that name one"""

    @classmethod
    def of(cls, text: str) -> Said:
        """Read a text."""
        said = tokens(text)
        whole = f" {' '.join(said)} " if said else " "
        return cls(said, whole, whole.replace(": ", ""))

    def search(self, pattern: Pattern) -> bool:
        """Whether the text holds the phrase; a word of it is there."""
        if pattern.only and pattern.form != "label":
            return True
        return pattern.regex.search(self.whole if pattern.colon else self.line) is not None

    def count(self, pattern: Pattern) -> int:
        """How often the text holds the phrase."""
        return len(pattern.regex.findall(self.whole if pattern.colon else self.line))


class Index:
    """Patterns by their rarest literal word."""

    def __init__(self, letters: bool) -> None:
        self._letters = letters
        self._exact: dict[str, list[Pattern]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        self._of_word = lru_cache(maxsize=16_384)(self._tried_on)

    def add(self, pattern: Pattern) -> None:
        """Add a pattern under each of its anchors."""
        for word in pattern.anchors:
            if self._letters:
                self._exact[word[:2]].append(pattern)
            elif word.endswith("*"):
                self._stems[word[:3]].append((word[:-1], pattern))
            else:
                self._exact[word].append(pattern)

    def candidates(self, said: Said) -> Iterable[Pattern]:
        """The patterns to try on a text, each once, in the order of its words."""
        found: dict[int, Pattern] = {}
        if self._letters:
            line = said.line
            for key in dict.fromkeys(line[n : n + size] for size in (1, 2) for n in range(1, len(line))):
                for pattern in self._exact.get(key, ()):
                    found[id(pattern)] = pattern
        else:
            for patterns in map(self._of_word, dict.fromkeys(said.tokens)):
                for pattern in patterns:
                    found[id(pattern)] = pattern
        return found.values()

    def _tried_on(self, word: str) -> tuple[Pattern, ...]:
        stems = (pattern for stem, pattern in self._stems.get(word[:3], ()) if word.startswith(stem))
        return (*self._exact.get(word, ()), *stems)


class Matcher:
    """All patterns of one language.

    Args:
        patterns: the phrases.
        letters: whether the language does not part words by spaces.
    """

    LABEL = 16
    """tokens that a label has at most"""

    def __init__(self, patterns: Iterable[Pattern], letters: bool) -> None:
        self._phrases = Index(letters)
        self._cues = Index(letters)
        self._labels: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        """for each word that is a cue by itself, the cues"""
        for pattern in patterns:
            if pattern.form == "label" and not set(pattern.text) & WILDCARDS:
                self._labels[tokens(pattern.text)].append(pattern.owner)
            elif pattern.form != "cue":
                self._phrases.add(pattern)
            elif not pattern.only:
                self._cues.add(pattern)
            else:
                for word in pattern.only:
                    self._words[word].append(pattern.owner)

    def find(self, text: str) -> Found:
        """Every entry that a text holds."""
        text_said = Said.of(text)
        said = text_said.tokens
        met: dict[str, dict[Form, int]] = {}

        def meet(owner: str, form: Form) -> None:
            forms = met.setdefault(owner, {})
            forms[form] = forms.get(form, 0) + 1

        for pattern in self._phrases.candidates(text_said):
            if (pattern.form != "label" or len(said) <= self.LABEL) and text_said.search(pattern):
                meet(pattern.owner, pattern.form)
        for bare in dict.fromkeys((said, _bare(said))):
            for owner in self._labels.get(bare, ()):
                meet(owner, "label")
        if ":" in said[1:HEAD] and said[-1] not in ".:":
            for owner in self._labels.get(said[: said.index(":")], ()):
                meet(owner, "prefix")
        return Found(met, text_said, len(said) - said.count(".") - said.count(":"))

    def cues(self, said: Said) -> dict[str, int]:
        """How often a text holds each cue; those that it does not hold are left out."""
        found: dict[str, int] = {}
        words = self._words
        for word in said.tokens:
            if word in words:
                for owner in words[word]:
                    found[owner] = found.get(owner, 0) + 1
        for pattern in self._cues.candidates(said):
            if times := said.count(pattern):
                found[pattern.owner] = found.get(pattern.owner, 0) + times
        return found
