"""What is done to a page: each function takes a page's source apart where HTML has its joints, and puts it wrong.

A page is made by its number alone: the same seed and number give the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from .sources import Source

TOKENS = re.compile(r"(<[^<>]{0,5000}>)")
OPENING = re.compile(r"<([a-z][a-z0-9]*)\b")
MOST = 2_000_000
"""characters of a mutated page"""
ELEMENTS = (
    "div span p a b i em font section article main aside header footer nav ul ol li dl dt dd table tr td th tbody "
    "caption blockquote q pre code figure figcaption picture img video audio iframe object embed svg math template "
    "slot noscript script style title textarea select option button form input label details summary dialog h1 h2 "
    "h3 h6 hr br wbr time address small sub sup ruby rt center marquee frameset frame base link meta body html head "
    "x-card amp-img plaintext xmp listing"
).split()
ENCODINGS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-7 latin-1 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 "
    "cp1256 cp1257 cp1258 cp874 cp866 koi8-r koi8-u mac-roman shift_jis euc_jp iso2022_jp euc_kr cp949 big5 "
    "big5hkscs gb18030 hz cp037 iso8859-2 iso8859-7 iso8859-15"
).split()
LABELS = (*ENCODINGS, "", "utf8", "none", "x-user-defined", "undefined", "punycode", "idna", "rot13", "\x00", "ü" * 9)
WORDS = (
    "Ada Whitlock said on Tuesday that 3.1 million euros, or £2.49 a week, “would hold” until 1 May 2024: the weir, "
    "the mill (built in 1794) and the U.S. Department of Works, according to two officials."
).split()
ODD = "\u200b\u202e\u0301\ufeff\u2028\x85\u00ad\U0001f469\u200d\U0001f680\u0e33\u0f77ﷺßİ𝒜１①"
TEXTS = ("“", "”", '"', "…", ". ", "A. ", "1 May ", "£1 ", "said ", "\n", "\t", "-", "(", "http://a.a/", "&", "word ")
ATTRIBUTES = (
    "class id style href src srcset alt title content datetime itemprop rel lang dir role aria-label width height "
    "data-src data-srcset data-cc-src data-cc-hidden data-cc-captured colspan rowspan start value property name "
    "shadowrootmode slot onload"
).split()
TYPES = ("NewsArticle", "ItemList", "Person", "ImageObject", "LiveBlogPosting", "", 7, None, ["NewsArticle", 3])


@dataclass(frozen=True)
class Mutated:
    """One page as it is sent, and how it came about."""

    number: int
    data: bytes
    charset: str | None
    how: str


def _long(r: Random, most: int = 300_000) -> int:
    """A length of any order of magnitude up to a most."""
    return int(most ** r.random())


def _text(r: Random) -> str:
    """Text without markup, of many kinds and lengths."""
    n = _long(r)
    kind = r.randrange(5)
    if kind == 0:
        return r.choice(TEXTS) * n
    if kind == 1:
        return " ".join(r.choices(WORDS, k=n // 6 + 1))
    if kind == 2:
        return "".join(r.choices(ODD, k=min(n, 20_000)))
    if kind == 3:
        return "".join(map(chr, r.choices(range(1, 0xD7FF), k=min(n, 20_000))))
    return r.choice("aA1 Яあ") * n


def truncate(r: Random, page: str) -> str:
    """Cut off at the end, at the start, or at both."""
    start, end = sorted((r.randrange(len(page) + 1), r.randrange(len(page) + 1)))
    return r.choice((page[:end], page[start:], page[start:end]))


def shuffle(r: Random, page: str) -> str:
    """Tags and texts in another order, within windows of a random size."""
    tokens = TOKENS.split(page)
    window = r.randrange(2, len(tokens) + 3)
    out: list[str] = []
    for at in range(0, len(tokens), window):
        piece = tokens[at : at + window]
        r.shuffle(piece)
        out += piece
    return "".join(out)


def lose(r: Random, page: str) -> str:
    """Some tags are missing: of one kind, or closing ones, or any."""
    tokens = TOKENS.split(page)
    share = r.random() ** 2
    only = r.choice(("</", "<", "<p", "</p", "<div", "</div", "</script", '"'))
    return "".join(t for t in tokens if not t.startswith(only) or r.random() > share)


def repeat(r: Random, page: str) -> str:
    """A piece of the page many times over."""
    tokens = TOKENS.split(page)
    start = r.randrange(len(tokens))
    piece = "".join(tokens[start : start + 2 + _long(r, len(tokens))])
    times = min(_long(r, 20_000), max(1, (MOST - len(page)) // max(1, len(piece))))
    return "".join(tokens[:start]) + piece * times + "".join(tokens[start:])


def nest(r: Random, page: str) -> str:
    """Elements inside elements inside elements, closed or left open, around a part or all of it."""
    tokens = TOKENS.split(page)
    start, end = sorted((r.randrange(len(tokens) + 1), r.randrange(len(tokens) + 1)))
    names = r.sample(ELEMENTS, r.randrange(1, 4))
    depth = r.choice((3, 40, 200, 450, 511, 513, 2_000, 40_000))
    opened = "".join(f"<{name}>" for name in names) * (depth // len(names) + 1)
    closed = "".join(f"</{name}>" for name in reversed(names)) * (depth // len(names) + 1)
    middle = "".join(tokens[start:end])
    return "".join(tokens[:start]) + opened + middle + r.choice((closed, "", closed[: len(closed) // 2])) + "".join(
        tokens[end:]
    )  # fmt: skip


def attributes(r: Random, page: str) -> str:
    """Attributes that are huge, many, odd, or twice there."""
    tokens = TOKENS.split(page)
    for _ in range(r.randrange(1, 12)):
        at = r.randrange(len(tokens))
        if not OPENING.match(tokens[at]):
            continue
        kind = r.randrange(4)
        name = r.choice(ATTRIBUTES)
        value = _text(r).replace('"', "")
        if kind == 0:
            more = f' {name}="{value}"'
        elif kind == 1:
            more = "".join(f" {name}{n}='{n}'" for n in range(_long(r, 20_000)))
        elif kind == 2:
            more = f" {name}={value[:50]} {name}='{value[:5000]}"
        else:
            more = f' {name}="{r.choice(("-1", "0", "99999999999", "1e9", "NaN", "https://[", "//", "?" * 9, "#"))}"'
        tokens[at] = tokens[at][:-1] + more + tokens[at][-1]
    return "".join(tokens)


def rename(r: Random, page: str) -> str:
    """Elements of one kind become elements of another."""
    for _ in range(r.randrange(1, 5)):
        old = r.choice((*ELEMENTS[:20], "p", "p", "div", "article"))
        new = r.choice(ELEMENTS)
        page = re.sub(rf"(</?){old}\b", rf"\g<1>{new}", page)
    return page


def insert(r: Random, page: str) -> str:
    """Text of any kind, or markup that changes how the rest is read, between two tags."""
    tokens = TOKENS.split(page)
    for _ in range(r.randrange(1, 8)):
        name = r.choice(ELEMENTS)
        soup = (
            _text(r), f"<{name}>", f"</{name}>", f"<{name}>{_text(r)}</{name}>", "<!--", "-->", "<![CDATA[", "]]>",
            "<!doctype x [<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>]>&a;", "<?xml version='1.0' encoding='x'?>", "<",
            "&#x110000;&#0;&#xD800;&#99999999999999999999;", "&amp" * _long(r, 50_000), "</" * _long(r, 5_000),
            "<p>" * _long(r, 50_000), "<br>" * _long(r, 50_000), "<a href=/x>y</a> " * _long(r, 20_000),
            "<li>" * _long(r, 5_000), "<td>" * _long(r, 5_000), "<table>" * _long(r, 400),
            "<template shadowrootmode=open><slot>" * _long(r, 200), "<b><p>" * _long(r, 200), "<svg><a>", "<math>",
            f"<p>{_text(r)}</p>" * _long(r, 30), "<h2>Next</h2>" * _long(r, 5_000),
            f"<img src=x{_long(r)} alt='{_text(r)[:3000]}'>" * _long(r, 3_000),
        )  # fmt: skip
        tokens.insert(r.randrange(len(tokens) + 1), r.choice(soup))
    return "".join(tokens)


def data(r: Random, page: str) -> str:
    """JSON-LD and meta elements with values of the wrong kind, endless, or broken."""

    def value(depth: int = 0) -> object:
        kind = r.randrange(9 if depth < 4 else 6)
        if kind < 6:
            return (
                _text(r)[:20_000],
                r.random() * 10**300,
                -(10 ** r.randrange(60)),
                None,
                True,
                "2024-13-45T99:99",
            )[kind]
        if kind == 6:
            return [value(depth + 1) for _ in range(r.randrange(4))]
        names = ("@type", "@id", "@graph", "name", "url", "headline", "text", "itemListElement", "image", "author")
        return {r.choice(names): value(depth + 1) for _ in range(r.randrange(5))}

    fields: dict[str, object] = {
        name: value()
        for name in ("headline", "author", "datePublished", "dateModified", "image", "publisher", "articleBody",
                     "isAccessibleForFree", "hasPart", "mainEntityOfPage", "wordCount", "inLanguage", "@graph")
        if r.random() < 0.5
    }  # fmt: skip
    block = json.dumps({"@context": "https://schema.org", "@type": r.choice(TYPES), **fields})
    deep = _long(r, 50_000)
    block = r.choice((block, block, block[: r.randrange(len(block))], "[" * deep, '{"@graph":[' * deep, block * 9))
    metas = "".join(
        f'<meta {r.choice(("property", "name", "itemprop"))}="{name}" content="{_text(r)[:9000]}">'
        for name in ("og:title", "og:image", "og:url", "author", "article:published_time", "date", "description")
    )
    script = f'<script type="application/ld+json">{block}</script>'
    at = r.choice((page.find("</head>"), page.find("<body"), r.randrange(len(page) + 1)))
    return page[: max(0, at)] + script + metas + page[max(0, at) :]


def characters(r: Random, page: str) -> str:
    """Single characters replaced, put in, or taken out."""
    chars = list(page)
    for _ in range(_long(r, 3_000)):
        at = r.randrange(len(chars) + 1)
        chars[at : at + r.randrange(2)] = r.choice(
            ("<", ">", '"', "'", "&", "\x00", "\x1b", "\ufffe", "/", "=", "", "é")
        )
    return "".join(chars)


OF_TEXT: tuple[Callable[[Random, str], str], ...] = (
    truncate, shuffle, lose, repeat, nest, attributes, rename, insert, data, characters,
)  # fmt: skip


def splice(r: Random, page: str, other: str) -> str:
    """The start of one page and the end of another, or one within the other."""
    at, there = r.randrange(len(page) + 1), r.randrange(len(other) + 1)
    return r.choice((page[:at] + other[there:], page[:at] + other + page[at:]))


def bytes_of(r: Random, page: str) -> tuple[bytes, str | None, str]:
    """A page's bytes in some encoding, with a label that is right, wrong, unknown or missing; then broken bytes."""
    encoding = r.choice(ENCODINGS) if r.random() < 0.35 else "utf-8"
    errors = r.choice(("replace", "xmlcharrefreplace", "ignore"))
    sent = page.encode("utf-8", "replace").decode("utf-8").encode(encoding, errors)
    how = encoding
    if r.random() < 0.3:
        label = r.choice(LABELS)
        sent = re.sub(rb"charset=[\w\"'-]{0,20}", b"charset=" + label.encode(), sent, count=1)
        how += f", says {label!r}"
    charset = r.choice((None, None, encoding, r.choice(LABELS)))
    if r.random() < 0.3:
        broken = bytearray(sent)
        for _ in range(_long(r, 2_000)):
            at = r.randrange(len(broken) + 1)
            odd = (
                b"\xff",
                b"\xc0\x80",
                b"\xed\xa0\x80",
                b"\xf8\x88\x80\x80\x80",
                b"\x80",
                b"\x00",
                b"\xfe\xff",
                b"\x1b$B",
            )
            broken[at : at + r.randrange(2)] = r.choice(odd)
        sent = bytes(broken)
        how += ", broken bytes"
    if r.random() < 0.05:
        sent = r.choice((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xd8")) + sent
        how += ", a mark in front"
    return sent, charset, how


def page(seed: int, number: int, sources: Sequence[Source]) -> Mutated:
    """The page of a number: a source, one to four things done to it, and its bytes."""
    r = Random(f"{seed} {number}")
    source = r.choice(sources)
    text, how = source.text, [source.name]
    for _ in range(r.choice((1, 1, 2, 2, 3, 4))):
        if r.random() < 0.06:
            other = r.choice(sources)
            text = splice(r, text, other.text)
            how.append(f"splice {other.name}")
        else:
            change = r.choice(OF_TEXT)
            text = change(r, text)
            how.append(change.__name__)
        text = text[:MOST]
    sent, charset, told = bytes_of(r, text)
    return Mutated(number, sent, charset, ", ".join([*how, told]))
