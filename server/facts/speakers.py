"""Who says a quotation, by the words around it. Where that is not certain, nobody.

The signs, surest first: "..., said NAME" and "..., NAME said"; "NAME said: ..."; "according to NAME"; a pronoun,
which means the first person of the last sentence that names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from server.facts import lexicon
from server.facts.cast import Cast, Figure, Mention
from server.facts.marks import Quoted
from server.facts.reference import body, prepositional, pronoun
from server.facts.view import Line, View

_VERB = lexicon.words("speech", "verbs", "en")
_STRONG = lexicon.words("speech", "strong", "en")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ADVERBS = lexicon.words("speech", "adverbs", "en")
_SOMEBODY = "|".join(sorted(lexicon.words("speech", "anonymous", "en")))
_ANONYMOUS = re.compile(
    rf"(?:[Aa]n?|[Oo]ne) (?:[\w’'.&-]+ ){{0,6}}?(?:{_SOMEBODY})\b"
    r"(?: (?:for|from|at|of|with) (?:the |its )?[\w’'&-]+(?: [A-Z][\w’'&-]*){0,4})?"
    r"|[Tt]he (?:insider|source|patient|study|survey|spokesperson)\b"
    rf"|[A-Z][\w-]+[’']s? (?:{_SOMEBODY}|office|family)\b"
)
_OWN_WORDS = re.compile(r" (?:report|letter|statement|study|memo|note|post|filing|lawsuit|website|manifesto)\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to ")
_OBLIQUE = re.compile(r"\b(?:that|who|when|after|as|to|with|about|by|of|for|in|at|from|on)\b")
_OF = re.compile(r"\b(?:of|for|at|in|from)\b")
_PHRASE_END = re.compile(r"[,.;:“\"]|$")
_ASIDE = re.compile(r", [^“”\"]{2,200}, (?:\w+ )?$")
_GOES_ON = re.compile(r" (?:from|of|at|and|[a-z]+)\b")
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name the speaker; `figure` where it is one of the cast."""

    text: str
    figure: Figure | None = None
    line: Line | None = None
    start: int = 0
    """where the words stand in `line`, for a speaker who is none of the cast"""
    by_pronoun: bool = field(default=False, compare=False)
    """a "she" stands in the sentence, not the name"""


def _of(figure: Figure) -> Speaker:
    return Speaker(figure.text, figure)


def _she(view: View, cast: Cast, line: Line, q: Quoted) -> Speaker | None:
    figure = pronoun(view, cast, line, q.open)
    return Speaker(figure.text, figure, by_pronoun=True) if figure else None


def _meant(figure: Figure | None) -> Speaker | None:
    return _of(figure) if figure else None


def beside(view: View, cast: Cast, line: Line, q: Quoted) -> Speaker | None:
    """The speaker that the quotation's own sentence names."""
    return _after(view, cast, line, q) or _before(view, cast, line, q)


def _after(view: View, cast: Cast, line: Line, q: Quoted) -> Speaker | None:
    """An attribution behind the quotation: what stands up to the next quotation or the sentence's end."""
    text = line.text
    inside = text[q.start : q.end].rstrip()
    if not q.closed or inside.endswith("."):
        return None
    stop = next((o.open for o in line.quoted if o.open >= q.close), len(text))
    end = _CLAUSE_END.search(text, q.close, stop)
    while end and _abbreviates(text, end.start()):
        end = _CLAUSE_END.search(text, end.end(), stop)
    stop = end.start() if end else stop
    first = _WORD.search(text, q.close, stop)
    if not first or first.start() - q.close > 4:
        return None
    word = first.group().lower()
    if word in _VERB:
        return _subject_behind(view, cast, line, first.end(), stop, q)
    if word == "according":
        return _according(cast, line, first.start(), stop)
    if word in ("he", "she"):
        verb = [w.lower() for w in _WORD.findall(text[first.end() : first.end() + 30])[:2]]
        return _she(view, cast, line, q) if any(v in _VERB for v in verb) else None
    for n, figure in cast.outside_quotations(line, q.close, stop):
        if figure.acts and len(text[first.start() : n.title].split()) <= 6 and not prepositional(line, n.title):
            if n.possessive:
                own = _OWN_WORDS.match(text, n.end + 2)
                if own and verb_behind(text, own.end(), stop):
                    return _of(figure)
                break
            return _of(figure) if verb_behind(text, n.end, stop) else None
        break
    return _anonymous(line, first.start(), stop, behind=True) or _meant(body(view, cast, line, first.start(), stop))


def _abbreviates(text: str, dot: int) -> bool:
    """Whether the dot belongs to a word: an initial, "U.S.", "Rep."."""
    word = text[max(0, dot - 6) : dot].rsplit(" ", 1)[-1].lstrip('“"(')
    return (
        bool(word)
        and word[0].isupper()
        and (
            len(word) == 1
            or "." in word
            or word in ("Rep", "Sen", "Gov", "Dr", "Mr", "Ms", "Mrs", "Gen", "Jr", "Lt", "St")
        )
    )


def verb_behind(text: str, at: int, stop: int, verbs: frozenset[str] = _VERB) -> bool:
    """ "NAME said", "NAME also said", "NAME, a farmer from the valley, said"."""
    tail = text[at : min(stop, at + 260)]
    if tail[:1] not in (" ", ","):
        return False
    if tail[0] == " ":
        words = [w.lower() for w in _WORD.findall(tail[:40])[:2]]
        if words and (words[0] in verbs or (len(words) > 1 and words[0] in _ADVERBS and words[1] in verbs)):
            return True
    comma = tail.find(", ")
    while comma >= 0:
        m = _WORD.match(tail, comma + 2)
        if m and m.group() in _STRONG:
            return True
        comma = tail.find(", ", comma + 2)
    return False


