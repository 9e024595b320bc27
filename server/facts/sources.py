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
from server.facts.speakers import verb_behind
from server.facts.view import Line, View
from server.model import Source

MOST = 20
FURTHEST = 200
"""characters after "according to" that are read"""
LONGEST = 14
"""words of a source that is no name"""
_STRONG = lexicon.words("speech", "strong", "en")
_PLURAL = _STRONG | lexicon.words("speech", "plural", "en")
_UNNAMED = lexicon.words("speech", "unnamed", "en")
_CUT = re.compile(
    r"[,;:.!?“”\"()—–]|\s-\s|\b(?:who|which|that|whose|as|said|says|has|have|is|are|was|were|will)\b"
    r"|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|interview with|statement to) (?:the )?")
_TELLING = frozenset(("told", "tells", "telling", "interview", "statement"))
_ACCORDING = re.compile(r"\b[Aa]ccording to ")
_PUBLISHING = frozenset(("published", "reported", "released", "appeared", "appearing"))
_PUBLISHED = re.compile(
    r"\b(?:published|reported|released|appeared|appearing)\b.{0,30}? (?:in|by) (?:the )?(?:[a-z]+ ){0,2}"
    r"([A-Z][\w’'!-]*(?: (?:of |and )?[A-Z][\w’'-]*){0,4})"
)
_WORK = re.compile(r" (?:investigation|poll|survey|analysis|report|data|figures|reporters|study|review)\b")
_PAPERS = lexicon.words("speech", "papers", "en")
_ARTICLES = frozenset(("the", "a", "an", "this", "that"))
_PERSONAL = frozenset(
    "him her them it this that these those me us his its their my our your how what when plan".split()
)
_ADVERBS = frozenset("also later have has had previously initially since earlier".split())
_AND = re.compile(r"(?:and|but|though|while) ", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)

Found = tuple[int, int, bool]


@cache
def _refused() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p) for p in lexicon.phrases("speech", "refused", "en")))


@cache
def _refusing() -> frozenset[str]:
    """The first word of each of those phrases: where none of them stands, nobody refuses."""
    return frozenset(
        re.split(r"\W", phrase, maxsplit=1)[0].lower() for phrase in lexicon.phrases("speech", "refused", "en")
    )


@cache
def _hints() -> frozenset[str]:
    """The words of which a line holds one that names a source by more than its name."""
    return _PLURAL | _refusing() | _PUBLISHING | _TELLING | {"according"}


def find(view: View, cast: Cast, speeches: tuple[Speech, ...]) -> tuple[Source, ...]:
    """The sources, in the order of the text, each once."""
    out: dict[str, Source] = {}
    said = {id(s.speaker.figure): s.speaker.figure for s in speeches if s.speaker and s.speaker.figure}
    for line in view.lines:
        for n, figure in cast.outside_quotations(line, 0, len(line.text)):
            if figure.acts and not n.possessive and _gives(line, n.title, n.end):
                said[id(figure)] = figure
        for m in _ACCORDING.finditer(line.text) if "according" in line.words else ():
            told = _person_after(cast, line, m.end())
            if told and not any(q.open < m.start() < q.close for q in line.quoted):
                said[id(told)] = told
    found = [(f.name.line, f.name.start, f.name.end, True) for f in said.values()]
    found += [
        (s.speaker.line, s.speaker.start, s.speaker.start + len(s.speaker.text), False)
        for s in speeches
        if s.speaker and s.speaker.line
    ]
    for line in view.lines:
        found += [
            (line, *hit) for hit in _of_line(cast, line) if not any(q.open < hit[0] < q.close for q in line.quoted)
        ]
    for line, start, end, named in sorted(found, key=lambda x: (x[0].number, x[1], -x[2])):
        text = line.text[start:end]
        key = _ARTICLE.sub("", text, count=1).lower()
        if not any(key in other for other in out):
            out[key] = Source(text=text, places=(line.place(start, end),), named=named)
    return tuple(out.values())[:MOST]


def _gives(line: Line, title: int, end: int) -> bool:
    """Whether a figure's word is given here: "NAME said", "said NAME"."""
    _, stop = line.sentence_at(end - 1)
    if verb_behind(line.text, end, stop, _STRONG):
        return not _office_of(line, title)
    before = line.text[max(0, title - 30) : title].split()
    while before and before[-1].lower() in ("the", "its", "their", ","):
        before.pop()
    return bool(before) and before[-1] in _STRONG and before[-1] not in ("told", "tells")


_OFFICE_OF = re.compile(r"\b[a-z]+ (?:of|for|from|at|with|in) (?:the |its )?(?:[A-Z][\w’'-]+ ){0,4}$")


def _office_of(line: Line, at: int) -> bool:
    """Whether the name stands in somebody's office: "a leader of NAME said"."""
    return _OFFICE_OF.search(line.text, max(0, at - 60), at) is not None


