"""Page to Metadata: the order in which the sources of each field are asked."""

from __future__ import annotations

from types import MappingProxyType

from server.metadata import dates, headline, names, publication
from server.metadata.jsonld import NEWS_TYPES, Graph, Value, graph, plain, types
from server.metadata.survey import Survey, survey, words
from server.model import Metadata, Page


def read(page: Page) -> Metadata:
    """What the page says of its article. Nothing is fetched, and no page makes it fail.

    Args:
        page: as `page.read` gave it; not changed.
    """
    head = survey(page)
    shown = [words(h) for h in head.headings[:12]]
    canonical, canonical_source = _canonical(head, page)
    data = graph(
        head.scripts,
        [*shown, head.first("og:title") or "", head.document_title],
        [canonical or "", page.url or "", head.first("og:url") or ""],
    )
    sites = publication.sites(head, data, page)
    # an article that says no schema.org type is taken for news where Open Graph calls it an article
    is_news = bool(types(data.articles[0]) & NEWS_TYPES) if data.articles else head.first("og:type") == "article"
    title = headline.choose(
        head, data.text(data.articles, "headline", "name"), [n for n, _ in sites], page, news=is_news
    )
    language, language_source = publication.language(head, data, page)
    authors, authors_source = _authors(head, data)
    published, published_source = _date(head, data, language, "datePublished", PUBLISHED)
    modified, modified_source = _date(head, data, language, "dateModified", MODIFIED)
    image, image_source = publication.picture(head, data, page)
    sources = {
        "title": title.source, "authors": authors_source, "published": published_source,
        "modified": modified_source, "site": sites[0][1] if sites else "", "language": language_source,
        "canonical_url": canonical_source, "lead_image": image_source,
    }  # fmt: skip
    return Metadata(
        title=title.title,
        authors=authors,
        published=published,
        modified=modified,
        site=sites[0][0] if sites else None,
        publishers=tuple(name for name, _ in sites),
        language=language,
        canonical_url=canonical,
        lead_image=image,
        kind=publication.article_type(data.articles) or (head.first("og:type") or "").lower() or None,
        description=head.first("og:description", "description"),
        sources=MappingProxyType({field: source for field, source in sources.items() if source}),
    )


PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "citation_publication_date", "citation_date", "article.published", "published_at", "published-date",
    "originalpublicationdate", "rnews:datepublished", "article_date_original", "date.issued", "displaydate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
    "dc.date.modified", "revision_date", "article.updated", "updated_time",
)  # fmt: skip


def _canonical(head: Survey, page: Page) -> tuple[str | None, str]:
    for link in head.links.get("canonical", ()):
        if found := publication.absolute(link.get("href"), page):
            return found, "link canonical"
    if found := publication.absolute(head.first("og:url"), page):
        return found, "og:url"
    return None, ""


def _authors(head: Survey, data: Graph) -> tuple[tuple[str, ...], str]:
    for node in data.articles:
        values = publication.many(node.get("author")) or publication.many(node.get("creator"))
        if found := names.people(_named(values, data)):
            return found, "json-ld author"
    for key in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
                "citation_author", "dcterms.creator", "article:author_name", "cxenseparse:author"):  # fmt: skip
        if found := names.people(head.meta.get(key, ())):
            return found, f"meta {key}"
    return (), ""


def _named(values: list[Value], data: Graph) -> list[str]:
    """The names of author nodes, references followed."""
    found: list[str] = []
    for value in values[: names.MAX_AUTHORS]:
        node = data.resolve(value)
        name = node.get("name") if isinstance(node, dict) else node
        found += [text for part in publication.many(name) if (text := plain(part))]
    return found


def _date(
    head: Survey, data: Graph, language: str | None, key: str, metas: tuple[str, ...]
) -> tuple[str | None, str]:
    for node in (*data.articles, *data.pages):
        if found := dates.from_machine(plain(node.get(key)), language):
            return found, f"json-ld {key}"
    for name in metas:
        if found := dates.from_machine(head.first(name), language):
            return found, f"meta {name}"
    return None, ""
