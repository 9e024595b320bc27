"""Mentions merged into figures: each person and organisation once, with all the places that name them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from server.facts import gazetteer, kinds, lexicon, roles
from server.facts.kinds import Kind
from server.facts.names import Name
from server.facts.view import Line, View


@dataclass
class Figure:
    """One person or organisation with all its mentions. Built up while the article is read."""

    name: Name
    kind: Kind
    mentions: list[Name] = field(default_factory=list)
    role: str | None = None

    @property
    def text(self) -> str:
        """The name as its fullest mention has it."""
        return self.name.text

    @property
    def acts(self) -> bool:
        """Whether it can speak: a person or an organisation."""
        return self.kind in ("person", "organisation")


Mention = tuple[Name, Figure]


@dataclass(frozen=True)
class Cast:
    """Everyone of the article, and who stands where."""

    figures: tuple[Figure, ...]
    by_line: dict[int, tuple[Mention, ...]]
    loose: dict[int, tuple[Name, ...]]
    """single words with a capital that could be somebody, by line"""

    def in_line(self, number: int) -> tuple[Mention, ...]:
        """Mentions of the line, in order."""
        return self.by_line.get(number, ())

    def outside_quotations(self, line: Line, start: int, end: int) -> list[Mention]:
        """Mentions between two offsets that do not stand in a quotation."""
        return [
            (n, f)
            for n, f in self.in_line(line.number)
            if start <= n.start
            and n.end <= end
            and not (line.quoted and any(q.open < n.start < q.close for q in line.quoted))
        ]

    def in_a_role(self, name: Name) -> bool:
        """Whether the name stands in the words of a person's role: "mayor of NAME"."""
        for n, person in self.in_line(name.line.number):
            if person.kind == "person" and person.role:
                at = n.line.text.find(person.role)
                if 0 <= at <= name.start and name.end <= at + len(person.role):
                    return True
        return False


_AGE = re.compile(r", (?:aged )?\d{1,3}(?:,|\.| |$)")
_WHO = re.compile(r",? who\b|, whose\b")
_BRACKET = re.compile(r",? \(([A-Z][A-Za-z&.]{1,9})\)")
_SPEAKS = re.compile(r" (?:also |later |has |have |had )?([a-z]+)\b")
_HEADS_A_BODY = re.compile(
    r" (?:CEO|chief executive|co-founder|founder|spokes(?:man|woman|person)|officials?|executives?"
    r"|shareholders?|employees|board|shares)\b"
)
_STRONG = lexicon.words("speech", "strong", "en")
_KINDS = lexicon.words("organisations", "kinds")
_THINGS = lexicon.words("organisations", "things")
_NEVER = lexicon.words("organisations", "never")
_BODIES = lexicon.names("organisations", "known")
_UNSURE = lexicon.words("given_names", "unsure")
_NOBODY = lexicon.words("demonyms", "words") | lexicon.words("places", "calendar") | _NEVER
_SHORT = dict(pair.split("=") for pair in lexicon.words("given_names", "short"))
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())


