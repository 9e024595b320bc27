"""How long an article is: words, and minutes of reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS_PER_MINUTE = 230
"""Silent reading of English non-fiction: 238 words a minute on average over 190 studies (M. Brysbaert, "How many
words do we read per minute?", Journal of Memory and Language 109, 2019); rounded down."""

CHARACTERS_PER_MINUTE = 500
"""For Chinese and Japanese, which write no spaces: the figure that Medium uses for its reading times."""

_UNSPACED = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
"""Han, kana and the prolonged sound mark, without punctuation."""

_LETTER = re.compile(r"[^\W_]")
"""a letter or a digit"""


@dataclass(frozen=True, slots=True)
class Length:
    """How much there is to read: words between white space, and characters of scripts without spaces."""

    spaced: int
    unspaced: int

    @classmethod
    def of(cls, text: str) -> Length:
        """Counts runs between white space that hold a letter or digit, and each Han or kana.

        >>> Length.of("Rain fell on 3 towns – again.").words
        6
        >>> Length.of("雨が降った。").words
        5
        """
        rest, unspaced = (text, 0) if text.isascii() else _UNSPACED.subn(" ", text)
        return cls(sum(1 for run in rest.split() if run[0].isalnum() or _LETTER.search(run)), unspaced)

    @property
    def words(self) -> int:
        """A Han or kana counts as a word, as word processors count them."""
        return self.spaced + self.unspaced

    @property
    def minutes(self) -> int:
        """Whole minutes of silent reading, at least 1 for any text, 0 for none."""
        if not self.words:
            return 0
        return max(1, round(self.spaced / WORDS_PER_MINUTE + self.unspaced / CHARACTERS_PER_MINUTE))
