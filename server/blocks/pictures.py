"""Which picture an `img` really shows: lazy ones resolved, the best size, decoration told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from server.blocks.addresses import absolute
from server.blocks.frames import words_of
from server.model import Element, Picture

LAZY = (
    "data-cc-src", "data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image",
    "data-hi-res-src",
    "data-src-large", "data-full-src", "data-original-src", "data-img-src", "data-img-url",
    "data-echo", "data-lazyload", "data-flickity-lazyload", "data-flickity-lazyload-src", "data-splide-lazy",
    "data-defer-src",
)  # fmt: skip
"""Attributes in which lazy loaders keep the address; the extension's mark of what the browser chose first."""
SETS = (
    "data-srcset", "data-lazy-srcset", "data-original-set", "data-sizes-srcset", "data-flickity-lazyload-srcset",
    "data-splide-lazy-srcset", "srcset",
)  # fmt: skip
_LATER = frozenset(LAZY[1:])
WIDEST = 1600
"""pixels: wider candidates cost a reader more than they show in a column of text"""
SMALLEST = 64
"""pixels: what is smaller on both sides is an icon"""

_DECORATION = frozenset(
    "icon icons logo logos avatar gravatar emoji sprite pixel spacer tracking tracker badge placeholder author "
    "byline favicon flag smiley".split()
)
_ICON_FILES = frozenset(
    name + ending
    for name in "icon logo avatar gravatar spacer pixel blank 1x1 sprite emoji".split()
    for ending in ("", "s")
)
"""pieces of an address between slashes, dots, dashes and underscores"""
_TRACKING_HOSTS = frozenset(
    "pixel b sb stat stats metric metrics beacon analytics track tracker tracking count counter".split()
)
"""first labels of their names"""
_TRACKERS = (
    "scorecardresearch", "doubleclick", "facebook.com/tr", "google-analytics", "chartbeat", "quantserve",
)  # fmt: skip
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)$", re.I)
_KEYCAP = re.compile(r"[0-9]")
_DIGITS = re.compile(r"\d{1,5}")
_CANDIDATE = re.compile(r"(\S+)(?:\s+(\d{1,6}(?:\.\d{1,4})?)([wx]))?\s*(?:,|$)")


def resolve(image: Element, base: str | None, *, fallback: Element | None = None) -> Picture | None:
    """The picture of an `img`, or None where it is decoration, a tracking pixel or has no usable address.

    Args:
        image: the `img` (or `amp-img`) element.
        base: what relative addresses are relative to.
        fallback: the `img` of a `noscript` beside it.
    """
    width, height = _pixels(image.get("width")), _pixels(image.get("height"))
    if width is not None and height is not None and max(width, height) <= SMALLEST:
        return None
    if not (width and width > 2 * SMALLEST) and _is_named_decoration(image):
        return None
    candidates = chain(_addresses(image), _addresses(fallback) if fallback is not None else ())
    src = next((found for candidate in candidates if (found := address(candidate, base))), None)
    if src is None or _is_decoration(src):
        return None
    if width is not None and width < 16:
        width = None
    return Picture(src=src, alt=" ".join((image.get("alt") or "").split())[:1000], width=width, height=height)


def _is_named_decoration(image: Element) -> bool:
    names = image.get("class"), image.get("id")
    return any(name and not words_of(name).isdisjoint(_DECORATION) for name in names)


def _is_decoration(src: str) -> bool:
    """Whether an absolute address is that of an icon or of what counts readers."""
    folded = src.lower()
    pieces = folded.split("?", 1)[0][8:].replace("_", "/").replace(".", "/").replace("-", "/").split("/")
    if not _ICON_FILES.isdisjoint(pieces):
        return True
    place = folded.split("://", 1)[-1]
    return place.partition(".")[0] in _TRACKING_HOSTS or any(map(place.__contains__, _TRACKERS))


def address(url: str, base: str | None) -> str | None:
    """A picture's absolute address; https where the page is https, as browsers load it then."""
    if url.startswith(("data:", "blob:", "#")):
        return None
    full = absolute(url, base)
    if full and full.startswith("http:") and (base or "").startswith("https:"):
        full = "https:" + full[5:]
    return full


def emoji(image: Element) -> str | None:
    """The sign that a small `img` in a line of text stands for, None where it is no such sign."""
    alt = (image.get("alt") or "").strip()
    if not alt or len(alt) > 12 or any(c.isalnum() and not _KEYCAP.match(c) for c in alt):
        return None
    return alt if any(unicodedata.category(c) == "So" for c in alt) or "\u20e3" in alt else None


def is_file(url: str) -> bool:
    """Whether an address is a picture's own: a link to it opens the picture, not another page."""
    return bool(_PICTURE_FILE.search(url.split("?", 1)[0]))


def stands_alone(noscript: Element) -> bool:
    """Whether a `noscript` holds the only picture of its box: scripts would have put one there.

    Advertising does the same, but its pictures have no file's name.
    """
    box, inner = noscript.getparent(), from_noscript(noscript)
    if box is None or box.tag in ("body", "head", "html") or inner is None:
        return False
    if not any(map(is_file, _addresses(inner))):
        return False
    return not any(
        next(child.iter("img", "amp-img", "picture"), None) is not None for child in box if child is not noscript
    )


def from_noscript(element: Element) -> Element | None:
    """The `img` in a `noscript`, whether its content was parsed as markup or kept as text."""
    inner = next(element.iter("img"), None)
    if inner is not None or not element.text or "<img" not in element.text:
        return inner
    parsed = etree.HTML(element.text[:20_000])
    return next(parsed.iter("img"), None) if parsed is not None else None


def _addresses(image: Element) -> Iterator[str]:
    """Every address that an image has, the one to be preferred first."""
    keys = image.keys()
    if LAZY[0] in keys:
        yield image.get(LAZY[0], "")
    sized = [candidate for value in _sets(image) for candidate in parse_srcset(value)]
    wide = [c for c in sized if c[1] <= WIDEST]
    if wide:
        yield max(wide, key=_width)[0]
    if not _LATER.isdisjoint(keys):
        for name in LAZY[1:]:
            if name in keys:
                yield image.get(name, "")
    if sized:
        yield min(sized, key=_width)[0]
    if src := image.get("src"):
        yield src


def _sets(image: Element) -> Iterator[str]:
    """The sets of sizes that an image has, and those of the `picture` around it."""
    parent = image.getparent()
    sources = parent.iter("source") if parent is not None and parent.tag == "picture" else ()
    for element in chain((image,), sources):
        keys = element.keys()
        for name in SETS:
            if name in keys:
                yield element.get(name, "")


def _width(candidate: tuple[str, float]) -> float:
    return candidate[1]


def parse_srcset(value: str) -> list[tuple[str, float]]:
    """`(address, width)` of each candidate; a density counts as that many 800 pixels (HTML Standard, 4.8.4.2.1)."""
    out = []
    for url, number, unit in _CANDIDATE.findall(value[:20_000]):
        url = url.rstrip(",")
        if url and not url.startswith("data:"):
            out.append((url, float(number or 1) * (1 if unit == "w" else 800)))
    return out


def _pixels(value: str | None) -> int | None:
    match = _DIGITS.match(value.strip()) if value else None
    return int(match.group()) if match and not value.strip().endswith("%") else None  # type: ignore[union-attr]
