"""Page to Metadata: the order of the steps, and the fields that need no thought."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from server.metadata import byline, headline, paging, plaintext, publication
from server.metadata.jsonld import NEWS_TYPES, Graph, first, graph, plain, types
from server.metadata.survey import Survey, survey, words
from server.model import Metadata, Page

MAX_HEADINGS = 12


def read(page: Page) -> Metadata:
    """What the page says of its article. Nothing is fetched, and no page makes it fail.

    Args:
        page: as `page.read` gave it; not changed.
    """
    if page.kind == "text":
        return plaintext.read(page)
    head = survey(page)
    canonical, canonical_source = _canonical(head, page)
    data = graph(
        head.scripts,
        [*(words(h) for h in head.headings[:MAX_HEADINGS]), head.first("og:title") or "", head.document_title],
        [canonical or "", page.url or "", head.first("og:url") or ""],
    )
    sites = publication.sites(head, data, page)
    names = tuple(name for name, _ in sites)
    # an article that says no schema.org type is taken for news where Open Graph calls it an article
    news = bool(types(data.articles[0]) & NEWS_TYPES) if data.articles else head.first("og:type") == "article"
    title = headline.choose(head, data.text(data.articles, "headline", "name"), names, page, news=news)
    language, language_source = publication.language(head, data, page)
    by = byline.find(head, data, page, title, language, names)
    image, image_source = publication.picture(head, data, page)
    kind = publication.article_type(data.articles)
    section = data.text(data.articles, "articleSection")
    summary = head.first("og:description", "description")
    count = data.text(data.articles, "wordCount")
    free, free_source = _free(head, data)
    sources = {
        "title": title.source, "authors": by.authors_source, "published": by.published_source,
        "modified": by.modified_source, "site": sites[0][1] if sites else "", "language": language_source,
        "canonical_url": canonical_source, "lead_image": image_source, "free": free_source,
        "kind": "json-ld type" if kind else "og:type", "section": "json-ld articleSection" if section else "meta",
        "description": "meta description" if summary else "json-ld description",
        "declared_words": "json-ld wordCount" if count else "meta wordcount", "page_of": "links",
    }  # fmt: skip
    found = Metadata(
        title=title.title,
        authors=by.authors,
        published=by.published,
        modified=by.modified,
        site=names[0] if names else None,
        publishers=names,
        section=publication.section(section, *(head.first(name) for name in SECTION_NAMES)),
        language=language,
        direction=publication.direction(language, page),
        canonical_url=canonical,
        lead_image=image,
        description=summary or data.text(data.articles, "description"),
        kind=kind or (head.first("og:type") or "").lower() or None,
        free=free,
        declared_words=publication.number(count or head.first("wordcount")),
        page_of=paging.page_of(head, page, canonical),
    )
    told = {field: source for field, source in sources.items() if getattr(found, field) not in (None, ())}
    return replace(found, sources=MappingProxyType(told))


SECTION_NAMES = ("article:section", "section", "parsely-section", "cxenseparse:section")
"""meta names of the section, the most trusted first"""


def _canonical(head: Survey, page: Page) -> tuple[str | None, str]:
    for link in head.links.get("canonical", ()):
        if found := publication.absolute(link.get("href"), page):
            return found, "link canonical"
    if found := publication.absolute(head.first("og:url"), page):
        return found, "og:url"
    return None, ""


def _free(head: Survey, data: Graph) -> tuple[bool | None, str]:
    """What schema.org isAccessibleForFree, or the tier that Facebook asked publishers to state, says; and which."""
    for node in data.articles:
        value = first(node.get("isAccessibleForFree"))
        said = value if isinstance(value, bool) else (plain(value) or "").lower().rpartition("/")[2]
        if said in (True, "true", "yes", "1"):
            return True, "json-ld isAccessibleForFree"
        if said in (False, "false", "no", "0"):
            return False, "json-ld isAccessibleForFree"
    return {"free": True, "locked": False}.get(head.first("article:content_tier") or ""), "article:content_tier"
