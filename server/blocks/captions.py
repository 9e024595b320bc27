"""A picture's caption and credit, inside a `figcaption` or in the small box around the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.blocks.credits import CREDIT, both, is_credit, told_apart
from server.blocks.drafts import Draft, EmbedDraft, FigureDraft, ParagraphDraft, TableDraft
from server.blocks.frames import Frame, words_of
from server.blocks.inline import joined
from server.model import Element, Picture

BOX = frozenset(
    "figure image img photo picture media caption legend legende bild foto imagen pic thumbnail video lightbox "
    "gallery slide visual illustration".split()
)
"""Names of boxes that hold a picture with its caption."""
CAPTION = frozenset("caption captions imagecaption photocaption bildunterschrift bildtext legende bildtekst".split())
"""Names of the caption itself."""
GALLERY = frozenset("carousel slideshow gallery slider lightbox galerie bildergalerie diaporama galeria".split())
"""Names of boxes that hold several pictures: what follows a picture there is its caption."""
PARTS = frozenset("span small cite em i b strong".split())
"""Inline elements that set the credit apart inside a caption."""
MAX_BOX_WORDS = 60
"""words: with more, the text beside a picture is the article"""
MOST_IN_BOX = 6
"""texts and pictures in a box of one picture with its caption"""
MAX_NAMED_WORDS = 150
"""words of a caption that its element calls one"""
MAX_COUNT = 20
_COUNT = re.compile(r"\d{1,3} ?(?:of|von|sur|de|di|van|av|af|z|из) ?\d{1,3}[ |:.]{0,3}$")
"""`2 of 12 |`: which picture of a gallery this is"""
SHORTEST_ALT = 20
"""characters of an alternative text that a caption is known by"""
_BOXED = {FigureDraft, ParagraphDraft}
NO_PICTURE = Picture(src="")
"""a caption's picture that can't be shown"""


def is_part(element: Element) -> bool:
    """Whether an inline element in a `figcaption` is the credit, told by its names: a text of its own."""
    named = words_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
    return bool(named & CREDIT)


def with_box(frame: Frame, drafts: Sequence[Draft]) -> list[Draft] | None:
    """What a closed small box holds, its captions given to its picture; None where it is no such box."""
    if set(map(type, drafts)) != _BOXED:
        return None
    figures = [draft for draft in drafts if isinstance(draft, FigureDraft)]
    said = [draft for draft in drafts if isinstance(draft, ParagraphDraft)]
    if len(figures) > 1 and frame.tag != "figure":
        return None
    buttons = [draft for draft in said if _is_button(draft, frame)]
    texts = [draft for draft in said if draft not in buttons] if buttons else said
    if not texts:
        return None
    target = figures[-1]
    if frame.tag != "figure" and (
        target.caption.text or not (_holds_picture(frame.names) or any(b.frame.names & BOX for b in texts))
    ):
        return None
    if _is_long([b for b in texts if frame.tag != "figure" or "figcaption" not in b.frame.flags]):
        return None
    caption, credit = told_apart([(b.said, _names(b, frame)) for b in texts])
    if target.caption.text and caption.text not in target.caption.text:
        caption, _ = joined([target.caption, caption], "\n")
    elif target.caption.text:
        caption = target.caption
    return [*figures[:-1], target.captioned(caption, both(target.credit, credit)), *buttons]


def with_figure(frame: Frame, drafts: Sequence[Draft]) -> list[Draft] | None:
    """What a closed `figure` holds, its captions given to what it shows; None where it has none.

    A figure whose picture can't be shown (a canvas, a drawing, a player without an address) keeps its caption as
    a Figure without an address: as a paragraph it would be read as the article.
    """
    texts = [b for b in drafts if isinstance(b, ParagraphDraft) and "figcaption" in b.frame.flags]
    rest = [b for b in drafts if not any(b is text for text in texts)]
    if any(isinstance(b, FigureDraft) for b in rest):
        return with_box(frame, drafts)
    if not texts and sum(len(b.text.split()) for b in drafts) <= MAX_BOX_WORDS:
        texts = [b for b in drafts if isinstance(b, ParagraphDraft)]
        rest = [b for b in drafts if not isinstance(b, ParagraphDraft)]
    if not texts:
        return None
    caption, credit = told_apart([(b.said, _names(b, frame)) for b in texts])
    first = rest[0] if rest else None
    if first is None:
        return [FigureDraft(frame, NO_PICTURE, caption, credit)]
    if isinstance(first, EmbedDraft) and not first.quote.text:
        return [EmbedDraft(first.frame, first.provider, first.url, first.title, caption), *rest[1:]]
    if isinstance(first, TableDraft) and not first.caption:
        table = TableDraft(first.frame, first.text, first.spans, first.linked, first.links, first.rows, caption.text)
        return [table, *rest[1:]]
    return None


def _is_button(draft: Draft, frame: Frame) -> bool:
    """Whether a text in a picture's box is a button beside the caption (not the caption inside a button), or counts
    the pictures of a gallery."""
    flags = draft.frame.flags
    if "button" in flags and "button" not in frame.flags and "figcaption" not in flags:
        return True
    return len(draft.text) <= MAX_COUNT and _COUNT.match(draft.text) is not None


def _holds_picture(names: frozenset[str]) -> bool:
    """Whether a box is named after the picture that it holds: `image`, `contentimage`."""
    return bool(names & BOX) or any(name.endswith(("image", "photo", "picture")) for name in names)


def _is_long(texts: Sequence[Draft]) -> bool:
    """Whether texts beside a picture are too long for its caption: they are the article."""
    words = sum(len(b.text.split()) for b in texts)
    return words > MAX_BOX_WORDS or sum(len(b.text) for b in texts) > 8 * MAX_BOX_WORDS


def loose(drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts, with the captions that no box gave to a picture, given to the picture or video before them.

    They are told by their element, by their name, by a credit's mark, or because they say the picture's alternative
    text. Without a picture they become a Figure without an address, so that they are not read as the article.
    """
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if not isinstance(draft, ParagraphDraft) or not _is_caption(draft, before):
            out.append(draft)
            continue
        caption, credit = told_apart([(draft.said, draft.frame.names)])
        if isinstance(before, FigureDraft) and not before.caption.text and not (before.credit and credit):
            out[-1] = before.captioned(caption, before.credit or credit)
        elif isinstance(before, EmbedDraft) and not before.quote.text:
            out[-1] = EmbedDraft(before.frame, before.provider, before.url, before.title, draft.said)
        elif not (isinstance(before, FigureDraft) and (before.caption.text, before.credit) == (caption.text, credit)):
            out.append(FigureDraft(draft.frame, NO_PICTURE, caption, credit))
    return out


