"""Answers on texts that are kept for when the same text is asked about again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

LONGEST = 4_000
"""characters of a text whose answers are kept; what is longer is read again, or a few thousand huge texts would fill
the memory"""

Answer = TypeVar("Answer")
More = TypeVarTuple("More")


def unless_long(
    answers: int,
) -> Callable[[Callable[[str, *More], Answer]], Callable[[str, *More], Answer]]:
    """Keep what a function says of a text, unless the text is long.

    Args:
        answers: how many are kept; the one that was not asked for the longest goes first.
    """

    def keeping(read: Callable[[str, *More], Answer]) -> Callable[[str, *More], Answer]:
        kept = lru_cache(maxsize=answers)(read)

        @wraps(read)
        def answer(text: str, *more: *More) -> Answer:
            return kept(text, *more) if len(text) <= LONGEST else read(text, *more)

        return answer

    return keeping
