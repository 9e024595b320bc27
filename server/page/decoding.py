"""Bytes as text, as a browser would read them, and better where the page says nothing or something wrong.

A byte order mark, valid UTF-8, the declared encoding, a guess, in this order. Valid UTF-8 with letters beyond
ASCII is hardly ever anything else, whatever the page declares, so it goes before the declaration.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bs4.dammit import EncodingDetector

from server.model import NotText

_BINARY = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"OggS\x00",
    b"ID3\x02", b"ID3\x03", b"ID3\x04", b"7z\xbc\xaf", b"\x7fELF", b"wOFF\x00", b"wOF2\x00", b"\x00\x00\x01\x00",
)  # fmt: skip
"""First bytes of the formats that are most often sent by mistake (the WHATWG MIME sniffing tables)."""
_CONTAINERS = {
    (0, b"RIFF"): (8, (b"WEBP", b"WAVE", b"AVI ")),
    (4, b"ftyp"): (8, (b"isom", b"mp4", b"M4", b"qt", b"avi", b"heic", b"mif1", b"iso")),
}
"""Formats whose first word may begin a text too: where it stands, and where and which the second one is."""

_ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252",
    "ascii": "cp1252", "us-ascii": "cp1252", "ansi": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254",
    "iso8859-9": "cp1254", "latin5": "cp1254", "x-cp1251": "cp1251", "win-1251": "cp1251", "x-cp1250": "cp1250",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "chinese": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "csshiftjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932", "x-euc-jp": "euc_jp", "euc-kr": "cp949", "korean": "cp949",
    "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "dos-874": "cp874",
    "iso-8859-8-i": "cp1255", "iso-8859-8-e": "cp1255", "iso-8859-8": "cp1255", "logical": "cp1255",
    "visual": "cp1255", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs", "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u", "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic", "iso-2022-jp": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext",
}  # fmt: skip
"""Labels that browsers read as a superset of what they say (WHATWG Encoding Standard, 4.2)."""
_KNOWN = frozenset(
    "cp866 cp874 cp932 cp949 big5hkscs gb18030 euc_jp iso2022_jp_ext koi8-r koi8-u mac-roman mac-cyrillic "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 "
    "iso8859-6 iso8859-7 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
"""Python's names of the encodings that browsers know: others (`punycode`, `undefined`) are no page's."""
_BY_LANGUAGE = {
    "ar": "cp1256", "fa": "cp1256", "ur": "cp1256", "cs": "cp1250", "hu": "cp1250", "pl": "cp1250", "sk": "cp1250",
    "sl": "cp1250", "hr": "cp1250", "ro": "cp1250", "el": "cp1253", "et": "cp1257", "lt": "cp1257", "lv": "cp1257",
    "he": "cp1255", "iw": "cp1255", "tr": "cp1254", "az": "cp1254", "th": "cp874", "vi": "cp1258", "ru": "cp1251",
    "uk": "cp1251", "bg": "cp1251", "sr": "cp1251", "mk": "cp1251", "be": "cp1251", "ja": "cp932", "ko": "cp949",
    "zh-tw": "big5hkscs", "zh-hk": "big5hkscs", "zh": "gb18030",
}  # fmt: skip
"""What browsers suppose by locale (HTML Standard, 13.2.3.3); the page's own language stands for the locale."""

_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s{0,3}=\s{0,3}[\"']?([a-zA-Z]{2}(?:-[a-zA-Z]{2})?)")
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([JI])")
"""the sequences that switch ISO-2022-JP to Japanese; the rest of it is plain ASCII"""
_PROBE = 65_536
"""bytes from which an undeclared encoding is guessed"""
_NO_WORD = re.compile(rb"[A-Za-z]{64,}")
"""ASCII letters that say nothing about the encoding, and on which the guess takes quadratic time"""
_STRAY = 0.05
"""share of broken characters among those beyond ASCII with which a page still is UTF-8"""
_LEADS = bytes(range(0xC0, 0x100))
"""bytes with which a character beyond ASCII begins in UTF-8"""
_ONE_BYTE = re.compile(r"cp12|iso8859|mac-")


_TWICE = "\u00e2\u0080"
_WRITTEN_TWICE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
"""the bytes of one UTF-8 character beyond ASCII, each taken for a character of Latin-1"""


def decode(data: bytes, charset: str | None = None) -> str:
    """The bytes of a page as text.

    Args:
        data: the page.
        charset: the label that came with the bytes; one that browsers do not know is ignored.

    Raises:
        NotText: the first bytes are those of a picture, a PDF or another binary format.
    """
    if _is_binary(data):
        raise NotText("This is not a page: the bytes are those of a picture, a PDF or another binary file.")
    stripped, bom = EncodingDetector.strip_byte_order_mark(data)
    if bom:
        return stripped.decode(bom, "replace")
    if wide := _sixteen_bits(data):
        return data.decode(wide, "replace")
    if _ESCAPES.search(data) and data.isascii():
        return data.decode("iso2022_jp_ext", "replace")
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    labels = [label.strip(" \"'").lower() for label in (charset, declared) if label]
    text = _utf8(data, declared=bool(labels) and labels[0] in ("utf-8", "utf8"))
    if text is not None:
        return text
    for codec in _candidates(data, labels):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def read_once(text: str) -> str:
    """Text that was UTF-8, was taken for Latin-1 and written as UTF-8 again, as it was before: `â\x80\x99` is `’`.

    No page has the control characters of Latin-1; behind an `â` they are what is left of quotation marks and dashes.
    """
    if "\u0080" not in text or _TWICE not in text:  # a single character is found at once
        return text
    return _WRITTEN_TWICE.sub(_as_utf8, text)


def _as_utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _is_binary(data: bytes) -> bool:
    return data.startswith(_BINARY) or any(
        data.startswith(first, at) and data.startswith(second, then)
        for (at, first), (then, second) in _CONTAINERS.items()
    )


def _sixteen_bits(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of the markup is zero."""
    start = data[:1024]
    even, odd = start[::2], start[1::2]
    if odd.count(0) > len(odd) / 4 and even.count(0) < len(even) / 50:
        return "utf-16-le"
    if even.count(0) > len(even) / 4 and odd.count(0) < len(odd) / 50:
        return "utf-16-be"
    return None


def _utf8(data: bytes, *, declared: bool) -> str | None:
    """The text where the bytes are UTF-8, a few broken ones among many whole ones included; else None."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(data) - len(data.translate(None, _LEADS)) - broken
    return text if broken <= (whole if declared else _STRAY * whole) else None


def _candidates(data: bytes, labels: list[str]) -> Iterator[str]:
    """Python's names of the encodings that the bytes may have, the likeliest first."""
    declared = [codec for label in labels if (codec := _codec(label))]
    yield from declared
    found = _LANGUAGE.search(data[:_PROBE])
    language = found[1].decode().lower() if found else ""
    usual = _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(language[:2])
    # Of Cyrillic encodings several are in use, and the guess tells them apart; of the others the language does.
    guesses = [
        codec for label in EncodingDetector(_NO_WORD.sub(b" ", data[:_PROBE])).encodings if (codec := _codec(label))
    ]
    if usual and usual != "cp1251" and (not guesses or _ONE_BYTE.match(guesses[0])):
        yield usual
    yield from (codec for codec in guesses if not codec.startswith("mac-"))
    if usual:
        yield usual


def _codec(label: str) -> str | None:
    """Python's name for a label, None for one that browsers do not know."""
    label = label.lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = _ALIASES.get(name, name)
    return name if name in _KNOWN else None
