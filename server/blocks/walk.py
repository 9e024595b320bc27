"""The one walk over the page: every element once, in document order, into typed blocks.

A block begins where the browser would begin a line: at block elements, at a second `br`, at pictures and
embeds. Each carries the chain of elements around it; nothing is judged here, and nothing is left out but what
never is text: scripts, styles, form fields, menus of a `select`, the inside of drawings.
"""

from __future__ import annotations

from lxml import etree

from server.blocks import captions, embeds, footnotes, merge, pictures
from server.blocks.addresses import link_target
from server.blocks.frames import Frame
from server.blocks.inline import Line, is_gutter
from server.blocks.tags import BLOCK, MARKUP, SKIPPED, TEXTUAL
from server.model import Block, Code, Context, Element, Embed, Figure, Heading, Page, Paragraph, Picture, Text


class Walk:
    """State of the walk; `run` gives the blocks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line = Line()
        self._blocks: list[Block] = []
        self._frames: list[Frame] = []
        self._waiting: list[Figure] = []
        self._last_figure = -1
        """the place of the last picture among the blocks, or one behind it"""
        self._lazy: Element | None = None
        self._pre = 0
        self._number = 0

    def run(self) -> list[Block]:
        """Walk the page's body."""
        body = self._page.root.find("body")
        root = self._page.root if body is None else body
        steps = etree.iterwalk(root, events=("start", "end"))
        frames = self._frames
        for event, element in steps:
            if event == "start":
                if not self._enter(element):
                    steps.skip_subtree()
                continue
            if frames and frames[-1].element is element:
                self._leave()
            tail = element.tail
            if tail and element is not root:
                self._text(tail)
        self._flush()
        return self._blocks

    # -- elements

    def _enter(self, element: Element) -> bool:
        """An element begins; False where what is in it is not read, or was read at once."""
        tag = element.tag
        if not isinstance(tag, str):
            return False
        block = tag in _BLOCK
        if not block:
            if tag in SKIPPED:
                return False
            if tag in _OWN_WAY:
                getattr(self, "_on_" + tag.replace("-", "_"))(element)
                return False
            if tag == "a" and footnotes.is_way_back(element):
                return False
            block = self._is_block(element, tag)
        if block and (self._line.length or self._waiting):
            self._flush()
        self._number += 1
        frames = self._frames
        frame = Frame(
            element, tag, self._number, frames[-1] if frames else None, block=block, start=len(self._blocks)
        )
        frames.append(frame)
        if tag not in _BLOCK:
            if tag == "button":
                self._line.gap()
            frame.marked = self._open_markup(element, tag)
        elif tag == "pre":
            self._pre += 1
        text = element.text
        if text:
            self._text(text)
        return True

    def _leave(self) -> None:
        """The element that began last ends."""
        frame = self._frames[-1]
        if frame.marked:
            self._line.close()
        if frame.block:
            if self._line.length or self._waiting:
                self._flush()
        elif frame.tag == "button":
            self._line.gap()
        self._frames.pop()
        if frame.tag == "pre":
            self._pre -= 1
        self._close(frame)

    def _is_block(self, element: Element, tag: str) -> bool:
        """Custom elements and buttons are blocks of their own unless they stand in a line of text."""
        if tag == "button" or "-" in tag:
            above = self._frames[-1] if self._frames else None
            return not self._line.length and (above is None or (above.block and above.tag not in TEXTUAL))
        # a card: a link or span around block elements takes part in the chain, and parts its texts
        if tag in ("a", "span"):
            if len(element) and any(child.tag in BLOCK for child in element):
                return True
            if tag == "a":
                return False
        return tag in captions.PARTS and captions.is_part(element, self._frames)

    def _open_markup(self, element: Element, tag: str) -> bool:
        if tag == "a":
            href = element.get("href")
            if href and href.startswith("#") and self._line.length and (number := footnotes.reference(element)):
                self._line.open("note", number)
            else:
                self._line.open("link", link_target(href, self._page.base) if href else None)
            return True
        kind = MARKUP.get(tag)
        if kind:
            self._line.open(kind)
            return True
        if tag in ("span", "bdi", "q", "font") and (lang := element.get("lang")):
            self._line.open("lang", lang[:35])
            return True
        return False

    def _text(self, text: str) -> None:
        if not self._pre:
            self._line.add(text)
            return
        for n, line in enumerate(text.replace("\r", "").split("\n")):
            if n and self._line.length:
                self._line.verbatim("\n")
            if self._line.length or line.strip():
                self._line.verbatim(line)

    # -- elements with a way of their own

    def _on_br(self, _: Element) -> None:
        if self._pre:
            self._text("\n")
        elif self._line.newline():
            self._flush()

    def _on_hr(self, _: Element) -> None:
        self._flush()

    def _on_img(self, element: Element) -> None:
        if sign := pictures.emoji(element):
            self._line.add(sign)
            return
        picture = pictures.resolve(element, self._page.base)
        self._lazy = element if picture is None else None
        if picture is not None:
            self._picture(picture)

    _on_amp_img = _on_img

    def _on_noscript(self, element: Element) -> None:
        """The picture for browsers without scripts: of the lazy `img` before it, or where there is none."""
        inner = pictures.from_noscript(element)
        if inner is None or pictures.resolve(inner, self._page.base) is None:
            return
        if self._lazy is not None:
            picture = pictures.resolve(self._lazy, self._page.base, fallback=inner)
            self._lazy = None
        elif pictures.stands_alone(element):
            picture = pictures.resolve(inner, self._page.base)
        else:
            return
        if picture is not None:
            self._picture(picture)

    def _on_iframe(self, element: Element) -> None:
        found = embeds.of_frame(element, self._page.base)
        if found is None:
            return
        self._flush()
        provider, url, title = found
        self._blocks.append(Embed(id="", provider=provider, url=url, title=title, context=self._context()))

    _on_video = _on_audio = _on_amp_iframe = _on_iframe

    def _on_ruby(self, element: Element) -> None:
        reading = "".join("".join(rt.itertext()) for rt in element.iter("rt")).strip()
        self._line.open("ruby", reading[:100])
        for piece in (
            element.text,
            *(t for child in element if child.tag not in ("rt", "rp", "rtc") for t in child.itertext()),
        ):
            if piece:
                self._line.add(piece)
        for child in element:
            if child.tag in ("rt", "rp", "rtc") and child.tail:
                self._line.add(child.tail)
        self._line.close()

    def _on_math(self, element: Element) -> None:
        said = element.get("alttext") or " ".join("".join(element.itertext()).split())
        self._line.add(said[:2000])

    # -- blocks

    def _context(self) -> Context:
        frame = self._own()
        return frame.context(length=0, linked=0, links=0)

    def _own(self) -> Frame:
        """The block element that the line stands in."""
        for frame in reversed(self._frames):
            if frame.block:
                return frame
        return self._frames[0]

    def _picture(self, picture: Picture) -> None:
        href = self._line.link()
        if href is not None and (href == picture.src or pictures.is_file(href)):
            href = None
        figure = Figure(id="", picture=picture, href=href, context=self._context())
        if self._line.length:
            self._waiting.append(figure)
        else:
            self._last_figure = len(self._blocks)
            self._blocks.append(figure)

    def _flush(self) -> None:
        """End the block that is being read."""
        line = self._line
        if line.length:
            linked, links = line.linked, line.links
            text = line.take()
            if text.text and not (self._pre and is_gutter(text.text)):
                frame = self._own()
                context = frame.context(length=len(text.text), linked=linked, links=links)
                self._blocks.append(self._typed(frame, text, context))
        if self._waiting:
            self._blocks += self._waiting
            self._last_figure = len(self._blocks) - 1
            self._waiting = []

    def _typed(self, frame: Frame, text: Text, context: Context) -> Block:
        if self._pre:
            return Code(id="", text=text.text, context=context)
        level = frame.level
        if level is not None:
            return Heading(id="", text=text.text.replace("\n", " "), spans=text.spans, context=context, level=level)
        return Paragraph(id="", text=text.text, spans=text.spans, context=context)

    # -- closing

    def _close(self, frame: Frame) -> None:
        """What the blocks of a closed element are together."""
        tag, start = frame.tag, frame.start
        if tag in ("li", "td", "th", "caption"):
            around = self._around(("ul", "ol", "menu") if tag == "li" else ("table",))
            if around is not None:
                around.marks.append((frame, start, len(self._blocks)))
        count = len(self._blocks) - start
        merging = tag in _MERGED
        if not count or not (merging or (frame.block and count <= 6 and self._last_figure >= start)):
            return
        held = self._blocks[start:]
        merged: Block | None = None
        if tag in ("ul", "ol", "menu"):
            merged = merge.as_list(frame, held, ordered=tag == "ol")
        elif tag == "table":
            merged = merge.as_table(frame, held)
        elif tag == "blockquote":
            merged = embeds.post(frame, held, self._page.base) or merge.as_quote(frame, held)
        elif tag == "figure" and (captioned := captions.with_figure(frame, held)) is not None:
            self._blocks[start:] = captioned
            self._last_figure = len(self._blocks) - 1
        elif frame.block and count <= 6 and (boxed := captions.with_box(frame, held)) is not None:
            self._blocks[start:] = boxed
        if merged is not None:
            self._blocks[start:] = [merged]

    def _around(self, tags: tuple[str, ...]) -> Frame | None:
        return next((f for f in reversed(self._frames) if f.tag in tags), None)


_OWN_WAY = frozenset("br hr img amp-img noscript iframe amp-iframe video audio ruby math".split())
_BLOCK = BLOCK - _OWN_WAY
_MERGED = frozenset("ul ol menu table blockquote figure".split())
"""elements whose blocks may belong together"""
