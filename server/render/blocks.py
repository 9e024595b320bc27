"""One typed block as HTML. Nothing of the page's own markup comes this far: all of it is built here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlsplit

from server.model import Block, Code, Embed, Figure, Heading, List, Paragraph, Picture, Quote, Table, Text
from server.render import addresses, inline, lists

_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")


@dataclass(slots=True)
class Builder:
    """Turns the blocks of one article into HTML, in their order: it remembers what was written already."""

    page_url: str | None = None
    direction: str = "ltr"
    """of the article; a block that runs the other way says so"""
    marks: inline.Marks = field(default_factory=inline.Marks)
    notes: inline.Notes = field(default_factory=inline.Notes)
    levels: list[int] = field(default_factory=list)
    """the page's own levels of the headings that the next one stands under"""
    eager: bool = False
    """the next picture is the first thing that the reader sees: it does not wait for scrolling"""

    def dek(self, dek: Text) -> str:
        """The dek as a paragraph; its marks are those of the block `dek`."""
        return f'<p class="dek" id="dek"{self._turn(dek.text)}>{self._inline("dek", dek)}</p>'

    def block(self, block: Block) -> str:
        """One block as HTML, not yet through the wall."""
        attributes = (f' id="{escape(block.id)}"' if block.id else "") + self._turn(block.text)
        match block:
            case Paragraph():
                return f"<p{attributes}>{self._whole(block)}</p>"
            case Heading():
                level = self._level(block.level)
                return f"<h{level}{attributes}>{self._whole(block)}</h{level}>"
            case List():
                return self._list(block, attributes)
            case Quote():
                paragraphs = "".join(f"<p>{line}</p>" for line in self._lines(block))
                if block.provider or block.url:
                    cite = self._cite(block.url, block.provider)
                    return f'<figure class="embed"{attributes}><blockquote>{paragraphs}</blockquote>{cite}</figure>'
                return f"<blockquote{attributes}>{paragraphs}</blockquote>"
            case Table():
                cells = [(cell.start, cell.end) for row in block.rows for cell in row]
                return lists.render_table(block, attributes, self._slices(block, cells).__getitem__)
            case Code():
                code = self._whole(block).replace("<br>", "\n")
                return f'<pre tabindex="0"{attributes}><code>{code}</code></pre>'
            case Figure():
                return self._figure(block, attributes)
            case Embed():
                return self._embed(block, attributes)
        raise TypeError(f"no HTML is known for {type(block)}")

    def _whole(self, block: Block) -> str:
        return self._inline(block.id, block)

    def _inline(self, block_id: str, text: Text | Block) -> str:
        marks = self.marks.by_block.get(block_id, ()) if block_id else ()
        return inline.html(text.text, text.spans, marks, self.marks, self.notes)

    def _slices(self, block: Block, slices: Sequence[tuple[int, int]]) -> list[str]:
        marks = self.marks.by_block.get(block.id, ()) if block.id else ()
        if not marks and [(span.start, span.end) for span in block.spans] == slices:
            # Each slice is one link: a menu.
            return [inline.whole(block.text[span.start : span.end], span, self.notes) for span in block.spans]
        shares = inline.share(slices, block.spans, marks)
        return [
            inline.html(block.text, spans, held, self.marks, self.notes, start, end)
            for (start, end), (spans, held) in zip(slices, shares, strict=True)
        ]

    def _lines(self, block: Block) -> list[str]:
        slices: list[tuple[int, int]] = []
        start = 0
        for line in block.text.split("\n"):
            slices.append((start, start + len(line)))
            start += len(line) + 1
        return self._slices(block, slices)

    def _list(self, block: List, attributes: str) -> str:
        inner = self._slices(block, [(item.start, item.end) for item in block.items])
        if block.id and block.id == self.notes.list_block:
            for n, item in enumerate(block.items):
                if str(item.number) in self.notes.known:
                    back = f' <a class="back" href="#nr{item.number}" aria-label="Back to note {item.number}">↩</a>'
                    inner[n] = f'<span id="n{item.number}">{inner[n]}</span>{back}'
        points = ' class="key-points"' if block.key_points else ""
        return lists.render_list(block, points + attributes, inner.__getitem__)

    def _level(self, level: int) -> int:
        """Levels without gaps below the headline, as outlines need: the first one found is an `<h2>`."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return min(len(self.levels) + 1, 6)

    def _figure(self, block: Figure, attributes: str) -> str:
        image = self.picture(block.picture)
        target = addresses.link(block.href)
        if target and image.startswith("<img"):
            name = block.picture.alt or block.caption.text or urlsplit(target).hostname or target
            image = f'<a {inline.link_attributes(target)} aria-label="{escape(name)}">{image}</a>'
        caption = inline.html(block.caption.text, block.caption.spans, (), self.marks, self.notes)
        credit = f'<span class="credit">{escape(block.credit, quote=False)}</span>' if block.credit else ""
        said = " ".join(part for part in (caption, credit) if part)
        figcaption = f"<figcaption>{said}</figcaption>" if said else ""
        return f"<figure{attributes}>{image}{figcaption}</figure>"

    def picture(self, picture: Picture) -> str:
        """The picture as `<img>`; its alternative text where it may not be shown; empty without either."""
        source = addresses.picture(picture.src, page_url=self.page_url, width=picture.width, height=picture.height)
        if source is None:
            alt = (
                picture.alt
                if picture.src and not addresses.is_counter(picture.src, picture.width, picture.height)
                else ""
            )
            return f'<p class="missing">{escape(alt, quote=False)}</p>' if alt else ""
        size = "".join(
            f' {name}="{value}"'
            for name, value in (("width", picture.width), ("height", picture.height))
            if value is not None and 2 < value < 20_000
        )
        loading = "eager" if self.eager else "lazy"
        self.eager = False
        return (
            f'<img src="{escape(source)}" alt="{escape(picture.alt)}"{size} loading="{loading}"'
            ' referrerpolicy="no-referrer">'
        )

    def _embed(self, block: Embed, attributes: str) -> str:
        """A card: the words that the page has of it, and where it stands."""
        quote = inline.html(block.quote.text, block.quote.spans, (), self.marks, self.notes)
        said = f"<blockquote><p>{quote}</p></blockquote>" if quote else ""
        cite = self._cite(block.url, ": ".join(part for part in (block.provider, block.title) if part))
        return f'<figure class="embed"{attributes}>{said}{cite}</figure>'

    def _cite(self, url: str | None, name: str | None) -> str:
        """The line of a card that says where what it shows stands."""
        target = addresses.link(url)
        name = name or (urlsplit(target).hostname or target if target else "")
        label = escape(name, quote=False)
        cite = f"<a {inline.link_attributes(target)}>{label}</a>" if target else label
        return f'<figcaption><span class="cite">{cite}</span></figcaption>' if label else ""

    def _turn(self, text: str) -> str:
        """A `dir` for text that runs against the article's direction, by most of its letters."""
        if self.direction == "ltr" and (text.isascii() or not _RTL_LETTER.search(text)):
            return ""
        right, left = len(_RTL_LETTER.findall(text)), len(_LTR_LETTER.findall(text))
        if right == left:
            return ""
        own = "rtl" if right > left else "ltr"
        return "" if own == self.direction else f' dir="{own}"'
