"""Whether an address leads to the web, and its host to the public internet, as far as the name tells.

A view opened in the extension is exempt from the browser's own checks on local networks, so no address that we
give out may lead into the reader's network: links and pictures of a page are judged here when they are read, and
once more when they are rendered.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

_PRIVATE_SUFFIXES = (
    ".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa",
)  # fmt: skip
"""Names that no public server has (RFC 6761, 6762, 8375, and what routers commonly hand out)."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@lru_cache(maxsize=4096)
def is_public(host: str) -> bool:
    """Whether a host name (no port; an IPv6 address with or without brackets) leads to the public internet.

    Browsers read `2130706433`, `0x7f.1` and full-width digits as addresses of four bytes (WHATWG URL, IPv4
    parser), so a name whose last label is a number must be a plain public address, or it is refused.

    >>> is_public("news.example"), is_public("192.168.1.1"), is_public("0x7f.1"), is_public("printer.local")
    (True, False, False, False)
    """
    name = unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip("[]").rstrip(".").lower()
    if not name or "%" in name:
        return False
    last = name.rpartition(".")[2]
    is_name = "." in name and not name.endswith(_PRIVATE_SUFFIXES)
    if last.isalpha() and ":" not in name:  # nearly all: no form of address ends in letters alone
        return is_name
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return is_name and not last.isdigit() and not last.startswith("0x")
    inner = _embedded(address) if isinstance(address, ipaddress.IPv6Address) else None
    return all(each.is_global and not each.is_multicast for each in (address, inner) if each is not None)


def is_web(url: str) -> bool:
    """Whether an address is http(s) and names a host; nonsense is not.

    >>> is_web("https://news.example/a"), is_web("file:///a"), is_web("https://["), is_web("//news.example")
    (True, False, False, False)
    """
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to (mapped, 6to4, NAT64), which may be a private one."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
