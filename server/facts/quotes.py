"""Direct quotations with the one who says them. Where that is not certain, nobody is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.facts import lexicon
from server.facts.marks import Quoted
from server.facts.names import Name
from server.facts.cast import Cast, Figure
from server.facts.view import Line, View
from server.model import Place, Quotation

FEWEST = 5
"""words: shorter ones are mostly words held at arm's length, not speech"""
MOST_WORDS = 110


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation with its speaker."""

    line: Line
    quoted: Quoted
    speaker: str | None
    figure: Figure | None


_VERB = lexicon.words("speech", "verbs", "en")
_STRONG = lexicon.words("speech", "strong", "en")
_PRONOUN = frozenset(("he", "she"))
_GAP = re.compile(r"[\s,]*")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


def find(view: View, cast: Cast) -> tuple[Speech, ...]:
    """Every quotation of the article, in reading order, with its speaker where that is certain."""
    out: list[Speech] = []
    previous: Speech | None = None
    for line in view.lines:
        here: list[Speech] = []
        for q in line.quoted:
            if len(line.text[q.start : q.end].split()) < 2:
                continue
            speaker, figure = _speaker(view, cast, line, q)
            if speaker is None and here and _goes_on(line, here[-1].quoted, q):
                speaker, figure = here[-1].speaker, here[-1].figure
            if speaker is None and not here and previous and _carries(line, q, previous):
                speaker, figure = previous.speaker, previous.figure
            here.append(Speech(line, q, speaker, figure))
        # "..., " he said. "..." : an attribution after the first part holds for a first part without one
        out += here
        previous = here[-1] if here else None
    return tuple(out)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", text)


def _speaker(view: View, cast: Cast, line: Line, q: Quoted) -> tuple[str | None, Figure | None]:
    found = _after(view, cast, line, q)
    if found == (None, None):
        found = _before(view, cast, line, q)
    return found


def _clause_after(line: Line, q: Quoted) -> tuple[int, int]:
    """What follows the quotation in its sentence, up to the next quotation."""
    stop = next((o.open for o in line.quoted if o.open >= q.close), len(line.text))
    dot = re.compile(r"[.!?](?:\s|$)").search(line.text, q.close, stop)
    ends = stop
    for a, b in line.sentences:
        if a <= q.open < b:
            ends = max(q.close, b)
    return q.close, min(stop, ends if not dot else max(ends, q.close))


def _after(view: View, cast: Cast, line: Line, q: Quoted) -> tuple[str | None, Figure | None]:
    inside = line.text[q.start : q.end].rstrip()
    start, stop = _clause_after(line, q)
    clause = line.text[start:stop]
    if not clause.strip(" ,.") or (inside and inside[-1] == "."):
        return None, None
    words = _words(clause[:60])
    if not words:
        return None, None
    lead = _GAP.match(line.text, start)
    at = lead.end() if lead else start
    first = words[0].lower()
    if first in _VERB:
        # said NAME / said the minister, NAME
        return _subject_from(view, cast, line, at + len(words[0]), stop)
    if first in _PRONOUN and len(words) > 1 and _verb_soon(words[1:3]):
        return _pronoun(view, cast, line, q)
    mention = next(((n, f) for n, f in cast.in_line(line.number) if start <= n.title < stop), None)
    if mention and mention[0].title - at <= 40:
        n, figure = mention
        tail = line.text[n.end : min(stop, n.end + 120)]
        between = line.text[at : n.title]
        if (
            figure.kind in ("person", "organisation")
            and _verb_follows(tail)
            and len(between.split()) <= 5
            and not n.possessive
        ):
            return figure.text, figure
    if first in ("a", "an", "one") and (np := _noun_phrase(line, at, stop)):
        return np, None
    return None, None


def _verb_soon(words: list[str]) -> bool:
    return any(w.lower() in _VERB for w in words)


def _verb_follows(tail: str) -> bool:
    """ "NAME said" or "NAME, a farmer of 40 years, said"."""
    words = _words(tail[:30])
    if tail[:1] == " " and words and words[0].lower() in _VERB:
        return True
    if (
        tail[:1] == " "
        and len(words) > 1
        and words[0].lower() in ("also", "later", "then", "has", "had")
        and words[1].lower() in _VERB
    ):
        return True
    if tail[:1] == ",":
        second = tail.find(",", 1)
        if second > 0:
            after = _words(tail[second : second + 24])
            return bool(after) and after[0].lower() in _VERB
    return False


def _subject_from(view: View, cast: Cast, line: Line, at: int, stop: int) -> tuple[str | None, Figure | None]:
    """The subject behind the verb: the first figure before a comma ends its noun phrase."""
    words = _words(line.text[at:stop][:40])
    if words and words[0].lower() in _PRONOUN:
        return _pronoun(view, cast, line, None)
    for n, figure in cast.in_line(line.number):
        if at <= n.title < stop and n.title - at <= 90:
            between = line.text[at : n.start]
            if (
                figure.kind in ("person", "organisation")
                and not re.search(
                    r"\b(?:that|who|when|after|as|to|with|of|about|by)\b", between.lower().replace(" of state", "")
                )
                and not n.possessive
            ):
                return figure.text, figure
            if (
                figure.kind == "person"
                and re.fullmatch(r"[\s\w’'.,-]*,? ", between)
                and not re.search(r"\b(?:that|who|when|after|to|with|about|by)\b", between.lower())
                and not n.possessive
            ):
                return figure.text, figure
            break
    if words and words[0].lower() in ("a", "an", "one"):
        start = line.text.find(words[0], at)
        if np := _noun_phrase(line, start, stop):
            return np, None
    return None, None


_NP = re.compile(
    r"(?:[Aa]n?|[Oo]ne) (?:[\w’'.-]+ ){0,6}?(?:spokesperson|spokesman|spokeswoman|official|source|insider|witness|resident|diplomat|lawyer|officer|statement|report)\b"
)


def _noun_phrase(line: Line, at: int, stop: int) -> str | None:
    m = _NP.match(line.text, at, stop)
    return m.group() if m else None


def _before(view: View, cast: Cast, line: Line, q: Quoted) -> tuple[str | None, Figure | None]:
    """The subject of the verb of saying before the quotation, in the same sentence."""
    start, _ = line.sentence_at(q.open)
    previous = max((o.close for o in line.quoted if o.close <= q.open and o.close > start), default=start)
    clause = line.text[start : q.open]
    if not clause.strip():
        return None, None
    mentions = [(n, f) for n, f in cast.in_line(line.number) if start <= n.title and n.end <= q.open]
    mentions = [(n, f) for n, f in mentions if not any(o.open < n.start < o.close for o in line.quoted)]
    if m := _ACCORDING.search(line.text, start, q.open):
        near = [(n, f) for n, f in mentions if n.title >= m.end() and f.kind in ("person", "organisation")]
        return (near[0][1].text, near[0][1]) if near and near[0][0].title - m.end() <= 40 else (None, None)
    verbs = [m for m in re.finditer(r"[A-Za-z]+", clause) if m.group().lower() in _VERB]
    if not verbs:
        return None, None
    verb = verbs[-1]
    if start + verb.start() < previous and len(mentions) > 1:
        verb = verbs[0]
    v = start + verb.start()
    left = [(n, f) for n, f in mentions if n.end <= v]
    pronoun = re.search(r"\b(he|she)\b(?:\s+\w+){0,2}\s+$", line.text[start:v], re.IGNORECASE)
    if pronoun and (not left or left[-1][0].end < start + pronoun.start()):
        return _pronoun(view, cast, line, q)
    persons = [(n, f) for n, f in left if f.kind == "person" and not n.possessive]
    if persons:
        n, figure = persons[-1]
        between = line.text[n.end : v]
        if len(between.split()) <= 3 and "," not in between:
            return figure.text, figure
        if re.match(r", .{3,160},\s*(?:\w+\s+)?$", between) and len({id(f) for _, f in persons}) == 1:
            return figure.text, figure
        if len({id(f) for _, f in persons}) == 1 and persons[0][0].opens:
            return persons[0][1].text, persons[0][1]
        return None, None
    orgs = [(n, f) for n, f in left if f.kind == "organisation" and not n.possessive]
    if orgs:
        n, figure = orgs[-1]
        if not line.text[n.end : v].strip():
            return figure.text, figure
    return None, None


def _pronoun(view: View, cast: Cast, line: Line, q: Quoted | None) -> tuple[str | None, Figure | None]:
    """Whom "he" or "she" means: the first person of the last sentence that names one."""
    at = q.open if q else len(line.text)
    sentence, _ = line.sentence_at(at)
    spans = [(line, a, b) for a, b in line.sentences if b <= sentence][::-1]
    for number in range(line.number - 1, max(-1, line.number - 5), -1):
        other = view.lines[number]
        spans += [(other, a, b) for a, b in reversed(other.sentences)]
    here = [(n, f) for n, f in cast.in_line(line.number) if sentence <= n.start < at and f.kind == "person"]
    if here:
        people = {id(f): f for _, f in here}
        if len(people) == 1:
            return here[0][1].text, here[0][1]
        return None, None
    for other, a, b in spans:
        people_here: list[tuple[Name, Figure]] = [
            (n, f)
            for n, f in cast.in_line(other.number)
            if a <= n.start < b and f.kind == "person" and not any(o.open < n.start < o.close for o in other.quoted)
        ]
        if people_here:
            return people_here[0][1].text, people_here[0][1]
    return None, None


def _goes_on(line: Line, first: Quoted, q: Quoted) -> bool:
    """The second part of a quotation split by its attribution, or the next one right after it."""
    between = line.text[first.close : q.open]
    return len(between.split()) <= 8 and len(re.findall(r"[.!?](?:\s|$)", between)) <= 1


def _carries(line: Line, q: Quoted, previous: Speech) -> bool:
    """A paragraph that is nothing but quotation goes on with the speaker of the one before."""
    outside = line.text[: q.open] + line.text[q.close :]
    return previous.line.number == line.number - 1 and previous.speaker is not None and len(outside.strip(" .,")) == 0


def facts(speeches: tuple[Speech, ...]) -> tuple[Quotation, ...]:
    """Join the parts of one speech, leave scraps out, the best first."""
    groups: list[list[Speech]] = []
    for s in speeches:
        last = groups[-1][-1] if groups else None
        joined = (
            last
            and last.line is s.line
            and last.speaker == s.speaker
            and s.speaker
            and _goes_on(s.line, last.quoted, s.quoted)
        )
        size = sum(len(x.line.text[x.quoted.start : x.quoted.end].split()) for x in groups[-1]) if groups else 0
        if joined and size + len(s.line.text[s.quoted.start : s.quoted.end].split()) <= MOST_WORDS:
            groups[-1].append(s)
        else:
            groups.append([s])
    ranked: list[tuple[float, int, Quotation]] = []
    for n, group in enumerate(groups):
        places, parts = [], []
        for s in group:
            start, end = _trim(s.line.text, s.quoted.start, s.quoted.end)
            if end > start:
                places.append(s.line.place(start, end))
                parts.append(s.line.text[start:end])
        text = " ".join(parts)
        size = len(text.split())
        if size < FEWEST:
            continue
        speaker = group[0].speaker
        score = (1.0 if speaker else 0.0) + min(size, 25) / 25 - n / 20
        ranked.append((score, -n, Quotation(text=text, places=_tuple(places), speaker=speaker)))
    return tuple(q for _, _, q in sorted(ranked, key=lambda r: r[:2], reverse=True))


def _tuple(places: list[Place]) -> tuple[Place, ...]:
    return tuple(places)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end
