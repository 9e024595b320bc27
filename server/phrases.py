"""How a phrase of a word file is matched: a small language of literal words and wildcards.

    subscribe (now|today) for {price}
    support* our ~ journalism

A text and a pattern go through the same `tokens`, so case, punctuation, apostrophes, prices and numbers need no
thought. `server/words/README.md` explains the signs. Matching costs little because each pattern is tried only
on texts that hold its rarest literal word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

CURRENCY = r"[$£€¥₹₩₽₺₪฿¢]"
MONEY = (
    r"euros?|dollars?|pounds?|pence|cents?|francs?|zł|złotych|kč|korun\w{0,2}|kronor|kroner|kr|kn|reais|pesos?|rupees|"
    r"eur|usd|gbp|chf|sek|nok|dkk|pln|czk|tl|lira|руб\w{0,4}|円|元|원|ريال|درهم|دولار\w{0,2}"
)
SPELLED = (
    "one|two|three|four|five|six|ten|twenty|ein|einen|zwei|drei|vier|fünf|zehn|un|deux|trois|quatre|cinq|dix|uno|dos|"
    "tres|cuatro|cinco|diez|due|tre|quattro|cinque|dieci|um|dois|três|quatro|dez|een|één|twee|drie|vijf|tien"
)
AMOUNT = r"\d+(?:[.,]\d+)*"
PRICE = (
    rf"\b(?:{SPELLED}) (?:{MONEY})(?![^\W\d_])"
    rf"|(?:us|a|nz|c|hk|r)?{CURRENCY} ?{AMOUNT}"
    rf"|{AMOUNT} ?(?:{CURRENCY}|(?:{MONEY}|p)(?![^\W\d_]))"
)
TOKEN = re.compile(
    rf"(?P<price>{PRICE})|(?P<number>\d+(?:[.,:]\d+)*(?: ?[%％])?)|(?P<word>[^\W\d_]+)|(?P<stop>[.!?…。！？؟]+)"
    r"|(?P<colon>[:：|](?=\s|$))"
)
SIGN = re.compile(r"\)\?|[(|)^~]|\{[a-z]+\}|[^\s(|)^~{}]+")
WILD = {"{price}": "¤", "{number}": "0"}
WILDCARDS = frozenset("({~*")
ONE_WORD = re.compile(r"\(?[^\W\d_]+(?:\|[^\W\d_]+)*\)?")
GAP = r"(?:[^ .]+ ){0,5}?"
NAME = r"(?:[^ .]+ ){1,5}"


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; `¤` for a price, `0` for a number, `.` for a sentence's end,
    `:` for a colon or a bar.

    >>> tokens("Don't wait: only £2.49 a week!")
    ('don', 't', 'wait', ':', 'only', '¤', 'a', 'week', '.')
    """
    # A Turkish capital dotted i folds to an i with a dot above it: the dot goes.
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u0307", "")
    return tuple(_token(found) for found in TOKEN.finditer(folded))


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "word":
        return found.group()
    return {"price": "¤", "number": "0", "stop": ".", "colon": ":"}[str(kind)]


