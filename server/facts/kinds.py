"""What a run of capitalised words names by its own words: an office, a person, a body, a place, or nothing sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from server.facts import gazetteer, lexicon

Kind = Literal["person", "organisation", "place", "unknown"]

_TITLES = lexicon.words("roles", "titles")
_HONORIFICS = lexicon.words("roles", "honorifics")
_NOUNS = lexicon.words("roles", "nouns")
_ORG_WORDS = lexicon.words("organisations", "words")
_DEMONYMS = lexicon.words("demonyms", "words")
_NEVER = lexicon.words("organisations", "never")
_GIVEN = lexicon.words("given_names", "names")
_KNOWN = lexicon.names("organisations", "known")
_THINGS = lexicon.words("organisations", "things")
_COMMON = lexicon.words("openers", "common", "en")
_GLUED = re.compile(r"[A-Z][a-z]{3,}[A-Z][a-z]{2}")
"""two words that lost the gap between them; "McLaren" and "DeSantis" did not"""
_NO_PERSON = _ORG_WORDS | _THINGS | lexicon.words("places", "suffixes")


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
    if not _NO_PERSON.isdisjoint(words[cut:]) and _GIVEN.isdisjoint(words[cut:]):
        return 0  # "Justice Department", "President's Office", "King Road"
    if words[cut - 1] in _GIVEN or (words[0] in _GIVEN and cut == 1):
        return 0
    return cut


def glued(words: Sequence[str]) -> bool:
    """Whether one of the words is two."""
    return any(_GLUED.match(word) for word in words if not word[1:].islower())


def acronym(text: str) -> bool:
    """Capitals that are no word: "RISKS" in a heading is too long to be one."""
    if not text.isupper():
        return False
    bare = text.replace(".", "").replace("&", "")
    if bare in _NEVER:
        return False
    if gazetteer.is_place(text.title()):
        return False  # a dateline
    return bare.isalpha() and 2 < len(bare) <= 5 and text not in _NEVER


def of(words: list[str], text: str, titled: bool, the: bool) -> Kind:
    """The kind of a name by its own words.

    Args:
        words: the name's.
        text: the same with what stands between them.
        titled: a capitalised title stands before it.
        the: an article does.
    """
    if text in _KNOWN:
        return "organisation"
    if not titled and gazetteer.is_place(text):
        return "place"
    first = words[0].split("-")[0]
    given = first in _GIVEN
    if glued(words):
        return "unknown"
    if words[-1] in _THINGS and not (given and len(words) == 2):
        return "unknown"
    if len(words) == 1:
        person = titled and words[0].lower() not in _COMMON
        return "organisation" if acronym(text) else "person" if person else "unknown"
    if text.isupper() and len(text) > 6:
        return "unknown"
    if not _ORG_WORDS.isdisjoint(words) and not (given and len(words) == 2 and not the):
        return "organisation"
    if not _NEVER.isdisjoint(words) or words[0] in _KNOWN or all(w in _DEMONYMS for w in words):
        return "unknown"
    if titled and not the:
        return "person"
    if the or (words[-1] in lexicon.words("places", "suffixes") and not (given and len(words) == 2)):
        return "unknown"
    if len(words[-1].rstrip(".")) == 1:
        return "unknown"
    initial = any(len(w) == 2 and w[1] == "." for w in words[:-1])
    return "person" if (given or initial) and not any(w in _DEMONYMS for w in words[1:-1]) else "unknown"