def read(view: View, found: tuple[Name, ...]) -> Cast:
    """Merge mentions into figures: whole names first, then the short forms that can mean only one of them."""
    singles = Counter(n.words[0] for n in found if len(n.words) == 1 and (not n.opens or _is_somebody(n)))
    surnames = {_last(n.words) for n in found if len(n.words) > 1 and n.kind == "person"}
    figures: dict[str, Figure] = {}
    alias: dict[str, Figure] = {}
    for n in found:
        if len(n.words) == 1 and n.words[0] in surnames:
            continue
        kind = _settle(view, n, singles)
        if len(n.words) == 1 and kind != "organisation":
            continue
        key = _key(n)
        figure = alias.get(key) or figures.get(key)
        if figure is None:
            figure = figures[key] = Figure(n, kind)
        elif figure.kind == "unknown":
            figure.kind = kind
        figure.mentions.append(n)
        if (m := _BRACKET.match(n.line.text, n.end)) and _initials(m.group(1), n):
            alias[m.group(1).replace(".", "")] = figure
            if not gazetteer.is_place(n.text):
                figure.kind = "organisation"
    whole = _merged(list(figures.values()), alias)
    _short_forms(found, whole)
    lines: dict[int, list[Mention]] = {}
    for figure in whole:
        figure.mentions.sort(key=lambda m: (m.line.number, m.start))
        if figure.acts:
            figure.role = roles.of(figure.mentions, figure.kind)
        for n in figure.mentions:
            lines.setdefault(n.line.number, []).append((n, figure))
    loose: dict[int, list[Name]] = {}
    owned = {(n.line.number, n.start) for figure in whole for n in figure.mentions}
    sure = {n.words[0] for n in found if len(n.words) == 1 and not n.opens} | surnames
    for n in found:
        if n.kind != "unknown" or n.text in _NOBODY or (n.line.number, n.start) in owned:
            continue
        if n.opens and n.words[0] not in sure:
            continue
        if not (n.line.quoted and any(q.open < n.start < q.close for q in n.line.quoted)):
            loose.setdefault(n.line.number, []).append(n)
    by_line = {k: tuple(sorted(v, key=lambda pair: pair[0].start)) for k, v in lines.items()}
    return Cast(tuple(whole), by_line, {k: tuple(v) for k, v in loose.items()})


def _is_somebody(n: Name) -> bool:
    """Whether what follows a single word is said of people: "Holt, 64," or "Holt said"."""
    after = n.line.text[n.end : n.end + 40]
    said = _SPEAKS.match(after)
    return bool(_AGE.match(after) or (said and said.group(1) in _STRONG))


def _key(n: Name) -> str:
    return " ".join(n.words).replace(".", "")


def _last(words: tuple[str, ...]) -> str:
    return words[-2] if words[-1] in _SUFFIXES and len(words) > 2 else words[-1]


def _initials(short: str, n: Name) -> bool:
    """Whether the letters in brackets are those of the name: "Transport Workers Union (TWU)"."""
    letters = [c for c in short if c.isupper()]
    heads = [w[0] for w in n.words if w[0].isupper()]
    return len(letters) >= 2 and letters[0] in heads and sum(c in heads for c in letters) >= len(letters) - 1


def _settle(view: View, n: Name, singles: Counter[str]) -> Kind:
    """The kind of a mention, with the words around it."""
    if n.kind == "organisation" and len(n.words) == 1 and n.text.isupper() and _shouted(view, n):
        return "unknown"
    if n.kind != "unknown":
        return n.kind
    if not _NEVER.isdisjoint(n.words) or n.words[0] in _BODIES or n.words[-1] in _THINGS:
        return "unknown"
    text = n.line.text
    if n.text.isupper() or text[n.end : n.end + 1].isdigit():
        return "unknown"  # a heading, a model: "RAV4"
    before = text[max(0, n.start - 24) : n.start].rstrip().rsplit(" ", 1)[-1]
    after = text[n.end : n.end + 40]
    if before in _KINDS or (n.possessive and _HEADS_A_BODY.match(text, n.end + 2)) or _HEADS_A_BODY.match(after):
        return "organisation" if not _plain(view, n) else "unknown"
    said = _SPEAKS.match(after)
    speaks = bool(said and said.group(1) in _STRONG)
    if len(n.words) == 1:
        states = speaks and after.find(" in a statement") == len(said.group()) if said else False
        return "organisation" if (states or roles.body_follows(n)) and not _plain(view, n) else "unknown"
    if n.the or _plain(view, n):
        return "organisation" if n.the and speaks and not _plain(view, n) else "unknown"
    if (
        before.lower() in _STRONG
        or _AGE.match(after)
        or _WHO.match(after)
        or roles.in_apposition(n)
        or roles.before(n)
    ) and not _no_person(n):
        return "person"
    if roles.body_follows(n):
        return "organisation"
    last = _last(n.words)
    brand = singles[n.words[0]] >= max(1, singles[last])
    if len(n.words) <= 4 and (speaks or singles[last]) and not brand and not gazetteer.is_place(last):
        return "unknown" if _no_person(n) else "person"
    return "unknown"


