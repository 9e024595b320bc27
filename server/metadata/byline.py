"""Authors and dates: what the head says, then what stands near the headline, then anywhere, then the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from server.metadata import dates, names, shown
from server.metadata.headline import Headline, headline_element
from server.metadata.jsonld import Graph, Value, fold, many, plain
from server.metadata.survey import Survey
from server.model import Page

AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author",
    "dcterms.creator", "article:author_name", "cxenseparse:author",
)  # fmt: skip
PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "citation_publication_date", "citation_date", "article.published", "published_at", "published-date",
    "originalpublicationdate", "rnews:datepublished", "article_date_original", "date.issued", "displaydate",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
    "dc.date.modified", "revision_date", "article.updated", "updated_time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the article and when, each with its source; an empty source: not found."""

    authors: tuple[str, ...]
    authors_source: str
    published: str | None
    published_source: str
    modified: str | None
    modified_source: str


def find(
    survey: Survey, graph: Graph, page: Page, headline: Headline, language: str | None, sites: Iterable[str]
) -> Byline:
    """Ask the sources in the order of their worth; the visible text only for what the head leaves open.

    Args:
        survey: the page's head.
        graph: its JSON-LD.
        page: the page itself.
        headline: the chosen headline; the visible byline stands near it.
        language: BCP 47, for dates.
        sites: the names of the publication, which is an author only where nobody else is.
    """
    houses = {fold(site) for site in sites}
    authors, authors_source = _authors(survey, graph)
    authors = tuple(author for author in authors if fold(author) not in houses) or authors
    published, published_source = _date(survey, graph, language, "datePublished", PUBLISHED_METAS)
    published = _as_readers_saw(published, page) or published
    modified, modified_source = _date(survey, graph, language, "dateModified", MODIFIED_METAS)
    only_house = all(names.is_house(author, houses) for author in authors)
    # some systems write the day of the last change into both fields
    doubtful = published is not None and "T" not in published and published >= (modified or "9999")[:10]
    if published and not only_house and not doubtful:
        return Byline(authors, authors_source, published, published_source, modified, modified_source)

    element = headline.element if headline.element is not None else headline_element(page, headline.title)
    seen, place = shown.near(page, element, language), "text near the headline"
    no_date = not (published or seen.published or seen.modified)
    if no_date or not (authors or seen.authors):
        wide = shown.anywhere(page, language)
        seen = replace(seen, authors=seen.authors or wide.authors)
        if no_date:
            seen, place = replace(wide, authors=seen.authors), "text of the page"
    if seen.authors and (not authors or not all(names.is_house(author, houses) for author in seen.authors)):
        authors, authors_source = seen.authors, "byline"
    if only_house and authors_source != "byline" and (signed := shown.signed(page)):
        authors, authors_source = (signed,), "signature"
    if not modified and seen.modified:
        modified, modified_source = seen.modified, place
    if doubtful and seen.announced:
        published, published_source = seen.announced, place
    if not published:
        # a page that shows one date only, as the one of its last change, has no better one
        published, published_source = seen.published or seen.modified, place
        day = dates.in_address(page.url)
        if day and (not published or len(published) < len(day) or _days_apart(day, published) > 1):
            published, published_source = day, "address"
    return Byline(
        authors, authors_source if authors else "", published, published_source if published else "",
        modified, modified_source if modified else "",
    )  # fmt: skip


def _as_readers_saw(published: str | None, page: Page) -> str | None:
    """The same moment in the publication's own zone, where UTC says another day than its address does.

    Many systems write UTC for machines: an evening there is the next day already. The zone is that of the page's
    other times, if it leads to the day in the address; None: nothing to mend, or no zone told.
    """
    day = dates.in_address(page.url) if published and published.endswith("+00:00") else None
    if not published or not day or _days_apart(day, published) != 1:
        return None
    moment = datetime.fromisoformat(published)
    for element in islice(page.root.iter("time"), MAX_TIMES):
        told = dates.from_machine(element.get("datetime"))
        zone = datetime.fromisoformat(told).tzinfo if told else None
        if zone and (there := moment.astimezone(zone).isoformat()).startswith(day):
            return there
    return None


MAX_TIMES = 100
"""elements with a time that are asked for the zone"""


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _authors(survey: Survey, graph: Graph) -> tuple[tuple[str, ...], str]:
    for node in graph.articles:
        nodes = many(node.get("author")) or many(node.get("creator"))
        if found := names.people(_named(nodes, graph)):
            return found, "json-ld author"
    for key in AUTHOR_METAS:
        values = survey.meta.get(key, [])
        if key == "citation_author":
            # Highwire Press tags write the last name first
            values = [" ".join(reversed(value.split(", ", 1))) for value in values]
        if found := names.people(values):
            return found, f"meta {key}"
    return (), ""


def _named(values: list[Value], graph: Graph) -> list[str]:
    """The names of author nodes, references followed."""
    found: list[str] = []
    for value in values[: names.MAX_AUTHORS]:
        node = graph.resolve(value)
        name = node.get("name") if isinstance(node, dict) else node
        found += [text for part in many(name)[: names.MAX_AUTHORS] if (text := plain(part))]
    return found


def _date(
    survey: Survey, graph: Graph, language: str | None, key: str, metas: tuple[str, ...]
) -> tuple[str | None, str]:
    for node in (*graph.articles, *graph.pages):
        if found := dates.from_machine(plain(node.get(key)), language):
            return found, f"json-ld {key}"
    for name in metas:
        if found := dates.from_machine(survey.first(name), language):
            return found, f"meta {name}"
    return None, ""
