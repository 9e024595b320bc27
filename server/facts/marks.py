"""Quotation marks: where each quotation of a line begins and ends, for the marks of the world's newspapers."""

from __future__ import annotations

from dataclasses import dataclass

# What may close each opening mark. German closes „ with “ and turns the guillemets round; Swedish opens with ”.
CLOSES = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‚": "‘’",
    '"': '"',
    "‘": "’",
    "'": "'",
}
OPENERS = frozenset(CLOSES)
_SINGLE = frozenset("‘'‚")
_BEFORE_OPEN = frozenset(" \t\n([{—–-:/\u00a0\u202f\u2009") | frozenset('“„«"')
LONGEST_SINGLE = 600
"""characters that a quotation in single marks may hold: beyond it the mark was an apostrophe"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """`text[start:end]` is what stands between the marks; `open` and `close` take in the marks."""

    open: int
    start: int
    end: int
    close: int
    closed: bool
    """False: the line ends before the mark closes, as in a quotation that goes on in the next paragraph"""


def find(text: str) -> tuple[Quoted, ...]:
    """The outermost quotations of one line, in order. Time is linear in the text.

    >>> [q.start for q in find('He said: "Go." Then “come”.')]
    [10, 20]
    """
    out: list[Quoted] = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char not in OPENERS or not _opens(text, at):
            at += 1
            continue
        end = _close(text, at)
        if end is None:
            if char in _SINGLE or char == "»":
                at += 1
                continue
            out.append(Quoted(at, at + 1, size, size, closed=False))
            break
        out.append(Quoted(at, at + 1, end, end + 1, closed=True))
        at = end + 1
    return tuple(out)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] in "“„«「『":
        return True
    if text[at] == "»":
        return not after.isspace() and before in _BEFORE_OPEN
    return before in _BEFORE_OPEN and not after.isspace() and (text[at] not in _SINGLE or after.isalpha())


def _close(text: str, at: int) -> int | None:
    """The index of the mark that closes the one at `at`."""
    char = text[at]
    closers = CLOSES[char]
    if char in _SINGLE:
        return _close_single(text, at, closers)
    depth = 0
    for i in range(at + 1, len(text)):
        c = text[i]
        if c in closers:
            if char == '"' and i + 1 < len(text) and text[i + 1].isalnum() and text[i - 1].isspace():
                return None if depth else _straight(text, i)
            if depth == 0:
                return i
            depth -= 1
        elif char == "“" and c == "“" and not _may_open(text, i):
            return i  # closed with the mark that opened it, as some typists do
        elif c == char and char != '"':
            depth += 1
        elif char == '"' and c == "”":
            return i  # opened with a straight mark, closed with a curly one
        elif (
            char == "“"
            and c == '"'
            and (i + 1 == len(text) or not text[i + 1].isalnum())
            and not text[i - 1].isspace()
        ):
            return i  # opened with a curly mark, closed with a straight one
    return None


def _may_open(text: str, at: int) -> bool:
    """Whether the mark at `at` stands as an opening one stands: before a word, behind a space."""
    return (
        at + 1 < len(text) and (text[at + 1].isalnum() or text[at + 1] in "¿¡([…‘'«") and not text[at - 1].isalnum()
    )


def _straight(text: str, at: int) -> int | None:
    """A straight mark that looks like an opening one inside a quotation: the one before never closed."""
    end = text.find('"', at + 1)
    return end if end >= 0 else None


def _close_single(text: str, at: int, closers: str) -> int | None:
    for i in range(at + 2, min(len(text), at + LONGEST_SINGLE)):
        if text[i] in closers and (i + 1 == len(text) or not text[i + 1].isalnum()) and not text[i - 1].isspace():
            # "the ministers' plan": a plural's apostrophe inside, where another mark closes further on
            if text[i - 1] == "s" and text[i + 1 : i + 2] == " " and text[i + 2 : i + 3].islower():
                later = _later_single(text, i + 1, closers, at)
                if later is not None:
                    return later
            return i
    return None


def _later_single(text: str, at: int, closers: str, opened: int) -> int | None:
    for i in range(at, min(len(text), opened + LONGEST_SINGLE)):
        if text[i] == text[opened] and text[i - 1] == " ":
            return None
        if text[i] in closers and text[i - 1] in ".,!?…":
            return i
    return None
