"""Finding the phrases of one language in a text: each pattern is tried only where its rarest literal word stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
    if last - first == len(said):
        return said
    bare = said[first:last]
    return bare if sum(map(len, bare)) > 2 else said


@dataclass(slots=True)
class Found:
    """What a text holds: for each entry, how many of its patterns were met, by form."""

    met: Mapping[str, Mapping[Form, int]]
    said: Said
    words: int


class Said:
    """A text as patterns are tried on it; joined when the first is tried.

    Args:
        said: its `tokens`.
    """

    def __init__(self, said: tuple[str, ...]) -> None:
        self.tokens = said
        self.once = dict.fromkeys(said).keys()
        """each token once, in the text's order"""
        self._whole = self._line = ""

    def line(self, *, colons: bool = False) -> str:
        """The tokens, a space around each; colons count only in the phrases that name one."""
        if not self._whole:
            self._whole = f" {' '.join(self.tokens)} " if self.tokens else " "
            self._line = self._whole.replace(": ", "")
        return self._whole if colons else self._line

    @cached_property
    def letters(self) -> Collection[str]:
        """Each letter, and each two in a row, once: the words of a language that does not part them."""
        line = self.line()
        return dict.fromkeys(line[n : n + size] for size in (1, 2) for n in range(1, len(line)))

    def search(self, pattern: Pattern) -> bool:
        """Whether the text holds the phrase; a word of it is there."""
        if pattern.only and pattern.form != "label":
            return True
        regex, line = pattern.regex, self.line(colons=pattern.colon)
        return (regex.match(line) if pattern.begins else regex.search(line)) is not None

    def count(self, pattern: Pattern) -> int:
        """How often the text holds the phrase, one after the other."""
        regex, line = pattern.regex, self.line(colons=pattern.colon)
        if pattern.begins:
            return int(regex.match(line) is not None)
        times, found = 0, regex.search(line)
        while found:
            times += 1
            end = found.end()  # the space behind a phrase is the one before the next
            found = regex.search(line, end - 1 if line[end - 1] == " " else end)
        return times


class Index:
    """Patterns by their rarest literal word."""

    def __init__(self, letters: bool) -> None:
        self._letters = letters
        self._exact: dict[str, list[Pattern]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)

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
        if not self._exact and not self._stems:
            return ()
        if self._letters:
            for key in said.letters:
                for pattern in self._exact.get(key, ()):
                    found[id(pattern)] = pattern
        else:
            words, exact, stems = said.once, self._exact, self._stems
            for word in [word for word in words if word in exact or word[:3] in stems]:
                for pattern in self._tried_on(word):
                    if not pattern.beside or not words.isdisjoint(pattern.beside):
                        found[id(pattern)] = pattern
        return found.values()

    def _tried_on(self, word: str) -> Sequence[Pattern]:
        """The patterns of a word."""
        told = self._exact.get(word, [])
        if stems := self._stems.get(word[:3]):
            told = told + [pattern for stem, pattern in stems if word.startswith(stem)]
        return told


class Matcher:
    """All patterns of one language.

    Args:
        patterns: the phrases.
        letters: whether the language does not part words by spaces.
    """

    LABEL = 16
    """tokens that a label has at most"""

    def __init__(self, patterns: Iterable[Pattern], letters: bool) -> None:
        self._letters = letters
        self._phrases = Index(letters)
        self._cues = Index(letters)
        self._patterns: dict[str, list[Pattern]] = defaultdict(list)
        """for each cue the patterns of several words"""
        self._asked: dict[tuple[str, ...], tuple[frozenset[str], Index]] = {}
        """for each few cues that were asked for, the words that are one by themselves, and the other patterns"""
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
                self._patterns[pattern.owner].append(pattern)
            else:
                for word in pattern.only:
                    self._words[word].append(pattern.owner)

    def find(self, text: str) -> Found:
        """Every entry that a text holds."""
        text_said = Said(tokens(text))
        said = text_said.tokens
        met: dict[str, dict[Form, int]] = {}

        def meet(owner: str, form: Form) -> None:
            forms = met.setdefault(owner, {})
            forms[form] = forms.get(form, 0) + 1

        for pattern in self._phrases.candidates(text_said):
            if (pattern.form != "label" or len(said) <= self.LABEL) and text_said.search(pattern):
                meet(pattern.owner, pattern.form)
        bare = _bare(said)
        for label in (said,) if bare is said else (said, bare):
            for owner in self._labels.get(label, ()):
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

    def holds(self, said: Said, cues: tuple[str, ...]) -> bool:
        """Whether a text holds any of these cues."""
        words, index = self._asked.get(cues) or self._ask(cues)
        return not said.once.isdisjoint(words) or any(map(said.search, index.candidates(said)))

    def _ask(self, cues: tuple[str, ...]) -> tuple[frozenset[str], Index]:
        index = Index(self._letters)
        for cue in cues:
            for pattern in self._patterns[cue]:
                index.add(pattern)
        words = frozenset(word for word, owners in self._words.items() if not set(cues).isdisjoint(owners))
        self._asked[cues] = words, index
        return words, index
