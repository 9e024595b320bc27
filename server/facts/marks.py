"""Quotation marks: where each quotation of a line begins and ends, for the marks of the world's newspapers."""

from __future__ import annotations

import re
from typing import NamedTuple

# What may close each opening mark. German closes „ with “ and turns the guillemets round.
CLOSES = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』",
    "‚": "‘’", '"': '"', "‘": "’", "'": "'",
}  # fmt: skip
_ALWAYS_OPEN = "“„«「『‹"
_SINGLE = "‘'‚"
_BEFORE_OPEN = ' \t\n([{—–-:/\u00a0\u202f\u2009“„«"'
_OPENER = re.compile("[" + re.escape("".join(CLOSES)) + "]")
_MARK = re.compile("[" + re.escape("".join(CLOSES) + "".join(CLOSES.values())) + "]")
LONGEST_SINGLE = 600
"""characters that a quotation in single marks may hold: beyond it the mark was an apostrophe"""


class Quoted(NamedTuple):
    """`text[start:end]` is what stands between the marks; `open` and `close` take in the marks."""

    open: int
    start: int
    end: int
    close: int
    closed: bool
    """False: the line ends before the mark closes, as in a quotation that goes on in the next paragraph"""


def find(text: str) -> tuple[Quoted, ...]:
    """The outermost quotations of one line, in order.

    >>> [q.start for q in find('He said: "Go." Then “come”.')]
    [10, 20]
    """
    out: list[Quoted] = []
    size = len(text)
    found = _OPENER.search(text)
    while found:
        at = found.start()
        following = at + 1
        if _opens(text, at):
            end = _close(text, at)
            if end is not None:
                out.append(Quoted(at, at + 1, end, end + 1, closed=True))
                following = end + 1
            elif text[at] not in _SINGLE + "»":
                out.append(Quoted(at, at + 1, size, size, closed=False))
                break
        found = _OPENER.search(text, following)
    return tuple(out)


def _opens(text: str, at: int) -> bool:
    """Whether the mark stands as an opening one stands: behind a space, before a word."""
    char = text[at]
    if char in _ALWAYS_OPEN:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before in _BEFORE_OPEN and not after.isspace() and (char not in _SINGLE or after.isalpha())


def _close(text: str, at: int) -> int | None:
    """The index of the mark that closes the one at `at`."""
    char = text[at]
    if char in _SINGLE:
        return _close_single(text, at)
    depth = 0
    for mark in _MARK.finditer(text, at + 1):
        i, c = mark.start(), mark.group()
        if c in CLOSES[char]:
            if char == '"' and text[i - 1].isspace() and text[i + 1 : i + 2].isalnum():
                return _second(text, i)
            if depth == 0:
                return i
            depth -= 1
        elif char == "“" and c == "“" and not _may_open(text, i):
            return i  # closed with the mark that opened it, as some typists do
        elif char == '"' and c == "”":
            return i  # opened with a straight mark, closed with a curly one
        elif char == "“" and c == '"' and not text[i + 1 : i + 2].isalnum() and not text[i - 1].isspace():
            return i  # and the other way round
        elif c == char:
            depth += 1
    return None


def _may_open(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return (after.isalnum() or (after != "" and after in "¿¡([…‘'«")) and not text[at - 1].isalnum()


def _second(text: str, at: int) -> int | None:
    """A straight mark that opens inside a quotation: the one before closes with the next."""
    end = text.find('"', at + 1)
    return end if end >= 0 else None


def _close_single(text: str, at: int) -> int | None:
    stop = min(len(text), at + LONGEST_SINGLE)
    for mark in _MARK.finditer(text, at + 2, stop):
        i = mark.start()
        if mark.group() not in CLOSES[text[at]] or text[i + 1 : i + 2].isalnum() or text[i - 1].isspace():
            continue
        if text[i - 1] == "s" and text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].islower():
            # "the ministers' plan": a plural's apostrophe, where another mark closes further on
            return _later(text, i + 1, stop, at) or i
        return i
    return None


def _later(text: str, start: int, stop: int, opened: int) -> int | None:
    for mark in _MARK.finditer(text, start, stop):
        i = mark.start()
        if text[i] == text[opened] and text[i - 1] == " ":
            return None
        if text[i] in CLOSES[text[opened]] and text[i - 1] in ".,!?…":
            return i
    return None
