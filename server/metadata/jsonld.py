"""The page's JSON-LD: a tolerant reading of it, and the nodes in it that describe the article.

`articleBody` is never read: text that the page does not show is not brought back.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Node = dict[str, Value]

MAX_SCRIPT = 1_500_000
"""characters of one script"""
MAX_SCRIPTS = 60
MAX_NODES = 3_000
MAX_STRING = 1_000
"""characters of a string that is taken out of the graph"""

ARTICLE_TYPES = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "satiricalarticle",
    "advertisercontentarticle", "liveblogposting", "blogposting", "socialmediaposting", "techarticle",
    "scholarlyarticle", "medicalscholarlyarticle", "report", "recipe", "howto", "review", "claimreview",
    "discussionforumposting",
})  # fmt: skip
NEWS_TYPES = frozenset({t for t in ARTICLE_TYPES if t.endswith("newsarticle")} | {"liveblogposting", "reportage"})
PAGE_TYPES = frozenset({"webpage", "itempage", "faqpage", "medicalwebpage", "creativework", "videoobject"})
OWNER_TYPES = frozenset({"organization", "newsmediaorganization", "website"})

DESCENT = ("@graph", "mainEntity", "mainEntityOfPage", "mainContentOfPage", "hasPart", "isPartOf", "publisher")
"""the keys under which nodes are looked for; related articles, live entries and comments are elsewhere"""

_MARKS = ("<!--", "-->", "<![CDATA[", "]]>", "/*", "*/", "//", ";")
"""what stands around the value in scripts that were written for old browsers"""
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s{0,500}[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Graph:
    """The JSON-LD of a page."""

    articles: tuple[Node, ...]
    """the node of the article first, then further nodes that describe the same one"""
    pages: tuple[Node, ...]
    """nodes of the page as such: weaker, but better than nothing"""
    owners: tuple[Node, ...]
    """the site and the organisations behind it"""
    by_id: Mapping[str, Node]

    def resolve(self, value: Value) -> Value:
        """The node that a bare `{"@id": ...}` speaks of, or the value itself."""
        if isinstance(value, dict) and len(value) <= 2 and isinstance(key := value.get("@id"), str):
            return self.by_id.get(key, value)
        return value

    def text(self, nodes: Iterable[Node], *keys: str) -> str | None:
        """The first string under one of these keys, node by node."""
        for node in nodes:
            for key in keys:
                if found := plain(node.get(key)):
                    return found
        return None


def graph(scripts: Iterable[str], headlines: Iterable[str], addresses: Iterable[str]) -> Graph:
    """Read all the scripts of a page.

    Args:
        scripts: the texts of its JSON-LD scripts.
        headlines: what the page shows as headlines; tells the article from its neighbours.
        addresses: the page's own addresses, for the same.
    """
    nodes: list[Node] = []
    for number, script in enumerate(scripts):
        if number >= MAX_SCRIPTS or len(nodes) >= MAX_NODES:
            break
        for root in roots(script):
            nodes.extend(walk(root, MAX_NODES - len(nodes)))
    by_id: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(by_id.get(key, {})):
            by_id[key] = node
    shown = {fold(h) for h in headlines if h}
    own = {bare(a) for a in addresses if a}
    kinds = [types(node) for node in nodes]
    ranked = sorted(
        (
            (rank(node, shown, own), -number, node)
            for number, node in enumerate(nodes)
            if not kinds[number].isdisjoint(ARTICLE_TYPES)
        ),
        key=lambda row: row[:2],
        reverse=True,
    )
    articles: list[Node] = []
    for score, _, node in ranked:
        if (
            not articles
            or score >= 4
            or fold(plain(node.get("headline"))) == fold(plain(articles[0].get("headline")))
        ):
            articles.append(node)
    return Graph(
        tuple(articles),
        tuple(node for node, kind in zip(nodes, kinds, strict=True) if kind & PAGE_TYPES),
        tuple(node for node, kind in zip(nodes, kinds, strict=True) if kind & OWNER_TYPES),
        by_id,
    )


def rank(node: Node, shown: set[str], own: set[str]) -> int:
    """How surely a node describes this page's article and not another."""
    headline = fold(plain(node.get("headline")) or plain(node.get("name")))
    page = node.get("mainEntityOfPage")
    place = {bare(plain(v)) for v in (node.get("url"), node.get("@id"), page, ident(page))}
    return (
        4 * (bool(headline) and headline in shown)
        + 4 * bool(place & own)
        + 2 * ("headline" in node)
        + ("datePublished" in node)
        + ("author" in node)
        - 2 * bool(types(node) & {"review", "recipe", "howto"})
    )


