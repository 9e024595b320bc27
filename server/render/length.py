"""How long an article is: words, and minutes of reading."""

from __future__ import annotations

import re

WORDS_PER_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute on average over 190 studies (M. Brysbaert, "How many
words do we read per minute?", Journal of Memory and Language 109, 2019); rounded down."""

CHARACTERS_PER_MINUTE = 500
"""For Chinese and Japanese, which write no spaces: the figure that Medium uses for its reading times."""

_UNSPACED = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
"""Han, kana and the prolonged sound mark, without punctuation."""


def word_count(text: str) -> int:
    """Words of a text: runs between white space that hold a letter or digit; each Han or kana counts as one.

    >>> word_count("Rain fell on 3 towns.")
    5
    >>> word_count("雨が降った。")
    5
    """
    spaced, unspaced = _count(text)
    return spaced + unspaced


def reading_minutes(text: str) -> int:
    """Whole minutes of silent reading, at least 1 for any text, 0 for none."""
    spaced, unspaced = _count(text)
    if not spaced + unspaced:
        return 0
    return max(1, round(spaced / WORDS_PER_MINUTE + unspaced / CHARACTERS_PER_MINUTE))


def _count(text: str) -> tuple[int, int]:
    rest, unspaced = _UNSPACED.subn(" ", text)
    return sum(1 for word in rest.split() if any(c.isalnum() for c in word)), unspaced
