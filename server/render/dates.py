"""Dates as a reader writes them, in the article's language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format


def human(iso: str, language: str | None) -> str | None:
    """`2024-11-17T17:47:00-05:00` as `17 November 2024, 17:47 (UTC-5)`; None for what is no ISO 8601 date.

    `YYYY`, `YYYY-MM` and `start/end` are read too. The time stays in the zone that the page gave: a view
    without scripts can't know the reader's.
    """
    if "/" in iso:
        ends = [human(end, language) for end in iso.split("/", 1)]
        return " – ".join(end for end in ends if end) if all(ends) else None
    locale = _locale(language)
    try:
        if len(iso) == 4:
            return str(datetime.strptime(iso, "%Y").year)
        if len(iso) == 7:
            return format_skeleton("yMMMM", datetime.strptime(iso, "%Y-%m"), locale=locale)
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    day = format_date(moment, format="long", locale=locale)
    if len(iso) == 10:
        return day
    time = format_time(moment, format="short", locale=locale) + _zone(moment)
    both = str(get_datetime_format("medium", locale=locale))
    return both.replace("'", "").replace("{1}", day).replace("{0}", time)


def human_time(iso: str, language: str | None) -> str | None:
    """The time of day of an ISO 8601 moment, without its zone; None for a date alone."""
    if len(iso) <= 10:
        return None
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return str(format_time(moment, format="short", locale=_locale(language)))


def _zone(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return " (UTC)"
    hours, rest = divmod(abs(minutes), 60)
    return f" (UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''})"


@lru_cache(maxsize=64)
def _locale(language: str | None) -> Locale:
    """The article's locale; English where Babel knows none. Plain `en` counts days before months."""
    for tag in (language or "en", (language or "en").split("-", 1)[0]):
        try:
            return Locale.parse("en_GB" if tag == "en" else tag, sep="-" if "-" in tag else "_")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
