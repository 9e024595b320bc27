"""Quotations and sources in languages of which only verbs of saying and given names are known.

A speaker is a full name directly beside the verb that stands directly beside the quotation, or its last part
where one full name of the article ends so. Nothing is guessed: most quotations have no speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from server.facts import lexicon
from server.facts.marks import Quoted
from server.facts.quotes import Speech, shared
from server.facts.speakers import Speaker
from server.facts.view import Line, View
from server.model import Source

MOST = 12
_PARTICLES = frozenset("de del della di da dos du van von der den la le el al".split())
_GAP = 60
"""characters between the quotation, the verb and the name"""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PAUSE = re.compile(r"[.!?:;]\s")
_STOP = re.compile(r"[.!?;]")
_CLAUSE_END = re.compile(r"[,.;:!?„“«»\"]")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = r"(?:[.'’‑&-][^\W\d_]+)*"
_CAPITALS_ALONE = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_CAPITALISED = re.compile(rf"(?<![^\W\d_])(?<![^\W\d_][.'’‑&-])[A-ZÀ-ÖØ-Þ][^\W\d_]+{_JOINED}")
_PART = re.compile(rf" ([^\W\d_](?:\.|[^\W\d_]*{_JOINED}))")
_OBJECT = frozenset(
    "a al ao à au aux an zu zum zur gegenüber aan tegen de del di da do von van vom du des con com mit avec".split()
)
"""before a name that is told something, or owns the one who speaks: said the engineer to NAME"""
MOST_PARTS = 4
"""words behind a given name that a name may have"""


@cache
def _telling_words(language: str) -> frozenset[str]:
    """The longest word of each "according to": where none of them stands, nobody is named so."""
    ways = lexicon.phrases("speech", "according", language) + lexicon.phrases("speech", "according_behind", language)
    return frozenset(max(_LETTERS.findall(way.lower()), key=len) for way in ways)


@dataclass(frozen=True, slots=True)
class Person:
    """A full name where it first stands."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name."""
        return self.line.text[self.start : self.end]


Roster = dict[int, list[Person]]


def find(view: View) -> tuple[tuple[Speech, ...], tuple[Source, ...]]:
    """The quotations with the speakers that are certain, and on whose word the article stands."""
    roster = {line.number: _names(line) for line in view.lines}
    whole: dict[str, Person] = {}
    last: dict[str, set[str]] = {}
    for people in roster.values():
        for p in people:
            whole.setdefault(p.text, p)
            last.setdefault(p.text.split()[-1], set()).add(p.text)
    speeches: list[Speech] = []
    for line in view.lines:
        here = [
            Speech(line, q, _speaker(line, q, roster, last))
            for q in line.quoted
            if len(line.text[q.start : q.end].split()) >= 2
        ]
        speeches += shared(here)
    return tuple(speeches), _sources(view, speeches, whole)


def _names(line: Line) -> list[Person]:
    """A given name and the capitalised words behind it."""
    given = lexicon.words("given_names", "names")
    if given.isdisjoint(_CAPITALS_ALONE.findall(line.text)):
        return []
    out: list[Person] = []
    end = 0
    for m in _CAPITALISED.finditer(line.text):
        if m.start() >= end and m.group().split("-", 1)[0] in given:
            end = _name_end(line.text, m.end())
            if end > m.end():
                out.append(Person(line, m.start(), end))
    return out


def _is_part(word: str) -> bool:
    return word[0].isupper() and (not word.isupper() or word[1:] == ".")


def _name_end(text: str, at: int) -> int:
    """Where a name ends whose given name ends at `at`; `at` where nothing belongs to it."""
    end = at
    for _ in range(MOST_PARTS):
        m = _PART.match(text, at)
        if not m or not (_is_part(m.group(1)) or m.group(1) in _PARTICLES):
            break
        at = m.end()
        if m.group(1)[0].isupper():
            end = at
    return end


def _speaker(line: Line, q: Quoted, roster: Roster, last: dict[str, set[str]]) -> Speaker | None:
    text, verbs = line.text, lexicon.words("speech", "verbs", line.language)
    behind = text[q.close : q.close + 2 * _GAP]
    words = list(_WORD.finditer(behind))[:3]
    verb = next((w for w in words if w.group() in verbs), None) if q.closed else None
    if verb is None and words and q.closed and words[0].group() in lexicon.words("speech", "first", line.language):
        verb = words[0]
    if verb and not _PAUSE.search(behind, 0, verb.end()):
        return _named(line, q.close + verb.end(), roster, last)
    before = text[max(0, q.open - _GAP) : q.open].rstrip()
    if not before.endswith(":"):
        return None
    for p in roster[line.number]:
        between = text[p.end : q.open]
        if p.end <= q.open and len(between) <= _GAP and any(w in verbs for w in _WORD.findall(between)):
            return Speaker(p.text) if not _STOP.search(between) else None
    return None


