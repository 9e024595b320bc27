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
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CURRENCY = r"[$£€¥₹₩₽₺₪฿¢]"
MONEY = (
    r"euros?|dollars?|pounds?|pence|cents?|francs?|zł|złotych|kč|korun\w{0,2}|kronor|kroner|kr|kn|reais|pesos?|rupees|"
    r"eur|usd|gbp|chf|sek|nok|dkk|pln|czk|tl|lira|руб\w{0,4}|円|元|원|ريال|درهم|دولار\w{0,2}"
)
TOKEN = re.compile(
    rf"(?P<price>(?:us|a|nz|c|hk|r)?{CURRENCY} ?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)* ?(?:{CURRENCY}|(?:{MONEY})(?![^\W\d_])|p(?![^\W\d_])))"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?: ?[%％])?)|(?P<word>[^\W\d_]+)|(?P<stop>[.!?…。！？؟]+)"
)
SIGN = re.compile(r"\)\?|[(|)^~]|\{[a-z]+\}|[^\s(|)^~{}]+")
WILD = {"{price}": "¤", "{number}": "0"}
GAP = r"(?:[^ .]+ ){0,4}?"
NAME = r"(?:[^ .]+ ){1,5}"


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; `¤` for a price, `0` for a number, `.` for a sentence's end.

    >>> tokens("Don't wait: only £2.49 a week!")
    ['don', 't', 'wait', 'only', '¤', 'a', 'week', '.']
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [_token(found) for found in TOKEN.finditer(folded)]


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "word":
        return found.group()
    return {"price": "¤", "number": "0", "stop": "."}[str(kind)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase, ready to search."""

    owner: str
    """the entry or cue that it belongs to"""
    whole: bool
    """it must be the whole text"""
    regex: re.Pattern[str]
    anchors: tuple[tuple[str, ...], ...]
    """for each part that can't be left out, the literal words of which one must be there; `*` ends a stem"""

    @classmethod
    def parse(cls, text: str, owner: str, *, whole: bool, letters: bool) -> Pattern:
        """Read a phrase of a word file.

        Raises:
            ValueError: for brackets that do not close, an unknown sign, or a phrase without a literal word.
        """
        source: list[str] = []
        anchors: list[tuple[str, ...]] = []
        choice: list[list[str]] | None = None
        space = "" if letters else " "
        for sign in SIGN.findall(text):
            if sign == "(":
                if choice is not None:
                    raise ValueError(f"{owner}: brackets do not nest: {text!r}")
                choice = [[]]
                source.append("(?:")
            elif sign == "|" and choice is not None:
                choice.append([])
                source.append("|")
            elif sign in (")", ")?") and choice is not None:
                source.append(sign)
                if sign == ")" and all(choice):
                    anchors.append(tuple(max(words, key=len) for words in choice))
                choice = None
            elif sign == "^":
                source.append("^ ")
            elif sign == "~":
                source.append(r"[^.]{0,12}?" if letters else GAP)
            elif sign == "{name}":
                source.append(r"[^.]{1,20}?" if letters else NAME)
            elif sign in WILD:
                source.append(WILD[sign] + (" ?" if letters else " "))
                if choice is not None:
                    choice[-1].append(WILD[sign])
                else:
                    anchors.append((WILD[sign],))
            elif sign[0] in "{()|":
                raise ValueError(f"{owner}: {sign!r} can't stand in {text!r}")
            else:
                stem = sign.endswith("*")
                words = tokens(sign.rstrip("*")) or [""]
                if not words[-1]:
                    continue
                for n, word in enumerate(words):
                    last = stem and n == len(words) - 1
                    source.append(
                        re.escape(word) + ((r"[^ .]*" if not letters else "") if last else "") + (space or " ?")
                    )
                best = max(words, key=len) + ("*" if stem and len(max(words, key=len)) == len(words[-1]) else "")
                if choice is not None:
                    choice[-1].append(best)
                else:
                    anchors.append((best,))
        if choice is not None or not anchors:
            raise ValueError(f"{owner}: not a phrase: {text!r}")
        body = "".join(source)
        start = "" if body.startswith("^") or letters else "(?<= )"
        full = rf"^ ?(?:{body})(?:\. )*$" if whole else start + body
        return cls(owner, whole, re.compile(full.replace("^ ?(?:^ ", "^ ?(?:")), tuple(anchors))


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds: how often each entry and cue was met, and which as the whole text."""

    ids: Counter[str]
    whole: frozenset[str]
    tokens: list[str]
    words: int


class Matcher:
    """All patterns of one language, found by their rarest literal word.

    Args:
        patterns: the phrases.
        common: function words, which make poor anchors.
        letters: whether the language does not part words by spaces.
    """

    LABEL = 16
    """tokens that a label has at most"""

    def __init__(self, patterns: Iterable[Pattern], common: frozenset[str], letters: bool) -> None:
        self._letters = letters
        self._exact: dict[str, list[Pattern]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        for pattern in patterns:
            best = max(
                pattern.anchors,
                key=lambda words: (not any(w in common for w in words), min(len(w.rstrip("*")) for w in words)),
            )
            for word in best:
                if letters:
                    self._exact[word[:2]].append(pattern)
                elif word.endswith("*"):
                    self._stems[word[:3]].append((word[:-1], pattern))
                else:
                    self._exact[word].append(pattern)

    def find(self, text: str) -> Found:
        """Every entry and cue that a text holds."""
        said = tokens(text)
        line = " " + "".join(f"{token} " for token in said)
        tried: dict[int, Pattern] = {}
        for pattern in self._candidates(line, said):
            tried[id(pattern)] = pattern
        ids: Counter[str] = Counter()
        whole: set[str] = set()
        for pattern in tried.values():
            if pattern.whole:
                if len(said) <= self.LABEL and pattern.regex.search(line):
                    whole.add(pattern.owner)
                    ids[pattern.owner] += 1
            elif pattern.owner.startswith("cue:"):
                ids[pattern.owner] += len(pattern.regex.findall(line))
            elif pattern.regex.search(line):
                ids[pattern.owner] += 1
        return Found(+ids, frozenset(whole), said, sum(token != "." for token in said))

    def _candidates(self, line: str, said: Sequence[str]) -> Iterable[Pattern]:
        if self._letters:
            for key in {line[n : n + size] for size in (1, 2) for n in range(1, len(line))}:
                yield from self._exact.get(key, ())
            return
        for word in set(said):
            yield from self._exact.get(word, ())
            for stem, pattern in self._stems.get(word[:3], ()):
                if word.startswith(stem):
                    yield pattern
