"""The invented pages in tests/pages: what is sent, what must come out, and what did.

A page's folder holds `page.html` or `page.txt`; `must.json`, written by hand before the page was ever cleaned;
and `expected.json` and `expected.md`, the whole answer as it was when last refreshed. A refresh can't write an
answer that breaks a must.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from server import pipeline, render
from server.model import CATEGORIES, Article, Embed, Figure, Limits, Table

PAGES = Path(__file__).resolve().parent / "pages"

MUSTS = {
    "about": "what the page is for, in a sentence",
    "url": "the address that is sent with it",
    "title": "exactly", "dek": "exactly; null: none", "authors": "exactly, in order", "site": "exactly",
    "section": "exactly", "language": "exactly", "direction": "exactly", "lead_image": "its address",
    "published": "the same moment", "modified": "the same moment",
    "completeness": "the state", "not_completeness": "any state but this",
    "paragraphs": "how many paragraph blocks the text has",
    "keep": "words that stand in the text, in this order",
    "drop": "by category (`a/b`: either): words that are not in the text and that `removed` owns up to",
    "not_in_text": "words that are not in the text",
    "nowhere": "words that are in no part of the answer",
    "once": "words that stand in the text exactly once",
    "figures": "captions of pictures, exactly, and words of their credits",
    "pictures": "addresses of pictures among the blocks",
    "embeds": "words or addresses that an embed has", "tables": "cells of a table's rows, null: any",
    "headings": "subheadings, in order", "lists": "items of lists, in order",
    "html": "markup that stands in the article's HTML, the marks of facts left out",
    "notes": "words that stand in the notes",
    "facts": "points: how many, from and to; other lists: words of an item; quotes: [words, speaker]",
}  # fmt: skip
"""Every key that a must.json may have."""
MARK = re.compile(r"</?mark\b[^>]{0,200}>")


@dataclass(frozen=True)
class InventedPage:
    folder: Path
    must: dict[str, Any]

    @property
    def slug(self) -> str:
        return self.folder.name

    @property
    def file(self) -> Path:
        text = self.folder / "page.txt"
        return text if text.exists() else self.folder / "page.html"

    @property
    def kind(self) -> Literal["html", "text"]:
        return "text" if self.file.suffix == ".txt" else "html"

    def clean(self) -> Article:
        """The page through the whole pipeline, as the endpoint sends it."""
        return pipeline.clean(
            self.file.read_bytes(), url=self.must["url"], kind=self.kind, charset=None, limits=Limits(seconds=60)
        )

    def expected(self) -> tuple[Path, Path]:
        """The files with the answer as JSON and as Markdown."""
        return self.folder / "expected.json", self.folder / "expected.md"


def pages() -> list[InventedPage]:
    """All of them, by name."""
    folders = sorted(path.parent for path in PAGES.glob("*/must.json"))
    return [InventedPage(f, json.loads((f / "must.json").read_text(encoding="utf-8"))) for f in folders]


def answers(article: Article) -> tuple[str, str]:
    """What is kept of an answer: its JSON and its Markdown."""
    as_json = json.dumps(render.to_dict(article), ensure_ascii=False, indent=1) + "\n"
    return as_json, render.to_markdown(article)


def norm(text: str | None) -> str:
    """The words with single spaces between them."""
    return " ".join((text or "").split())


def broken(must: dict[str, Any], article: Article) -> list[str]:
    """Every must that the answer breaks, in words; empty when all hold."""
    answer: dict[str, Any] = render.to_dict(article)
    return [
        *_fields(must, answer),
        *_text(must, article, answer),
        *_removed(must, answer),
        *_pieces(must, article, answer),
        *_facts(must.get("facts", {}), answer["key_facts"]),
    ]


def _fields(must: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "dek", "authors", "site", "section", "language", "direction"):
        if name in must and must[name] != answer[name]:
            same_words = isinstance(must[name], str) and norm(must[name]) == norm(answer[name])
            if not same_words:
                yield f"{name} is {answer[name]!r}, not {must[name]!r}"
    for name in ("published", "modified"):
        if name in must and not _same_moment(must[name], answer[name]):
            yield f"{name} is {answer[name]!r}, not {must[name]!r}"
    if "lead_image" in must and (answer["lead_image"] or {}).get("src") != must["lead_image"]:
        yield f"lead_image is {answer['lead_image']!r}, not {must['lead_image']!r}"
    state = answer["completeness"]["state"]
    if must.get("completeness", state) != state or must.get("not_completeness") == state:
        yield f"completeness is {state}: {answer['completeness']['why']}"
    for words in must.get("notes", []):
        if not any(words in note for note in answer["notes"]):
            yield f"no note says {words!r}"


def _same_moment(wanted: str, given: str | None) -> bool:
    if given is None:
        return False
    return wanted == given or datetime.fromisoformat(wanted) == datetime.fromisoformat(given)


def _text(must: dict[str, Any], article: Article, answer: dict[str, Any]) -> Iterator[str]:
    text = norm(answer["text"])
    last = 0
    for words in must.get("keep", []):
        at = text.find(norm(words))
        if at < 0:
            yield f"lost: {words!r}"
        elif at < last:
            yield f"out of order: {words!r}"
        last = max(last, at)
    for words in must.get("not_in_text", []):
        if norm(words) in text:
            yield f"still in the text: {words!r}"
    for words in must.get("once", []):
        if text.count(norm(words)) != 1:
            yield f"stands {text.count(norm(words))} times in the text: {words!r}"
    everything = norm(json.dumps(answer, ensure_ascii=False))
    for words in must.get("nowhere", []):
        if norm(words) in everything:
            yield f"came back: {words!r}"
    paragraphs = [block for block in article.blocks if block.type == "paragraph"]
    if len(paragraphs) != must.get("paragraphs", len(paragraphs)):
        yield f"{len(paragraphs)} paragraphs, not {must['paragraphs']}"


def _removed(must: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    text = norm(answer["text"])
    for categories, lines in must.get("drop", {}).items():
        for words in lines:
            if norm(words) in text:
                yield f"still in the text: {words!r}"
                continue
            owned = {entry["category"] for entry in answer["removed"] if norm(words) in norm(entry["text"])}
            if not owned:
                yield f"removed in secret: {words!r}"
            elif not owned & set(categories.split("/")):
                yield f"removed as {'/'.join(sorted(owned))}, not {categories}: {words!r}"


def _pieces(must: dict[str, Any], article: Article, answer: dict[str, Any]) -> Iterator[str]:
    figures = [block for block in article.blocks if isinstance(block, Figure)]
    captions = [(norm(figure.caption.text), figure.credit) for figure in figures]
    lead = article.metadata.lead_image
    if lead:
        captions.append((norm(lead.caption), lead.credit))
    for figure in must.get("figures", []):
        wanted = figure.get("credit", "")
        if not any(figure["caption"] == caption and wanted in (credit or "") for caption, credit in captions):
            yield f"no picture with {figure}, but {captions}"
    addresses = [figure.picture.src for figure in figures] + [lead.src if lead else ""]
    for address in must.get("pictures", []):
        if address not in addresses:
            yield f"no picture {address}, but {addresses}"
    embeds = [block for block in article.blocks if isinstance(block, Embed)]
    for words in must.get("embeds", []):
        if not any(words in norm(f"{e.provider} {e.title} {e.url} {e.quote.text}") for e in embeds):
            yield f"no embed has {words!r}"
    rows = [
        [norm(block.text[cell.start : cell.end]) for cell in row]
        for block in article.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    for row in must.get("tables", []):
        if row not in rows:
            yield f"no table has the row {row}, but {rows}"
    headings = [norm(block.text) for block in article.blocks if block.type == "heading"]
    if "headings" in must and headings != must["headings"]:
        yield f"headings are {headings}, not {must['headings']}"
    items = [norm(line) for block in article.blocks if block.type == "list" for line in block.text.split("\n")]
    if "lists" in must and items != must["lists"]:
        yield f"list items are {items}, not {must['lists']}"
    unmarked = MARK.sub("", answer["html"])
    for markup in must.get("html", []):
        if markup not in unmarked:
            yield f"not in the HTML: {markup}"


def _facts(must: dict[str, Any], facts: dict[str, Any]) -> Iterator[str]:
    for name, wanted in must.items():
        items = facts[name]
        if name == "points":
            low, high = wanted
            if not low <= len(items) <= high:
                yield f"{len(items)} points, not {low} to {high}"
        elif name == "quotes":
            given = [(item["text"], item["speaker"]) for item in items]
            for words, speaker in wanted:
                if not any(words in text and speaker == who for text, who in given):
                    yield f"no quote {words!r} by {speaker}, but {given}"
        else:
            given = [item.get("name") or item.get("text") for item in items]
            for item in wanted:
                if not any(item in found for found in given):
                    yield f"{name} has no {item!r}, but {given}"


def unknown_musts(must: dict[str, Any]) -> set[str]:
    """Keys and categories of a must.json that nothing checks: slips of the pen."""
    categories = {part for names in must.get("drop", {}) for part in names.split("/")}
    return (must.keys() - MUSTS.keys()) | (categories - set(CATEGORIES))
