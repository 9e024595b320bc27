"""Bytes or text in, one parsed page out.

Decodes, parses once with lxml, holds the caps, puts shadow roots where the browser shows them, and takes out for
good what the extension's capture marked as hidden: what the page hid from the reader is not brought back by any
later room.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal, cast
from urllib.parse import urljoin

from lxml import etree

from server import hosts
from server.model import Element, EmptyPage, Limits, NotText, Page, PageTooLarge
from server.page.decoding import decode, read_once
from server.page.tree import drop_hidden, move_out_of_head, unwrap_shadow_roots

CAPTURED = "data-cc-captured"

LEFT_OUT = "Something larger than this service takes, such as a picture inside the page's source, was left out."
_BLANK = "\ufeff\x00 \t\r\n\f\v\xa0"
_CONTROL = bytes(range(0x09)) + b"\x0b" + bytes(range(0x0E, 0x20)) + b"\x7f"
"""one byte each in UTF-8, which `bytes.translate` drops many times faster than a regular expression finds them"""
_FORM_FEED = bytes.maketrans(b"\f", b" ")
"""white space to HTML, and a character that lxml takes from a parser but from nobody else"""
_SPECIALS = b"\xef"
"""the byte with which the two noncharacters and the replacement character begin, and few others: a single byte is
found at once"""
_NO_CHARACTER = re.compile(
    rb"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01]|127|6553[45])(?!\d)"
    rb"|[xX]0*(?:[1-8bBcCeEfF]|1[\da-fA-F]|7[fF]|[fF]{3}[eEfF])(?![\da-fA-F]));?"
)
"""References to the characters that no XML text may hold: libxml2 lets them in."""
_MISREAD = re.compile(
    rb"<(?=/[bhBH]|[stewkSTEWK])(?i:/(?:body|html)\s{0,20}>|(source|track|embed|wbr|keygen)\b([^<>]{0,8000})>)"
)
"""Tags that libxml2 does not read as browsers do. End tags that mean nothing to a browser, and after which libxml2
drops all that follows (HTML Standard, 13.2.6.4.19: what comes after the body is part of it). And elements that never
hold anything (HTML Standard, 13.1.2) and that libxml2 does not know as such: it would put all that follows inside
them, the picture of a `picture` too. The first letter by itself: it parts them from most tags at once."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_COUNT = etree.XPath("count(//*)")
_UNREADABLE = 0.05
"""share of control and replacement characters from which bytes are no text; a few of them are an accident"""


def read(
    data: bytes | str,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] = "html",
    charset: str | None = None,
    limits: Limits | None = None,
) -> Page:
    """Make a Page of what was sent.

    Args:
        data: the page; bytes are decoded, text is taken as it is.
        url: the page's address; anything but http(s) is dropped.
        kind: `text` for plain text: each line becomes a paragraph.
        charset: the label that came with the bytes; an unknown one is ignored.
        limits: the caps; the defaults where not given.

    Raises:
        EmptyPage: nothing but white space.
        NotText: the bytes are a picture or another binary file.
        PageTooLarge: over the cap on bytes, elements or depth.
    """
    limits = limits or Limits()
    if len(data) > limits.max_bytes:  # a character is a byte at least
        raise _too_large(len(data), limits)
    text = read_once(data if isinstance(data, str) else decode(data, charset))
    source = _utf8(text)
    if isinstance(data, str) and len(source) > limits.max_bytes:
        raise _too_large(len(source), limits)
    if not text.strip(_BLANK):
        raise EmptyPage("Nothing was sent: the page is empty.")
    clean = _clean(source)
    unreadable = len(source) - len(clean) + (text.count("\ufffd") if _SPECIALS in source else 0)
    if unreadable > max(8, _UNREADABLE * len(text)):
        raise NotText("This is not a text: its bytes can't be read as one in any encoding.")
    url = url if url and hosts.is_web(url) else None
    if kind == "text":
        return Page(_from_lines(clean.decode("utf-8"), limits), url, url, "text", captured=False)
    root = _parse(clean)
    _hold_caps(root, limits, len(clean))
    # A page that is no longer than the cap has no attribute that is.
    left_out = len(clean) > limits.max_attribute and _drop_long_attributes(root, limits.max_attribute)
    captured = root.get(CAPTURED) is not None
    drop_hidden(root)
    move_out_of_head(root)
    unwrap_shadow_roots(root)
    base = next((b.get("href") for b in root.iter("base") if b.get("href")), None)
    resolved = join(url, base.strip()) if base else url
    return Page(
        root,
        url,
        resolved if resolved and hosts.is_web(resolved) else url,
        "html",
        captured,
        (LEFT_OUT,) if left_out else (),
    )


