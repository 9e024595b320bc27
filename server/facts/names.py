"""Runs of capitalised words of an English article, and what kind of thing each names.

A run is words with a capital, with the small words that stand inside names ("van", "of" after "Ministry").
Titles and nationalities at its head are cut off: they are the role, the rest is the name.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.facts import gazetteer, kinds, lexicon
from server.facts.kinds import Kind
from server.facts.view import Line, Token, View

PARTICLES = frozenset(
    "de del della der den di da das do dos du van von vom zu ten ter bin bint ibn al el la le y e af av zur".split()
)
_SMALL = PARTICLES | frozenset("of for on at and".split())
"""words over which a name may go on"""
MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Name:
    """One mention: `line.text[start:end]`."""

    line: Line
    start: int
    end: int
    words: tuple[str, ...]
    kind: Kind
    title: int
    """where the capitalised title before it begins; `start` where there is none"""
    honorific: str | None
    possessive: bool
    the: bool
    """"the" stands before it"""
    opens: bool
    """it begins a sentence"""

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def find(view: View) -> tuple[Name, ...]:
    """All mentions, in reading order."""
    out: list[Name] = []
    for line in view.lines:
        if not _shouted(line):
            out += _of_line(line, view)
    return tuple(out)


def _shouted(line: Line) -> bool:
    """A heading or credit in which nearly every word has a capital: capitals say nothing there."""
    if line.text[-1:] in '.!?”"’':
        return False
    words = [t for t in line.tokens if t.text[0].isalpha()]
    return len(words) >= 4 and sum(t.text[0].isupper() for t in words) > 0.65 * len(words)


def _of_line(line: Line, view: View) -> list[Name]:
    tokens = line.tokens
    starts = {start for start, _ in line.sentences} | {q.start for q in line.quoted}
    out: list[Name] = []
    stop = 0
    for i in line.capitals:
        if i < stop or tokens[i].text in ("I", "I.", "We") or _compound(tokens[i].text):
            continue
        stop = _run(line, i)
        if (
            tokens[i].start in starts
            or (i and tokens[i - 1].text in ".!?…")
            or (i and tokens[i - 1].text in '“"‘•—–' and _begins(tokens[i - 1], starts))
        ):
            begin = i + _opener(tokens, i, stop, view)
        else:
            begin = i
        if begin < stop:
            out += _split(line, begin, stop, i == begin and tokens[i].start in starts)
    return out


def _begins(token: Token, starts: set[int]) -> bool:
    return token.start in starts or token.text in "•—"


def _opener(tokens: tuple[Token, ...], i: int, stop: int, view: View) -> int:
    """How many words at a sentence's start have their capital from there alone."""
    low = tokens[i].text.lower()
    given = lexicon.words("given_names", "unsure")
    if tokens[i].text in given and stop - i == 2:
        return 0
    if low.endswith("ing") and len(low) > 5 and stop - i > 1 and tokens[i].text not in _GIVEN:
        return 1  # "Hosting NAME, ..."
    common = low in lexicon.words("openers", "common", "en") or low in lexicon.words("openers", "leaning", "en")
    if common and tokens[i].text not in lexicon.words("given_names", "names"):
        return 1
    if low in view.lower and stop - i == 1:
        return 1
    if (
        low in view.lower
        and tokens[i].text not in lexicon.words("given_names", "names")
        and not _known(tokens[i].text)
    ):
        return 0 if tokens[i].text in _TITLES or tokens[i].text in lexicon.words("organisations", "words") else 1
    return 0


_TITLES = lexicon.words("roles", "titles")
_HONORIFICS = lexicon.words("roles", "honorifics")
_ORG_WORDS = lexicon.words("organisations", "words")
_GIVEN = lexicon.words("given_names", "names")
_COMMON = lexicon.words("openers", "common", "en")
_KNOWN = lexicon.names("organisations", "known")
_THINGS = lexicon.words("organisations", "things")
_POSTNOMINALS = lexicon.words("roles", "postnominals")
_SUBJECTS = frozenset("We You It They Is Are Was Were".split())
_ADJECTIVES = frozenset("based born led owned run backed style made area wide only educated raised".split())


def _known(text: str) -> bool:
    return text in lexicon.names("organisations", "known") or gazetteer.is_place(text)


def _run(line: Line, i: int) -> int:
    """The index behind the last token of the run that begins at `i`."""
    tokens, text = line.tokens, line.text
    j = i + 1
    while j < len(tokens) and j - i < MOST_WORDS:
        last, here = tokens[j - 1], tokens[j]
        if last.possessive or text[last.end : here.start] not in (" ", "\u00a0") or here.text in ("I", "I."):
            break
        if here.text in _SUBJECTS or ("-" in here.text and _compound(here.text)):
            break
        if here.text[0].isupper() or here.text[:3] in ("al-", "el-", "an-", "as-"):
            j += 1
        elif here.text == "&" and j + 1 < len(tokens) and tokens[j + 1].text[0].isupper():
            j += 2
        elif here.text in _SMALL and (ahead := _over_small(line, i, j)):
            j = ahead
        else:
            break
    return j


