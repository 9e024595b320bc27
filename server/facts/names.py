"""Runs of capitalised words of an English article, and what kind of thing each names.

A run is words with a capital, with the small words that stand inside names ("van", "of" after "Ministry").
Titles and nationalities at its head are cut off: they are the role, the rest is the name.
"""

from __future__ import annotations

from typing import NamedTuple

from server.facts import gazetteer, kinds, lexicon
from server.facts.kinds import Kind
from server.facts.view import Line, View

PARTICLES = frozenset(
    "de del della der den di da das do dos du van von vom zu ten ter bin bint ibn al el la le y e af av zur".split()
)
_SMALL = PARTICLES | frozenset("of for on at and".split())
"""words over which a name may go on"""
_WITHIN = _SMALL | {"&"}
MOST_WORDS = 9
_STOPS = frozenset(".!?…")
_MARKS = frozenset('“"‘•—–')
_PARTING = frozenset("•—")
"""marks behind which something new begins, whatever stands before them"""


class Name(NamedTuple):
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
    if len(line.tokens.capitals) < 3 or line.text[-1:] in '.!?”"’':
        return False
    words = [word for word in line.tokens.texts if word[0].isalpha()]
    return len(words) >= 4 and len(line.tokens.capitals) > 0.65 * len(words)


def _of_line(line: Line, view: View) -> list[Name]:
    texts, begins = line.tokens.texts, line.tokens.starts
    starts = {start for start, _ in line.sentences} | {q.start for q in line.quoted}
    out: list[Name] = []
    stop = 0
    for i in line.tokens.capitals:
        if i < stop or texts[i] in ("I", "I.", "We") or _compound(texts[i]):
            continue
        stop = _run(line, i)
        first = begins[i] in starts
        before = texts[i - 1] if i else ""
        if first or before in _STOPS or (before in _MARKS and (begins[i - 1] in starts or before in _PARTING)):
            begin = i + _opener(texts, i, stop, view)
        else:
            begin = i
        if begin < stop:
            out += _split(line, begin, stop, i == begin and first)
    return out


def _opener(texts: list[str], i: int, stop: int, view: View) -> int:
    """How many words at a sentence's start have their capital from there alone."""
    word, alone = texts[i], stop - i == 1
    if stop - i == 2 and word in _UNSURE:
        return 0
    low = word.lower()
    if not alone and low.endswith("ing") and len(low) > 5 and word not in _GIVEN:
        return 1  # "Hosting NAME, ..."
    if (low in _COMMON or low in _LEANING) and word not in _GIVEN:
        return 1
    if low not in view.lower:
        return 0
    if alone:
        return 1
    return 0 if word in _GIVEN or _known(word) or word in _TITLES or word in _ORG_WORDS else 1


_TITLES = lexicon.words("roles", "titles")
_HONORIFICS = lexicon.words("roles", "honorifics")
_ORG_WORDS = lexicon.words("organisations", "words")
_GIVEN = lexicon.words("given_names", "names")
_UNSURE = lexicon.words("given_names", "unsure")
_COMMON = lexicon.words("openers", "common", "en")
_LEANING = lexicon.words("openers", "leaning", "en")
_KNOWN = lexicon.names("organisations", "known")
_THINGS = lexicon.words("organisations", "things")
_POSTNOMINALS = lexicon.words("roles", "postnominals")
_SUBJECTS = frozenset("We You It They Is Are Was Were".split())
_ADJECTIVES = frozenset("based born led owned run backed style made area wide only educated raised".split())


def _known(text: str) -> bool:
    return text in _KNOWN or gazetteer.is_place(text)


