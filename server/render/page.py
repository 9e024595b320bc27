"""The reading view: one HTML page that needs no script, for the service's own page and the extension."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server.model import CATEGORIES, Article, Figure, Heading, Metadata, Picture, Removal, Text
from server.render import addresses, box, contract, fragment, labels, wall
from server.render.blocks import Builder
from server.render.dates import human, human_time
from server.render.length import Length
from server.render.policy import STYLESHEET, meta_csp

_CONTENTS_FROM_HEADINGS = 4
_CONTENTS_FROM_WORDS = 700
"""a contents list where an article is long enough to get lost in"""

_ROOM_OF_ONE, _ROOM_OF_ALL = 12_000, 80_000
"""characters of HTML that one removal and all of them may take in the list; beyond, they stand as text"""

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)

_VIEW = _ENVIRONMENT.get_template("view.html")
_STYLE = Markup(STYLESHEET)  # noqa: S704  our own file, not the page's text
_CSP = meta_csp()

_LANG = Markup(' lang="{}"')
"""on words that are not in the article's language: reasons and notes are in English, labels in some more"""

_WEB_LINK = re.compile(r'<a href="(https?://[^"]+)"')
_WEIGHTS = re.compile(r"; | [+-]\d{1,3}\.\d")
"""where a reason goes on with its evidence and with numbers: for those who work on the rules"""
_SIZE_IN_NAME = re.compile(r"[-_]?\d{2,5}x\d{2,5}|[-_]\d{3,4}w?(?=\.|$)")


@dataclass(frozen=True, slots=True)
class Group:
    """The removals of one category, each with its reason in words and what it was."""

    label: str
    removals: tuple[tuple[Removal, str, fragment.Listed], ...]


def to_page(article: Article) -> str:
    """The whole reading view as one HTML page; send it with the header that `policy.csp` gives."""
    meta = article.metadata
    parts = fragment.build(article)
    length = Length.of(article.text)
    original = addresses.link(article.url) or addresses.link(meta.canonical_url)
    body = "\n".join(parts.blocks)
    headings = [block for block in article.blocks if isinstance(block, Heading) and block.text and block.id]
    long = len(headings) >= _CONTENTS_FROM_HEADINGS and length.words >= _CONTENTS_FROM_WORDS
    language = meta.language or ""
    own = language.split("-")[0]
    label = labels.of(language)
    chosen = box.choose(article.facts, meta.language)
    return _VIEW.render(
        csp=_CSP,
        style=_STYLE,
        language=language,
        direction=meta.direction,
        say=label.words,
        ui="" if own == label.language else _LANG.format(label.language),
        english="" if own == "en" else _LANG.format("en"),
        title=meta.title or meta.site or label.words["untitled"],
        titled=meta.title is not None,
        meta=meta,
        dek=Markup(parts.dek),  # noqa: S704  through the wall
        body=Markup(body),  # noqa: S704  through the wall
        lead=_lead(article),
        published=_date(meta.published, meta.language),
        modified=_update(meta),
        minutes=length.minutes,
        original=original,
        host=(urlsplit(original).hostname or "").removeprefix("www.") if original else None,
        next_page=addresses.link(meta.page_of.next) if meta.page_of else None,
        partial=article.completeness.state == "partial",
        why=article.completeness.why,
        notes=[note for note in contract.notes(article) if chosen is None or note not in article.facts.notes],
        of_facts=article.facts.notes if chosen else (),
        box=chosen,
        contents=headings if long else (),
        removed=_grouped(article, label),
        removed_count=len(article.removals),
        link_addresses=[address.replace("&amp;", "&") for address in _WEB_LINK.findall(body)],
    )


def _date(iso: str | None, language: str | None) -> tuple[str, str] | None:
    """`(ISO 8601, as a reader writes it)`; a date that can't be read is not shown."""
    said = human(iso, language) if iso else None
    return (iso, said) if iso and said else None


def _update(meta: Metadata) -> tuple[str, str] | None:
    """The last change, by its time alone where it was on the day of publication."""
    changed = _date(meta.modified, meta.language)
    if changed is None or meta.published is None or meta.modified is None:
        return changed
    if meta.modified == meta.published:
        return None
    if meta.modified[:10] == meta.published[:10] and meta.modified[19:] == meta.published[19:]:
        time = human_time(meta.modified, meta.language)
        return (meta.modified, time) if time else None
    return changed


def _grouped(article: Article, label: labels.Labels) -> list[Group]:
    """By category, in the order of `CATEGORIES`: the appeals come before the furniture."""
    by_category: dict[str, list[tuple[Removal, str, fragment.Listed]]] = {}
    left = _ROOM_OF_ALL
    for removal in article.removals:
        listed = fragment.removed_for_list(removal, article, min(_ROOM_OF_ONE, left))
        left -= len(listed.html)
        reason = _WEIGHTS.split(removal.why, maxsplit=1)[0]
        by_category.setdefault(removal.category, []).append((removal, reason, listed))
    return [Group(label.categories[name], tuple(by_category[name])) for name in CATEGORIES if name in by_category]


def _lead(article: Article) -> Markup:
    """The lead image, unless the article begins with a picture or shows the same one further down."""
    image = article.metadata.lead_image
    figures = [block for block in article.blocks if isinstance(block, Figure) and block.picture.src]
    if image is None or any(isinstance(block, Figure) for block in article.blocks[:3]):
        return Markup()
    if any(_name(figure.picture) == _name(image) for figure in figures):
        return Markup()
    builder = Builder(page_url=article.url, eager=True)
    html = builder.block(Figure(id="", picture=image, caption=Text(image.caption or ""), credit=image.credit))
    return Markup(wall.clean(html)) if "<img" in html else Markup()  # noqa: S704  through the wall


def _name(picture: Picture) -> str:
    """The file's name without its size: what the sizes of one picture have in common."""
    path = urlsplit(picture.src).path.rstrip("/").rsplit("/", 1)[-1].lower()
    return _SIZE_IN_NAME.sub("", path.rsplit(".", 1)[0])
