"""Which language a text is in: by its script, else by the function words of the word files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import chain
from operator import itemgetter

from server.kept import unless_long
from server.phrases import WILDCARDS
from server.tokens import tokens
from server.wordfiles import function_words, languages, read

ALIASES = {"nb": "no", "nn": "no", "iw": "he"}
"""primary subtags that share another's word file"""
SHORT = 90
"""characters; a shorter text does not tell its language"""
ENOUGH_WORDS = 5
"""words from which on function words tell a language"""
ENOUGH = 0.15
"""share of function words that running text has"""
CLOSE = 0.75
"""share of the best language's function words at which another may be meant as well"""


def language_of(text: str, hint: str | None) -> str | None:
    """The language of a text, by its function words or its script; `hint` where the text does not say.

    Args:
        text: some words of running text.
        hint: BCP 47 code that the page gives.

    Returns:
        A code that has a word file, or None.
    """
    told = _code(hint)
    near = _script(text) or (_near(text) if len(tokens(text)) >= ENOUGH_WORDS else ())
    return told if told in near or not near else near[0]


def codes_for(text: str, hint: str | None) -> tuple[str, ...]:
    """The languages whose files can judge a text: its own, or those too close to tell; for a short one the page's,
    English, and each language in which the whole text is a label.

    Args:
        text: one block.
        hint: BCP 47 code that the page gives.
    """
    codes = list(_near(text))
    told = _code(hint)
    if told and (not codes or told in codes or len(text) <= SHORT):
        codes.insert(0, told)
    if len(text) <= SHORT:
        codes += ["en", *_labels().get(tokens(text), ())]
    return tuple(dict.fromkeys(codes))


@unless_long(answers=4096)
def _near(text: str) -> tuple[str, ...]:
    """The languages that a text may be in, the likeliest first; () where it does not say."""
    script = _script(text)
    if script:
        return script
    said = list(filter(str.isalpha, tokens(text)[:80]))
    common = _common()
    counts = Counter(chain.from_iterable(map(common.__getitem__, filter(common.__contains__, said))))
    if len(said) < ENOUGH_WORDS:  # too short to be sure: every language that it may be, unless it may be English
        return () if "en" in counts else tuple(sorted(counts, key=counts.__getitem__, reverse=True)[:3])
    ranked = sorted(counts.items(), key=itemgetter(1), reverse=True)[:3]
    if not ranked or ranked[0][1] < ENOUGH * len(said):
        return ()
    return tuple(code for code, count in ranked if count >= CLOSE * ranked[0][1])


@cache
def _common() -> Mapping[str, tuple[str, ...]]:
    """For each function word the languages that it belongs to."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code in languages():
        for word in function_words(code):
            found[word].append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _labels() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """For each label without wildcards, as tokens, the languages that it belongs to."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in languages():
        for label in (text for row in read(code).get("phrase", []) for text in row.get("label", [])):
            if not set(label) & WILDCARDS:
                found[tokens(label)].append(code)
    return {label: tuple(codes) for label, codes in found.items()}


def _code(hint: str | None) -> str | None:
    primary = (hint or "").replace("_", "-").split("-")[0].casefold()
    primary = ALIASES.get(primary, primary)
    return primary if primary in languages() else None


SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), ("ja",)),
    (re.compile(r"[\uac00-\ud7af]"), ("ko",)),
    (re.compile(r"[\u4e00-\u9fff]"), ("zh", "ja")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar",)),
    (re.compile(r"[\u0400-\u04ff]"), ("ru",)),
)
ANY_SCRIPT = re.compile("|".join(script.pattern for script, _ in SCRIPTS))


def _script(text: str) -> tuple[str, ...]:
    sample = text[:400]
    if sample.isascii() or not ANY_SCRIPT.search(sample):
        return ()
    letters = sum(map(str.isalpha, sample))
    for script, codes in SCRIPTS:
        if len(script.findall(sample)) > 0.2 * letters:
            return tuple(code for code in codes if code in languages())
    return ()