Form = Literal["says", "hints", "label", "prefix", "cue"]
"""`says` anywhere in the text, `hints` likewise but half as strong, `label` the whole text, `prefix` a label before a
colon and a line without a full stop, `cue` is counted"""
HEAD = 6
"""tokens in which the colon after a label stands"""


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
    only: frozenset[str] = frozenset()
    """the whole phrase is one of these words: no search is needed"""

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
            source, anchors = reader.sequence()
        except ValueError as error:
            raise ValueError(f"{owner}: {error} in {text!r}") from None
        if reader.signs:
            raise ValueError(f"{owner}: {reader.signs[0]!r} can't stand in {text!r}")
        if not anchors:
            raise ValueError(f"{owner}: no literal word in {text!r}")
        only = frozenset(anchors) if ONE_WORD.fullmatch(text) and not letters else frozenset[str]()
        begin = source.startswith("^")
        source = source.removeprefix("^ ")
        whole = form == "label"
        if whole or begin:
            source = "^ " + source
        elif not letters:
            source = "(?<= )" + source
        return cls(owner, form, text, source + r"(?:[.:] ?)*$" if whole else source, anchors, only)

    @property
    def colon(self) -> bool:
        """Whether the phrase names a colon."""
        return ":" in self.text

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

    def sequence(self) -> tuple[str, tuple[str, ...]]:
        """What stands up to the end, a bar or a closing bracket: its source and its best anchors."""
        source: list[str] = []
        best: tuple[str, ...] = ()
        while self.signs and self.signs[0] not in ("|", ")", ")?"):
            part, anchors = self._part(self.signs.popleft())
            source.append(part)
            best = max(best, anchors, key=self._worth)
        return "".join(source), best

    def _worth(self, anchors: tuple[str, ...]) -> tuple[bool, int]:
        shortest = min((len(word.rstrip("*")) for word in anchors), default=0)
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

    def _choice(self) -> tuple[str, tuple[str, ...]]:
        read = [self.sequence()]
        while self.signs and self.signs[0] == "|":
            self.signs.popleft()
            read.append(self.sequence())
        if not self.signs:
            raise ValueError("a bracket does not close")
        end = self.signs.popleft()
        certain = end == ")" and all(anchors for _, anchors in read)
        anchors = tuple(word for _, words in read for word in words) if certain else ()
        return "(?:" + "|".join(source for source, _ in read) + end, anchors


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
    """What a text holds: for each entry and cue, how many of its patterns were met, by form."""

    met: Mapping[str, Counter[Form]]
    tokens: tuple[str, ...]
    words: int


class Matcher:
    """All patterns of one language, found by their rarest literal word.

    Args:
        patterns: the phrases.
        letters: whether the language does not part words by spaces.
    """

    LABEL = 16
    """tokens that a label has at most"""

    def __init__(self, patterns: Iterable[Pattern], letters: bool) -> None:
        self._letters = letters
        self._exact: dict[str, list[Pattern]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        self._labels: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for pattern in patterns:
            if pattern.form == "label" and not set(pattern.text) & WILDCARDS:
                self._labels[tokens(pattern.text)].append(pattern.owner)
                continue
            for word in pattern.anchors:
                if letters:
                    self._exact[word[:2]].append(pattern)
                elif word.endswith("*"):
                    self._stems[word[:3]].append((word[:-1], pattern))
                else:
                    self._exact[word].append(pattern)

    def find(self, text: str) -> Found:
        """Every entry and cue that a text holds."""
        said = tokens(text)
        whole = " " + "".join(f"{token} " for token in said)
        line = whole.replace(": ", "")  # a colon counts only in the phrases that name it
        met: dict[str, Counter[Form]] = defaultdict(Counter)
        for pattern in {id(pattern): pattern for pattern in self._candidates(line, said)}.values():
            if pattern.form == "label" and len(said) > self.LABEL:
                continue
            searched = whole if pattern.colon else line
            if pattern.form == "cue":
                times = sum(map(pattern.only.__contains__, said)) or len(pattern.regex.findall(searched))
            else:
                times = int(bool(pattern.regex.search(searched)))
            if times:
                met[pattern.owner][pattern.form] += times
        for bare in dict.fromkeys((said, _bare(said))):
            for owner in self._labels.get(bare, ()):
                met[owner]["label"] += 1
        if ":" in said[1:HEAD] and said[-1] not in ".:":
            for owner in self._labels.get(said[: said.index(":")], ()):
                met[owner]["prefix"] += 1
        return Found(met, said, len(said) - said.count(".") - said.count(":"))

    def _candidates(self, line: str, said: Sequence[str]) -> Iterable[Pattern]:
        if self._letters:
            for key in dict.fromkeys(line[n : n + size] for size in (1, 2) for n in range(1, len(line))):
                yield from self._exact.get(key, ())
            return
        for word in dict.fromkeys(said):
            yield from self._exact.get(word, ())
            for stem, pattern in self._stems.get(word[:3], ()):
                if word.startswith(stem):
                    yield pattern
