"""Calendar arithmetic: what a weekday, a month or "last week" means on the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

FAR = 1.6
"""how much nearer a coming day must be than a past one to be meant, where the words do not say"""
PLAIN = 5
"""how much nearer one of them must be to be meant whatever the words seem to say"""


def weekday(published: date, day: int, direction: int) -> date:
    """The weekday named alone: the last one up to today (direction -1), the first from today on (1).

    >>> weekday(date(2025, 3, 12), 6, -1)
    datetime.date(2025, 3, 9)
    """
    if direction > 0:
        return published + timedelta((day - published.weekday()) % 7)
    return published - timedelta((published.weekday() - day) % 7)


def last_weekday(published: date, day: int) -> date:
    """ "Last Monday": the one of the week before where this week's is already over.

    >>> last_weekday(date(2025, 2, 11), 0)
    datetime.date(2025, 2, 3)
    """
    found = published - timedelta((published.weekday() - day) % 7 or 7)
    same_week = found.isocalendar()[:2] == published.isocalendar()[:2]
    return found - timedelta(7) if same_week else found


def next_weekday(published: date, day: int) -> date:
    """ "Next Tuesday": the first after today."""
    return published + timedelta((day - published.weekday()) % 7 or 7)


def _meant(back: int, ahead: int, direction: int) -> bool:
    """Whether the coming one is meant of two dates so far back and so far ahead."""
    if ahead * PLAIN < back or back * PLAIN < ahead:
        return ahead < back
    return direction > 0 or (direction == 0 and ahead * FAR < back)


def day_of(published: date, month: int, day: int, direction: int, *, sure: bool = False) -> date | None:
    """A day without its year: the last (-1), the next (1), or (0) the nearer one; None for 30 February.

    `sure`: it is the last one, whatever lies nearer.

    >>> day_of(date(2025, 1, 3), 12, 31, 0)
    datetime.date(2024, 12, 31)
    """
    near: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    if not near:
        return None
    past = [d for d in near if d <= published]
    coming = [d for d in near if d >= published]
    if not past or not coming:
        return (past or coming)[0]
    ahead = not sure and _meant((published - past[-1]).days, (coming[0] - published).days, direction)
    return coming[0] if ahead else past[-1]


def month_of(published: date, month: int, direction: int) -> str:
    """A month without its year, as `YYYY-MM`: the current or last one, or the current or next one.

    >>> month_of(date(2025, 1, 10), 12, 0)
    '2024-12'
    """
    back, ahead = (published.month - month) % 12, (month - published.month) % 12
    return months_back(published, -ahead if _meant(back, ahead, direction) else back)


def months_back(published: date, months: int) -> str:
    """`YYYY-MM` so many months before publication; negative: after it."""
    total = published.year * 12 + published.month - 1 - months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def week(published: date, weeks: int) -> str:
    """The week, Monday to Sunday, so many weeks from publication, as `start/end`."""
    monday = published - timedelta(published.weekday()) + timedelta(7 * weeks)
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
