"""Bytes or text in, one parsed page out.

Decodes (BeautifulSoup's UnicodeDammit where the bytes are not UTF-8), parses once with lxml, holds the caps,
puts shadow roots where the browser shows them, and takes out for good what the extension's capture marked as
hidden: what the page hid from the reader is not brought back by any later room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, cast
from urllib.parse import urljoin, urlsplit

from bs4.dammit import EncodingDetector, UnicodeDammit
from lxml import etree

from server.model import Element, EmptyPage, Limits, NotText, Page, PageTooLarge

HIDDEN = "data-cc-hidden"
CAPTURED = "data-cc-captured"

_BINARY = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"OggS",
    b"\x00\x00\x00\x1cftyp", b"\x00\x00\x00\x20ftyp", b"ID3", b"BZh", b"7z\xbc\xaf", b"\x7fELF", b"wOFF", b"wOF2",
)  # fmt: skip
"""First bytes of the formats that are most often sent by mistake (the WHATWG MIME sniffing tables)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs", "x-gbk": "gb18030", "windows-31j": "cp932", "unicode": "utf-16",
}  # fmt: skip
"""Labels that browsers read as a superset of what they say (WHATWG Encoding Standard, 4.2)."""

_COUNT = etree.XPath("count(//*)")
_HIDDEN = etree.XPath(f"//*[@{HIDDEN}]")
_PROBE = 65_536
"""bytes from which an undeclared encoding is guessed"""


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
    size = len(data) if isinstance(data, bytes) else sum(map(len, _utf8_chunks(data)))
    if size > limits.max_bytes:
        raise PageTooLarge(f"This page has {size:,} bytes; the service takes at most {limits.max_bytes:,}.")
    text = data if isinstance(data, str) else decode(data, charset)
    if not text.strip():
        raise EmptyPage("Nothing was sent: the page is empty.")
    if text.count("\ufffd") > 0.05 * len(text) or text.count("\x00") > 0.05 * len(text):
        raise NotText("This is not a text: its bytes can't be read as one in any encoding.")
    url = url if url and is_web(url) else None
    if kind == "text":
        return Page(_from_lines(text), url, url, "text", captured=False)
    root = _parse(text)
    _hold_caps(root, limits)
    captured = root.get(CAPTURED) is not None
    _drop_hidden(root)
    _unwrap_shadow_roots(root)
    base = next((b.get("href") for b in root.iter("base") if b.get("href")), None)
    resolved = join(url, base.strip()) if base else url
    return Page(root, url, resolved if resolved and is_web(resolved) else url, "html", captured=captured)


def is_web(url: str) -> bool:
    """Whether an address is http(s) with a host; nonsense is not."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def join(base: str | None, url: str) -> str | None:
    """`url` made absolute against `base`; None where that can't be done."""
    try:
        return urljoin(base or "", url)
    except ValueError:
        return None


def decode(data: bytes, charset: str | None = None) -> str:
    """Bytes as text: a byte order mark, valid UTF-8, the declared encoding, a guess, in this order.

    Valid UTF-8 with letters beyond ASCII is hardly ever anything else, whatever the page declares, so it goes
    before the declaration.

    Raises:
        NotText: the first bytes are those of a picture, a PDF or another binary format.
    """
    if data.startswith(_BINARY):
        raise NotText("This is not a page: the bytes are those of a picture, a PDF or another binary file.")
    stripped, bom = EncodingDetector.strip_byte_order_mark(data)
    if bom:
        return stripped.decode(bom, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    labels = [_LABELS.get(label.lower().strip(), label) for label in (charset, declared) if label]
    labels = [label for label in labels if not re.match(r"utf-?(8|16|32)", label, re.I)]
    found = UnicodeDammit(data[:_PROBE], user_encodings=labels, is_html=True).original_encoding
    for label in (*labels, found):
        if not label:
            continue
        try:
            return data.decode(label)
        except (LookupError, UnicodeDecodeError):
            continue
    kept = data.decode("utf-8", "replace")
    return kept if kept.count("\ufffd") < 0.01 * len(kept) else data.decode("cp1252", "replace")


def _utf8_chunks(text: str) -> Iterator[bytes]:
    """The text's UTF-8 bytes a piece at a time, so that counting them needs no second copy of it."""
    for start in range(0, len(text), _PROBE):
        yield text[start : start + _PROBE].encode("utf-8", "replace")


def _parse(text: str) -> Element:
    source = _CONTROL.sub("", text).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.ParserError as error:
        raise EmptyPage("There is nothing to read in this page.") from error
    except etree.XMLSyntaxError as error:
        raise EmptyPage("There is nothing to read in this page.") from error
    if root is None:
        raise EmptyPage("There is nothing to read in this page.")
    return root


def _hold_caps(root: Element, limits: Limits) -> None:
    """Count elements and depth inside libxml2: neither needs recursion nor a walk in Python."""
    if int(cast(float, _COUNT(root))) > limits.max_elements:
        raise PageTooLarge(f"This page has more than {limits.max_elements:,} elements.")
    if _deeper_than(limits.max_depth)(root):
        raise PageTooLarge(f"This page nests its elements deeper than {limits.max_depth:,}.")


@lru_cache(maxsize=8)
def _deeper_than(depth: int) -> etree.XPath:
    """Whether any element has `depth` others around it: one child step a level, each level's set made once."""
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")


def _drop_hidden(root: Element) -> None:
    for element in cast(list[Element], _HIDDEN(root)):
        if element.tag not in ("html", "body", "head"):
            _remove(element)


def _remove(element: Element) -> None:
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _unwrap_shadow_roots(root: Element) -> None:
    """Put each shadow root where the browser shows it: in its host's place, the host's children in the slots."""
    for template in list(root.iter("template")):
        host = template.getparent()
        if host is None:
            continue
        if template.get("shadowrootmode") is None:
            _remove(template)
            continue
        slots = {slot.get("name") or "": slot for slot in reversed(list(template.iter("slot")))}
        light = [child for child in host if child is not template]
        loose = (host.text or "") + (template.tail or "")
        host.text = template.tail = None
        for child in light:
            host.remove(child)
            target = slots.get(child.get("slot") or "")
            if target is not None:
                if target.get("data-filled") is None:
                    _empty(target)
                target.append(child)
        if loose.strip() and (target := slots.get("")) is not None:
            if target.get("data-filled") is None:
                _empty(target)
            target.text = loose + (target.text or "")
        template.tag = "div"


def _empty(slot: Element) -> None:
    """Drop a slot's fallback content, which the browser shows only when nothing is slotted."""
    for child in list(slot):
        slot.remove(child)
    slot.text = None
    slot.set("data-filled", "")


def _from_lines(text: str) -> Element:
    root = etree.Element("html")
    article = etree.SubElement(etree.SubElement(root, "body"), "article")
    for line in _CONTROL.sub("", text).splitlines():
        if line.strip():
            etree.SubElement(article, "p").text = line.strip()
    return root