def _code(tokens: tuple[Token, ...]) -> bool:
    """ "Karin Berg RRP": capitals behind a person's name are another thing's."""
    last = tokens[-1].text
    return tokens[0].text in _GIVEN and len(last) > 2 and last.isupper() and not tokens[-2].text.isupper()


def _compound(word: str) -> bool:
    """ "Muscat-based": a name inside an adjective."""
    return "-" in word and word.rsplit("-", 1)[1] in _ADJECTIVES


def _over_small(line: Line, i: int, j: int) -> int | None:
    """Whether the run goes on over small words at `j`: the index behind the next capitalised word."""
    tokens = line.tokens
    low = tokens[j].text

    def capital(k: int) -> bool:
        return (
            k < len(tokens) and tokens[k].text[0].isupper() and line.text[tokens[k - 1].end : tokens[k].start] == " "
        )

    if low in PARTICLES and capital(j + 1):
        return j + 2
    if (
        low in ("de", "van", "von")
        and j + 1 < len(tokens)
        and tokens[j + 1].text in PARTICLES | {"la", "der"}
        and capital(j + 2)
    ):
        return j + 3
    head = [t.text for t in tokens[i:j]]
    org = any(
        w in _ORG_WORDS or w in ("Secretary", "Minister", "University", "Institutes", "Organisation") for w in head
    )
    if org and low in ("of", "for", "on", "in", "at") and low != "in":
        if low in ("for", "on", "at") and not any(w in _OF_HEADS for w in head):
            return None
        if low == "at" and "University" not in (t.text for t in tokens[j : j + 4]):
            return None
        if capital(j + 1):
            return j + 2
        if j + 1 < len(tokens) and tokens[j + 1].text == "the" and capital(j + 2):
            return j + 3
    if (
        low == "and"
        and capital(j + 1)
        and tokens[j + 1].text not in _GIVEN
        and "of" in head
        and any(w in ("Department", "Ministry", "Office") for w in head)
    ):
        return j + 2
    return None


_OF_HEADS = frozenset(
    "Institute Center Centre Campaign Committee Council Organisation Organization Agency Office Association Society "
    "Foundation Department Fund Commission School Partnership".split()
)


def _split(line: Line, begin: int, stop: int, opens: bool) -> list[Name]:
    """Titles off the head, then the kind of what is left."""
    tokens = line.tokens[begin:stop]
    while len(tokens) > 2 and (tokens[-1].text in _POSTNOMINALS or _code(tokens)):
        tokens = tokens[:-1]
    while len(tokens) > 2 and tokens[-1].text.lower() in _COMMON and tokens[-2].text not in _GIVEN:
        tokens = tokens[:-1]  # "... on Competition Between"
    article = tokens[0].text == "The" and len(tokens) > 1
    tokens = tokens[article:]
    words = [t.text for t in tokens]
    whole = line.text[tokens[0].start : tokens[-1].end]
    cut = 0 if whole in _KNOWN or gazetteer.is_place(whole) else kinds.titles(words)
    if cut == len(words):
        return []
    honorific = words[cut - 1].rstrip(".") if cut and words[cut - 1].rstrip(".") in _HONORIFICS else None
    at = _second(words, cut, whole)
    if at:
        return [*_split(line, begin, begin + article + at, opens), *_split(line, begin + article + at, stop, False)]
    first, last = tokens[cut], tokens[-1]
    the = article or (not cut and line.text[max(0, first.start - 4) : first.start].lower().endswith("the "))
    titled = cut > 0 and (len(words) - cut > 1 or words[cut - 1].rstrip(".") in _TITLES | _HONORIFICS)
    kind = kinds.of(words[cut:], line.text[first.start : last.end], titled, the)
    if line.text[last.end : last.end + 1].isdigit():
        kind = "unknown"  # a model: "RAV4"
    return [
        Name(
            line, first.start, last.end, tuple(words[cut:]), kind, tokens[0].start, honorific, last.possessive, the,
            opens and not cut,
        )
    ]  # fmt: skip


def _second(words: list[str], cut: int, whole: str) -> int | None:
    """Where a person's name begins that stands directly behind a place or body: "... of Iceland Olafur Berg"."""
    if len(words) - cut < 3 or words[cut] in _GIVEN or whole in _KNOWN:
        return None
    for k in range(cut + 1, len(words) - 1):
        if words[k] in _GIVEN and not any(w in _ORG_WORDS or w in _THINGS for w in words[k:]):
            before = words[cut:k]
            return k if _known(" ".join(before)) or _known(before[-1]) else None
    return None
