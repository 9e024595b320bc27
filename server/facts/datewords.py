"""The words of dates of one language, compiled: what `dates.py` looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from server.facts import lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled words of one language."""

    pattern: re.Pattern[str]
    years: re.Pattern[str]
    """of the pattern what needs no word: a date in figures, a year"""
    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    future: re.Pattern[str]
    past: re.Pattern[str]
    fixed: frozenset[str]
    until: frozenset[str]
    since: frozenset[str]
    capitals: frozenset[str]
    """names of months and days that are none without their capital: "may", "march" """
    hints: frozenset[str]
    """words, or parts of words, of which a line must hold one to hold more than a date in figures or a year"""


_LETTERS = re.compile(r"[^\W\d_]+")


def _names(words: Iterable[str], language: str) -> str:
    """With a capital, and, where the language writes them so, without one."""
    capital = [w[:1].upper() + w[1:] for w in words]
    return lexicon.either(capital if language in ("en", "de") else [*words, *capital])


@cache
def grammar(language: str) -> Grammar:
    """CLDR's names of months and weekdays with the words of `data/dates.toml`."""
    own = lexicon.table("dates")[language]
    locale = Locale.parse(language)
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            months |= {str(v).rstrip(".").lower(): int(k) for k, v in locale.months[context][width].items()}
    for context in ("format", "stand-alone"):
        days |= {str(v).lower(): int(k) for k, v in locale.days[context]["wide"].items()}
    if language == "en":
        months["sept"] = 9
        days |= {"mon": 0, "tues": 1, "thurs": 3}
    month, day = _names(months, language), _names(days, language)
    of = f"(?: (?:{own['of']}))?" if own["of"] else ""
    hours = f"(?: (?:{own['hours']}))?" if language != "de" else f"(?:{own['hours']})?"
    years = r"(?:1[5-9]|20)\d\d"
    parts = [
        r"(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)",
        rf"(?P<m1>{month})\.? (?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[,.]\d|:\d)(?:,? (?P<y1>{years})\b)?",
        rf"(?P<d2>[0-3]?\d)(?:st|nd|rd|th|er|\.|º|°)?(?: of)?{of} (?P<m2>{month})\b\.?(?:,?{of} (?P<y2>{years})\b)?",
        rf"(?P<m3>{month})\.?,?{of} (?P<y3>{years})\b",
    ]
    if language == "en":
        parts += [
            rf"(?P<m4>{month})\.? (?P<which4>last|this|next) year\b",
            rf"(?:(?P<which5>[Ll]ast|[Tt]his|[Nn]ext) |(?:[Ll]ate|[Ee]arly) (?:on )?)?(?P<w>{day})\b{hours}",
            r"(?P<span>[Ll]ast|[Nn]ext) (?P<unit>week|month|year|spring|summer|fall|autumn)\b(?!-)",
            rf"(?P<count>(?i:{lexicon.either(own['numbers'])})|\d{{1,3}}) (?P<ago>days?|months?|years?) ago\b",
            rf"(?P<which6>[Ll]ast|[Nn]ext) (?P<m6>{month})\b",
            rf"(?:{own['parts']})[ -](?P<m7>{month})\b(?!\.? \d)",
            rf"(?<=[ (])(?P<m8>{month})\b(?!\.? \d)",
        ]
    else:
        parts += [rf"(?P<w>{day}){hours}\b"]
    if language != "en":  # 3/4/2025 is in April or in March, by who writes English
        parts[0] += r"|(?P<d10>[0-3]?\d)(?P<gap>[./-])(?P<n10>[01]?\d)(?P=gap)(?P<y10>(?:19|20)\d\d)(?!\d)"
    in_figures = [
        parts[0],
        rf"(?P<y9>{years})(?:(?:[-–]| to | bis |(?<=between \d{{4}}) and )(?P<y9b>{years}))?"
        r"(?![\w%]|[.,:/-]\d|[-–]\w)",
    ]
    parts += [
        in_figures[1],
        rf"(?P<rel>(?i:{lexicon.either(own['relative'])}))\b",
    ]
    begins = [*months, *days, *own["relative"], *own.get("numbers", ()), *own.get("parts", "").split("|")]
    begins += ["last", "next", "this", "late", "early"]
    firsts = "".join(sorted({letter for word in begins if word for letter in (word[0].lower(), word[0].upper())}))
    return Grammar(
        re.compile(rf"(?<![\w$€£/.-])(?=[\d{firsts}])(?:" + "|".join(parts) + ")"),
        re.compile(r"(?<![\w$€£/.-])(?=\d)(?:" + "|".join(in_figures) + ")"),
        months,
        days,
        dict(own["relative"]),
        re.compile(rf"(?<!\w)(?:{own['future']})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{own['past']})(?!\w)", re.IGNORECASE),
        frozenset(own["fixed"].split()),
        frozenset(own.get("until", "").split("|")),
        frozenset(own.get("since", "").split("|")),
        frozenset([*months, *days]) if language in ("en", "de") else frozenset(),
        frozenset(
            _LETTERS.findall(
                " ".join(
                    [
                        *months,
                        *(day + hour.lower() for day in days for hour in own["hours"].split("|")),
                        *days,
                        *(word.lower() for word in own["relative"]),
                        "last next ago",
                    ]
                )
            )
        ),
    )
