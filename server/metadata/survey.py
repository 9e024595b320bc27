"""One pass over the page: everything that the other modules of this room ask for, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from server.model import Element, Page

MAX_CHARS = 1_000
"""longer values of a meta tag are cut: no field that is read here needs more"""
MAX_RUN = 1_000
"""characters of a piece of text between two tags"""
LONG = 140
"""characters from which a line is prose and no byline"""
MAX_LABEL = 200
"""characters of a class that are read"""
MAX_ITEMS = 400
"""elements of one sort that are looked at; a page with more of them is a listing or hostile"""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the page's head and its few telling elements say."""

    meta: dict[str, list[str]]
    """content by lower-case `property`, `name` or `itemprop`, empty ones left out"""
    links: dict[str, list[Element]]
    """`<link>` elements by each lower-case word of their `rel`"""
    scripts: list[str]
    """the texts of the JSON-LD scripts"""
    document_title: str
    headings: list[Element]
    """the `<h1>` elements"""

    def first(self, *names: str) -> str | None:
        """The first content of the first of these names that the page has."""
        for name in names:
            if values := self.meta.get(name):
                return values[0]
        return None


def survey(page: Page) -> Survey:
    """Read the page's meta, link, title, JSON-LD and `h1` elements in one pass."""
    meta: dict[str, list[str]] = {}
    links: dict[str, list[Element]] = {}
    scripts: list[str] = []
    headings: list[Element] = []
    title: str | None = None
    for element in page.root.iter("meta", "link", "title", "script", "h1"):
        tag = element.tag
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                scripts.append(element.text)
        elif tag == "meta":
            content = squeeze((element.get("content") or "")[:MAX_CHARS])
            if "&" in content:
                # many templates escape twice
                content = unescape(content)
            if content:
                for attribute in ("property", "name", "itemprop"):
                    if name := element.get(attribute):
                        meta.setdefault(name.strip().lower(), []).append(content)
        elif tag == "link":
            for rel in (element.get("rel") or "").lower().split():
                links.setdefault(rel, []).append(element)
        elif tag == "title":
            parent = element.getparent()
            # an svg has titles too
            if title is None and (parent is None or parent.tag != "svg"):
                title = squeeze((element.text or "")[:MAX_CHARS])
        elif len(headings) < MAX_ITEMS:
            headings.append(element)
    return Survey(meta, links, scripts, title or "", headings)


def squeeze(text: str) -> str:
    """The text with every run of white space as one space, without soft hyphens and zero-width marks.

    >>> squeeze(" Storm\\n  over Ireland ")
    'Storm over Ireland'
    """
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f]")


def words(element: Element, limit: int = MAX_CHARS) -> str:
    """The element's text, squeezed, of at most `limit` characters before squeezing; no scripts and styles."""
    parts: list[str] = []
    size = 0
    for part in text_parts(element):
        parts.append(part)
        size += len(part)
        if size >= limit:
            break
    return squeeze("".join(parts)[:limit])


def text_parts(element: Element) -> Iterator[str]:
    """The element's strings in order; a line break or a block inside parts words, as the reader sees it."""
    for part in element.iter():
        tag = part.tag
        if isinstance(tag, str) and tag not in SILENT:
            if tag in PARTING:
                yield " "
            if part.text:
                yield part.text
        if part is not element and part.tail:
            yield part.tail
            if tag in PARTING:
                yield " "


SILENT = frozenset({"script", "style", "template", "noscript", "svg", "title"})
PARTING = frozenset({"br", "div", "p", "li", "ul", "h1", "h2", "h3", "section", "header"})


def after(element: Element, limit: int) -> Iterator[Element]:
    """The nodes that follow the element in document order, comments too, at most `limit`."""

    def following() -> Iterator[Element]:
        for start in (element, *element.iterancestors()):
            for sibling in start.itersiblings():
                yield from sibling.iter()

    return islice(following(), limit)


def before(element: Element, limit: int) -> Iterator[Element]:
    """The nodes that end before this element starts, nearest first, comments too, at most `limit`."""

    def preceding() -> Iterator[Element]:
        for start in (element, *element.iterancestors()):
            for sibling in start.itersiblings(preceding=True):
                yield from reversed(list(islice(sibling.iter(), limit)))

    return islice(preceding(), limit)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text between two tags."""

    text: str
    element: Element
    """the element in which it stands"""
    time: str | None = None
    """the `datetime` of a time element"""


def texts(nodes: Iterable[Element]) -> Iterator[Run]:
    """The pieces of text in some nodes, each with the element in which it stands; no scripts and styles."""
    for node in nodes:
        if isinstance(node.tag, str) and node.tag not in SILENT:
            text, stamp = node.text, node.get("datetime")
            text = squeeze(text[:MAX_RUN]) if text else ""
            if text or stamp:
                yield Run(text, node, stamp)
        parent, tail = node.getparent(), node.tail
        if tail and parent is not None and (tail := squeeze(tail[:MAX_RUN])):
            yield Run(tail, parent)