def _named(line: Line, at: int, roster: Roster, last: dict[str, set[str]]) -> Speaker | None:
    """The full name behind a verb, or the last part of one, before the clause ends."""
    end = _CLAUSE_END.search(line.text, at)
    stop = min(end.start() if end else len(line.text), at + _GAP)
    for p in roster[line.number]:
        if at <= p.start < stop:
            before = _WORD.findall(line.text[at : p.start])
            return Speaker(p.text) if not before or before[-1].lower() not in _OBJECT else None
    words = _WORD.findall(line.text[at:stop])
    while words and not words[-1][0].isupper():
        words.pop()
    told = len(words) > 1 and words[-2].lower() in _OBJECT
    if words and not told and len(last.get(words[-1], ())) == 1:
        return Speaker(next(iter(last[words[-1]])))
    return None


def _sources(view: View, speeches: list[Speech], whole: dict[str, Person]) -> tuple[Source, ...]:
    out: dict[str, Source] = {}
    for s in speeches:
        p = whole.get(s.speaker.text) if s.speaker else None
        if p:
            out.setdefault(p.text, Source(text=p.text, places=(p.line.place(p.start, p.end),), named=True))
    for line in view.lines:
        if _telling_words(view.language).isdisjoint(line.words):
            continue
        for m in _according(view.language).finditer(line.text):
            span = None if any(q.open < m.start() < q.close for q in line.quoted) else _source(view.language, m)
            if span:
                text = line.text[span[0] : span[1]]
                source = Source(text=text, places=(line.place(*span),), named=_is_named(view.language, text))
                out.setdefault(text, source)
    return tuple(out.values())[:MOST]


def _is_named(language: str, text: str) -> bool:
    """Whether a source has a name. German writes every noun with a capital: there a body's word must end it."""
    words = text.split()
    if language != "de":
        return any(w[0].isupper() for w in words)
    capitals = [w for w in words if w[0].isupper()]
    return (
        len(capitals) > 1
        or (len(words) == 1 and not text.lower().endswith(("en", "er", "ern")))
        or capitals[0].isupper()
        or capitals[0].lower().endswith(tuple(lexicon.words("speech", "bodies", language)))
    )


_HELPERS = frozenset("ha han hanno le se ont a o os já ya".split())
FEW_WORDS = 6
"""words of a source after "according to": a longer phrase runs into the clause"""
_DEMONSTRATIVES = frozenset(
    "quanto lo ce cui cette cet ces esta este estas estos esa ese questa questo queste questi essa esse "
    "deze dit die dieser diesem lui lei el él ella ihm ihr".split()
)


@cache
def _according(language: str) -> re.Pattern[str]:
    """ "according to" with its phrase, which a comma or stop must end; in German the verb follows at once."""
    ways = "|".join(re.escape(w) for w in lexicon.phrases("speech", "according", language))
    phrase = r"([^,.;:!?()„“«»\"–—\d]{3,60})(?=[,.])"
    if language in ("de", "nl"):
        phrase = (
            rf"((?:[a-zäöüß]{{3,12}} ){{0,2}}{_CAPITALS}"
            rf"(?: (?:der|des|vom|von|van|für|voor) (?:[a-zäöüß]+ )?{_CAPITALS})?)"
        )
    pattern = rf"(?<!\w)(?i:{ways}) {phrase}"
    behind = "|".join(re.escape(w) for w in lexicon.phrases("speech", "according_behind", language))
    if behind:
        pattern += rf"|(?<!\w)((?:(?:{_DETERMINERS}) ){{0,2}}{_CAPITALS}) (?:{behind})\b"
    return re.compile(pattern)


_CAPITALS = r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){0,3}"
_DETERMINERS = r"den|dem|der|einem|einer|mehreren|ersten|[a-zäöüß]{3,12}(?:ischen|ischer|igen|lichen|alen)"


def _source(language: str, m: re.Match[str]) -> tuple[int, int] | None:
    """Where the words of a source stand that say whose word it is; None where they are too few or run too far."""
    group = 1 if m.group(1) else 2
    start, end = m.span(group)
    words = m.group(group).split()
    verbs = lexicon.words("speech", "verbs", language) | _HELPERS
    while words and words[0].lower() in verbs:  # "según explica NAME"
        start += len(words.pop(0)) + 1
    if not words or len(words) > FEW_WORDS or words[0].lower() in _DEMONSTRATIVES:
        return None
    papers = tuple(lexicon.words("speech", "papers", language))
    if papers and len(words) <= 2 and words[-1].lower().endswith(papers):
        return None  # "laut Bericht": whose?
    return start, end
