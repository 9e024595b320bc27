"""Which language the article is in, judged by its own small words.

A declared language is often the template's and not the article's, so it decides nothing by itself: it only
breaks a tie. Where no language is surely ahead, there is none, and the box stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from server.facts import lexicon

SAMPLE = 3000
"""characters that are read"""
ENOUGH = 0.17
"""share of a text's words that must be small words of its language; English prose has some .35"""
AHEAD = 1.25
"""how far the first language must be ahead of the second"""
MIN_WORDS = 25

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _small_words() -> dict[str, frozenset[str]]:
    tables = lexicon.table("function_words")
    return {code: frozenset(text.split()) for key in ("known", "split_only") for code, text in tables[key].items()}


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages of each small word."""
    out: dict[str, list[str]] = {}
    for code, small in _small_words().items():
        for word in small:
            out.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in out.items()}


@cache
def known() -> frozenset[str]:
    """Languages for which there are rules."""
    return frozenset(lexicon.table("function_words")["known"])


def of(text: str, declared: str | None) -> str | None:
    """The primary language subtag of the text, or None where it is not sure.

    Args:
        text: prose of the article, at best some hundred words.
        declared: the page's own language tag; breaks a tie between close languages.
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    total = len(words)
    if total < MIN_WORDS:
        return None
    languages = _languages()
    counts = dict.fromkeys(_small_words(), 0)
    for word, count in Counter([word for word in words if word in languages]).items():
        for code in languages[word]:
            counts[code] += count
    share = {code: count / total for code, count in counts.items()}
    first, second = sorted(share, key=lambda code: -share[code])[:2]
    if share[first] < ENOUGH:
        return None
    if share[first] >= AHEAD * share[second]:
        return first
    hint = (declared or "").lower().replace("_", "-").split("-")[0]
    return hint if hint in (first, second) and share[hint] * AHEAD >= share[first] else None
