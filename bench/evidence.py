"""What the weights are fitted from: texts of this repository of which a person has said whether they are chrome.

Four sources, all invented, none of them anybody's page:

- `bank`: the blocks of `bench/banks/*.jsonl`, appeals and look-alikes;
- `catch`, `leave`: the sentences of the word files, which each entry must find or leave;
- `page`: the blocks of `tests/pages` and what their `must.json` keeps and drops, with their place in the page.

Only texts in which a phrase was found are rows: without one a block never goes by its own evidence, whatever the
weights are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server import blocks, body, metadata, page, words
from server.chrome.evidence import JUDGED, standing
from server.model import Block, Limits, Paragraph

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One text."""

    source: str
    record: str
    """what it is held out with: an item of a bank, an entry of a word file, a page"""
    chrome: bool
    text: str
    phrases: float
    words: int
    cues: dict[str, float]
    """by the names of `server/words/weights.toml`: the square root of how often, at most of three"""
    place: tuple[str, ...] = ()
    """names of `[place]` in `server/chrome/weights.toml`"""


def row(source: str, record: str, chrome: bool, block: Block, language: str | None) -> Row | None:
    """A text as evidence, in the language in which it weighs most; None where no phrase was found or it must stay."""
    weights = [words.weigh(block.text, code) for code in words.codes_for(block.text, language)]
    if not weights or any(weight.stays for weight in weights):
        return None
    best = max(weights, key=lambda weight: weight.score - weight.threshold if weight.phrases else -9.0)
    if not best.phrases:
        return None
    cues = {name: min(best.cues[name], 3) ** 0.5 for name in words.weights()["cues"] if best.cues.get(name)}
    where = tuple(standing(block, best, own_name=False))
    return Row(source, record, chrome, block.text, best.phrases, best.words, cues, where)


def rows(banks: list[Path], pages: Path) -> list[Row]:
    """All rows of the repository."""
    found = [*of_word_files(), *of_pages(pages)]
    for bank in banks:
        found += of_bank(bank)
    return found


def of_bank(bank: Path) -> Iterator[Row]:
    """The blocks of a bank's items."""
    for n, line in enumerate(bank.read_text(encoding="utf-8").splitlines(), 1):
        item = json.loads(line)
        for text in item["blocks"]:
            made = row(
                "bank", f"{bank.stem}:{n}", item["kind"] == "appeal", Paragraph(id="", text=text), item["lang"]
            )
            if made:
                yield made


def of_word_files() -> Iterator[Row]:
    """The sentences that the entries must catch and must leave."""
    for code in words.languages():
        for entry in words.language(code).entries:
            for chrome, texts in ((True, entry.catch), (False, entry.leave)):
                for text in texts:
                    # a text that one entry leaves may be another's catch: an amount alone is weak, and so both
                    if not chrome and text in entry.catch:
                        continue
                    made = row("catch" if chrome else "leave", entry.id, chrome, Paragraph(id="", text=text), code)
                    if made:
                        yield made


def of_pages(folder: Path) -> Iterator[Row]:
    """The blocks of invented pages that a `must.json` names."""
    for must_file in sorted(folder.glob("*/must.json")):
        must = json.loads(must_file.read_text(encoding="utf-8"))
        html = must_file.with_name("page.html")
        if not html.exists() or "title" not in must:
            continue
        sent = page.read(html.read_bytes(), url=must.get("url"), kind="html", charset=None, limits=Limits())
        about = metadata.read(sent)
        harvest = body.find(blocks.outline(sent, about), about, anyway=False)
        keep = must.get("keep", [])
        drop = [text for category, texts in must.get("drop", {}).items() if category != "related" for text in texts]
        for block in harvest.blocks:
            kept, dropped = (any(text in block.text for text in texts) for texts in (keep, drop))
            if isinstance(block, JUDGED) and kept != dropped:
                made = row("page", must_file.parent.name, dropped, block, about.language)
                if made:
                    yield made
