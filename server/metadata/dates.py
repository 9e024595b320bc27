"""Dates as pages write them: in attributes for machines, and in lines for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from babel import Locale, UnknownLocaleError

from server.metadata.knowledge import load

MAX_CHARS = 200
"""characters of a line or value in which a date is looked for"""
MAX_ADDRESS = 2_000

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:T|\s{1,3}|,\s)(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_PATH_DAY = re.compile(r"[/_-]((?:19|20)\d\d)[/_-](\d{1,2}|[a-z]{3,9})[/_-](\d{1,2})(?![\dA-Za-z])")
_PATH_DIGITS = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_MAYBE = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d{2}")

_NAME = r"[^\s\d_.,;:|/()\[\]<>·•–—-]"
"""a character of a month's name: the vowel signs of Indian scripts and of Thai are no letters to `re`"""
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[º.])?,?(?:\sof|\sde)?[\s/-]{{1,2}}({_NAME}{{2,20}})\.?,?"
    r"(?:\sde|\sdel)?[\s,/-]{1,3}(\d{4})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(rf"({_NAME}{{3,20}})\.?\s{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(\d{{4}})(?!\d)")
_YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})[.,]?\s(?:m\.\s)?([^\W\d_]{3,20})\.?\s(\d{1,2})(?!\d)")
_MONTH_YEAR = re.compile(rf"({_NAME}{{3,20}})\.?,?\s(?:de\s)?((?:19|20)\d\d)")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d.])")

_CLOCK = re.compile(
    r"(?:(오전|오후|午前|午後|上午|下午)\s?)?(?<!\d)(\d{1,2})\s?(?:[:.h]|시|時)\s?(\d{2})(?:분|分)?(?::(\d{2}))?(?!\d)"
    r"(?:\s?([ap]\.?m\b\.?|[صم]\b))?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s?([ap]\.?m\b\.?)", re.IGNORECASE)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_ABBREVIATION = re.compile(r"\b[A-Z]{1,5}\b")

