"""Which addresses may stand in what we render: links that are links, pictures from public hosts.

A view opened in the extension is exempt from the browser's own checks on local networks, so a picture's
address must never point into the reader's network: see `public_host`.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"`]")
"""Characters that browsers drop or read as others, so that their address is not the one that we judge."""

_PLAIN = re.compile(r"(?i)https?://[a-z0-9.-]+(?::\d{1,5})?(?:[/?#]|\Z)")
"""The common form of an address, recognised without parsing: a menu holds hundreds."""

_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]{1,65536}\Z")
"""Small bitmaps only. SVG may hold links and scripts."""

_PRIVATE_SUFFIXES = (
    ".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa",
)  # fmt: skip
"""Names that no public server has (RFC 6761, 6762, 8375, and what routers commonly hand out)."""

_TRACKERS = tomllib.loads((Path(__file__).parent / "trackers.toml").read_text("utf-8"))["tracker"]


def link(address: str | None) -> str | None:
    """The address as a link target: absolute http(s) or mailto; None for everything else."""
    if not address or _UNSAFE.search(address):
        return None
    if _PLAIN.match(address):
        return address
    scheme = address.split(":", 1)[0].lower()
    if scheme == "mailto":
        return address
    return address if scheme in ("http", "https") and _host(address) else None


def picture(address: str, *, page_url: str | None, width: int | None = None, height: int | None = None) -> str | None:
    """The address from which a picture may be shown, or None where it must not be asked for.

    http is kept only where the page itself is http: on any other page browsers upgrade it too.
    `width` and `height` in pixels, where the page gives them: a dot of a pixel or two is a counter.
    """
    if _DATA_IMAGE.match(address):
        return address
    if _UNSAFE.search(address) or is_counter(address, width, height):
        return None
    host = _host(address)
    scheme, _, rest = address.partition(":")
    if not host or not public_host(host) or scheme.lower() not in ("http", "https"):
        return None
    keeps_http = page_url is not None and page_url.lower().startswith("http:")
    return address if scheme.lower() == "https" or keeps_http else f"https:{rest}"


def is_counter(address: str, width: int | None, height: int | None) -> bool:
    """Whether a picture only counts readers: it is a dot, or comes from an address known for that."""
    if (width is not None and width <= 2) or (height is not None and height <= 2):
        return True
    lowered = address.lower()
    return any(tracker["in"] in lowered for tracker in _TRACKERS)


@lru_cache(maxsize=256)
def public_host(host: str) -> bool:
    """Whether a host is on the public internet, as far as its name tells.

    Browsers read `2130706433`, `0x7f.1` and full-width digits as addresses of four bytes (WHATWG URL, IPv4
    parser), so a name whose last label is a number must be a plain public address, or it is refused.
    """
    name = unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip("[]").rstrip(".").lower()
    if not name or "%" in name:
        return False
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        last = name.rsplit(".", 1)[-1]
        is_number = last.isdigit() or last.startswith("0x")
        return "." in name and not is_number and not name.endswith(_PRIVATE_SUFFIXES)
    inner = _embedded(address) if isinstance(address, ipaddress.IPv6Address) else None
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to (mapped, 6to4, NAT64), which may be a private one."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