def _subject_behind(view: View, cast: Cast, line: Line, at: int, stop: int, q: Quoted) -> Speaker | None:
    """ "said NAME", "said the minister, NAME", "said he"."""
    text = line.text
    first = _WORD.match(text, at + 1)
    if first and first.group().lower() in ("he", "she"):
        return _she(view, cast, line, q)
    for n, figure in cast.outside_quotations(line, at, stop):
        between = text[at : n.title].lower()
        clear = not _OBLIQUE.search(between)
        office = _OF.search(between) and between.rstrip().endswith(",")
        if figure.acts and n.title - at <= 120 and (clear or office) and not n.possessive:
            return _of(figure)
        break
    return _anonymous(line, at + 1, stop, behind=False)


def _anonymous(line: Line, at: int, stop: int, *, behind: bool) -> Speaker | None:
    """Somebody without a name: "a company spokesman". `behind`: the verb must follow."""
    m = _ANONYMOUS.match(line.text, at, stop)
    if not m:
        return None
    if behind and not verb_behind(line.text, m.end(), stop):
        return None
    return Speaker(m.group(), None, line, m.start())


def _according(cast: Cast, line: Line, at: int, stop: int) -> Speaker | None:
    m = _ACCORDING.match(line.text, at)
    if not m:
        return None
    comma = _PHRASE_END.search(line.text, m.end(), stop)
    end = comma.start() if comma else stop
    for n, figure in cast.outside_quotations(line, m.end(), stop):
        if (
            n.title <= end
            and figure.acts
            and not n.possessive
            and len(line.text[m.end() : n.title].split()) <= 6
            and not prepositional(line, n.title, first=m.end())
        ):
            return _of(figure)
        break
    phrase = line.text[m.end() : end].rstrip()
    return Speaker(phrase, None, line, m.end()) if 1 < len(phrase.split()) <= 6 and phrase[0] != " " else None


def _before(view: View, cast: Cast, line: Line, q: Quoted) -> Speaker | None:
    """The subject of the verb of saying before the quotation, in its sentence."""
    text = line.text
    start, _ = line.sentence_at(q.open)
    if q.open - start > 600 or not text[start : q.open].strip():
        return None
    for m in _ACCORDING.finditer(text, start, q.open):
        if not text[start : m.start()].strip() or len(text[m.end() : q.open].split()) <= 8:
            return _according(cast, line, m.start(), q.open)
    quoted = [o for o in line.quoted if start < o.close and o.open < q.open]
    verbs = [
        m
        for m in _WORD.finditer(text, start, q.open)
        if m.group() in _VERB and not any(o.open < m.start() < o.close for o in quoted)
    ]
    if not verbs:
        return None
    verb = verbs[-1]
    if verb.group().endswith("ing") and len(verbs) > 1:
        verb = verbs[0]
    return _subject_before(view, cast, line, start, verb.start(), q)


def _subject_before(view: View, cast: Cast, line: Line, start: int, verb: int, q: Quoted) -> Speaker | None:
    text = line.text
    mentions = [(n, f) for n, f in cast.outside_quotations(line, start, verb) if f.acts]
    words = _WORD.findall(text[max(start, verb - 40) : verb])
    while words and (words[-1].lower() in _ADVERBS - {"and"} or words[-1].lower().endswith("ly")):
        words.pop()
    if words and words[-1].lower() in ("he", "she"):
        nested = len(words) > 1 and words[-2].lower() == "that"
        return None if nested else _she(view, cast, line, q)
    for n, figure in reversed(mentions):
        between = text[n.end : verb]
        gap = [w.lower() for w in _WORD.findall(between)]
        if n.possessive:
            if _OWN_WORDS.match(text, n.end + 2) and len(gap) <= 3:
                return _of(figure)
            continue
        if prepositional(line, n.title):
            continue
        if "," not in between and all(w in _ADVERBS - {"and"} or w.endswith("ly") for w in gap):
            return _of(figure)
        if _ASIDE.match(between) and not _other_person(mentions, figure, n.end):
            return _of(figure)
        if _leads(line, n.title, start) and not _other_person(mentions, figure, n.end) and _GOES_ON.match(between):
            return _of(figure)
    if len(text[start:verb].split()) <= 10:
        at = start + 3 if text.startswith("As ", start) else start
        return _anonymous(line, at, q.open, behind=True) or _meant(body(view, cast, line, at, q.open))
    return None


def _other_person(mentions: list[Mention], figure: Figure, after: int) -> bool:
    return any(f is not figure and f.kind == "person" and n.start >= after for n, f in mentions)


def _leads(line: Line, at: int, start: int) -> bool:
    """Whether the name is the sentence's subject: it begins it, or follows an opening phrase and a comma."""
    before = line.text[start:at].strip()
    return not before or (before.endswith(",") and len(before.split()) <= 8)


def of_statement(cast: Cast, line: Line) -> Speaker | None:
    """The one whose indirect speech ends a line: "NAME said that ..."; a quotation alone may follow it."""
    if line.quoted or not line.sentences:
        return None
    start, end = line.sentences[-1]
    for n, figure in cast.outside_quotations(line, start, end):
        if figure.acts and not n.possessive and not prepositional(line, n.title):
            return _of(figure) if verb_behind(line.text, n.end, end) else None
        return None
    return None
