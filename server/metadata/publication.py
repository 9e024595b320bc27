"""Whose page it is and in which language: site, names of the publication, section, language, addresses, picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Literal
from urllib.parse import urljoin, urlsplit

from babel import Locale, UnknownLocaleError

from server import tongues, wordfiles
from server.metadata.jsonld import Graph, Node, Value, first, many, plain, types
from server.metadata.survey import Survey, words
from server.model import Page, Picture

MAX_URL = 2_000
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])")
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "or", "org"})
"""labels that stand before a country's and name nobody: `herald.co.uk`"""
RTL = frozenset({"ar", "he", "fa", "ur", "ps", "yi", "sd", "ug", "dv", "ckb"})


def sites(survey: Survey, graph: Graph, page: Page) -> list[tuple[str, str]]:
    """The names by which the publication may call itself, best first, each with its source."""
    found = [(name, "og:site_name") for name in survey.meta.get("og:site_name", ())]
    for node in graph.articles[:2]:
        publisher = graph.resolve(first(node.get("publisher")))
        if name := plain(publisher):
            found.append((name, "json-ld publisher"))
    for kind in ("website", "newsmediaorganization", "organization"):
        found += [
            (name, f"json-ld {kind}")
            for node in graph.owners
            if kind in types(node) and (name := plain(node.get("name")))
        ]
        for node in graph.owners:
            if kind == "website" and kind in types(node):
                other = node.get("alternateName")
                found += [(x, "json-ld alternateName") for v in many(other) if (x := plain(v))]
    for key in ("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "copyright"):
        if (value := survey.first(key)) and len(value) < 60 and "http" not in value:
            found.append((value, key))
    found += [(name, "address") for name in house_names(page.url or survey.first("og:url"))]
    seen: dict[str, tuple[str, str]] = {}
    for name, source in found:
        if 1 < len(name) <= 80 and not name.startswith(("http", "@")):
            seen.setdefault(name.casefold(), (name, source))
    return list(seen.values())


def house_names(url: str | None) -> tuple[str, ...]:
    """The host of an address, and the label by which it is known: `news.example.co.uk`, `example`."""
    host = hostname(url)
    if not host:
        return ()
    labels = host.split(".")
    known = labels[-2] if len(labels) > 1 else labels[0]
    if known in SECOND_LEVEL and len(labels) > 2:
        known = labels[-3]
    return (host, known)


def hostname(url: str | None) -> str | None:
    """The address's host without `www.`."""
    if not url:
        return None
    try:
        host = urlsplit(url[:MAX_URL]).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def language(survey: Survey, graph: Graph, page: Page) -> tuple[str | None, str]:
    """The page's language as BCP 47, and where it says so; its words win over a tag that they contradict."""
    html = page.root.getroottree().getroot()
    candidates: list[tuple[str | None, str]] = [
        (
            html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or html.get("xml:lang"),
            "html lang",
        ),
        (plain(graph.articles[0].get("inLanguage")) if graph.articles else None, "json-ld inLanguage"),
        (survey.first("og:locale"), "og:locale"),
        (survey.first("content-language", "language", "dc.language", "dcterms.language"), "meta language"),
    ]
    declared, source = next(((tag, said) for value, said in candidates if (tag := tagged(value))), (None, ""))
    primary = (declared or "").partition("-")[0]
    if declared and tongues.ALIASES.get(primary, primary) not in wordfiles.languages():
        return declared, source
    spoken = tongues.language_of(_sample(page), declared)
    if spoken and spoken != tongues.ALIASES.get(primary, primary):
        return spoken, "words"
    return declared, source


def _sample(page: Page) -> str:
    """Some sentences of the page: its first longer paragraphs."""
    parts: list[str] = []
    size = 0
    for paragraph in islice(page.root.iter("p"), 40):
        text = words(paragraph, 200)
        if len(text) > 60 or (len(text) > 25 and not text.isascii()):
            parts.append(text)
            size += len(text)
            if size > 300:
                break
    return " ".join(parts)


def direction(tag: str | None, page: Page) -> Literal["ltr", "rtl"]:
    """Which way the page is read: as it declares, else as its language is."""
    declared = (page.root.getroottree().getroot().get("dir") or "").strip().lower()
    if declared in ("ltr", "rtl"):
        return "rtl" if declared == "rtl" else "ltr"
    return "rtl" if (tag or "").partition("-")[0] in RTL else "ltr"


def tagged(value: str | None) -> str | None:
    """A language tag in its usual form; None for what is none.

    >>> tagged("pt_br"), tagged("EN"), tagged("zh-hans-cn")
    ('pt-BR', 'en', 'zh-Hans-CN')
    """
    return _tag((value or "").strip()[:40])


@lru_cache(maxsize=256)
def _tag(value: str) -> str | None:
    found = _LANGUAGE.match(value)
    if not found:
        return None
    primary, script, territory = found.groups()
    try:
        Locale.parse({"no": "nb"}.get(primary.lower(), primary.lower()))
    except (UnknownLocaleError, ValueError):
        return None
    return "-".join(x for x in (primary.lower(), script and script.title(), territory and territory.upper()) if x)


def absolute(value: str | None, page: Page) -> str | None:
    """The http(s) address that a value gives against the page's base; None where it gives none."""
    text = (value or "").strip()
    if not text or len(text) > MAX_URL:
        return None
    try:
        # most addresses are whole ones; joining them would be most of the cost
        joined = text if text.startswith(("https://", "http://")) else urljoin(page.base or "", text)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def picture(survey: Survey, graph: Graph, page: Page) -> tuple[Picture | None, str]:
    """The lead picture that the head names, and where; its size and caption from wherever they are told."""
    structured = [
        found
        for node in graph.articles[:1]
        for value in many(node.get("image"))[:20]
        if (found := _image(graph.resolve(value), page))
    ]
    if src := absolute(survey.first("og:image:secure_url", "og:image", "og:image:url"), page):
        same = next((image for image in structured if image.src == src), Picture(src))
        wide, high = number(survey.first("og:image:width")), number(survey.first("og:image:height"))
        alt = survey.first("og:image:alt", "twitter:image:alt") or ""
        return replace(same, alt=alt, width=wide or same.width, height=high or same.height), "og:image"
    if structured:
        return max(structured, key=lambda image: image.width or 0), "json-ld image"
    if src := absolute(survey.first("twitter:image", "twitter:image:src", "image"), page):
        return Picture(src), "twitter:image"
    return None, ""


def _image(value: Value, page: Page) -> Picture | None:
    """A picture of the JSON-LD: an address, or an ImageObject."""
    if not isinstance(value, dict):
        src = absolute(plain(value), page)
        return Picture(src) if src else None
    src = absolute(plain(value.get("url")) or plain(value.get("contentUrl")), page)
    if not src:
        return None
    wide, high = number(plain(value.get("width"))), number(plain(value.get("height")))
    return Picture(src, "", wide, high, plain(value.get("caption")), plain(value.get("creditText")))


def section(*values: str | None) -> str | None:
    """The first section that is worded for readers: a system's own key such as `news_news` is none."""
    return next((value for value in values if value and "_" not in value and "/" not in value.strip("/")), None)


def number(value: str | None) -> int | None:
    """A whole number of at most six digits, `px` allowed."""
    text = (value or "").strip().removesuffix("px").strip()
    text = text.removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= 6 and int(text) > 0 else None


def article_type(nodes: Iterable[Node]) -> str | None:
    """The most telling schema.org type of the article."""
    for node in nodes:
        names = sorted(types(node), key=lambda t: (t in {"article", "webpage", "creativework"}, t))
        if names:
            return names[0]
    return None
