"""The answer as JSON: the fields of the HTTP contract, in its order."""

from __future__ import annotations

from server.model import Article, Fact, Metadata, Person, Quotation, Removal, Source, When
from server.render import addresses, fragment
from server.render.length import Length


def to_dict(article: Article) -> dict[str, object]:
    """The whole answer, ready for a JSON encoder; the same article gives the same answer."""
    meta = article.metadata
    parts = fragment.build(article)
    text = article.text
    length = Length.of(text)
    return {
        "url": article.url,
        "canonical_url": meta.canonical_url,
        "title": meta.title,
        "dek": article.dek.text if article.dek else None,
        "authors": list(meta.authors),
        "published": meta.published,
        "modified": meta.modified,
        "site": meta.site,
        "section": meta.section,
        "language": meta.language,
        "direction": meta.direction,
        "lead_image": _lead_image(meta, article.url),
        "word_count": length.words,
        "reading_minutes": length.minutes,
        "completeness": {"state": article.completeness.state, "why": list(article.completeness.why)},
        "key_facts": _key_facts(article),
        "notes": [*_paging(article.metadata), *notes(article)],
        "blocks": [
            {"id": block.id, "type": block.type, "text": block.text, "html": html}
            for block, html in zip(article.blocks, parts.blocks, strict=True)
        ],
        "html": parts.html,
        "text": text,
        "removed": [_removed(removal, article) for removal in article.removals],
    }


def notes(article: Article) -> list[str]:
    """What the reader should know: of the page and the cleaning, then of the key facts; each once."""
    return list(dict.fromkeys((*article.notes, *article.facts.notes)))


def _paging(meta: Metadata) -> list[str]:
    """The sentence that says which page of an article this is and where the next one stands; nothing is fetched."""
    page = meta.page_of
    if page is None:
        return []
    place = f"page {page.number} of {page.total}" if page.total else f"page {page.number}"
    following = addresses.link(page.next)
    return [f"This is {place} of the article." + (f" The next page is {following}" if following else "")]


def _lead_image(meta: Metadata, url: str | None) -> dict[str, object] | None:
    image = meta.lead_image
    if image is None:
        return None
    source = addresses.picture(image.src, page_url=url, width=image.width, height=image.height)
    if source is None:
        return None
    return {"src": source, "alt": image.alt, "caption": image.caption, "credit": image.credit,
            "width": image.width, "height": image.height}  # fmt: skip


def _key_facts(article: Article) -> dict[str, object]:
    lists: dict[str, list[dict[str, object]]] = {name: [] for name, _ in article.facts.groups()}
    for mark, name, fact in article.facts.numbered():
        lists[name].append({**_own_fields(name, fact), **_places(fact), "mark": mark})
    return {"origin": article.facts.origin, **lists}


def _own_fields(name: str, fact: Fact) -> dict[str, object]:
    match fact:
        case Person():
            return {"name": fact.text, "role": fact.role, "kind": fact.kind, "mentions": fact.mentions}
        case When():
            return {"text": fact.text, "date": fact.date}
        case Quotation():
            return {"text": fact.text, "speaker": fact.speaker}
        case Source():
            return {"text": fact.text, "named": fact.named}
        case _:
            return {"name" if name == "where" else "text": fact.text}


def _places(fact: Fact) -> dict[str, object]:
    """Where it stands; `parts` only for a fact in several places, whose first one stands beside it too."""
    if not fact.places:
        raise ValueError(f"a fact without a place: {fact.text!r}")
    places = [{"block": place.block, "start": place.start, "end": place.end} for place in fact.places]
    return {**places[0], "parts": places} if len(places) > 1 else dict(places[0])


def _removed(removal: Removal, article: Article) -> dict[str, object]:
    return {
        "id": removal.id,
        "category": removal.category,
        "rule": removal.rule,
        "why": removal.why,
        "text": removal.text,
        "html": fragment.removed(removal, article),
        "after": removal.after,
    }
