"""The places of the hand-written list and of CLDR."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from server.facts import lexicon

_DATELINE = re.compile(
    r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})"
    r"(?:, [A-Z][\w. ]{1,18})?(?: \([A-Za-z ]{2,20}\))? ?[—–-]{1,2} (?=[A-Z“\"])"
)


@cache
def countries() -> frozenset[str]:
    """Country names: CLDR's, and the short forms it lacks."""
    territories = Locale.parse("en").territories
    return frozenset(name for code, name in territories.items() if len(code) == 2) | lexicon.names(
        "places", "countries"
    )


@cache
def known() -> frozenset[str]:
    """Every place name of the lists."""
    return countries() | lexicon.names("places", "regions") | lexicon.names("places", "cities")


def is_place(text: str) -> bool:
    """Whether the words are a known place.

    >>> is_place("West Bank")
    True
    """
    return text in known()


@cache
def same() -> dict[str, str]:
    """Short and long names for one country."""
    return dict(entry.split("=") for entry in lexicon.names("places", "same"))


def dateline(text: str) -> re.Match[str] | None:
    """The place before a report's first words; group 1 is its name.

    >>> dateline("OSLO, Norway (AP) — Rain fell.").group(1)
    'OSLO'
    """
    m = _DATELINE.match(text)
    return m if m and (m.group(1).isupper() or is_place(m.group(1))) else None