def _shouted(view: View, n: Name) -> bool:
    """A common word in capitals: "VOTE", "YES"."""
    low = n.text.lower()
    return n.text not in _BODIES and (low in view.lower or low in lexicon.words("openers", "common", "en"))


def _no_person(n: Name) -> bool:
    """A team, a brand, a desk: "Minnesota Wild", "VOA Pentagon", "New Nissan Sentra"."""
    words = n.words
    return (
        any(w in _BODIES or (len(w) > 2 and w.isupper() and "." not in w) for w in words)
        or (gazetteer.is_place(words[0]) and words[0] not in _UNSURE)
        or kinds.glued(words)
    )


def _plain(view: View, n: Name) -> bool:
    """Made of words that the article, or English, also writes small: hardly a name."""
    common = lexicon.words("openers", "common", "en")
    if n.words[0] in _UNSURE and len(n.words) > 1:
        return False
    small = [w.lower() in view.lower or w.lower() in common for w in n.words]
    peoples = lexicon.words("demonyms", "words")
    return all(small) or (small[0] and len(n.words) == 2) or any(w in peoples for w in (n.words[0], n.words[-1]))


def _merged(figures: list[Figure], alias: dict[str, Figure]) -> list[Figure]:
    """ "Donald J. Trump" and "Donald Trump" are one, and so are a body's long and short name."""
    persons: dict[tuple[str, str], Figure] = {}
    out: list[Figure] = []
    whole = {figure.name.words: figure for figure in figures if figure.kind == "person"}
    for figure in figures:
        known = alias.get(_key(figure.name)) or whole.get(figure.name.words[1:])
        if figure.kind == "person" and known is None:
            given = _SHORT.get(figure.name.words[0], figure.name.words[0])
            known = persons.setdefault((given, _last(figure.name.words)), figure)
        if known is not None and known is not figure:
            known.mentions += figure.mentions
        else:
            out.append(figure)
    return out


def _short_forms(found: tuple[Name, ...], figures: list[Figure]) -> None:
    """Give each single word to the one figure that it can mean."""
    by_last: dict[str, list[Figure]] = {}
    by_first: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.kind == "person":
            by_last.setdefault(_last(figure.name.words), []).append(figure)
            by_first.setdefault(figure.name.words[0], []).append(figure)
        elif (
            figure.kind == "organisation"
            and len(figure.name.words) > 1
            and not gazetteer.is_place(figure.name.words[0])
        ):
            by_first.setdefault(figure.name.words[0], []).append(figure)
    for n in found:
        if len(n.words) != 1 or n.kind == "organisation":
            continue
        owner = _owner(n, by_last, by_first)
        if owner is None and n.kind == "person" and n.words[0] not in by_last:
            owner = Figure(n, "person")
            figures.append(owner)
            by_last[n.words[0]] = [owner]
        if owner:
            owner.mentions.append(n)


def _another(n: Name, owner: Figure) -> bool:
    """ "Lady Holt" is not "Sir John Holt"."""
    before = {m.honorific for m in owner.mentions}
    hers, his = lexicon.words("roles", "hers"), lexicon.words("roles", "his")
    return (n.honorific in hers and not his.isdisjoint(before)) or (
        n.honorific in his and not hers.isdisjoint(before)
    )


def _owner(n: Name, by_last: dict[str, list[Figure]], by_first: dict[str, list[Figure]]) -> Figure | None:
    """Whom a single word names; None where two could be meant."""
    owners = by_last.get(n.words[0], [])
    if owners:
        return owners[0] if len(owners) == 1 and not _another(n, owners[0]) else None
    firsts = by_first.get(n.words[0], [])
    if len(firsts) != 1 or n.words[0] in lexicon.words("demonyms", "words"):
        return None
    if gazetteer.is_place(n.words[0]) and n.honorific is None:
        return None  # "Israel", in an article that names an Israel Katz
    owner = firsts[0]
    # a first name alone, or after Sir and Lady; a body's first word only where the body was named before
    if owner.kind == "person":
        return owner if n.honorific in (None, "Sir", "Dame", "Lady", "Lord") else None
    return owner if n.line.number >= owner.name.line.number and n.kind != "place" and not n.opens else None
