"""Clock times beside a day: "5:45 p.m. ET on Monday", "Sunday at 17:45 GMT"."""

from __future__ import annotations

import re

from server.facts.view import Line

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"(?: (?P<zone>E[SD]?T|C[SD]T|CT|M[SD]T|P[SD]?T|GMT|BST|UTC|CES?T|IST|JST))?"
)
_ZONES = {
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "GMT": "+00:00", "UTC": "+00:00", "BST": "+01:00", "CET": "+01:00",
    "CEST": "+02:00", "JST": "+09:00",
}  # fmt: skip
_TIME_BEFORE = re.compile(r"(?<![\w.:,$£€-])" + _TIME + r",? (?:on )?")
_TIME_AFTER = re.compile(r",? at " + _TIME + r"(?!\w)")


def with_time(line: Line, m: re.Match[str], value: str) -> tuple[int, int, str]:
    """Take a clock time beside the day along: "5:45 p.m. ET on Monday"."""
    start, end = m.span()
    if len(value) != 10:
        return start, end, value
    after = _TIME_AFTER.match(line.text, end)
    before = None
    if not after:
        window = max(0, start - 24)
        before = next(
            (b for b in _TIME_BEFORE.finditer(line.text[window:start]) if b.end() == start - window),
            None,
        )
    clock = after or before
    if not clock or not (clock["half"] or clock["minute"]):
        return start, end, value
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] == "p" else 0)
    stamp = f"{value}T{hour:02d}:{minute:02d}:00{_ZONES.get(clock['zone'] or '', '')}"
    return (start, clock.end(), stamp) if after else (max(0, start - 24) + clock.start(), end, stamp)
