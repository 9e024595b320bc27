"""Whose page it is and in which language: site, names of the publication, section, language, addresses, picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from babel import Locale, UnknownLocaleError

from server.metadata.jsonld import Graph, Node, Value, plain, types
from server.metadata.survey import Survey
from server.model import Page, Picture

MAX_URL = 2_000
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?![a-zA-Z])")
RTL = frozenset({"ar", "he", "fa", "ur", "ps", "yi", "sd", "ug", "dv", "ckb"})
_DESK = re.compile(r"\s[|–—:-]\s.{3,80}$")


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
    if host := hostname(page.url or survey.first("og:url")):
        found.append((host, "address"))
        label = host.split(".")[-2] if "." in host else host
        if len(label) <= 3 and host.count(".") > 1:
            label = host.split(".")[-3]
        found.append((label, "address"))
    seen: dict[str, tuple[str, str]] = {}
    for name, source in found:
        if 1 < len(name) <= 80 and not name.startswith(("http", "@")):
            seen.setdefault(name.casefold(), (name, source))
    return list(seen.values())


def first(value: Value) -> Value:
    """The first of a list, or the value itself."""
    return (value[0] if value else None) if isinstance(value, list) else value


def many(value: Value) -> list[Value]:
    """A list as it is, a single value as a list of one, nothing as an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


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
    """The language that the page declares, as BCP 47, and where."""
    html = page.root if page.root.tag == "html" else page.root.getroottree().getroot()
    candidates: list[tuple[str | None, str]] = [
        (
            html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or html.get("xml:lang"),
            "html lang",
        ),
        (plain(graph.articles[0].get("inLanguage")) if graph.articles else None, "json-ld inLanguage"),
        (survey.first("og:locale"), "og:locale"),
        (survey.first("content-language", "language", "dc.language", "dcterms.language"), "meta language"),
    ]
    for value, source in candidates:
        if tag := tagged(value):
            return tag, source
    return None, ""


def tagged(value: str | None) -> str | None:
    """A language tag in its usual form; None for what is none.

    >>> tagged("pt_br"), tagged("EN"), tagged("zh-hans-cn")
    ('pt-BR', 'en', 'zh-Hans-CN')
    """
    found = _LANGUAGE.match((value or "").strip()[:40])
    if not found:
        return None
    primary, script, territory = found.groups()
    try:
        Locale.parse({"no": "nb"}.get(primary.lower(), primary.lower()))
    except (UnknownLocaleError, ValueError):
        if len(primary) == 3:
            return None
    return "-".join(x for x in (primary.lower(), script and script.title(), territory and territory.upper()) if x)


def absolute(value: str | None, page: Page) -> str | None:
    """The http(s) address that a value gives against the page's base; None where it gives none."""
    text = (value or "").strip()
    if not text or len(text) > MAX_URL:
        return None
    try:
        joined = urljoin(page.base or "", text)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def picture(survey: Survey, graph: Graph, page: Page) -> tuple[Picture | None, str]:
    """The lead picture that the head names, and where."""
    og = survey.first("og:image:secure_url", "og:image", "og:image:url")
    if src := absolute(og, page):
        return (
            Picture(
                src,
                alt=survey.first("og:image:alt") or "",
                width=number(survey.first("og:image:width")),
                height=number(survey.first("og:image:height")),
            ),
            "og:image",
        )
    best: tuple[int, Picture] | None = None
    for node in graph.articles[:1]:
        for value in many(node.get("image"))[:20]:
            image = graph.resolve(value)
            if isinstance(image, dict):
                src = absolute(plain(image.get("url")) or plain(image.get("contentUrl")), page)
                wide, high = number(plain(image.get("width"))), number(plain(image.get("height")))
                found = Picture(src or "", "", wide, high, plain(image.get("caption")))
            else:
                src, wide = absolute(plain(image), page), None
                found = Picture(src or "")
            if src and (best is None or (wide or 0) > best[0]):
                best = (wide or 0, found)
    if best:
        return best[1], "json-ld image"
    if src := absolute(survey.first("twitter:image", "twitter:image:src", "image"), page):
        return Picture(src), "twitter:image"
    return None, ""


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
