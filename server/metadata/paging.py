"""Which page of a split article this is, and where the next one would be. Nothing is fetched."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from server.metadata.publication import absolute
from server.metadata.survey import Survey
from server.model import Page, PageOf

MAX_LINKS = 3_000
MAX_CANDIDATES = 200
MAX_PAGES = 60
"""a higher number at the end of an address is no page of an article"""

_QUERY = re.compile(r"(?:^|&)(?:page|seite|pagina|pg|p|pag)=(\d{1,2})(?=&|$)", re.IGNORECASE)
_PATH = re.compile(
    r"(?:/(?:page|seite|pagina|p)[/-]?|/|-page-|-seite-|[_,]p?)(\d{1,2})(?=(?:\.html?)?/?$)", re.IGNORECASE
)


def page_of(survey: Survey, page: Page, canonical: str | None) -> PageOf | None:
    """The page's number, how many there are, and the next one's address; None for an article on one page.

    A link counts only where it leads to the same article: its address without the page number is this one's.
    Links marked `rel=next` often lead to the next article, or to older comments.
    """
    own = page.url or canonical
    if not own:
        return None
    stem, number = _split(own)
    key = stem.rpartition("/")[2]
    pages: dict[int, str] = {}
    candidates = [link.get("href") for rel in ("next", "prev") for link in survey.links.get(rel, ())]
    for anchor in islice(page.root.iter("a"), MAX_LINKS):
        href = anchor.get("href")
        # only links to the same article are worth the work of resolving them
        if href and (href[0] == "?" or (key and key in href.lower())) and len(candidates) < MAX_CANDIDATES:
            candidates.append(href)
    for href in candidates:
        if not href or "comment" in href or not (address := absolute(href, page)):
            continue
        base, other = _split(address)
        if base == stem and other != number and 1 <= other <= MAX_PAGES:
            pages.setdefault(other, address)
    if not pages or not (number - 1 in pages or number + 1 in pages):
        return None
    return PageOf(number, max(*pages, number), pages.get(number + 1))


def _split(address: str) -> tuple[str, int]:
    """An address without its page number, and the number; 1 where it has none."""
    parts = urlsplit(address)
    place = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")
    if found := _QUERY.search(parts.query):
        return place.lower(), int(found[1])
    if found := _PATH.search(place):
        return place[: found.start()].rstrip("/").removesuffix(".html").lower(), int(found[1])
    return place.removesuffix(".html").lower(), 1