def _is_caption(draft: ParagraphDraft, before: Draft | None) -> bool:
    frame, parent = draft.frame, draft.frame.parent
    shown = isinstance(before, FigureDraft)
    above = parent.parent if parent is not None else None
    around = parent is not None and not parent.names.isdisjoint(CAPTION)
    if not around and shown:
        around = any(box is not None and bool(box.names & GALLERY) for box in (parent, above))
    named = not frame.names.isdisjoint(CAPTION)
    if not named and not around and not shown and "figcaption" not in frame.flags:
        return False
    words = len(draft.text.split())
    if ("nav" in frame.flags and not (named and shown)) or words > MAX_NAMED_WORDS:
        return False
    if len(draft.text) > 8 * MAX_NAMED_WORDS:
        return False
    if "figcaption" in frame.flags:
        return not _captions_text(draft, before)
    if named or (isinstance(before, FigureDraft) and (_says_alt(draft, before) or _has_credit(draft, before))):
        return True
    return around and len(draft.text) <= 8 * MAX_BOX_WORDS and words <= 1.5 * MAX_BOX_WORDS


def _says_alt(draft: ParagraphDraft, figure: FigureDraft) -> bool:
    """Whether a paragraph is a picture's alternative text or its caption once more; a linked one is another story's
    headline."""
    said = draft.text
    if len(said) <= SHORTEST_ALT or 2 * draft.linked >= len(said):
        return False
    return said in (figure.picture.alt.strip(), figure.caption.text)


def _has_credit(draft: ParagraphDraft, figure: FigureDraft) -> bool:
    """Whether a line right below a picture without a caption begins with the mark of a credit, or ends in one.

    In a footer the mark is the publisher's own.
    """
    said = draft.text
    if figure.caption.text or 2 * draft.linked >= len(said) or "footer" in draft.frame.flags:
        return False
    if len(said.split()) > MAX_BOX_WORDS:
        return False
    return is_credit(said) or ("©" in said and not said.rstrip("”\"'").endswith((".", "!", "?")))


def _captions_text(draft: Draft, before: Draft | None) -> bool:
    """Whether a `figcaption` stands below text: a table, a listing, a quotation in the same figure."""
    if before is None or isinstance(before, FigureDraft | EmbedDraft) or "figcaption" in before.frame.flags:
        return False
    figure = _figure(draft)
    return figure is not None and figure is _figure(before)


def _figure(draft: Draft) -> Frame | None:
    """The `figure` element around a draft."""
    at: Frame | None = draft.frame
    while at is not None and at.tag != "figure":
        at = at.parent
    return at if at is not None and "figure" in draft.frame.flags else None


def _names(draft: Draft, frame: Frame) -> frozenset[str]:
    """The names between a text and the box: a credit's name often stands one element further out."""
    names = draft.frame.names
    at = draft.frame.parent
    while at is not None and at.number > frame.number:
        names |= at.names
        at = at.parent
    return names
