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
        if i < stop or tokens[i].text in ("I", "I."):
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
_NOUNS = lexicon.words("roles", "nouns")
_ORG_WORDS = lexicon.words("organisations", "words")
_DEMONYMS = lexicon.words("demonyms", "words")
_NEVER = lexicon.words("organisations", "never")
_GIVEN = lexicon.words("given_names", "names")
_COMMON = lexicon.words("openers", "common", "en")
_KNOWN = lexicon.names("organisations", "known")


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
        if here.text[0].isupper() or here.text[:3] in ("al-", "el-", "an-", "as-"):
            j += 1
        elif here.text == "&" and j + 1 < len(tokens) and tokens[j + 1].text[0].isupper():
            j += 2
        elif here.text in _SMALL and (ahead := _over_small(line, i, j)):
            j = ahead
        else:
            break
    return j


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
    "Institute Center Centre Campaign Committee Council Organisation Organization Agency Office Association Society "
    "Foundation Department Fund Commission School Partnership".split()
)


def _split(line: Line, begin: int, stop: int, opens: bool) -> list[Name]:
    """Titles off the head, then the kind of what is left."""
    tokens = line.tokens[begin:stop]
    while tokens and tokens[-1].text.lower() in _COMMON and len(tokens) > 2:
        tokens = tokens[:-1]  # "... on Competition Between"
    article = tokens[0].text == "The" and len(tokens) > 1
    tokens = tokens[article:]
    words = [t.text for t in tokens]
    whole = line.text[tokens[0].start : tokens[-1].end]
    cut = 0 if whole in _KNOWN or gazetteer.is_place(whole) else titles(words)
    if cut == len(words):
        return []
    honorific = words[cut - 1].rstrip(".") if cut and words[cut - 1].rstrip(".") in _HONORIFICS else None
    first, last = tokens[cut], tokens[-1]
    the = article or (not cut and line.text[max(0, first.start - 4) : first.start].lower().endswith("the "))
    titled = cut > 0 and (len(words) - cut > 1 or words[cut - 1].rstrip(".") in _TITLES | _HONORIFICS)
    kind = _kind(words[cut:], line.text[first.start : last.end], titled, the)
    if line.text[last.end : last.end + 1].isdigit():
        kind = "unknown"  # a model: "RAV4"
    return [
        Name(
            line, first.start, last.end, tuple(words[cut:]), kind, tokens[0].start, honorific, last.possessive, the,
            opens and not cut,
        )
    ]  # fmt: skip


def is_title(word: str) -> bool:
    """Whether a capitalised word names an office: "Minister", "Gov.", "Editor-in-Chief", "President-elect"."""
    bare = word.rstrip(".")
    if bare in _TITLES or bare in _HONORIFICS:
        return True
    if bare.isupper() and len(bare) > 3:
        return False
    return bare.lower() in _NOUNS or bare.split("-")[0] in _TITLES


def titles(words: list[str]) -> int:
    """How many words at the head are offices and nationalities; all of them where no name is left."""
    if len(words) == 1:
        # "Baker" may be a surname; "Minister" is none
        return int(words[0].rstrip(".") in _TITLES or words[0].rstrip(".") in _HONORIFICS)
    marks = [n for n, word in enumerate(words[:-1]) if is_title(word)]
    if not marks:
        alone = all(is_title(w) or w in _DEMONYMS or w in _NEVER for w in words) and any(map(is_title, words))
        if alone:
            return len(words)
        return 1 if len(words) > 2 and words[0] in _DEMONYMS and words[1] in _GIVEN else 0
    cut = marks[-1] + 1
    if words[cut] == "of":
        # "Secretary of State Marco Rubio"
        named = next((k for k in range(cut + 1, len(words)) if words[k] in _GIVEN), None)
        return named if named else len(words) if len(words) - cut <= 3 else 0
    if all(is_title(w) for w in words[cut:]):
        return len(words)
    if any(w in _ORG_WORDS for w in words[cut:]) and not any(w in _GIVEN for w in words[cut:]):
        return 0  # "Justice Department", "President's Office"
    if words[cut - 1] in _GIVEN or (words[0] in _GIVEN and cut == 1):
        return 0
    return cut


def acronym(text: str) -> bool:
    """Capitals that are no word: "RISKS" in a heading is too long to be one."""
    bare = text.replace(".", "").replace("&", "")
    if gazetteer.is_place(text.title()):
        return False  # a dateline
    return text.isupper() and bare.isalpha() and 2 < len(bare) <= 5 and text not in _NEVER


def _kind(words: list[str], text: str, titled: bool, the: bool) -> Kind:
    if text in _KNOWN:
        return "organisation"
    if not titled and gazetteer.is_place(text):
        return "place"
    first = words[0].split("-")[0]
    given = first in _GIVEN
    if len(words) == 1:
        return "organisation" if acronym(text) else "person" if titled else "unknown"
    if text.isupper() and len(text) > 6:
        return "unknown"
    if any(w in _ORG_WORDS for w in words) and not (given and len(words) == 2 and not the):
        return "organisation"
    if any(w in _NEVER for w in words) or words[0] in _KNOWN or all(w in _DEMONYMS for w in words):
        return "unknown"
    if titled and not the:
        return "person"
    if the or (words[-1] in lexicon.words("places", "suffixes") and not (given and len(words) == 2)):
        return "unknown"
    initial = any(len(w) == 2 and w[1] == "." for w in words[:-1])
    return "person" if (given or initial) and not any(w in _DEMONYMS for w in words[1:-1]) else "unknown"