def join(base: str | None, url: str) -> str | None:
    """`url` made absolute against `base`; None where that can't be done."""
    try:
        return urljoin(base or "", url)
    except ValueError:
        return None


def _too_large(size: int, limits: Limits) -> PageTooLarge:
    return PageTooLarge(f"This page has {size:,} bytes; the service takes at most {limits.max_bytes:,}.")


def _utf8(text: str) -> bytes:
    """The text's bytes; halves of surrogate pairs, which no XML text may hold, become replacement characters."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode("utf-8")


def _clean(source: bytes) -> bytes:
    """Without the characters that no XML text may hold."""
    source = source.translate(_FORM_FEED, _CONTROL)
    if _SPECIALS in source:
        source = source.replace("\ufffe".encode(), b"").replace("\uffff".encode(), b"")
    return source


def _parse(source: bytes) -> Element:
    source, found = _NO_CHARACTER.subn(b"", source)
    if found:  # twice: without the inner one, `&#&#1;1;` would be one
        source = _NO_CHARACTER.sub(b" ", source)
    source = _MISREAD.sub(_as_browsers_do, source)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptyPage("There is nothing to read in this page.") from error
    if root is None:
        raise EmptyPage("There is nothing to read in this page.")
    return root


def _as_browsers_do(tag: re.Match[bytes]) -> bytes:
    """An end tag that ends nothing as nothing, an element that holds nothing as a whole one."""
    name, attributes = tag.groups()
    return b"" if name is None else b"<%b%b />" % (name, attributes)


def _hold_caps(root: Element, limits: Limits, size: int) -> None:
    """Count elements and depth inside libxml2: neither needs recursion nor a walk in Python.

    An element takes three bytes or more: a page whose bytes are no more than the elements allowed needs no count.
    """
    if size > limits.max_elements and int(cast(float, _COUNT(root))) > limits.max_elements:
        raise PageTooLarge(f"This page has more than {limits.max_elements:,} elements.")
    if _deeper_than(limits.max_depth)(root):
        raise PageTooLarge(f"This page nests its elements deeper than {limits.max_depth:,}.")


def _drop_long_attributes(root: Element, most: int) -> bool:
    """Take out attributes whose values are longer than `most` characters; whether there were any."""
    found = cast(list[Any], _attributes_longer_than(most)(root))
    for value in found:
        del value.getparent().attrib[value.attrname]
    return bool(found)


@lru_cache(maxsize=8)
def _attributes_longer_than(most: int) -> etree.XPath:
    """The values of attributes that are longer, each knowing its element."""
    return etree.XPath(f"//@*[string-length() > {most}]")


@lru_cache(maxsize=8)
def _deeper_than(depth: int) -> etree.XPath:
    """Whether any element has `depth` others around it: one child step a level, each level's set made once."""
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")


def _from_lines(text: str, limits: Limits) -> Element:
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if len(lines) > limits.max_elements:
        raise PageTooLarge(f"This text has more than {limits.max_elements:,} lines.")
    root = etree.Element("html")
    article = etree.SubElement(etree.SubElement(root, "body"), "article")
    for line in lines:
        etree.SubElement(article, "p").text = line
    return root
