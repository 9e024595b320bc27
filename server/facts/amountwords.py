"""The words of figures of one language, compiled: what `amounts.py` looks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

from server.facts import lexicon

SPACES = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the rules of one language need to read figures."""

    pattern: re.Pattern[str]
    figure: re.Pattern[str]
    """where an amount may be, in lower case: a digit or a number in letters"""
    leads: Mapping[str, tuple[str, ...]]
    """what may stand directly before it, in lower case, by its last sign that is no space"""
    units: frozenset[str]
    durations: frozenset[str]
    furniture: frozenset[str]
    stop: frozenset[str]
    irregular: frozenset[str]
    words: frozenset[str]
    """numbers in letters"""
    never: frozenset[str]
    verbs: frozenset[str]
    """that end as plurals do"""


def _months(language: str) -> frozenset[str]:
    """Names of months: "22 novembre" counts nothing."""
    wide = Locale.parse(language).months["format"]["wide"]
    return frozenset(str(name).lower() for name in wide.values())


def _a_before(own: dict[str, Any]) -> str:
    """ "a million": the article belongs to the number."""
    pairs = own.get("one_before", {}).items()
    return "".join(rf"(?:\b{article} (?={lexicon.either(words.split())}\b))?" for article, words in pairs)


def _leads(texts: list[str]) -> Mapping[str, tuple[str, ...]]:
    out: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        out[text.rstrip(SPACES)[-1]].append(text)
    return {sign: tuple(found) for sign, found in out.items()}


@cache
def grammar(language: str) -> Grammar:
    """The compiled lists of `data/numbers.toml` for a known language."""
    own, common = lexicon.table("numbers")[language], lexicon.table("numbers")["common"]
    currency = lexicon.either(common["currency"].split())
    # English groups with commas, most others with dots, spaces or nothing: all are read in every language.
    digits = r"\d{1,3}(?:[.,\u00a0\u202f'’]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d+)?"
    pattern = re.compile(
        rf"(?<![\w.,/:-])(?:(?P<about>(?i:{lexicon.either(own['about'].split('|'))})) )?"
        rf"(?:(?P<currency>{currency})[\s\u00a0\u202f]?)?"
        rf"(?:(?P<digits>{digits})|(?P<word>(?i:{_a_before(own)}\b{lexicon.either(own['words'].split())}\b)))"
        rf"(?:(?: to | bis | à | a |[-–])(?:{currency})?(?:{digits})(?!\w|[-–]))?"
        rf"(?:[\s\u00a0-]?(?P<magnitude>{lexicon.either(own['magnitudes'].split())})(?!\w))?"
    )
    return Grammar(
        pattern,
        re.compile(rf"\d|\b{lexicon.either(own['words'].lower().split())}\b"),
        _leads(
            [
                *(f"{about} " for about in [*own["about"].lower().split("|"), *own.get("one_before", {})]),
                *(sign + gap for sign in common["currency"].lower().split() for gap in ("", *SPACES)),
            ]
        ),
        frozenset(u.replace("-", " ") for u in own["units"].split()) | frozenset(common["short_units"].split()),
        frozenset(own["durations"].split()),
        frozenset(own["furniture"].split()),
        frozenset(lexicon.table("function_words")["known"][language].split()),
        frozenset(own.get("irregular", "").split()),
        frozenset(own["words"].lower().split()),
        frozenset(own.get("never", "").split()) | _months(language),
        frozenset(own.get("verbs", "").split()),
    )
