"""What the page shows near its headline: who wrote it and when, as readers see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from server.metadata import dates, names
from server.metadata.knowledge import phrases
from server.metadata.survey import SILENT, after, before, squeeze
from server.model import Element, Page

BEFORE = 30
AFTER = 110
"""elements around the headline that are looked at"""
MAX_PROSE = 900
"""characters of long lines after which the article itself has surely begun"""
MAX_RUN = 1_000
MAX_LABEL = 200
MAX_NODES = 4_000
LONG = 140
"""characters from which a line is prose and no byline"""

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
_PARTING = re.compile(r"\s[|•·]\s|\s\d|\s[–—-]\s|\son behalf of\b")
_ASIDE = re.compile(
    r"related|teaser|recommend|comment|card|widget|sidebar|footer|more-|popular|latest", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"avatar|image|photo|social|share|bio(?:$|[\s_-])|title|role|position|job|count", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text between two tags."""

    text: str
    element: Element
    """the element in which it stands"""
    time: str | None = None
    """the `datetime` of a time element"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands near the headline."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    announced: str | None = None
    """`published` where the page says that it is that"""


def near(page: Page, headline: Element | None, language: str | None) -> Shown:
    """Authors and dates that the page shows around its headline.

    Args:
        page: whose tree is read.
        headline: the element that shows the title; without one, the beginning of the page is read.
        language: BCP 47, for the names of months.
    """
    runs = list(_runs(page, headline))
    return Shown(_authors(runs), *_dates(runs, language))


def _runs(page: Page, headline: Element | None) -> Iterator[Run]:
    """The texts after the headline, as far as the article's first paragraphs, and then those before it."""
    if headline is None:
        start = page.root.find("body") if page.root.tag == "html" else page.root
        nodes: Iterator[Element] = iter(()) if start is None else islice(start.iter(), 2 * AFTER)
    else:
        nodes = after(headline, AFTER)
    prose = 0
    for run in _texts(nodes):
        yield run
        prose += len(run.text) if len(run.text) > LONG else 0
        if prose > MAX_PROSE:
            break
    if headline is not None:
        yield from _texts(before(headline, BEFORE))


def _texts(nodes: Iterator[Element]) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node.tag, str) and node.tag not in SILENT:
            text, stamp = squeeze((node.text or "")[:MAX_RUN]), node.get("datetime")
            if text or stamp:
                yield Run(text, node, stamp)
        parent = node.getparent()
        if node.tail and parent is not None and (tail := squeeze(node.tail[:MAX_RUN])):
            yield Run(tail, parent)


def anywhere(page: Page, language: str | None) -> Shown:
    """The same in the whole page, for one that says nothing near its headline: only what is surely a byline or date.

    Args:
        page: of which the first `MAX_NODES` nodes are read.
        language: BCP 47, for the names of months.
    """
    body = page.root.find("body") if page.root.tag == "html" else page.root
    if body is None:
        return Shown()
    runs = [run for run in _texts(islice(body.iter(), MAX_NODES)) if len(run.text) <= LONG]
    bare_dates = [run for run in runs if run.time or _is_mostly_date(run.text, language)]
    own = [run for run in bare_dates if not is_aside(run.element)]
    lines = [run for run in runs if not is_aside(run.element)] if len(runs) < MAX_NODES else []
    return Shown(_authors(lines), *_dates(own, language))


def is_aside(element: Element) -> bool:
    """Whether the element stands in a menu, a footer, a list of other articles or a comment."""
    return any(
        around.tag in ("nav", "footer", "aside", "li") or says_aside((around.get("class") or "")[:MAX_LABEL])
        for around in chain((element,), islice(element.iterancestors(), 12))
    )


def _is_mostly_date(text: str, language: str | None) -> bool:
    if not any(c.isdigit() for c in text):
        return False
    found = next(dates.in_line(text, language), None)
    return found is not None and 2 * (found.end - found.start) >= len(text) - 20


# --- authors ----------------------------------------------------------------------------------------------


