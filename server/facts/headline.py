"""Whether the headline holds a name or a figure as a word of its own.

The names of each article are others: a pattern for each would be compiled for one search.
"""

from __future__ import annotations

from collections.abc import Callable


def has_word(word: str, title: str) -> bool:
    """Whether the word stands there and is not part of a longer one.

    >>> has_word("holt", "holt's plan"), has_word("holt", "holtby")
    (True, False)
    """
    return _alone(word, title, _is_word)


def has_figure(digits: str, title: str) -> bool:
    """Whether the figure stands there and is not part of a longer one.

    >>> has_figure("20", "20km"), has_figure("20", "2024")
    (True, False)
    """
    return _alone(digits, title, str.isdecimal)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _alone(part: str, text: str, goes_on: Callable[[str], bool]) -> bool:
    at = text.find(part)
    while at >= 0:
        end = at + len(part)
        if not goes_on(text[max(0, at - 1) : at]) and not goes_on(text[end : end + 1]):
            return True
        at = text.find(part, at + 1)
    return False
