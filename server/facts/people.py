"""Who is in the story: persons and organisations, once each, with their role in the article's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.facts import gazetteer, lexicon, names, roles
from server.facts.names import Name
from server.facts.view import View
from server.model import Person

MOST = 20


@dataclass
class Figure:
    """One person or organisation with all its mentions. Built up while the article is read."""

    name: Name
    kind: names.Kind
    mentions: list[Name] = field(default_factory=list)
    role: str | None = None

    @property
    def text(self) -> str:
        return self.name.text


@dataclass(frozen=True)
class Cast:
    """Everyone of the article, and who stands where."""

    figures: tuple[Figure, ...]
    by_line: dict[int, tuple[tuple[Name, Figure], ...]]

    def in_line(self, number: int) -> tuple[tuple[Name, Figure], ...]:
        """Mentions of the line, in order."""
        return self.by_line.get(number, ())


_AGE = re.compile(r", (?:aged )?\d{1,2}(?:,|\.| |$)")
_WHO = re.compile(r",? who\b|, whose\b")


def cast(view: View, found: tuple[Name, ...]) -> Cast:
    """Merge mentions into figures."""
    surnames = Counter(n.words[0] for n in found if len(n.words) == 1)
    figures: list[Figure] = []
    by_text: dict[str, Figure] = {}
    for n in found:
        if len(n.words) < 2 and n.kind != "organisation":
            continue
        kind = _settle(n, surnames)
        figure = by_text.get(_key(n))
        if figure is None:
            figure = Figure(n, kind)
            figures.append(figure)
            by_text[_key(n)] = figure
        elif figure.kind == "unknown" and kind != "unknown":
            figure.kind = kind
        figure.mentions.append(n)
    _merge_longer(figures)
    lines: dict[int, list[tuple[Name, Figure]]] = {}
    by_last: dict[str, list[Figure]] = {}
    by_first: dict[str, list[Figure]] = {}
    for figure in figures:
        for m in figure.mentions:
            lines.setdefault(m.line.number, []).append((m, figure))
        if figure.kind == "person":
            by_last.setdefault(_last(figure.name.words), []).append(figure)
            by_first.setdefault(figure.name.words[0], []).append(figure)
    for n in found:
        if len(n.words) != 1 or n.kind == "organisation":
            continue
        figure = _owner(n, by_last, by_first, figures)
        if figure:
            figure.mentions.append(n)
            lines.setdefault(n.line.number, []).append((n, figure))
    for figure in figures:
        figure.mentions.sort(key=lambda m: (m.line.number, m.start))
        if figure.kind in ("person", "organisation"):
            figure.role = roles.of(figure.mentions, figure.kind)
    by_line = {k: tuple(sorted(v, key=lambda pair: pair[0].start)) for k, v in lines.items()}
    return Cast(tuple(figures), by_line)


def _key(n: Name) -> str:
    return " ".join(n.words).replace(".", "")


def _last(words: tuple[str, ...]) -> str:
    return words[-2] if words[-1] in ("Jr", "Jr.", "Sr", "II", "III") and len(words) > 2 else words[-1]


def _settle(n: Name, surnames: Counter[str]) -> names.Kind:
    """The kind of a mention, with the words around it."""
    if n.kind != "unknown" or len(n.words) < 2:
        return n.kind
    after = n.line.text[n.end : n.end + 24]
    if n.the:
        return "unknown"
    if _AGE.match(after) or _WHO.match(after):
        return "person"
    if len(n.words) <= 4 and surnames[n.words[-1]] and n.words[-1] not in lexicon.words("demonyms", "words"):
        if not gazetteer.is_place(n.words[-1]):
            return "person"
    if roles.follows(n):
        return "person"
    return "unknown"


def _merge_longer(figures: list[Figure]) -> None:
    """ "Donald J. Trump" and "Donald Trump" are one; so are "Ulf Kristersson" and a longer form of it."""
    persons: dict[tuple[str, str], Figure] = {}
    for figure in list(figures):
        if figure.kind != "person":
            continue
        key = (figure.name.words[0], _last(figure.name.words))
        first = persons.setdefault(key, figure)
        if first is not figure:
            first.mentions += figure.mentions
            figures.remove(figure)


def _owner(
    n: Name, by_last: dict[str, list[Figure]], by_first: dict[str, list[Figure]], figures: list[Figure]
) -> Figure | None:
    """Whom a single word names; None where two could be meant."""
    word = n.words[0]
    owners = by_last.get(word, [])
    if len(owners) == 1:
        return owners[0]
    if owners:
        return None
    firsts = by_first.get(word, [])
    if len(firsts) == 1 and n.honorific is None:
        return firsts[0]
    if n.honorific or n.kind == "person":
        figure = Figure(n, "person")
        figures.append(figure)
        by_last[word] = [figure]
        return figure
    return None


def who(view: View, everyone: Cast) -> tuple[Person, ...]:
    """The box's persons and organisations, the ones that matter first."""
    title = view.title.lower()
    ranked = sorted(_shown(everyone), key=lambda f: -_weight(f, title))
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


def _shown(everyone: Cast) -> Iterator[Figure]:
    for f in everyone.figures:
        if f.kind == "person" or f.kind == "organisation":
            yield f


def _weight(f: Figure, title: str) -> float:
    first = f.mentions[0].line.number
    named = 2.0 if f.name.words[-1].lower() in title else 0.0
    return (
        len(f.mentions) + named + 2.0 / (1 + first) + (0.5 if f.role else 0.0) + (0.5 if f.kind == "person" else 0.0)
    )
