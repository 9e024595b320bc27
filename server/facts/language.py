"""Which language the article is in, judged by its own small words.

A declared language is often the template's and not the article's, so it decides nothing by itself: it only
breaks a tie. Where no language is surely ahead, there is none, and the box stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import filterfalse

from server.facts import lexicon

SAMPLE = 3000
"""characters that are read"""
ENOUGH = 0.17
"""share of a text's words that must be small words of its language; English prose has some .35"""
ENOUGH_TOLD = 0.08
"""the same where the page or the script says so too and only sentences are read"""
AHEAD = 1.25
"""how far the first language must be ahead of the second"""
MIN_WORDS = 25

_ALIASES = {"no": "nb", "nn": "nb", "iw": "he"}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]{2} [a-z]{2}")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HAN = re.compile("[\u4e00-\u9fff]")
_EASTERN = re.compile("[\u3040-\ud7af]")
_PARTING = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalpha()})
_SIGNS = "’‘“”–—…•€£\u00a0"
"""that part words as well: without them most English texts are ASCII"""
MIN_CHARACTERS = 60
"""of a language that is told by its letters"""
OWN_LETTERS = 0.05
"""share of kana that Japanese has at least; of Hangul and Han the texts in them have far more"""


def _by_script(text: str) -> str | None:
    """Japanese, Korean and Chinese, by their letters: they part no words, or glue the small ones to them."""
    if text.isascii() or not _EASTERN.search(text):
        return None
    for code, letters, least in (("ja", _KANA, OWN_LETTERS), ("ko", _HANGUL, 0.4), ("zh", _HAN, 0.5)):
        found = len(letters.findall(text))
        if found >= MIN_CHARACTERS * least and found >= least * len(text):
            return code
    return None


def _words(text: str) -> list[str]:
    """The runs of letters. `str.split` finds those of ASCII lines in a third of the time that the pattern takes."""
    for sign in _SIGNS if not text.isascii() else "":
        text = text.replace(sign, " ")
    lines = text.split("\n")
    plain = "\n".join(filter(str.isascii, lines))
    return plain.translate(_PARTING).split() + _WORD.findall("\n".join(filterfalse(str.isascii, lines)))


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
    script = _by_script(text[:SAMPLE])
    if script:
        return script
    words = _words(text[:SAMPLE].lower())
    total = len(words)
    if total < MIN_WORDS:
        return None
    languages = _languages()
    counts = dict.fromkeys(_small_words(), 0)
    for word, count in Counter(filter(languages.__contains__, words)).items():
        for code in languages[word]:
            counts[code] += count
    share = {code: count / total for code, count in counts.items()}
    first, second = sorted(share, key=lambda code: -share[code])[:2]
    hint = (declared or "").lower().replace("_", "-").split("-")[0]
    hint = _ALIASES.get(hint, hint)
    told = first not in known() and (hint == first or not _LATIN.search(text))
    if share[first] < (ENOUGH_TOLD if told else ENOUGH):
        return None
    if share[first] >= AHEAD * share[second]:
        return first
    return hint if hint in (first, second) and share[hint] * AHEAD >= share[first] else None
