"""Which of the article's figures the box shows: the one the story turns on first, each value once."""

from __future__ import annotations

import re

from server.facts import amounts, headline
from server.facts.amounts import Amount
from server.facts.view import View
from server.model import Fact

MOST = 10
ENOUGH = 0.35
_WEIGHT = {
    "money": 1.0, "percent": 1.0, "measure": 0.8, "count": 0.75, "score": 0.8, "size": 0.55, "total": 0.75,
    "duration": 0.4,
}  # fmt: skip
_SMALL = frozenset("two three zwei drei deux trois dos tres due tre dois duas três twee drie".split())
_LARGE = frozenset("hundred hundreds thousand thousands million millions billions tens dozens".split())
_DEED = re.compile(
    r"\b(?:kill|dead|died|die|deaths?|wound|injur|arrest|sentenc|prison|jail|charg|evacuat|missing|resign|sack|fined?|drown|rescu|hostage|strike|vot)\w*"
)


def find(view: View) -> tuple[Fact, ...]:
    """The figures of the article, best first."""
    title = view.title.lower()
    scored: list[tuple[float, int, Amount]] = []
    for line in view.lines:
        for a in amounts.read(line):
            scored.append((_score(a, title), -len(scored), a))
    out: list[Fact] = []
    seen: set[str] = set()
    for score, _, a in sorted(scored, key=lambda s: s[:2], reverse=True):
        value = a.value.rstrip(".,") + a.line.text[max(a.start, a.end - 4) : a.end]
        if score < ENOUGH or len(out) == MOST:
            break
        if value not in seen:
            seen.add(value)
            out.append(Fact(text=a.line.text[a.start : a.end], places=(a.line.place(a.start, a.end),)))
    return tuple(out)


def _score(a: Amount, title: str) -> float:
    text = a.line.text
    score = _WEIGHT[a.kind] + (0.3 if a.digits else 0.0) - 0.02 * min(a.line.number, 25)
    if a.digits and headline.has_figure(a.value, title):
        score += 1.0
    if a.about:
        score += 0.1
    if a.line.number <= 2:
        score += 0.25
    if a.value in _SMALL:
        score -= 0.2
    if a.value.removeprefix("a ") in _LARGE and not a.about:
        score -= 0.2
    if a.kind in ("count", "duration", "total") and _DEED.search(text, max(0, a.start - 40), a.end + 30):
        score += 0.25
    return score
