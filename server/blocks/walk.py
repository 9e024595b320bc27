"""The one walk over the page: every element once, in document order, into typed blocks.

A block begins where the browser would begin a line: at block elements, at a second `br`, at pictures and
embeds. Each carries the chain of elements around it; nothing is judged here, and nothing is left out but what
never is text: scripts, styles, form fields, menus of a `select`, the inside of drawings.
"""

from __future__ import annotations

from lxml import etree

from server.blocks import captions, closing, embeds, footnotes, menus, phrasing, pictures
from server.blocks.addresses import link_target
from server.blocks.drafts import CodeDraft, Draft, EmbedDraft, FigureDraft, HeadingDraft, ParagraphDraft
from server.blocks.frames import Frame
from server.blocks.inline import Line, is_gutter
from server.blocks.tags import BLOCK, MARKUP, SKIPPED, TEXTUAL, breaks_line
from server.model import Element, Page, Picture, SpanKind


class Walk:
    """State of the walk; `run` gives what it read."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line = Line()
        self._drafts: list[Draft] = []
        self._frames: list[Frame] = []
        self._waiting: list[Draft] = []
        """pictures in the line that is being read"""
        self._last_figure = -1
        """the place of the last picture among the drafts, or one behind it"""
        self._lazy: Element | None = None
        self._pre = 0
        self._captions = 0
        """how many `pre` and how many `figcaption` are open"""
        self._number = 0

    def run(self) -> list[Draft]:
        """Walk the page's body."""
        body = self._page.root.find("body")
        root = self._page.root if body is None else body
        steps = etree.iterwalk(root, events=("start", "end"))
        frames = self._frames
        line = self._line
        for event, element in steps:
            if event == "start":
                if not self._enter(element):
                    steps.skip_subtree()
                continue
            if frames and frames[-1].element is element:
                self._leave()
            tail = element.tail
            if tail and element is not root:
                if tail.isspace() and not self._pre:
                    line.space = True
                else:
                    self._text(tail)
        self._flush()
        return self._drafts

    # -- elements

    def _enter(self, element: Element) -> bool:
        """An element begins; False where what is in it is not read, or was read at once."""
        tag, line = element.tag, self._line
        if not isinstance(tag, str):
            return False
        block = plain = tag in _BLOCK
        if not plain:
            if tag in SKIPPED:
                return False
            if tag in _OWN_WAY:
                getattr(self, "_on_" + tag.replace("-", "_"))(element)
                return False
            if tag == "a" and (element.get("href") or "")[:1] == "#" and footnotes.is_way_back(element):
                return False
            block = self._is_block(element, tag)
            if not block and not len(element):
                self._leaf(element, tag)
                return False
        if block and (line.length or self._waiting or line.links):
            self._flush()
        self._number += 1
        frames = self._frames
        frame = Frame(
            element, tag, self._number, frames[-1] if frames else None, block=block, start=len(self._drafts)
        )
        if tag == "ul" and not (line.inside_markup or self._pre or self._captions):
            menu = menus.menu(frame, element, self._page.base)
            if menu is not None:
                self._drafts.append(menu)
                return False
        frames.append(frame)
        if not plain:
            if tag == "button":
                line.gap()
            kind, value = self._markup(element, tag)
            if kind is not None:
                line.open(kind, value)
                frame.marked = True
        elif tag == "pre":
            self._pre += 1
        elif tag == "figcaption":
            self._captions += 1
        text = element.text
        if text:
            if text.isspace() and not self._pre:
                line.space = True
            else:
                self._text(text)
        return True

    def _leave(self) -> None:
        """The element that began last ends."""
        frame, line = self._frames[-1], self._line
        if frame.marked:
            line.close()
        tag = frame.tag
        if frame.block:
            if line.length or self._waiting or line.links:
                self._flush()
        elif tag == "button":
            line.gap()
        self._frames.pop()
        if tag in closing.TAGS:
            self._close(frame)
        elif self._last_figure >= frame.start and frame.block:
            self._close_box(frame)

    def _is_block(self, element: Element, tag: str) -> bool:
        """Custom elements and buttons are blocks of their own unless they stand in a line of text."""
        if tag == "a" or tag == "span":
            # a card: a link or span around block elements takes part in the chain, and parts its texts
            if len(element) and not BLOCK.isdisjoint([child.tag for child in element]):
                return True
            if tag == "a":
                return False
        elif tag == "button" or "-" in tag:
            above = self._frames[-1] if self._frames else None
            return not self._line.length and (above is None or (above.block and above.tag not in TEXTUAL))
        return self._captions > 0 and tag in captions.PARTS and captions.is_part(element)

    def _leaf(self, element: Element, tag: str) -> None:
        """Inline markup around text alone: most links are that, and no block can stand in it."""
        line, text = self._line, element.text
        if tag == "button":
            line.gap()
        kind, value = self._markup(element, tag)
        if kind is not None:
            line.open(kind, value)
            if text:
                self._text(text)
            line.close()
        elif text:
            self._text(text)
        elif tag == "span" and breaks_line(element):
            self._on_br(element)
        if tag == "button":
            line.gap()

    def _markup(self, element: Element, tag: str) -> tuple[SpanKind | None, str | None]:
        """What an inline element says of its text; None for nothing."""
        if tag == "a":
            href = element.get("href")
            if href and href[0] == "#" and self._line.length and (number := footnotes.reference(element)):
                return "note", number
            return "link", link_target(href, self._page.base) if href else None
        if kind := MARKUP.get(tag):
            return kind, None
        if tag in _IN_LANGUAGE and (lang := element.get("lang")):
            return "lang", lang[:35]
        return None, None

    def _text(self, text: str) -> None:
        if self._pre:
            self._line.preformatted(text)
        else:
            self._line.add(text)

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
        self._drafts.append(EmbedDraft(self._frames[-1].box, provider, url, title))

    _on_video = _on_audio = _on_amp_iframe = _on_iframe

    def _on_ruby(self, element: Element) -> None:
        phrasing.ruby(self._line, element)

    def _on_math(self, element: Element) -> None:
        phrasing.math(self._line, element)

    # -- blocks

    def _picture(self, picture: Picture) -> None:
        href = self._line.link()
        if href is not None and (href == picture.src or pictures.is_file(href)):
            href = None
        figure = FigureDraft(self._frames[-1].box, picture, href=href)
        if self._line.length:
            self._waiting.append(figure)
        else:
            self._last_figure = len(self._drafts)
            self._drafts.append(figure)

    def _flush(self) -> None:
        """End the block that is being read."""
        line = self._line
        if line.length:
            linked, links = line.linked, line.links
            text, spans = line.take()
            if text and not (self._pre and is_gutter(text)):
                frame = self._frames[-1].box
                if self._pre:
                    self._drafts.append(CodeDraft(frame, text, spans, linked, links))
                elif (level := frame.level) is not None:
                    self._drafts.append(HeadingDraft(frame, text, spans, linked, links, level))
                else:
                    self._drafts.append(ParagraphDraft(frame, text, spans, linked, links))
        elif line.links:
            line.forget_links()
        if self._waiting:
            self._drafts += self._waiting
            self._last_figure = len(self._drafts) - 1
            self._waiting = []

    # -- closing

    def _close(self, frame: Frame) -> None:
        """What an element held whose texts may belong together, or which is part of such a one."""
        tag, start = frame.tag, frame.start
        if tag == "pre":
            self._pre -= 1
        elif tag == "figcaption":
            self._captions -= 1
        elif tag in closing.PARTS:
            closing.count(frame, len(self._drafts))
        if len(self._drafts) == start:
            return
        if tag not in closing.WHOLE:
            if frame.block and self._last_figure >= start:
                self._close_box(frame)
        elif (together := closing.together(frame, self._drafts[start:], self._page.base)) is not None:
            self._drafts[start:] = together
            if tag == "figure":
                self._last_figure = len(self._drafts) - 1

    def _close_box(self, frame: Frame) -> None:
        """What an element held whose texts may be the caption of a picture in it."""
        start = frame.start
        if 0 < len(self._drafts) - start <= captions.MOST_IN_BOX:
            boxed = captions.with_box(frame, self._drafts[start:])
            if boxed is not None:
                self._drafts[start:] = boxed


_IN_LANGUAGE = frozenset({"span", "bdi", "q", "font"})
_OWN_WAY = frozenset("br hr img amp-img noscript iframe amp-iframe video audio ruby math".split())
_BLOCK = BLOCK - _OWN_WAY
