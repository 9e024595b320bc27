"""Small invented pages for this room's tests."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from server import metadata
from server.model import Metadata, Page

URL = "https://www.harbour-herald.example/town/ferry-returns"

PROSE = (
    "The ferry between the two towns sailed again on Monday after eleven weeks in the dock, and the harbour master "
    "said that the first crossing had carried more bicycles than cars."
)


def page(head: str = "", body: str = "", url: str | None = URL, html: str = '<html lang="en">') -> Page:
    """A page of a head and a body, with two paragraphs of prose at its end."""
    text = f"{html}<head>{head}</head><body>{body}<p>{PROSE}</p><p>{PROSE}</p></body></html>"
    root = etree.HTML(text)
    return Page(root=root, url=url, base=url, kind="html", captured=False)


def read(head: str = "", body: str = "", url: str | None = URL, html: str = '<html lang="en">') -> Metadata:
    """The metadata of such a page."""
    return metadata.read(page(head, body, url, html))


def script(data: Any) -> str:
    """A JSON-LD script: a value, or its text as it stands in the page."""
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


def article(**fields: Any) -> str:
    """A JSON-LD script with one news article."""
    return script({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def lines(text: str) -> Page:
    """A plain text as `page.read` gives it: every line a paragraph."""
    root = etree.Element("html")
    parent = etree.SubElement(etree.SubElement(root, "body"), "article")
    for line in text.splitlines():
        if line.strip():
            etree.SubElement(parent, "p").text = line.strip()
    return Page(root=root, url=None, base=None, kind="text", captured=False)
