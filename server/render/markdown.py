"""The article as Markdown (CommonMark, with the tables, footnotes and strike-through of GitHub's).

What could be read as markup is escaped, so that turning it into HTML gives the article's words and nothing
else: no tags, and no addresses but those that `addresses` lets through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.model import Article, Block, Code, Embed, Figure, Heading, Item, List, Quote, Table
from server.render import addresses
from server.render.dates import human
from server.render.fragment import find_notes
from server.render.markdown_inline import Inline, destination
from server.render.plain import CUT_OFF

_TICKS = re.compile(r"`+")
_MAX_CELLS = 200_000
"""of a table with its spans filled in; a page may claim spans of thousands"""


def to_markdown(article: Article) -> str:
    """The headline, the dek, who wrote it and when, the text; where it is cut off, a line that says so."""
    meta = article.metadata
    plain = Inline()
    parts: list[str] = []
    if meta.title:
        parts.append(f"# {_one_line(meta.title)}")
    if article.dek and article.dek.text:
        parts.append(plain.write(article.dek.text, article.dek.spans))
    original = addresses.link(article.url) or addresses.link(meta.canonical_url)
    when = human(meta.published, meta.language) if meta.published else None
    about = [_one_line(said) for said in (", ".join(meta.authors), meta.site, when) if said]
    if original:
        about.append(f"[Original]({destination(original)})")
    if about:
        parts.append(" · ".join(about))
    if article.completeness.state == "partial":
        parts.append(f"> {_one_line(' '.join((CUT_OFF, *article.completeness.why)))}")
    notes = find_notes(article.blocks)
    writer = _Writer(Inline(notes.known), notes.list_block, article.url)
    parts += [said for said in map(writer.block, article.blocks) if said]
    if article.completeness.state == "partial":
        parts.append(f"> {_one_line(CUT_OFF)}")
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    inline: Inline
    notes_block: str | None
    page_url: str | None

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'#' * min(max(block.level, 2), 6)} {_one_line(block.text)}" if block.text else ""
            case List():
                return self._list(block)
            case Quote():
                start, lines = 0, []
                for line in block.text.split("\n"):
                    lines.append(self.inline.write(block.text, block.spans, start, start + len(line)))
                    start += len(line) + 1
                cite = self._cite(block.url, block.provider or "") if block.provider or block.url else ""
                return _quoted("\n\n".join(line for line in (*lines, cite) if line))
            case Table():
                return self._table(block)
            case Code():
                fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(block.text)), default=0))
                return f"{fence}\n{block.text}\n{fence}"
            case Figure():
                return self._figure(block)
            case Embed():
                return self._embed(block)
            case _:
                return self.inline.write(block.text, block.spans)

    def _note(self, block: List, item: Item) -> str:
        """A footnote. Readers that know none take a word, and a title behind it, for where a link leads (CommonMark,
        4.7): a blank part at the end stops them."""
        text = self.inline.write(block.text, block.spans, item.start, item.end)
        behind = text.partition(" ")[2].lstrip()
        return f"[^{item.number}]: {text}" + (" \u200b" if not behind or behind[0] in "\"'(" else "")

    def _list(self, block: List) -> str:
        """Nested items are indented by the width of the markers above them."""
        if block.id == self.notes_block:
            return "\n".join(self._note(block, item) for item in block.items)
        lines: list[str] = []
        indents = [0]
        for item in block.items:
            depth = min(max(item.depth, 0), len(indents) - 1)
            del indents[depth + 1 :]
            number = item.number if item.number is not None and 0 <= item.number < 10**9 else 1
            marker = f"{number}." if item.ordered else "-"
            pad = " " * indents[depth]
            text = self.inline.write(block.text, block.spans, item.start, item.end)
            indents.append(indents[depth] + len(marker) + 1)
            lines.append(f"{pad}{marker} {text}".replace("\n", "\n" + " " * indents[-1]).rstrip())
        return "\n".join(lines)

    def _table(self, block: Table) -> str:
        rows = _grid(block, Inline(self.inline.notes, in_table=True))
        if not rows or not rows[0]:
            return ""
        width = len(rows[0])
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        table = "\n".join(lines)
        return f"{_one_line(block.caption)}\n\n{table}" if block.caption else table

    def _figure(self, block: Figure) -> str:
        picture = block.picture
        source = addresses.picture(picture.src, page_url=self.page_url, width=picture.width, height=picture.height)
        said = self.inline.write(block.caption.text, block.caption.spans)
        credit = _one_line(block.credit) if block.credit else ""
        words = " ".join(part for part in (said, f"({credit})" if said and credit else credit) if part)
        image = f"![{_one_line(picture.alt)}]({destination(source)})" if source else ""
        return "\n\n".join(part for part in (image, words) if part)

    def _cite(self, url: str | None, name: str) -> str:
        target, name = addresses.link(url), _one_line(name)
        return f"[{name or _one_line(target)}]({destination(target)})" if target else name

    def _embed(self, block: Embed) -> str:
        cite = self._cite(block.url, ": ".join(part for part in (block.provider, block.title) if part))
        quote = self.inline.write(block.quote.text, block.quote.spans)
        return _quoted("\n\n".join(part for part in (quote, cite) if part)) if quote or cite else ""


def _one_line(text: str) -> str:
    return Inline(in_table=True).write(text)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _grid(block: Table, inline: Inline) -> list[list[str]]:
    """Rows of one width: a cell over several columns or rows leaves empty ones, as Markdown has no spans."""
    widest = max((sum(max(cell.colspan, 1) for cell in row) for row in block.rows), default=0)
    if widest * len(block.rows) > _MAX_CELLS:
        widest = max(len(row) for row in block.rows)
    rows: list[list[str]] = []
    held: dict[int, int] = {}
    for row in block.rows:
        line: list[str] = []
        for cell in row:
            while held.get(len(line), 0) > 0 and len(line) < widest:
                held[len(line)] -= 1
                line.append("")
            if len(line) >= widest:
                break
            first = len(line)
            line.append(inline.write(block.text, block.spans, cell.start, cell.end))
            line += [""] * min(max(cell.colspan, 1) - 1, widest - len(line))
            if cell.rowspan > 1:
                held.update(dict.fromkeys(range(first, len(line)), min(cell.rowspan, len(block.rows)) - 1))
        while len(line) < widest:
            if held.get(len(line), 0) > 0:
                held[len(line)] -= 1
            line.append("")
        rows.append(line)
    return rows