BUDDHIST = 2400
"""years after this are counted as Thailand does: 543 more than elsewhere"""
OTHERS = ("es", "fr", "de", "it", "pt", "nl")
"""languages whose months are tried where the page's own has no such word"""
MONTH_FIRST = frozenset({"US", "PH"})
"""territories that write 12/31/2020 (CLDR); English of an unnamed territory is taken for theirs"""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: its ISO 8601 form, and the characters that say it."""

    value: str
    start: int
    end: int


def from_machine(value: str | None, language: str | None = None) -> str | None:
    """The ISO 8601 form of a date in an attribute or in JSON-LD; None where it is none.

    Takes ISO 8601 in its many shapes, seconds or milliseconds since 1970, and whatever `in_line` reads.

    >>> from_machine("2024-11-17T22:47:00.123Z")
    '2024-11-17T22:47:00+00:00'
    """
    text = (value or "").strip()[:MAX_CHARS]
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        moment = datetime.fromtimestamp(seconds, tz=UTC)
        return moment.isoformat() if moment.year > 1990 else None
    if found := _ISO.match(text):
        year, month, day, hour, minute, second, zone = found.groups()
        return stamp(
            (int(year), int(month), int(day)),
            (int(hour), int(minute), int(second or 0)) if hour else None,
            _zone_of_iso(zone) if hour else None,
        )
    return next((found.value for found in in_line(text, language)), None)


def in_address(url: str | None) -> str | None:
    """The day that an address says: `/2024/11/17/`, `/2024/nov/17/`, `-20241117-`.

    >>> in_address("https://news.example/world/2024/nov/17/storm")
    '2024-11-17'
    """
    path = (url or "")[:MAX_ADDRESS].partition("://")[2].partition("?")[0]
    if found := _PATH_DAY.search(path):
        year, month, day = found.groups()
        number = int(month) if month.isdecimal() else month_of(month, "en")
        return stamp((int(year), number, int(day)), None, None) if number else None
    if found := _PATH_DIGITS.search(path):
        return stamp((int(found[1]), int(found[2]), int(found[3])), None, None)
    return None


def in_line(line: str, language: str | None) -> Iterator[Found]:
    """The dates that a line for readers says, in the order of the patterns that read them.

    Args:
        line: of which the first `MAX_CHARS` characters are read.
        language: BCP 47, for the names of months and the order of day and month; English is always tried.
    """
    text = line[:MAX_CHARS]
    if not _MAYBE.search(text):
        return
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _YEAR_MONTH_DAY, _EAST_ASIAN, _VIETNAMESE, _YEAR_FIRST,
                    _YEAR_LAST):  # fmt: skip
        for found in pattern.finditer(text):
            day = _day(pattern, found, language)
            if not day:
                continue
            clock, zone, start, end = _clock(text, found.start(), found.end(), day)
            if value := stamp(day, clock, zone):
                yield Found(value, start, end)


def month_in(text: str, language: str | None) -> str | None:
    """The month that a whole text names, as reports and studies are dated: `November 2003` gives `2003-11`."""
    found = _MONTH_YEAR.fullmatch(text[:MAX_CHARS])
    number = month_of(found[1], language) if found else None
    return f"{found[2]}-{number:02d}" if found and number else None


def _day(pattern: re.Pattern[str], found: re.Match[str], language: str | None) -> tuple[int, int, int] | None:
    """Year, month, day of a match; None where its word is no month."""
    if pattern is _YEAR_FIRST:
        return int(found[1]), int(found[3]), int(found[4])
    if pattern is _YEAR_LAST:
        first, second, full_year = int(found[1]), int(found[3]), int(found[4])
        full_year += 2000 if full_year < 100 else 0
        month_first = found[2] == "/" and writes_month_first(language)
        if (month_first and first <= 12) or second > 12:
            return full_year, first, second
        return full_year, second, first
    if pattern is _EAST_ASIAN:
        return int(found[1]), int(found[2]), int(found[3])
    if pattern is _VIETNAMESE:
        return int(found[3]), int(found[2]), int(found[1])
    if pattern is _DAY_MONTH_YEAR:
        day, word, year = found.groups()
    elif pattern is _MONTH_DAY_YEAR:
        word, day, year = found.groups()
    else:
        year, word, day = found.groups()
    month = month_of(word, language)
    if month and int(year) > BUDDHIST and (language or "").startswith("th"):
        return int(year) - 543, month, int(day)
    return (int(year), month, int(day)) if month else None


def _clock(
    text: str, start: int, end: int, day: tuple[int, int, int]
) -> tuple[tuple[int, int, int] | None, timezone | None, int, int]:
    """The time beside a date that stands at `text[start:end]`, its zone, and where the whole begins and ends."""
    found = _CLOCK.search(text, end, end + 45) or _HOUR.search(text, end, end + 25)
    after = True
    if found is None:
        after = False
        found = max(_CLOCK.finditer(text, max(0, start - 30), start), key=re.Match.start, default=None)
    if found is None:
        return None, None, start, end
    if found.re is _HOUR:
        half, hour, minute, second = found[2], int(found[1]), 0, 0
    else:
        half, hour, minute, second = found[5] or found[1], int(found[2]), int(found[3]), int(found[4] or 0)
    half = (half or "").lower().replace(".", "")
    names = load("times")["halves"]
    if half in {x.replace(".", "") for x in names["pm"]} and hour < 12:
        hour += 12
    elif half in {x.replace(".", "") for x in names["am"]} and hour == 12:
        hour = 0
    zone, zone_end = _zone_after(text, found.end(), day)
    return (hour, minute, second), zone, min(start, found.start()), max(end, zone_end if after else end)


def _zone_after(text: str, at: int, day: tuple[int, int, int]) -> tuple[timezone | None, int]:
    """The zone that the next few characters name, and where its name ends."""
    near = text[at : at + 12]
    if offset := _OFFSET.search(near):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes)), at + offset.end()
    data = load("times")
    for word in _ABBREVIATION.finditer(near):
        if word[0] in data["zones"]:
            return timezone(timedelta(minutes=data["zones"][word[0]])), at + word.end()
        if word[0] in data["zones_by_season"]:
            summer = 60 if is_us_summer(day) else 0
            return timezone(timedelta(minutes=data["zones_by_season"][word[0]] + summer)), at + word.end()
    return None, at


def is_us_summer(day: tuple[int, int, int]) -> bool:
    """Whether it is daylight time in the United States: second Sunday of March to first of November (since 2007)."""
    year, month, number = day
    if month in (3, 11):
        sunday = 14 - date(year, 3, 1).weekday() if month == 3 else 7 - date(year, 11, 1).weekday()
        return (number >= sunday) if month == 3 else (number < sunday)
    return 3 < month < 11


def _zone_of_iso(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes))


def stamp(day: tuple[int, int, int], clock: tuple[int, int, int] | None, zone: timezone | None) -> str | None:
    """ISO 8601 of a day with or without time and zone; None for a day that no calendar of this web has."""
    if not 1900 <= day[0] <= 2100:
        return None
    try:
        if clock is None:
            return date(*day).isoformat()
        return datetime(*day, *clock, tzinfo=zone).isoformat()
    except ValueError:
        return None


def writes_month_first(language: str | None) -> bool:
    """Whether 3/12 is the twelfth of March to readers of this language."""
    primary, _, rest = (language or "en").partition("-")
    return primary == "en" and (not rest or rest.rpartition("-")[2].upper() in MONTH_FIRST)


def month_of(word: str, language: str | None) -> int | None:
    """The number of the month that a word names: in the language, in English, else in the first other that knows it.

    Content systems date pages in the language of the office that set them up.
    """
    folded = word.casefold()
    if (language or "").startswith("he"):
        folded = folded.removeprefix("ב")  # "in", written together with the month
    primary = (language or "en").partition("-")[0].lower()
    return next((number for code in (primary, "en", *OTHERS) if (number := months(code).get(folded))), None)


@cache
def months(language: str) -> dict[str, int]:
    """Month by its case-folded name, wide, abbreviated and as it is declined (CLDR, through Babel).

    Empty for a language that CLDR has not.
    """
    try:
        locale = Locale.parse({"no": "nb", "zh": "zh_Hans"}.get(language, language))
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                found[name.casefold().rstrip(".").rpartition(" ")[2]] = number
    if language == "en":
        found["sept"] = 9
    return found
