"""Where a block's links lead: to the publication's own offers, to its other pages, or away from it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from server.model import Block

_ASKING = frozenset(
    tomllib.loads(Path(__file__).with_name("targets.toml").read_text(encoding="utf-8"))["words"].split()
)
MOST = 3
"""words that a part of an address has which names an offer: with more it is a headline's"""
_PARTED = re.compile(r"[/.]")
_WORDS = re.compile(r"[^a-z]+")


def site_of(url: str | None) -> str:
    """The last two labels of an address's host: enough to tell a publication's own links from others."""
    return ".".join((urlsplit(url or "").hostname or "").split(".")[-2:])


def links(block: Block) -> list[str]:
    """The addresses of a block's links."""
    return [span.value for span in block.spans if span.kind == "link" and span.value]


def asks(block: Block, site: str) -> bool:
    """Whether a link of the block leads to an offer of the publication's own: a subscription, a gift, a newsletter.

    Args:
        block: whose links are read.
        site: of the publication, as `site_of` gives it; "" for none.
    """
    return bool(site) and any(site_of(link) == site and _is_offer(link) for link in links(block))


def _is_offer(link: str) -> bool:
    """Whether a part of the address is such a word, or begins or ends with one: a headline's slug has it inside."""
    parts = urlsplit(link)
    for part in _PARTED.split(f"{parts.hostname}{parts.path}".lower()):
        said = [word for word in _WORDS.split(part) if word]
        if said and len(said) <= MOST and (said[0] in _ASKING or said[-1] in _ASKING or part in _ASKING):
            return True
    return False
