"""Dates and times of the article, resolved against the day of publication in its own zone.

What can't be resolved is left out; relative words inside a quotation too, because nobody knows on which
day they were said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from server.facts import lexicon, reckoning
from server.facts.clocktimes import with_time
from server.facts.datewords import grammar
from server.facts.spots import Spot
from server.facts.view import View
from server.model import When

MOST = 14
UNSURE_DAYS = 3
"""days ahead whose names, without a word of time, may be last week's: other languages speak of the coming ones in the
present tense"""
_FOUR_DIGITS = re.compile(r"\d{4}")


def find(view: View, published: str | None) -> tuple[When, ...]:
    """The dates of the article, each once, in the order of the text.

    Args:
        view: the article, in a known language.
        published: ISO 8601; without it only dates with their year are given.
    """
    today = day_published(published)
    g = grammar(view.language)
    out: dict[str, When] = {}
    years: dict[tuple[int, int], int] = {}
    for line in view.lines:
        said = line.words & g.hints
        if said and not (said <= g.capitals and not any(name.capitalize() in line.text for name in said)):
            pattern = g.pattern
        elif line.digits and _FOUR_DIGITS.search(line.text):
            pattern = g.years
        else:
            continue
        for m in pattern.finditer(line.text):
            quoted = any(q.open <= m.start() < q.close for q in line.quoted)
            spot = Spot(line, m, today, g, quoted, years)
            value = _value(spot)
            if value is None or value in out:
                continue
            start, end, value = with_time(line, m, value)
            if line.text[end - 1] == "." and line.sentence_at(start)[1] == end:
                end -= 1  # the sentence's own stop
            out.setdefault(value, When(text=line.text[start:end], places=(line.place(start, end),), date=value))
    return tuple(out.values())[:MOST]


def day_published(published: str | None) -> date | None:
    """The calendar day of publication where the article was published; None where it is not told."""
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def _value(spot: Spot) -> str | None:
    found = spot.match.groupdict()
    for group, read in _READERS.items():
        if found.get(group):
            return read(spot)
    return None


def _iso(spot: Spot) -> str | None:
    try:
        return date.fromisoformat(spot.match["iso"]).isoformat()
    except ValueError:
        return None


def _figures(spot: Spot) -> str | None:
    try:
        return date(int(spot.match["y10"]), int(spot.match["n10"]), int(spot.match["d10"])).isoformat()
    except ValueError:
        return None


def _month(spot: Spot, group: str) -> int:
    return spot.grammar.months[spot.match[group].lower()]


def _full(n: str) -> Callable[[Spot], str | None]:
    def read(spot: Spot) -> str | None:
        month, day, year = _month(spot, f"m{n}"), int(spot.match[f"d{n}"]), spot.match[f"y{n}"]
        if year:
            spot.years[month, day] = spot.years[month, 0] = int(year)
        known = spot.years.get((month, day)) or spot.years.get((month, 0))
        if known:
            try:
                return date(known, month, day).isoformat()
            except ValueError:
                return None
        if spot.published is None or not day:
            return None
        found = reckoning.day_of(spot.published, month, day, spot.direction(), sure=spot.is_over())
        return found.isoformat() if found else None

    return read


def _month_year(spot: Spot) -> str | None:
    return f"{spot.match['y3']}-{_month(spot, 'm3'):02d}"


def _month_of_year(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[spot.match["which4"]]
    return f"{spot.published.year + shift:04d}-{_month(spot, 'm4'):02d}"


def _weekday(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    text, start = spot.line.text, spot.match.start()
    previous = text[max(0, start - 14) : start].rstrip().rsplit(" ", 1)[-1].lower()
    after = text[spot.match.end() : spot.match.end() + 2]
    if previous in spot.grammar.fixed or (previous in ("the", "a") and after[:1] not in ("’", "'", " ")):
        return None
    if after[:1] == " " and after[1:2].isupper() and spot.line.language == "en" and previous == "the":
        return None  # "the Sunday Times"
    day = spot.grammar.weekdays[spot.match["w"].lower()]
    which = (spot.match["which5"] or "").lower() if "which5" in spot.match.groupdict() else ""
    if which == "last":
        return reckoning.last_weekday(spot.published, day).isoformat()
    if which == "next":
        return reckoning.next_weekday(spot.published, day).isoformat()
    if which == "this":
        return reckoning.weekday(spot.published, day, 1).isoformat()
    if spot.dated() or spot.misplaced_capital():
        return None
    direction = spot.direction()
    unsure = 1 if spot.line.language == "en" else UNSURE_DAYS
    if direction == 0 and 1 <= (day - spot.published.weekday()) % 7 <= unsure:
        return None  # tomorrow's name without a word of time: last week's or tomorrow
    return reckoning.weekday(spot.published, day, direction).isoformat()


def _span(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    shift = -1 if spot.match["span"][0] in "lL" else 1
    if spot.match["unit"] in ("fall", "autumn", "spring", "summer"):
        over = spot.match["unit"] in ("spring", "summer") and spot.published.month > 8
        return f"{spot.published.year - (0 if over else 1):04d}" if shift < 0 else None
    if spot.match["unit"] == "week":
        return reckoning.week(spot.published, shift)
    if spot.match["unit"] == "month":
        return reckoning.months_back(spot.published, -shift)
    return f"{spot.published.year + shift:04d}"


def _ago(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    count = spot.match["count"].lower()
    n = int(count) if count.isdigit() else lexicon.table("dates")["en"]["numbers"][count]
    unit = spot.match["ago"]
    if unit.startswith("day"):
        return (spot.published - timedelta(n)).isoformat()
    if unit.startswith("month"):
        return reckoning.months_back(spot.published, n)
    if unit.startswith("year") and n <= 30:
        return f"{spot.published.year - n:04d}"
    return None


def _which_month(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    month = _month(spot, "m6")
    if spot.match["which6"].lower() == "next":
        found = reckoning.month_of(spot.published, month, 1)
    else:
        found = reckoning.month_of(spot.published, month, -1)
    if found == f"{spot.published.year:04d}-{spot.published.month:02d}":
        return None
    return found


def _month_alone(group: str) -> Callable[[Spot], str | None]:
    def read(spot: Spot) -> str | None:
        if spot.published is None or spot.quoted:
            return None
        if group == "m8":
            before = spot.line.text[max(0, spot.match.start() - 12) : spot.match.start()].lower().rstrip()
            word = before.rsplit(" ", 1)[-1].strip("(,")
            if word not in _BEFORE_MONTH or (len(spot.match["m8"]) <= 3 and spot.match["m8"] != "May"):
                return None
            if spot.line.text[spot.match.end() : spot.match.end() + 2][1:2].isupper():
                return None  # "of March Madness", a name
        return reckoning.month_of(spot.published, _month(spot, group), spot.direction())

    return read


_BEFORE_MONTH = frozenset(lexicon.table("dates")["en"]["before"].split())


def _year(spot: Spot) -> str | None:
    year = int(spot.match["y9"])
    text, start, end = spot.line.text, spot.match.start(), spot.match.end()
    previous = text[max(0, start - 12) : start].rstrip().rsplit(" ", 1)[-1].lower().strip('(,“"')
    following = text[end : end + 14].split(" ")[1:2]
    if spot.quoted or (spot.published and year > spot.published.year + 40) or previous in _PROGRAMMES:
        return None
    if _CODE.search(text, max(0, start - 8), start) or _TIMES.match(text, end):
        return None  # "GTX 1660", "1920 x 1080"
    if (
        previous in ("about", "around", "some", "over", "nearly", "than", "least", "no", "no.", "article", "page")
        and year > 1
    ):
        return None
    noun = following[0].rstrip(".,;") if following else ""
    if spot.line.language == "de" and noun[:1].isupper() and previous not in _GERMAN_BEFORE:
        return None  # "2000 Quadratmeter"
    counted = noun.islower() and (
        noun.endswith("s") or noun in lexicon.words("numbers", "irregular", spot.line.language)
    )
    if counted and previous not in ("in", "since", "the", "by"):
        return None  # "1900 people", "2000 jobs"
    if spot.match["y9b"]:
        return f"{year}/{spot.match['y9b']}"
    return f"{year:04d}"


def _relative(spot: Spot) -> str | None:
    if spot.published is None or spot.quoted:
        return None
    return (spot.published + timedelta(spot.grammar.relative[spot.match["rel"].lower()])).isoformat()


_READERS: dict[str, Callable[[Spot], str | None]] = {
    "iso": _iso, "d10": _figures,
    "m1": _full("1"), "m2": _full("2"), "m3": _month_year, "m4": _month_of_year, "w": _weekday,
    "span": _span, "ago": _ago, "m6": _which_month, "m7": _month_alone("m7"), "m8": _month_alone("m8"),
    "y9": _year, "rel": _relative,
}  # fmt: skip

_GERMAN_BEFORE = frozenset("im in jahr jahre jahres seit von bis ab um vor nach und ende anfang mitte".split())
_TIMES = re.compile(r"(?: ?[x×*] ?| by )\d")
_CODE = re.compile(r"(?<![A-Z])(?!AD |CE |IN |BY )[A-Z]{2,5} $")
_PROGRAMMES = frozenset("vision agenda project horizon strategy masterplan windows office model".split())
"""names that end in a year: "Vision 2040" happens at no time"""