def _of_line(cast: Cast, line: Line) -> Iterator[Found]:
    text, words = line.text, line.words & _hints()
    if "according" in words:
        for m in _ACCORDING.finditer(text):
            yield from _according(cast, line, m.end())
    if not _PLURAL.isdisjoint(words):
        yield from _unnamed(cast, line)
    for m in _refused().finditer(text) if not _refusing().isdisjoint(words) else ():
        start, _ = line.sentence_at(m.start())
        start = max(start, text.rfind(", ", start, m.start()) + 2 if ", " in text[start : m.start()] else start)
        while not text[start].isalnum():
            start += 1
        start += len(m_and.group()) if (m_and := _AND.match(text, start)) else 0
        if len(text[start : m.end()].split()) <= LONGEST:
            yield start, m.end(), bool(_figures(cast, line, start, m.end()))
    for m in _PUBLISHED.finditer(text) if not _PUBLISHING.isdisjoint(words) else ():
        yield m.start(1), m.end(1), True
    for n, figure in cast.in_line(line.number):
        if figure.kind == "organisation" and (work := _WORK.match(text, n.end)):
            yield n.start, work.end(), True
    for m in _TOLD.finditer(text) if not _TELLING.isdisjoint(words) else ():
        for n, figure in cast.in_line(line.number):
            if figure.kind == "organisation" and n.start == m.end():
                yield n.start, n.end, True


def _figures(cast: Cast, line: Line, start: int, end: int) -> list[Figure]:
    return [f for n, f in cast.in_line(line.number) if start <= n.start < end and f.acts]


def _phrase_end(line: Line, at: int) -> int:
    reach = min(len(line.text), at + FURTHEST)
    stop = _CUT.search(line.text, at, reach)
    return stop.start() if stop else reach


def _person_after(cast: Cast, line: Line, at: int) -> Figure | None:
    """The person of an "according to ..."."""
    end = _phrase_end(line, at)
    for n, figure in cast.in_line(line.number):
        if figure.kind == "person" and at <= n.title <= end and n.title - at <= 60:
            return figure
    return None


def _according(cast: Cast, line: Line, at: int) -> Iterator[Found]:
    """ "according to ...", where it names no person."""
    if _person_after(cast, line, at):
        return
    end = _phrase_end(line, at)
    phrase = line.text[at:end].rstrip()
    words = phrase.split()
    if 1 <= len(words) <= LONGEST and words[0].lower() not in _PERSONAL and not _bare(words):
        yield at, at + len(phrase), bool(_figures(cast, line, at, end))


def _bare(words: list[str]) -> bool:
    """Whether the phrase says nothing of whose word it is: "the report", "figures", "plan"."""
    noun = words[-1].lower()
    if len(words) == 1:
        return words[0].islower() and (noun not in _UNNAMED or noun in _PAPERS)
    return len(words) == 2 and words[0].lower() in _ARTICLES and noun in _PAPERS


def _unnamed(cast: Cast, line: Line) -> Iterator[Found]:
    """ "two senior officials said": the noun phrase before a verb of saying."""
    tokens, text = line.tokens, line.text
    texts, starts = tokens.texts, tokens.starts
    for last in [k for k, word in enumerate(texts) if word in _PLURAL]:
        while last and texts[last - 1] in _ADVERBS:
            last -= 1
        first = last
        while first and last - first < LONGEST and texts[first - 1].lower() not in _BREAKS:
            first -= 1
        if first < last and any(a <= starts[first] and tokens.end(last - 1) <= b for a, b in line.sentences):
            hit = _phrase(cast, line, first, last)
            if hit and text[tokens.end(last - 1)] == " ":
                yield hit


_BREAKS = frozenset(',.;:!?“”"()—–-') | frozenset(
    "that who which and but though although however meanwhile yet so still when while as if because after before "
    "where than".split()
)
_ADVERBIAL = frozenset("on in at by for with to from during under despite according since earlier".split())
_AFTER = frozenset("of for from at with in close familiar representing".split())
_DEFINITE = frozenset("the that this these those his her its their our".split())


def _is_all(line: Line, start: int, name: int) -> bool:
    """Whether nothing but an article or a possessor stands before the name: no "a leader of"."""
    return name - start < 5 or line.text[start:name].rstrip().endswith(("’s", "'s"))


def _phrase(cast: Cast, line: Line, first: int, last: int) -> Found | None:
    tokens = line.tokens
    texts, starts = tokens.texts, tokens.starts
    nouns = [k for k in range(first, last) if texts[k].lower() in _UNNAMED]
    noun = next((k for k in nouns if k + 1 == last or texts[k + 1] in _AFTER), None)
    if noun is None:
        return None
    if texts[first].lower() in _ADVERBIAL:
        # "On social media the police said": the noun phrase begins at its article
        first = next((k for k in range(noun, first, -1) if texts[k].lower() in ("the", "a", "an")), noun)
    if _bare([word.lower() for word in texts[first:last]]):
        return None
    if line.text[max(0, starts[first] - 1) : starts[first]] == "-":
        return None  # the end of a compound: "12-month study"
    head = texts[first].lower()
    plural = texts[noun].lower().endswith("s") or texts[noun].lower() == "police"
    if head in _DEFINITE and (noun - first < 2 and noun + 1 == last) and not (plural and head == "the"):
        return None  # "the report", "his lawyer": it leans on what was named before
    named = _figures(cast, line, starts[first], starts[noun])
    if noun - first > 5 or any(f.kind == "person" for f in named):
        return None
    if noun + 1 == last and any(
        n.start <= starts[noun] < n.end and _is_all(line, starts[first], n.start)
        for n, f in cast.in_line(line.number)
        if f.acts
    ):
        return None  # "the Metropolitan Police": a name, and found as such
    start, end = starts[first], tokens.end(last - 1)
    return start, end, bool(_figures(cast, line, start, end)) and noun + 1 < last