def _run(line: Line, i: int) -> int:
    """The index behind the last token of the run that begins at `i`."""
    tokens, text = line.tokens, line.text
    texts, starts, _, possessives = tokens
    j = i + 1
    while j < len(texts) and j - i < MOST_WORDS:
        here = texts[j]
        capital = here[0].isupper()
        if not capital and here not in _WITHIN and here[:3] not in ("al-", "el-", "an-", "as-"):
            break
        if j - 1 in possessives or text[tokens.end(j - 1) : starts[j]] not in (" ", "\u00a0") or here in ("I", "I."):
            break
        if here in _SUBJECTS or ("-" in here and _compound(here)):
            break
        if capital or "-" in here:
            j += 1
        elif here == "&" and j + 1 < len(texts) and texts[j + 1][0].isupper():
            j += 2
        elif ahead := _over_small(line, i, j):
            j = ahead
        else:
            break
    return j


def _code(texts: list[str]) -> bool:
    """ "Karin Berg RRP": capitals behind a person's name are another thing's."""
    last = texts[-1]
    return texts[0] in _GIVEN and len(last) > 2 and last.isupper() and not texts[-2].isupper()


def _compound(word: str) -> bool:
    """ "Muscat-based": a name inside an adjective."""
    return "-" in word and word.rsplit("-", 1)[1] in _ADJECTIVES


def _over_small(line: Line, i: int, j: int) -> int | None:
    """Whether the run goes on over small words at `j`: the index behind the next capitalised word."""
    tokens = line.tokens
    texts = tokens.texts
    low = texts[j]

    def capital(k: int) -> bool:
        return k < len(texts) and texts[k][0].isupper() and line.text[tokens.end(k - 1) : tokens.starts[k]] == " "

    if low in PARTICLES and capital(j + 1):
        return j + 2
    if (
        low in ("de", "van", "von")
        and j + 1 < len(texts)
        and texts[j + 1] in PARTICLES | {"la", "der"}
        and capital(j + 2)
    ):
        return j + 3
    head = texts[i:j]
    org = any(
        w in _ORG_WORDS or w in ("Secretary", "Minister", "University", "Institutes", "Organisation") for w in head
    )
    if org and low in ("of", "for", "on", "in", "at") and low != "in":
        if low in ("for", "on", "at") and not any(w in _OF_HEADS for w in head):
            return None
        if low == "at" and "University" not in texts[j : j + 4]:
            return None
        if capital(j + 1):
            return j + 2
        if j + 1 < len(texts) and texts[j + 1] == "the" and capital(j + 2):
            return j + 3
    if (
        low == "and"
        and capital(j + 1)
        and texts[j + 1] not in _GIVEN
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
    tokens = line.tokens
    words = tokens.texts[begin:stop]
    while len(words) > 2 and (words[-1] in _POSTNOMINALS or _code(words)):
        words.pop()
    while len(words) > 2 and words[-1].lower() in _COMMON and words[-2] not in _GIVEN:
        words.pop()  # "... on Competition Between"
    article = words[0] == "The" and len(words) > 1
    first, last = begin + article, begin + len(words) - 1
    words = words[article:]
    head, end = tokens.starts[first], tokens.end(last)
    whole = line.text[head:end]
    cut = 0 if whole in _KNOWN or gazetteer.is_place(whole) else kinds.titles(words)
    if cut == len(words):
        return []
    honorific = words[cut - 1].rstrip(".") if cut and words[cut - 1].rstrip(".") in _HONORIFICS else None
    at = _second(words, cut, whole)
    if at:
        return [*_split(line, begin, first + at, opens), *_split(line, first + at, stop, False)]
    start = tokens.starts[first + cut]
    the = article or (not cut and line.low.endswith("the ", 0, start))
    titled = cut > 0 and (len(words) - cut > 1 or words[cut - 1].rstrip(".") in _TITLES | _HONORIFICS)
    kind = kinds.of(words[cut:], line.text[start:end], titled, the)
    if line.text[end : end + 1].isdigit():
        kind = "unknown"  # a model: "RAV4"
    return [
        Name(
            line, start, end, tuple(words[cut:]), kind, head, honorific, last in tokens.possessives, the,
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
