"""Blocks as they are being read: what an element says, before what stands around it is asked for.

Most of a page's texts are entries of menus, which end as the lines of one List. A draft costs little; only those that
are left when the walk ends become blocks, each with its context.
"""

from __future__ import annotations

from server.blocks.frames import Frame
from server.blocks.keypoints import is_key_points
from server.model import (
    Block,
    Cell,
    Code,
    Context,
    Embed,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
    Text,
)

_EMPTY = Text()


class Draft:
    """A block of the element `frame`."""

    __slots__ = ("frame", "linked", "links", "spans", "text")

    def __init__(self, frame: Frame, text: str, spans: tuple[Span, ...], linked: int, links: int) -> None:
        self.frame = frame
        self.text = text
        self.spans = spans
        self.linked = linked
        """how many of the text's characters stand in links; never more than it has"""
        self.links = links

    @property
    def said(self) -> Text:
        """The text with its markup."""
        return Text(self.text, self.spans)

    def context(self, repeats: int) -> Context:
        """Where the block stands.

        Args:
            repeats: how often the page has a block with this text.
        """
        frame = self.frame
        around = frame if frame.holds else frame.parent
        return Context(
            frame.tag,
            frame.names,
            around.chain if around is not None else (),
            frame.flags,
            self.linked / len(self.text) if self.linked else 0.0,
            self.links,
            repeats,
        )

    def block(self, repeats: int) -> Block:
        """The finished block."""
        raise NotImplementedError


class ParagraphDraft(Draft):
    """Running text."""

    __slots__ = ()

    def block(self, repeats: int) -> Block:
        return Paragraph(id="", text=self.text, spans=self.spans, context=self.context(repeats))


class HeadingDraft(Draft):
    """A heading, on one line."""

    __slots__ = ("level",)

    def __init__(self, frame: Frame, text: str, spans: tuple[Span, ...], linked: int, links: int, level: int) -> None:
        super().__init__(frame, text.replace("\n", " "), spans, linked, links)
        self.level = level

    def block(self, repeats: int) -> Block:
        return Heading(id="", text=self.text, spans=self.spans, context=self.context(repeats), level=self.level)


class CodeDraft(Draft):
    """Preformatted text, without markup."""

    __slots__ = ()

    def block(self, repeats: int) -> Block:
        return Code(id="", text=self.text, context=self.context(repeats))


class ListDraft(Draft):
    """A list; nested ones are items of the outermost."""

    __slots__ = ("items",)

    def __init__(
        self, frame: Frame, text: str, spans: tuple[Span, ...], linked: int, links: int, items: tuple[Item, ...]
    ) -> None:
        super().__init__(frame, text, spans, linked, links)
        self.items = items

    def block(self, repeats: int) -> Block:
        return List(
            id="", text=self.text, spans=self.spans, context=self.context(repeats), items=self.items,
            key_points=is_key_points(self.frame),
        )  # fmt: skip


class QuoteDraft(Draft):
    """A quotation, or a post whose words stand in the page."""

    __slots__ = ("provider", "url")

    def __init__(
        self, frame: Frame, text: str, spans: tuple[Span, ...], linked: int, links: int,
        provider: str | None = None, url: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(frame, text, spans, linked, links)
        self.provider = provider
        self.url = url

    def block(self, repeats: int) -> Block:
        return Quote(
            id="", text=self.text, spans=self.spans, context=self.context(repeats), provider=self.provider,
            url=self.url,
        )  # fmt: skip


class TableDraft(Draft):
    """A table of data."""

    __slots__ = ("caption", "rows")

    def __init__(
        self, frame: Frame, text: str, spans: tuple[Span, ...], linked: int, links: int,
        rows: tuple[tuple[Cell, ...], ...], caption: str | None,
    ) -> None:  # fmt: skip
        super().__init__(frame, text, spans, linked, links)
        self.rows = rows
        self.caption = caption

    def block(self, repeats: int) -> Block:
        return Table(
            id="", text=self.text, spans=self.spans, context=self.context(repeats), rows=self.rows,
            caption=self.caption,
        )  # fmt: skip


class FigureDraft(Draft):
    """A picture, to which captions may still come."""

    __slots__ = ("caption", "credit", "href", "picture")

    def __init__(
        self, frame: Frame, picture: Picture, caption: Text = _EMPTY, credit: str | None = None,
        href: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(frame, "", (), 0, 0)
        self.picture = picture
        self.caption = caption
        self.credit = credit
        self.href = href

    def captioned(self, caption: Text, credit: str | None) -> FigureDraft:
        """The same picture with another caption and credit."""
        return FigureDraft(self.frame, self.picture, caption, credit, self.href)

    def block(self, repeats: int) -> Block:
        return Figure(
            id="", picture=self.picture, caption=self.caption, credit=self.credit, href=self.href,
            context=self.context(repeats),
        )  # fmt: skip


class EmbedDraft(Draft):
    """A player, map, document or post as a card."""

    __slots__ = ("provider", "quote", "title", "url")

    def __init__(
        self, frame: Frame, provider: str | None, url: str | None, title: str | None = None, quote: Text = _EMPTY
    ) -> None:
        super().__init__(frame, "", (), 0, 0)
        self.provider = provider
        self.url = url
        self.title = title
        self.quote = quote

    def block(self, repeats: int) -> Block:
        return Embed(
            id="", provider=self.provider, url=self.url, title=self.title, quote=self.quote,
            context=self.context(repeats),
        )  # fmt: skip
