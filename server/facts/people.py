"""Who is in the story: persons and organisations, once each, with their role in the article's words."""

from __future__ import annotations

import re

from server.facts import headline, lexicon
from server.facts.cast import Cast, Figure
from server.facts.view import View
from server.model import Person

MOST = 18
_PLATFORMS = frozenset(
    "Twitter Facebook Instagram TikTok YouTube WhatsApp Telegram LinkedIn Reddit X Reuters AFP AP".split()
)
_WORD_BEHIND = re.compile(r" ([a-z]+)")
_STRONG = lexicon.words("speech", "strong", "en")


def find(view: View, cast: Cast) -> tuple[Person, ...]:
    """The box's persons and organisations, the ones that matter first."""
    title = view.title.lower()
    shown = [f for f in cast.figures if f.kind == "person" or (f.kind == "organisation" and _matters(f, cast, title))]
    ranked = sorted(shown, key=lambda f: -_weight(f, title))
    return tuple(
        Person(
            text=f.text,
            places=(f.name.line.place(f.name.start, f.name.end),),
            role=f.role,
            kind="person" if f.kind == "person" else "organisation",
            mentions=len(f.mentions),
        )
        for f in ranked[:MOST]
    )


def _in_title(f: Figure, title: str) -> bool:
    last = f.name.words[-1].lower()
    return last[-1].isalnum() and headline.has_word(last, title)


def _matters(f: Figure, cast: Cast, title: str) -> bool:
    """Whether an organisation is part of the story and not of somebody's role."""
    alone = [n for n in f.mentions if not cast.in_a_role(n)]
    if f.text in _PLATFORMS:
        return len(alone) >= 4 or _in_title(f, title)
    if _in_title(f, title) or len(alone) >= 2:
        return True
    return bool(alone) and (alone[0].line.number <= 3 or _speaks(f) or len(f.name.words) > 2)


def _speaks(f: Figure) -> bool:
    for n in f.mentions:
        m = _WORD_BEHIND.match(n.line.text, n.end, n.end + 20)
        if m and m.group(1) in _STRONG:
            return True
    return False


def _weight(f: Figure, title: str) -> float:
    first = f.mentions[0].line.number
    named = 2.0 if _in_title(f, title) else 0.0
    return (
        len(f.mentions) + named + 2.0 / (1 + first) + (0.5 if f.role else 0.0) + (0.5 if f.kind == "person" else 0.0)
    )