def ident(value: Value) -> Value:
    """The `@id` of a node, where it has one."""
    return value.get("@id") if isinstance(value, dict) else None


def roots(script: str) -> list[Value]:
    """The values that a script holds: none where it can't be read, several where they just follow each other.

    Survives what real pages have: comment and CDATA marks around it, control characters in strings, commas before
    a closing bracket, backslashes before anything, NaN, a second root after the first. A nesting deeper than
    Python's stack and numbers of thousands of digits are no JSON-LD: such a script gives nothing.
    """
    if len(script) > MAX_SCRIPT:
        return []
    text = script.strip().lstrip("\ufeff")
    try:
        return several(text)
    except (ValueError, RecursionError):
        pass
    try:
        return several(mended(text))
    except (ValueError, RecursionError):
        return []


def several(text: str) -> list[Value]:
    """The values of a text that holds one JSON value or several in a row."""
    found: list[Value] = []
    position = 0
    while position < len(text):
        value, position = _DECODER.raw_decode(text, position)
        found.append(value)
        while position < len(text) and (text[position].isspace() or text[position] in ",;"):
            position += 1
    return found


_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def mended(text: str) -> str:
    """The text without the faults that are common in pages."""
    return _STRING_OR_COMMA.sub(_mend, unwrapped(text))


def unwrapped(text: str) -> str:
    """The text without comment and CDATA marks before and behind it."""
    for _ in range(8):
        text = text.strip()
        for mark in _MARKS:
            text = text.removeprefix(mark).removesuffix(mark)
    return text.strip()


def _mend(found: re.Match[str]) -> str:
    piece = found[0]
    if piece == ",":
        return ""
    return _BAD_ESCAPE.sub(lambda m: m[0] if m[1] in '"\\/bfnrtu' else m[1], piece)


def walk(root: Value, limit: int) -> Iterator[Node]:
    """The nodes that may speak of this page, outermost first."""
    queue: list[Value] = [root]
    given = 0
    for value in queue:
        if given >= limit or len(queue) > 10 * MAX_NODES:
            return
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            given += 1
            yield value
            queue.extend(value[key] for key in DESCENT if isinstance(value.get(key), (dict, list)))


def types(node: Node) -> frozenset[str]:
    """The node's types in lower case, without `schema:` or an address before them."""
    raw = node.get("@type")
    names = raw if isinstance(raw, list) else [raw]
    return frozenset(
        n[:200].rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().lower() for n in names[:20] if isinstance(n, str)
    )


def plain(value: Value) -> str | None:
    """A value as one line of text: entities read, tags dropped, white space squeezed; the first one of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value) if isinstance(value, (int, float)) else value[: 2 * MAX_STRING]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())[:MAX_STRING] or None


def first(value: Value) -> Value:
    """The first of a list, or the value itself."""
    return (value[0] if value else None) if isinstance(value, list) else value


def many(value: Value) -> list[Value]:
    """A list as it is, a single value as a list of one, nothing as an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


_NO_LETTER = re.compile(r"[\W_]+")
_ASCII_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def fold(text: str | None) -> str:
    """The text for comparing: case, punctuation and spaces do not count."""
    if not text:
        return ""
    if text.isascii():  # many times faster than the pattern
        return text.lower().encode().translate(None, _ASCII_NO_LETTERS).decode()
    return _NO_LETTER.sub("", text.casefold())


def bare(address: str | None) -> str:
    """An address for comparing: without scheme, `www.`, query, fragment and closing slash."""
    text = (address or "").split("#", 1)[0].split("?", 1)[0]
    return text.split("://", 1)[-1].removeprefix("www.").rstrip("/").lower()
