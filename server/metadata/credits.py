"""The names in what a page shows: after a "By", or in an element that is marked as an author's."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain, islice

from server.metadata import datelines, dates, names
from server.metadata.knowledge import phrases
from server.metadata.survey import LONG, MAX_LABEL, Run
from server.model import Element

_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|writers?|autor(?:en?|in|es)?|auteurs?|contributors?|verfasser|yazar|redacteur)"
    r"(?:[\s_-]|$)|author-?name|byline|post-?author|authorname|article-?author",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|writers?|contributors?|profiles?|people|journalists?|reporters?|"
    r"userprofile|staff|producers?|by|bio|redakteur|redaktion|team|yazar(?:lar)?|forfatter|tacgia)(?:/|\.|-)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:avatar|image|photo|social|share|bio|title|role|position|job|count|desc(?:ription)?|email|twitter)(?:\s|$)",
    re.IGNORECASE,
)
OTHERS_END = (" by", " von", " par", " de", " por", "foto", "photo", "credit")
_INNER_BY = re.compile(r"(?<=\d[\s,.])\s?(?:by|von|par|por|door|av|af)\s(?=\w)", re.IGNORECASE)
"""the "by" behind the date of a line that begins with "Posted" """
_PARTING = re.compile(r"\s[|•·]\s|\s\d|\s[–—-]\s|\son behalf of\b")


def authors(runs: list[Run]) -> tuple[str, ...]:
    """The names in the first byline of some runs: what a "By" announces, else what is marked as an author's name."""
    marked: list[str] = []
    spoken: list[str] = []
    announced = skipping = joined = False
    home: frozenset[Element] = frozenset()
    gap = 0
    for run in runs:
        text = run.text
        if not text or len(text) > LONG:
            announced = announced and not text
            continue
        if is_other(text) or skipping:
            # "Photo by" alone: the name is in the next piece
            announced = joined = False
            skipping = not skipping and text.casefold().rstrip(" :").endswith(OTHERS_END)
            continue
        if is_by(text):
            announced = True
            continue
        text = without_posted(text)
        if (announced or (starts_with_by(text) and not (marked and has_no_capitals(text)))) and not spoken:
            spoken = _names(text)
            home, gap, announced = frozenset(islice(run.element.iterancestors(), 2)), 0, False
        elif spoken and gap < 4 and not home.isdisjoint((run.element, *islice(run.element.iterancestors(), 2))):
            is_next = joined or _is_author_link(run.element)
            more = [name for name in _names(text) if " " in name] if is_next else []
            joined = text.strip(" .").casefold() in joiners()
            gap = 0 if more else gap + 1
            spoken += more
        elif len(marked) < 12 and is_marked(run.element):
            # a single word is as often a label
            sure = " " in text or not text.isascii() or is_author_element(run.element)
            marked += _names(text) if sure else []
    return names.people_of(spoken or marked)


def _names(text: str) -> list[str]:
    """The names in the first part of a line that has some: parts are parted by bullets, bars, dashes."""
    for part in _PARTING.split(text):
        found = names.split(part)
        # "First Last, Frankfurt": a single word behind a name is its place
        found = [n for n in found if looks_like_name(n) and (len(n.split()) > 1 or n.isupper() or n == found[0])]
        if found:
            return found
    return []


def is_other(text: str) -> bool:
    """Whether the line names somebody who did something else than write."""
    return text.casefold().lstrip(" .,;|·–-").startswith(phrases("bylines", "others"))


def is_by(text: str) -> bool:
    """Whether the text is nothing but a "By"."""
    return text.strip(" :–—-|•").casefold() in names.by_words()


def starts_with_by(text: str) -> bool:
    """Whether the text is a "By" and more; one that is read as such only before a capital letter."""
    rest = names.without_by(text)
    return rest != text and bool(rest) and (rest[0].isupper() or not rest[0].isascii() or rest.startswith("the "))


def has_no_capitals(text: str) -> bool:
    """Whether the script has no capitals: a "By" can't be told from the same word at the start of a phrase."""
    return not any(c.isupper() or c.islower() for c in text)


def without_posted(text: str) -> str:
    """The line without a "Posted on 14 October" before its "by"; the whole line where there is no such thing."""
    if not datelines.is_published(text) or not any(c.isdigit() for c in text):
        return text
    by = _INNER_BY.search(text)
    return text[by.start() :].strip() if by else text


def looks_like_name(text: str) -> bool:
    """Whether a piece of visible text can be a person's name, a desk or an agency: few words, capitals, no digits."""
    parts = text.split()
    if not 1 <= len(parts) <= 5 or len(text) > 45 or any(c.isdigit() for c in text):
        return False
    if text.casefold() in names.nobody() or parts[0].casefold() in never_first() or dates.month_of(parts[0], "en"):
        return False
    if datelines.is_changed(parts[0]) or datelines.is_published(parts[0]):
        return False
    if any(part[0].islower() and part not in particles() for part in parts):
        return False
    cased = [p for p in parts if p[0].isalpha() and p[0].lower() != p[0].upper()]
    if not cased:
        return len(text) <= 12
    return cased[0][0].isupper() and sum(p[0].isupper() for p in cased) >= 0.6 * len(cased) and len(text) > 3


@lru_cache(maxsize=4_096)
def says_author(label: str) -> bool:
    """Whether a class says that an author's name stands there. Classes repeat, so the answers are kept."""
    return bool(_AUTHOR.search(label))


def is_marked(element: Element) -> bool:
    """Whether the element, or one of three around it, says that an author's name stands in it."""
    for depth, around in enumerate(chain((element,), element.iterancestors())):
        if depth > 3 or around.tag in ("article", "main", "body", "section"):
            return False
        if not around.keys():
            continue
        label = around.get("class") or ""
        if _is_author_link(around) or (around.get("itemprop") or "") in ("author", "creator"):
            return True
        if depth == 0 and label and _NO_AUTHOR.search(label[:MAX_LABEL]):
            return False
        if label and says_author(label[:MAX_LABEL]):
            return True
        name = around.get("id") or around.get("data-testid")
        if name and says_author(name[:MAX_LABEL]):
            return True
    return False


def is_author_element(element: Element) -> bool:
    """Whether the element itself is marked as the place of an author's name."""
    return (
        "author" in (element.get("rel") or "").lower().split()
        or (element.get("itemprop") or "") in ("author", "creator")
        or says_author((element.get("class") or "")[:MAX_LABEL])
    )


def _is_author_link(element: Element) -> bool:
    if "author" in (element.get("rel") or "").lower().split():
        return True
    return element.tag == "a" and bool(_AUTHOR_PAGE.search((element.get("href") or "")[:300]))


@cache
def particles() -> frozenset[str]:
    return frozenset(phrases("bylines", "particles"))


@cache
def joiners() -> frozenset[str]:
    """What stands alone between two names."""
    return frozenset((*phrases("bylines", "and"), ",", "&", "/", "|", "·", "•"))


@cache
def never_first() -> frozenset[str]:
    """Words with which labels begin, and names do not."""
    return frozenset(phrases("bylines", "never_first"))
