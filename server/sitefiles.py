"""Reads the files of single sites: where the article stands and what goes, where the general way fails.

`server/sites/README.md` says how the files are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from server.model import CATEGORIES, Category

FOLDER = Path(__file__).parent / "sites"
KEYS = {
    "site": {"hosts", "body", "strip", "test"},
    "strip": {"selector", "category"},
    "test": {"page", "keep", "drop"},
}
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]{0,15})?(?P<names>(?:\.[a-z]{1,40}){0,8})")


@dataclass(frozen=True, slots=True)
class Selector:
    """An element by its tag, the words of its names, or both."""

    tag: str
    """empty: any"""
    names: frozenset[str]

    def meets(self, tag: str, names: frozenset[str]) -> bool:
        """Whether an element is meant; `names` as `model.Wrapper.names`."""
        return self.tag in ("", tag) and self.names <= names


@dataclass(frozen=True, slots=True)
class Strip:
    """Elements that go, with all that stands in them."""

    selector: Selector
    category: Category
    rule: str
    """`site/<name>/<number of the entry, from 1>`"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page in small, with what must be kept of it and what must go."""

    page: str
    keep: tuple[str, ...]
    drop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """One file."""

    name: str
    hosts: tuple[str, ...]
    body: tuple[Selector, ...]
    strips: tuple[Strip, ...]
    samples: tuple[Sample, ...]


@cache
def sites(folder: Path = FOLDER) -> Mapping[str, Site]:
    """Every site by each of its hosts.

    Raises:
        ValueError: for a file that breaks the rules of `server/sites/README.md`.
    """
    found: dict[str, Site] = {}
    for path in sorted(folder.glob("*.toml")):
        site = parse(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for host in site.hosts:
            if host in found:
                raise ValueError(f"{path.name}: {host} stands in {found[host].name}.toml as well")
            found[host] = site
    return found


def of(url: str | None, folder: Path = FOLDER) -> Site | None:
    """The site of an address: the host that a file names, or one below it. None for most."""
    known = sites(folder)
    if not url or not known:
        return None
    host = (urlsplit(url).hostname or "").lower()
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


def parse(name: str, raw: Mapping[str, Any]) -> Site:
    """The site that a file describes.

    Raises:
        ValueError: with a sentence that says which rule the file breaks.
    """
    known(name, "site", raw)
    hosts = tuple(raw.get("hosts", ()))
    if not hosts or any(not _HOST.fullmatch(host) for host in hosts):
        raise ValueError(f"{name}.toml: hosts must list names such as example.org, in lower case")
    body = tuple(selector(name, text) for text in raw.get("body", ()))
    strips = tuple(strip(name, n, row) for n, row in enumerate(raw.get("strip", ()), 1))
    if not body and not strips:
        raise ValueError(f"{name}.toml: neither body nor strip says anything of the site")
    samples = tuple(sample(name, row) for row in raw.get("test", ()))
    if not samples:
        raise ValueError(f"{name}.toml: a [[test]] must show a page on which the general way fails")
    return Site(name, hosts, body, strips, samples)


def known(name: str, part: str, row: Mapping[str, Any]) -> None:
    """Refuse a key that means nothing: there is none for headers, cookies or user agents, and will be none."""
    if other := sorted(row.keys() - KEYS[part]):
        raise ValueError(f"{name}.toml: {other[0]} is none of {', '.join(sorted(KEYS[part]))}")


def strip(name: str, number: int, row: Mapping[str, Any]) -> Strip:
    """One `[[strip]]`."""
    known(name, "strip", row)
    if row.get("category") not in CATEGORIES:
        raise ValueError(f"{name}.toml: the category of strip {number} must be one of {', '.join(CATEGORIES)}")
    return Strip(selector(name, row.get("selector", "")), cast(Category, row["category"]), f"site/{name}/{number}")


def sample(name: str, row: Mapping[str, Any]) -> Sample:
    """One `[[test]]`."""
    known(name, "test", row)
    return Sample(row["page"], tuple(row.get("keep", ())), tuple(row.get("drop", ())))


def selector(name: str, text: str) -> Selector:
    """`div.story.text`: a div whose class, id or test names have the words story and text in them."""
    read = _SELECTOR.fullmatch(text)
    if not text or not read:
        raise ValueError(f"{name}.toml: {text!r} is no selector such as div.story.text (words in lower case)")
    return Selector(read["tag"] or "", frozenset(filter(None, read["names"].split("."))))
