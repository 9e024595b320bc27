"""The way through, from what was sent to the article. It reads like the table in ARCHITECTURE.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from server import blocks, body, chrome, completeness, facts, metadata, page, sitefiles
from server.model import Article, Limits


def clean(
    data: bytes | str,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] = "html",
    charset: str | None = None,
    limits: Limits | None = None,
    anyway: bool = False,
    checkpoint: Callable[[str], None] = lambda _: None,
) -> Article:
    """The article of a page, its key facts, and what was removed.

    Args:
        data: the page as it was sent.
        url: its address, to make relative addresses absolute; nothing is fetched from it.
        kind: `text` for plain text.
        charset: the label that came with the bytes.
        limits: what the page may cost.
        anyway: give what was found where there is no article.
        checkpoint: called with the name of the room that comes next; it may raise `OverBudget`.

    Raises:
        PageError: the page is empty, no text, too large, or holds no article.
    """
    limits = limits or Limits()
    checkpoint("page")
    sent = page.read(data, url=url, kind=kind, charset=charset, limits=limits)
    checkpoint("metadata")
    about = metadata.read(sent)
    site = sitefiles.of(sent.url or about.canonical_url)
    checkpoint("blocks")
    outline = blocks.outline(sent, about)
    checkpoint("body")
    harvest = body.find(outline, about, site=site, anyway=anyway)
    checkpoint("chrome")
    cleaned = chrome.judge(harvest, about, kind=kind, limits=limits, site=site)
    checkpoint("completeness")
    whole = completeness.judge(harvest, cleaned, about)
    checkpoint("facts")
    found = facts.find(cleaned.blocks, harvest.dek, about, whole)
    checkpoint("render")
    notes = (*sent.notes, *harvest.notes, *cleaned.notes)
    return Article(
        url=sent.url,
        metadata=about,
        dek=harvest.dek,
        blocks=cleaned.blocks,
        removals=cleaned.removals,
        completeness=whole,
        facts=found,
        notes=notes,
    )
