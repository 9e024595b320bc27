"""On whose word the article stands: named people and bodies, unnamed officials, documents, other outlets.

Those who declined to comment are shown with these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from server.facts import lexicon
from server.facts.cast import Cast, Figure
from server.facts.quotes import Speech
from server.facts.view import Line, View
from server.model import Source

MOST = 14
LONGEST_PHRASE = 14
"""words after "according to" """
_STRONG = lexicon.words("speech", "strong", "en")
_CUT = re.compile(
    r"[,;:.!?“”\"()—–]|\s-\s|\b(?:who|which|that|whose|as|said|says|in a statement|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|interview with|statement to) ")


@cache
def _unnamed() -> re.Pattern[str]:
    """A short noun phrase around an unnamed source, directly before a verb of saying."""
    nouns = "|".join(sorted(lexicon.words("speech", "unnamed", "en"), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ther|[Ss]enior|[Ll]ocal|[Ff]ederal|[Ss]tate|[Rr]ussian|[Uu]nnamed|[A-Z][\w’'.-]*|[a-z]+(?:al|an|ish|ary|ic)) ){{0,4}}"
        rf"(?i:\b(?:{nouns}))(?: (?:close to|from|for|with|familiar with|at|in) (?:the )?[\w’'& -]{{2,40}}?)?(?= (?:also |later |have |has |had )?(?:{_verbs()})\b)"
    )


def _verbs() -> str:
    return "|".join(sorted(_STRONG, key=len, reverse=True))


@cache
def _refused() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p) for p in lexicon.phrases("speech", "refused", "en")))


def find(view: View, cast: Cast, speeches: tuple[Speech, ...]) -> tuple[Source, ...]:
    """The sources, in the order of the text, each once."""
    spoke = {id(s.speaker.figure) for s in speeches if s.speaker and s.speaker.figure}
    out: dict[str, tuple[int, int, Source]] = {}
    for line in view.lines:
        for start, end, named in _of_line(view, cast, line, spoke):
            text = line.text[start:end]
            key = re.sub(r"^(?:the|a|an) ", "", text.lower())
            if key not in out:
                out[key] = (line.number, start, Source(text=text, places=(line.place(start, end),), named=named))
    return tuple(s for _, _, s in sorted(out.values(), key=lambda x: x[:2]))[:MOST]


def _outside(line: Line, at: int) -> bool:
    return not any(q.open <= at < q.close for q in line.quoted)


def _of_line(view: View, cast: Cast, line: Line, spoke: set[int]) -> Iterator[tuple[int, int, bool]]:
    for n, figure in cast.in_line(line.number):
        if figure.kind in ("person", "organisation") and _outside(line, n.start):
            said = id(figure) in spoke or _speaks(line, n.end) or _spoken_by(line, n.title)
            if said and not n.possessive and figure.name is not None:
                yield from _named(line, figure)
    for m in re.finditer(r"\b[Aa]ccording to ", line.text):
        if _outside(line, m.start()):
            yield from _according(cast, line, m.end())
    for m in _unnamed().finditer(line.text):
        if _outside(line, m.start()) and not _has_person(cast, line, m.start(), m.end()):
            yield m.start(), m.end(), False
    for m in _refused().finditer(line.text):
        if _outside(line, m.start()):
            start, _ = line.sentence_at(m.start())
            if m.start() - start <= 90:
                yield start, m.end(), bool(_figures(cast, line, start, m.end()))
    for m in _TOLD.finditer(line.text):
        if _outside(line, m.start()):
            for n, figure in cast.in_line(line.number):
                if figure.kind == "organisation" and 0 <= n.start - m.end() <= 5:
                    yield n.start, n.end, True


def _named(line: Line, figure: Figure) -> Iterator[tuple[int, int, bool]]:
    first = figure.name
    if first.line is line:
        yield first.start, first.end, True
    elif any(m.line is line for m in figure.mentions):
        # the full name stands elsewhere: the short form is shown only where it is all there is
        return


def _speaks(line: Line, end: int) -> bool:
    tail = line.text[end : end + 160]
    m = re.match(r" (?:also |later |then |has |have |had |previously )?([a-z]+)", tail)
    if m and m.group(1) in _STRONG:
        return True
    if tail.startswith(", "):
        second = tail.find(", ", 2)
        while 0 < second:
            m = re.match(r", (?:also |has |had )?([a-z]+)", tail[second:])
            if m and m.group(1) in _STRONG:
                return True
            second = tail.find(", ", second + 2)
    return False


def _spoken_by(line: Line, start: int) -> bool:
    m = re.search(r"([a-z]+) (?:the |its |their )?$", line.text[max(0, start - 24) : start])
    return bool(m and m.group(1) in _STRONG)


def _figures(cast: Cast, line: Line, start: int, end: int) -> list[Figure]:
    return [
        f for n, f in cast.in_line(line.number) if start <= n.start < end and f.kind in ("person", "organisation")
    ]


def _has_person(cast: Cast, line: Line, start: int, end: int) -> bool:
    return any(f.kind == "person" for f in _figures(cast, line, start, end))


def _according(cast: Cast, line: Line, at: int) -> Iterator[tuple[int, int, bool]]:
    for n, figure in cast.in_line(line.number):
        if 0 <= n.title - at <= 40 and figure.kind == "person" and "," not in line.text[at : n.title]:
            yield (
                figure.name.start if figure.name.line is line else n.start,
                (figure.name.end if figure.name.line is line else n.end),
                True,
            )
            return
    stop = _CUT.search(line.text, at)
    end = stop.start() if stop else len(line.text)
    phrase = line.text[at:end].rstrip()
    words = phrase.split()
    if 1 <= len(words) <= LONGEST_PHRASE and words[0].lower() not in ("him", "her", "them", "it", "this", "that"):
        yield at, at + len(phrase), bool(_figures(cast, line, at, end))
