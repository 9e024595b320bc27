"""Absolute addresses for links, pictures and embeds; what leads into a private network has none."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from server import hosts

LONGEST = 4_000
"""characters of an address"""
_ABSOLUTE = re.compile(r"(https?)://([^/?#]{1,300})", re.I)
_UNSAFE_SIGNS = r"\x00-\x20\"<>\\^`{|}\x7f"
_UNSAFE = re.compile(f"[{_UNSAFE_SIGNS}]")
_PLAIN = re.compile(rf"https?://([^/?#{_UNSAFE_SIGNS}]{{1,300}})(?![^/?#])[^{_UNSAFE_SIGNS}]*")
"""an absolute address as most are, with its host"""
_NAME = re.compile(r"[a-z0-9.-]+")
"""a host without port, user or brackets"""


def absolute(url: str, base: str | None) -> str | None:
    """`url` as an absolute http(s) address with a public host, else None.

    Args:
        url: as it stands in the page.
        base: what relative addresses are relative to; None: they have no address.
    """
    url = url.strip()
    if not url or len(url) > LONGEST:
        return None
    if url[0] == "/" and url[1:2] != "/" and base:
        url = _origin(base) + url
    if found := _PLAIN.fullmatch(url):
        return url if _is_public_host(found[1]) else None
    found = _ABSOLUTE.match(url)
    if found is None:
        try:
            url = urljoin(base or "", url)
        except ValueError:
            return None
        found = _ABSOLUTE.match(url)
        if found is None:
            return None
    if not _is_public_host(found[2]):
        return None
    return _UNSAFE.sub(lambda c: f"%{ord(c[0]):02X}", url) if _UNSAFE.search(url) else url


def link_target(href: str, base: str | None) -> str | None:
    """A link's absolute address; None for script, fragments and what can't be resolved."""
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    if href[:7].lower() == "mailto:":
        return href[:500]
    return absolute(href, base)


@lru_cache(maxsize=256)
def _origin(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=4096)
def _is_public_host(netloc: str) -> bool:
    if _NAME.fullmatch(netloc):
        return hosts.is_public(netloc)
    if _UNSAFE.search(netloc):
        return False
    try:
        parts = urlsplit(f"//{netloc}")
        parts.port  # noqa: B018 - raises ValueError for a port that is none
    except ValueError:
        return False
    return bool(parts.hostname) and hosts.is_public(parts.hostname or "")
