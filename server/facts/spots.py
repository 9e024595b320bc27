"""A date where it stands, with what the words around it say: whether it lies ahead, behind, or they do not say."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from server.facts.datewords import Grammar
from server.facts.view import Line

_DATE_BEHIND = re.compile(r"[,:]? ?\(?(?:the |dem |den |der |le |el |il |o |de )?")
_DONE = re.compile(r"\b[a-z]{2,15}ed\b")


class Spot(NamedTuple):
    """A match with what its reading needs."""

    line: Line
    match: re.Match[str]
    published: date | None
    grammar: Grammar
    quoted: bool
    years: dict[tuple[int, int], int]
    """of the days that were named with theirs, and of their months (day 0): a later "14 March" has the same"""

    def is_over(self) -> bool:
        """Whether the word before says that the day lies behind: "since 7 October"."""
        before = self.line.text[max(0, self.match.start() - 30) : self.match.start()].lower().split()
        while before and before[-1] in ("the", "dem", "den", "der", "el", "le", "il", "o", "de"):
            before.pop()
        return bool(before) and before[-1] in self.grammar.since

    def misplaced_capital(self) -> bool:
        """A day with a capital inside a sentence, in a language that writes days small: a name ("Domingo")."""
        at = self.match.start()
        written_small = self.line.language not in ("en", "de") and self.line.text[at].isupper()
        return written_small and self.line.sentence_at(at)[0] != at

    def dated(self) -> bool:
        """Whether the weekday's date follows it: "Friday (24 May)"."""
        gap = _DATE_BEHIND.match(self.line.text, self.match.end())
        follows = (
            self.grammar.pattern.match(self.line.text, gap.end()) if gap and gap.end() > self.match.end() else None
        )
        return bool(follows and (follows["d2"] or follows["d1"] or follows["iso"]))

    def direction(self) -> int:
        """1: a coming day is meant, -1: a past one, 0: the words do not say."""
        text, (start, end) = self.line.text, self.line.sentence_at(self.match.start())
        before = text[max(start, self.match.start() - 80) : self.match.start()]
        after = text[self.match.end() : min(end, self.match.end() + 40)]
        future = [m.end() for m in self.grammar.future.finditer(before)]
        past = [m.end() for m in self.grammar.past.finditer(before)]
        if future and (not past or future[-1] > past[-1]):
            return 1
        if past or _DONE.search(before):
            return -1
        ahead, behind = self.grammar.future.search(after), self.grammar.past.search(after) or _DONE.search(after)
        if ahead and (not behind or ahead.start() < behind.start()):
            return 1
        if behind:
            return -1
        return int(before.rstrip().rsplit(" ", 1)[-1].lower() in self.grammar.until)