def _authors(runs: list[Run]) -> tuple[str, ...]:
    """The names in the first byline of some runs: what a "By" announces, else what is marked as an author's name."""
    marked: list[str] = []
    spoken: list[str] = []
    announced = False
    home: Element | None = None
    gap = 0
    for run in runs:
        text = run.text
        if not text or len(text) > LONG:
            announced = announced and not text
            continue
        if is_other(text):
            announced, gap = False, 99
            continue
        if is_by(text):
            announced = True
            continue
        if (announced or starts_with_by(text)) and not spoken:
            spoken = _names(text)
            home, gap, announced = run.element.getparent(), 0, False
        elif spoken and gap < 4 and home is not None and home in (run.element, run.element.getparent()):
            more = _names(text) if _is_author_link(run.element) else []
            gap = 0 if more else gap + 1
            spoken += more
        elif len(marked) < 12 and gap != 99 and is_marked(run.element):
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
    return text.casefold().startswith(phrases("bylines", "others"))


def is_by(text: str) -> bool:
    """Whether the text is nothing but a "By"."""
    return text.strip(" :–—-|•").casefold() in names.by_words()


def starts_with_by(text: str) -> bool:
    """Whether the text is a "By" and more; one that is read as such only before a capital letter."""
    rest = names.without_by(text)
    return rest != text and bool(rest) and (rest[0].isupper() or not rest[0].isascii() or rest.startswith("the "))


def looks_like_name(text: str) -> bool:
    """Whether a piece of visible text can be a person's name, a desk or an agency: few words, capitals, no digits."""
    parts = text.split()
    if not 1 <= len(parts) <= 5 or len(text) > 45 or any(c.isdigit() for c in text):
        return False
    if text.casefold() in names.nobody() or dates.month_of(parts[0], "en") or is_changed(parts[0]):
        return False
    cased = [p for p in parts if p[0].isalpha() and p[0].lower() != p[0].upper()]
    if not cased:
        return len(text) <= 12
    return cased[0][0].isupper() and sum(p[0].isupper() for p in cased) >= 0.6 * len(cased) and len(text) > 3


@lru_cache(maxsize=4_096)
def says_aside(label: str) -> bool:
    """Whether a class says that something beside the article stands there."""
    return bool(_ASIDE.search(label))


@lru_cache(maxsize=4_096)
def says_author(label: str) -> bool:
    """Whether a class says that an author's name stands there. Classes repeat, so the answers are kept."""
    return bool(_AUTHOR.search(label))


def is_marked(element: Element) -> bool:
    """Whether the element, or one of three around it, says that an author's name stands in it."""
    for depth, around in enumerate(chain((element,), element.iterancestors())):
        if depth > 3 or around.tag in ("article", "main", "body", "section"):
            return False
        label = around.get("class") or ""
        if _is_author_link(around) or (around.get("itemprop") or "") in ("author", "creator"):
            return True
        if depth == 0 and label and _NO_AUTHOR.search(label) and not says_author(label[:MAX_LABEL]):
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


# --- dates ------------------------------------------------------------------------------------------------


def _dates(runs: list[Run], language: str | None) -> tuple[str | None, str | None, str | None]:
    """When the article appeared, when it was changed, and the first again where the page announces it as that.

    A date behind a word such as "published" wins over one without.
    """
    published: str | None = None
    modified: str | None = None
    label = ""
    for run in runs:
        if len(run.text) > LONG:
            label = ""
            # a dateline: the first words of the article
            found = next(dates.in_line(run.text[:60], language), None)
            if found and found.start < 25 and published is None:
                published = found.value
            continue
        stamp = dates.from_machine(run.time, language) if run.time else None
        said = [(stamp, run.text)] if stamp else [
            (found.value, run.text[: found.start])
            for found in sorted(dates.in_line(run.text, language), key=lambda f: f.start)
        ]  # fmt: skip
        for value, lead in said:
            before_it = f"{label} {lead}" if stamp or not lead.strip(" :,|·•-–") else lead
            if is_changed(before_it):
                modified = modified or value
            elif is_published(before_it):
                return value, modified, value
            else:
                published = published or value
        label = "" if said else run.text or label
    return published, modified, None


def is_changed(label: str) -> bool:
    """Whether the words before a date say that the article was changed then."""
    folded = label.casefold()[-40:]
    return any(word in folded for word in phrases("times", "changed"))


def is_published(label: str) -> bool:
    """Whether the words before a date say that the article appeared then."""
    folded = label.casefold()[-40:]
    return any(word in folded for word in phrases("times", "appeared"))
