"""Whom the words mean that stand for a name: "she", "the bank". Where two could be meant, nobody."""

from __future__ import annotations

import re

from server.facts import lexicon
from server.facts.cast import Cast, Figure, Mention
from server.facts.names import Name
from server.facts.view import Line, View

FAR = 5
"""lines back that a pronoun may reach"""
REACH = 600
"""characters behind a quotation's begin in which its pronoun stands"""
_VERB = lexicon.words("speech", "verbs", "en")
_PREPOSITIONS = lexicon.words("speech", "prepositions", "en")
_KINDS = lexicon.words("organisations", "kinds")
_BODY_NOUNS = _KINDS | lexicon.words("organisations", "bodies")
_DEMONYMS = lexicon.words("demonyms", "words")
_BETWEEN = frozenset("the a an his her their its our former South North".lower().split())
_HERS = lexicon.words("roles", "hers")
_HIS = lexicon.words("roles", "his")
_HER_NAMES = lexicon.words("given_names", "hers")
_HIS_NAMES = lexicon.words("given_names", "his")
_SHE = re.compile(r"\b[Ss]he\b")
_ACTS = re.compile(r",| (?:was|is|had|has|also|who|and|went|came|told|said|did|[a-z]+ed)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def prepositional(line: Line, at: int, *, first: int = 0, joined: bool = True) -> bool:
    """Whether a preposition before the name makes it an object: "the letter to NAME".

    `joined`: "and NAME" counts as one too, for it is not the subject alone.
    """
    words = _WORD.findall(line.text[max(first, at - 30) : at])
    while words and (words[-1].lower() in _BETWEEN or words[-1] in _DEMONYMS or "-" in words[-1]):
        words.pop()  # "from the South African-based NAME"
    last = words[-1].lower() if words else ""
    return last in _PREPOSITIONS and (joined or last not in ("and", "or"))


def pronoun(view: View, cast: Cast, line: Line, at: int) -> Figure | None:
    """Whom "he" or "she" means before the offset; nobody where an unknown name may be meant as well."""
    start, _ = line.sentence_at(at)
    she = any(
        not any(q.open < m.start() < q.close for q in line.quoted)
        for m in _SHE.finditer(line.text, start, min(len(line.text), at + REACH))
    )
    here = _people(cast, line, start, at)
    if here:
        return here[0][1] if len({id(f) for _, f in here}) == 1 and _agrees(here[0][1], she) else None
    spans = [(line, a, b) for a, b in reversed(line.sentences) if b <= start]
    for number in range(line.number - 1, max(-1, line.number - 1 - FAR), -1):
        spans += [(view.lines[number], a, b) for a, b in reversed(view.lines[number].sentences)]
    for other, a, b in spans:
        free = [(n, f) for n, f in _people(cast, other, a, b) if not n.possessive]
        if free:
            n, figure = free[0]
            unknown = any(a <= x.start < n.start and _acts(other, x) for x in cast.loose.get(other.number, ()))
            unsure = unknown or _in_clause(other, a, n.title) or _in_row(other, free)
            return None if unsure or not _agrees(figure, she) else figure
        if any(a <= x.start < b and _acts(other, x) for x in cast.loose.get(other.number, ())):
            return None
    return None


_REPORTS = re.compile(r"\b([a-z]+) that\b")
_ROW = re.compile(r"(?:,| and|, and) (?:[A-Z][\w’'-]+ ){0,3}")


def _in_clause(line: Line, start: int, name: int) -> bool:
    """Whether somebody else says something of the name: "The teacher added that NAME ..."."""
    return any(m.group(1) in _VERB for m in _REPORTS.finditer(line.text, start, name))


def _in_row(line: Line, people: list[Mention]) -> bool:
    """Whether the first of the people is one of several: "NAME, NAME and NAME are ..."."""
    if len(people) < 2:
        return False
    (first, one), (second, other) = people[:2]
    return one is not other and _ROW.fullmatch(line.text, first.end, second.start) is not None


def _people(cast: Cast, line: Line, start: int, end: int) -> list[Mention]:
    return [
        (n, f)
        for n, f in cast.outside_quotations(line, start, end)
        if f.kind == "person" and not prepositional(line, n.title, joined=False)
    ]


def _agrees(figure: Figure, she: bool) -> bool:
    """Whether a title, a role or a given name speaks against the pronoun: "Mr Falk" is no "she"."""
    words = {m.honorific for m in figure.mentions} | set((figure.role or "").split())
    his, hers = not words.isdisjoint(_HIS), not words.isdisjoint(_HERS)
    if his == hers:
        given = figure.name.words[0] if len(figure.name.words) > 1 else ""
        his, hers = given in _HIS_NAMES, given in _HER_NAMES
    return his == hers or she == hers


def _acts(line: Line, n: Name) -> bool:
    """Whether an unknown name does something in its sentence, and so may be somebody."""
    return bool(_ACTS.match(line.text, n.end))


_BODY = re.compile(r"[Tt]he (?:[a-z]+ )?([a-z]+) (?=([a-z]+))")


def body(view: View, cast: Cast, line: Line, at: int, stop: int) -> Figure | None:
    """ "the bank said": the one organisation that was named last and can be called so."""
    m = _BODY.match(line.text, at, stop)
    if not m or m.group(2) not in _VERB or m.group(1) not in _BODY_NOUNS:
        return None
    noun = m.group(1)
    for number in range(line.number, max(-1, line.number - 4), -1):
        other = view.lines[number]
        end = at if number == line.number else len(other.text)
        near = [f for n, f in cast.outside_quotations(other, 0, end) if f.kind == "organisation"]
        called = [f for f in near if noun in f.text.lower().split() or noun in (f.role or "").split()]
        if called:
            return called[-1] if len({id(f) for f in called}) == 1 else None
        if near:
            return near[0] if len({id(f) for f in near}) == 1 and noun in _KINDS else None
    return None
