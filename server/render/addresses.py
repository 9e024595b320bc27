"""Which addresses may stand in what we render: links that are links, pictures from public hosts.

A view opened in the extension is exempt from the browser's own checks on local networks, so a picture's
address must never point into the reader's network: see `server/hosts.py`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from server import hosts

_UNSAFE_CHARACTERS = r"\x00-\x20\x7f\\<>\"`"
_UNSAFE = re.compile(f"[{_UNSAFE_CHARACTERS}]")
"""Characters that browsers drop or read as others, so that their address is not the one that we judge."""

_PLAIN = re.compile(rf"https?://([A-Za-z0-9.-]+)(?::[0-9]{{1,5}})?(?:[/?#][^{_UNSAFE_CHARACTERS}]*)?\Z")
"""The common form of an address, safe and with its host, recognised without parsing: a menu holds hundreds."""

_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]{1,65536}\Z")
"""Small bitmaps only. SVG may hold links and scripts."""

_TRACKERS: tuple[str, ...] = tuple(
    tracker["in"]
    for tracker in tomllib.loads((Path(__file__).parent / "trackers.toml").read_text("utf-8"))["tracker"]
)


def link(address: str | None) -> str | None:
    """The address as a link target: absolute http(s) or mailto; None for everything else."""
    if not address:
        return None
    if _PLAIN.match(address):
        return address
    if _UNSAFE.search(address):
        return None
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
    plain = _PLAIN.match(address)
    if (not plain and _UNSAFE.search(address)) or is_counter(address, width, height):
        return None
    host = plain[1] if plain else _host(address)
    scheme, _, rest = address.partition(":")
    if not host or not hosts.is_public(host) or scheme.lower() not in ("http", "https"):
        return None
    keeps_http = page_url is not None and page_url.lower().startswith("http:")
    return address if scheme.lower() == "https" or keeps_http else f"https:{rest}"


def is_counter(address: str, width: int | None, height: int | None) -> bool:
    """Whether a picture only counts readers: it is a dot, or comes from an address known for that."""
    if (width is not None and width <= 2) or (height is not None and height <= 2):
        return True
    return any(map(address.lower().__contains__, _TRACKERS))


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
