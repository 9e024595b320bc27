"""Runs of capitalised words of an English article, and what kind of thing each names.

A run is words with a capital, with the small words that stand inside names ("van", "of" after "Ministry").
Titles and nationalities at its head are cut off: they are the role, the rest is the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.facts import gazetteer, lexicon
from server.facts.view import Line, Token, View

Kind = Literal["person", "organisation", "place", "unknown"]

PARTICLES = frozenset(
    "de del della der den di da das do dos du van von vom zu ten ter bin bint ibn al el la le y e af av zur".split()
)
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
    words = [t for t in line.tokens if t.text[0].isalpha()]
    capitals = sum(t.text[0].isupper() for t in words)
    return len(words) >= 4 and capitals > 0.65 * len(words) and line.text[-1:] not in '.!?”"’'


def _of_line(line: Line, view: View) -> list[Name]:
    tokens = line.tokens
    starts = {start for start, _ in line.sentences} | {q.start for q in line.quoted}
    out: list[Name] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].text[0].isupper():
            i += 1
            continue
        stop = _run(line, i)
        if tokens[i].start in starts or (
            i and tokens[i - 1].text in '“"‘•—–' and _begins(line, tokens[i - 1], starts)
        ):
            begin = i + _opener(tokens, i, stop, view)
        else:
            begin = i
        if begin < stop:
            out += _split(line, begin, stop, i == begin and tokens[i].start in starts)
        i = max(stop, i + 1)
    return out


def _begins(line: Line, token: Token, starts: set[int]) -> bool:
    return token.start in starts or token.text in "•—"


def _opener(tokens: tuple[Token, ...], i: int, stop: int, view: View) -> int:
    """How many words at a sentence's start have their capital from there alone."""
    low = tokens[i].text.lower()
    given = lexicon.words("given_names", "unsure")
    if tokens[i].text in given and stop - i == 2:
        return 0
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
_NOUNS = lexicon.words("roles", "nouns")
_ORG_WORDS = lexicon.words("organisations", "words")
_DEMONYMS = lexicon.words("demonyms", "words")
_NEVER = lexicon.words("organisations", "never")


def _known(text: str) -> bool:
    return text in lexicon.names("organisations", "known") or gazetteer.is_place(text)


def _run(line: Line, i: int) -> int:
    """The index behind the last token of the run that begins at `i`."""
    tokens, text = line.tokens, line.text
    j = i + 1
    while j < len(tokens) and j - i < MOST_WORDS:
        last, here = tokens[j - 1], tokens[j]
        if last.possessive:
            break
        gap = text[last.end : here.start]
        if gap == ". " and (last.text in _ABBREVIATED or len(last.text) == 1):
            gap = " "
        if here.text == "." and last.text in _ABBREVIATED:
            j += 1
            continue
        if gap not in (" ", "\u00a0") and last.text != ".":
            break
        if here.text[0].isupper():
            j += 1
            continue
        if here.text == "&" and j + 1 < len(tokens) and tokens[j + 1].text[0].isupper():
            j += 2
            continue
        ahead = _over_small(line, i, j)
        if ahead:
            j = ahead
            continue
        break
    while tokens[j - 1].text == ".":
        j -= 1
    return j


_ABBREVIATED = frozenset("Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Capt Sgt Maj Adm Rev Prof Hon Jr Sr Cllr".split())


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
        and "of" in head
        and any(w in ("Department", "Ministry", "Office") for w in head)
    ):
        return j + 2
    return None


_OF_HEADS = frozenset(
    "Institute Center Centre Campaign Committee Council Organisation Organization Agency Office Association Society Foundation Department Fund Commission School Partnership".split()
)


def _split(line: Line, begin: int, stop: int, opens: bool) -> list[Name]:
    """Titles off the head, then the kind of what is left."""
    tokens = line.tokens[begin:stop]
    title_at = tokens[0].start
    honorific = None
    words = [t.text for t in tokens if t.text != "."]
    toks = [t for t in tokens if t.text != "."]
    whole = line.text[toks[0].start : toks[-1].end]
    cut = 0 if whole in lexicon.names("organisations", "known") or gazetteer.is_place(whole) else _titles(words)
    if cut == len(words):
        return []
    if cut and words[cut - 1] in _HONORIFICS:
        honorific = words[cut - 1]
    rest = words[cut:]
    first, last = toks[cut], toks[-1]
    before = line.text[max(0, first.start - 4) : first.start] if not cut else ""
    the = before.lower().endswith("the ")
    kind = _kind(rest, line.text[first.start : last.end], cut > 0, the)
    return [
        Name(line, first.start, last.end, tuple(rest), kind, title_at, honorific, last.possessive, the, opens and not cut)
    ]  # fmt: skip


def _is_title(word: str) -> bool:
    bare = word.rstrip(".")
    return bare in _TITLES or bare in _HONORIFICS or bare.lower() in _NOUNS or bare == "of"


def _titles(words: list[str]) -> int:
    """How many words at the head are titles, nationalities and offices."""
    cut = 0
    for n, word in enumerate(words[:-1]):
        bare = word.rstrip(".")
        if (
            bare in _TITLES
            or bare in _HONORIFICS
            or (bare.lower() in _NOUNS and bare[1:].islower())
            or bare.split("-")[0] in _TITLES
        ):
            cut = n + 1
    if cut and cut < len(words) and words[cut] == "of":
        # "Secretary of State Marco Rubio"
        given = lexicon.words("given_names", "names")
        k = next((k for k in range(cut + 1, len(words)) if words[k] in given), None)
        if k is None:
            return len(words) if len(words) - cut <= 3 else cut
        cut = k
    if (
        cut
        and any(w in _ORG_WORDS for w in words[cut:])
        and not any(w in lexicon.words("given_names", "names") for w in words[cut:])
    ):
        return 0  # "Prime Minister's Office", "Justice Department"
    if not cut and len(words) == 1:
        bare = words[0].rstrip(".")
        if bare in _TITLES or bare in _HONORIFICS or bare.lower() in _NOUNS:
            return 1
    if (
        cut == 0
        and len(words) > 1
        and all(w.lower() in _NOUNS or w in _TITLES or w in _DEMONYMS or w in ("US", "U.S.", "UK") for w in words)
    ):
        return len(words)
    if cut == 0 and len(words) > 2 and words[0] in _DEMONYMS and words[1] in lexicon.words("given_names", "names"):
        return 1
    return cut


def _kind(words: list[str], text: str, titled: bool, the: bool) -> Kind:
    given = lexicon.words("given_names", "names")
    if text in lexicon.names("organisations", "known"):
        return "organisation"
    if not titled and gazetteer.is_place(text):
        return "place"
    first = words[0].split("-")[0]
    if any(w in _ORG_WORDS for w in words) and not (first in given and len(words) == 2 and not the):
        return "organisation" if len(words) > 1 else "unknown"
    if len(words) == 1:
        if text.isupper() and 2 <= len(text.replace(".", "")) <= 6 and text not in _NEVER:
            return "organisation"
        return "person" if titled else "unknown"
    if text in _NEVER or all(w in _DEMONYMS or w in _NEVER for w in words):
        return "unknown"
    if titled and not the:
        return "person"
    if the:
        return "unknown"
    if first in given and not any(w in _DEMONYMS for w in words[1:-1]):
        return "person"
    if any(len(w) == 2 and w[1] == "." for w in words[:-1]):
        return "person"
    return "unknown"
