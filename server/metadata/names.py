"""Names of authors out of the many ways in which pages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from server.metadata.jsonld import fold
from server.metadata.knowledge import load, phrases

MAX_NAME = 80
MAX_WORDS = 9
MAX_AUTHORS = 30

_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\.(?:html?|php)\b|/")
_SEPARATORS = re.compile(r"\s?[,;|、،/•·\n\t]\s?|\s[–—-]\s|\s?[&＆]\s?")
_BRACKETED = re.compile(r"\s?[(\[（【<][^()\[\]（）【】<>]{0,80}[)\]）】>]")
_HANDLE = re.compile(r"(?:^|\s)@\w{2,30}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def people(values: Iterable[str]) -> tuple[str, ...]:
    """The names in some byline texts, each once, in order: without "By", roles, e-mail addresses and handles.

    >>> people(["By Ada Byron and Jon Snell, science editor"])
    ('Ada Byron', 'Jon Snell')
    """
    return people_of(name for value in values for name in split(value))


def people_of(found: Iterable[str]) -> tuple[str, ...]:
    """Names that were split already, each once, in order; at most `MAX_AUTHORS`."""
    once: dict[str, str] = {}
    for name in found:
        once.setdefault(name.casefold(), name)
        if len(once) >= MAX_AUTHORS:
            break
    return tuple(once.values())


def split(value: str) -> list[str]:
    """The names in one byline text."""
    text = value[:1_000].replace("\u00a0", " ").strip()
    if _ADDRESS.search(text) and " " not in text:
        return []
    text = _HANDLE.sub(" ", _EMAIL.sub(" ", text))
    text = _BRACKETED.sub("", text)
    text = without_by(text)
    parts: list[str] = []
    for piece in _SEPARATORS.split(text):
        part = piece.strip()
        if part.rstrip(".").replace(".", "") in degrees() and parts:
            parts[-1] += f", {part}"
        elif not part.casefold().startswith(titles()):
            parts.extend(without_by(p) for p in people_joined(part))
    found: list[str] = []
    for part in parts:
        name = without_role(part)
        # "Ada Marsh, AP Auto Writer": what is left of a title is no second name
        is_rest = bool(found) and name != part and (len(name.split(" ")[0]) <= 4 and name.split(" ")[0].isupper())
        if name and is_name(name) and not is_rest:
            found.append(name)
    if len(found) > 1 and is_plain(found[0]):
        # "First Last, professor at the university of somewhere"
        return found[:1] + [name for name in found[1:] if not has_common_words(name)]
    return found


def people_joined(text: str) -> list[str]:
    """The two sides of an "and", where both can be names: the name of an office with an "and" in it stays whole."""
    sides = [side.strip() for side in joiner().split(text) if side.strip()]
    sizes = [len(side.split()) for side in sides]
    if len(sides) == 2 and (min(sizes) == 1 < max(sizes) - 1 or has_common_words(sides[0])):
        return [text]
    return sides


def is_plain(name: str) -> bool:
    """Whether a name is two to four words, each of them with a capital."""
    parts = name.split()
    return 2 <= len(parts) <= 4 and all(p[0].isupper() for p in parts)


def is_house(name: str, houses: Iterable[str]) -> bool:
    """Whether a name is the publication's own: one of its names, or the short form that a longer one begins with.

    Args:
        name: of an author.
        houses: the names of the publication, folded.
    """
    folded = fold(name)
    return any(folded == h or (len(folded) > 2 and h.startswith(folded)) for h in houses)


def has_common_words(name: str) -> bool:
    """Whether there are words in small letters in it that are no particles of a name."""
    return any(p[0].islower() and len(p) > 3 and "’" not in p and "'" not in p for p in name.split())


def without_by(text: str) -> str:
    """The text without a "By" before it, in any of the languages."""
    found = _by().match(text)
    return text[found.end() :].strip() if found and found.end() < len(text) else text


def without_role(text: str) -> str:
    """The name without a role before or behind it; empty where there is nothing else."""
    name = text.strip(" .:,-–—|*'\"\u201c\u201d")
    folded = name.casefold()
    if folded in roles():
        return ""
    for role in phrases("bylines", "roles"):
        if (
            folded.endswith(role)
            and len(folded) > len(role)
            and (folded[-len(role) - 1] == " " or not role.isascii())
        ):
            rest = name[: -len(role)].strip(" ,")
            return name if rest.casefold().endswith("staff") else rest
    return name


def is_name(text: str) -> bool:
    """Whether the text can be the name of a person, a desk or an agency."""
    return (
        1 < len(text) <= MAX_NAME
        and len(text.split()) <= MAX_WORDS
        and text.casefold() not in nobody()
        and not _ADDRESS.search(text)
        and sum(c.isdigit() for c in text) <= 4
        and any(c.isalpha() for c in text)
        and text[-1] not in "?!"
        and not text.casefold().endswith(pages())
    )


@cache
def titles() -> tuple[str, ...]:
    return phrases("bylines", "titles")


@cache
def by_words() -> frozenset[str]:
    return frozenset(phrases("bylines", "by"))


@cache
def roles() -> frozenset[str]:
    return frozenset(phrases("bylines", "roles"))


@cache
def nobody() -> frozenset[str]:
    return frozenset(load("bylines")["nobody"]["all"])


@cache
def pages() -> tuple[str, ...]:
    return tuple(load("bylines")["pages"]["all"])


@cache
def degrees() -> frozenset[str]:
    return frozenset(x.replace(".", "") for x in load("bylines")["degrees"]["all"])


@cache
def joiner() -> re.Pattern[str]:
    """A word between two names, with the spaces around it."""
    words = "|".join(map(re.escape, phrases("bylines", "and")))
    return re.compile(rf"\s(?:{words})\s", re.IGNORECASE)


@cache
def _by() -> re.Pattern[str]:
    words = "|".join(map(re.escape, phrases("bylines", "by")))
    return re.compile(rf"(?:{words})(?:\s?[:：]\s?|\s|(?<=[^\x00-\x7f])(?=[^\x00-\x7f]))\s?", re.IGNORECASE)
