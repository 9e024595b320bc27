"""A picture's caption and credit, inside a `figcaption` or in the small box around the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from server.blocks.frames import Frame, words_of
from server.blocks.inline import joined
from server.model import Block, Element, Embed, Figure, Paragraph, Picture, Table, Text

BOX = frozenset(
    "figure image img photo picture media caption legend legende bild foto imagen pic thumbnail video lightbox "
    "gallery slide visual illustration".split()
)
"""Names of boxes that hold a picture with its caption."""
CAPTION = frozenset("caption captions imagecaption photocaption bildunterschrift bildtext legende bildtekst".split())
"""Names of the caption itself."""
GALLERY = frozenset("carousel slideshow gallery slider lightbox galerie bildergalerie diaporama galeria".split())
"""Names of boxes that hold several pictures: what follows a picture there is its caption."""
CREDIT = frozenset(
    "credit credits copyright source photographer fotograf quelle rights agency provider byline author "
    "attribution".split()
)
PARTS = frozenset("span small cite em i b strong".split())
"""Inline elements that set the credit apart inside a caption."""
MAX_BOX_WORDS = 60
"""words: with more, the text beside a picture is the article"""
MAX_CREDIT = 120
"""characters of a credit"""

_MARKED = re.compile(
    r"(?:^|(?<=[\s.|(。]))(?:(?:photo(?:graph)?s?|picture|image|foto|fotos|bild|bilder|quelle|credit|crédit|"
    r"copyright|fotografía|imagen|fotografia|illustration|getty images|写真|사진|фото)"
    r"(?:\s(?:by|credit|von|de|di|door))?\s?[:：/]|©|\(c\)\s|photo(?:graph)? by\s|courtesy of\s)\s?",
    re.I,
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s.|(]))(?:photo(?:graph)?|picture|image|foto|bild|quelle|source|credit|crédit|copyright|写真|фото|©)"
    r"(?:\s(?:by|credit|von|de|di|door))?\s?[:：/]?$",
    re.I,
)
"""what stands before a credit that has an element of its own"""
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,100})[)\]）]\.?$")
_SQUARE = re.compile(r"\[([^\[\]]{2,100})\]\.?$")
"""what stands in square brackets at the end of a caption is the agency, unless it is "[left]" and its like"""
_CAPITALS = re.compile(r"(?<=[.!?»”\"]) ((?:[^\W\d_]{2,20}|[&/|.-])(?: (?:[^\W\d_]{2,20}|[&/|.-])){0,5})$")
"""words behind the caption's last sentence: all in capitals, they are the photographer or the agency"""
_AGENCY = re.compile(
    r"\b(?:AP|AFP|Reuters|Getty|dpa|EPA|PA|ANP|EFE|ANSA|Shutterstock|iStock|Alamy|Imago|IMAGO|Keystone|APA|Press|Images|"
    r"Photo|Foto|Unsplash|Pexels|Flickr|Wikimedia|Bloomberg|AAP|Rex|Pool|Agency|Archiv|Handout|TASS|Xinhua|Yonhap)\b"
)


def is_part(element: Element, frames: Sequence[Frame]) -> bool:
    """Whether an inline element in a `figcaption` is the credit, told by its names: a text of its own."""
    if not frames or "figcaption" not in frames[-1].flags:
        return False
    named = words_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
    return bool(named & CREDIT)


def told_apart(captions: Sequence[tuple[Text, frozenset[str]]]) -> tuple[Text, str | None]:
    """Caption and credit out of the texts that stand with a picture.

    Args:
        captions: each text with the names of the element it stands in.

    Returns:
        The caption with its markup, and the credit or None.
    """
    said: list[Text] = []
    credit: str | None = None
    for text, names in captions:
        if credit is None and len(text.text) <= MAX_CREDIT and (names & CREDIT or _is_credit(text.text)):
            credit = text.text.strip("()[] ")
        elif all(text.text != other.text for other in said):
            said.append(text)
    caption, _ = joined(said, "\n")
    if credit is not None and caption.text.endswith(credit):
        caption = _cut(caption, len(caption.text) - len(credit))
    if credit is not None and (found := _LABEL.search(caption.text)):
        credit = f"{found[0].strip()} {credit}"
        caption = _cut(caption, found.start())
    if credit is None:
        caption, credit = split(caption)
    return caption, credit


def split(caption: Text) -> tuple[Text, str | None]:
    """A credit at the end of a caption: in brackets with an agency's name, behind "Photo:" and its like, or set in
    capitals behind the last sentence."""
    text = caption.text
    if (found := _SQUARE.search(text)) and found.start() and not found[1].islower():
        return _cut(caption, found.start()), found[1].strip()
    if (found := _BRACKETS.search(text)) and found.start() and (_AGENCY.search(found[1]) or _MARKED.search(found[1])):
        return _cut(caption, found.start()), found[1].strip()
    for found in _MARKED.finditer(text):
        rest = text[found.start() :]
        if found.start() and len(rest) <= MAX_CREDIT:
            return _cut(caption, found.start()), rest.strip(" ()")
    if (found := _CAPITALS.search(text)) and found[1].isupper():
        return _cut(caption, found.start()), found[1]
    return caption, None


def _is_credit(text: str) -> bool:
    return bool(_MARKED.match(text.lstrip("( ")))


def _cut(text: Text, end: int) -> Text:
    kept = text.text[:end].rstrip(" |/-–—(")
    return Text(
        kept,
        tuple(
            s if s.end <= len(kept) else type(s)(s.kind, s.start, len(kept), s.value)
            for s in text.spans
            if s.start < len(kept)
        ),
    )


def with_box(frame: Frame, blocks: Sequence[Block]) -> list[Block] | None:
    """The blocks of a closed small box with its captions given to its picture; None where it is no such box."""
    figures = [b for b in blocks if isinstance(b, Figure)]
    buttons = [b for b in blocks if isinstance(b, Paragraph) and "button" in b.context.flags - frame.flags]
    texts = [b for b in blocks if isinstance(b, Paragraph) and not any(b is button for button in buttons)]
    if not figures or not texts or len(figures) + len(texts) + len(buttons) != len(blocks):
        return None
    if len(figures) > 1 and frame.tag != "figure":
        return None
    target = figures[-1]
    if frame.tag != "figure" and (
        target.caption.text or not (frame.names & BOX or any(b.context.names & BOX for b in texts))
    ):
        return None
    if _is_long([b for b in texts if frame.tag != "figure" or "figcaption" not in b.context.flags]):
        return None
    caption, credit = told_apart([(Text(b.text, b.spans), _names(b, frame)) for b in texts])
    if target.caption.text and caption.text not in target.caption.text:
        caption, _ = joined([target.caption, caption], "\n")
    elif target.caption.text:
        caption = target.caption
    credit = " / ".join(dict.fromkeys(said for said in (target.credit, credit) if said)) or None
    merged = replace(target, caption=caption, credit=credit)
    return [*(merged if b is target else b for b in figures), *buttons]


def with_figure(frame: Frame, blocks: Sequence[Block]) -> list[Block] | None:
    """The blocks of a closed `figure` with its captions given to what it shows; None where it has none.

    A figure whose picture can't be shown (a canvas, a drawing, a player without an address) keeps its caption as
    a Figure without an address: as a paragraph it would be read as the article.
    """
    texts = [b for b in blocks if isinstance(b, Paragraph) and "figcaption" in b.context.flags]
    rest = [b for b in blocks if not any(b is text for text in texts)]
    if any(isinstance(b, Figure) for b in rest):
        return with_box(frame, blocks)
    if not texts and sum(len(b.text.split()) for b in blocks) <= MAX_BOX_WORDS:
        texts = [b for b in blocks if isinstance(b, Paragraph)]
        rest = [b for b in blocks if not isinstance(b, Paragraph)]
    if not texts:
        return None
    caption, credit = told_apart([(Text(b.text, b.spans), _names(b, frame)) for b in texts])
    first = rest[0] if rest else None
    if first is None:
        context = frame.context(length=0, linked=0, links=0)
        return [Figure(id="", picture=Picture(src=""), caption=caption, credit=credit, context=context)]
    if isinstance(first, Embed) and not first.quote.text:
        return [replace(first, quote=caption), *rest[1:]]
    if isinstance(first, Table) and not first.caption:
        return [replace(first, caption=caption.text), *rest[1:]]
    return None


def _is_long(texts: Sequence[Block]) -> bool:
    """Whether texts beside a picture are too long for its caption: they are the article."""
    words = sum(len(b.text.split()) for b in texts)
    return words > MAX_BOX_WORDS or sum(len(b.text) for b in texts) > 8 * MAX_BOX_WORDS


def loose(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with captions that no box gave to a picture: told by their name, given to the picture before them.

    Without one they become a Figure without an address, so that they are not read as the article.
    """
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if not isinstance(block, Paragraph) or not _is_caption(block, before=isinstance(before, Figure)):
            out.append(block)
            continue
        caption, credit = told_apart([(Text(block.text, block.spans), block.context.names)])
        if isinstance(before, Figure) and not before.caption.text:
            out[-1] = replace(before, caption=caption, credit=before.credit or credit)
        else:
            context = replace(block.context, link_density=0.0, links=0)
            picture = Picture(src="")
            out.append(Figure(id="", picture=picture, caption=caption, credit=credit, context=context))
    return out


def _is_caption(block: Paragraph, *, before: bool) -> bool:
    around = block.context.wrappers[-1].names if block.context.wrappers else frozenset()
    if before and any(wrapper.names & GALLERY for wrapper in block.context.wrappers[-2:]):
        around = CAPTION
    short = len(block.text) <= 8 * MAX_BOX_WORDS and len(block.text.split()) <= 1.5 * MAX_BOX_WORDS
    return (
        short and bool((block.context.names | around) & CAPTION) and not block.context.flags & {"figcaption", "nav"}
    )


def _names(block: Block, frame: Frame) -> frozenset[str]:
    """The names between a text and the box: a credit's name often stands one element further out."""
    inner = [w.names for w in block.context.wrappers if w.number > frame.number]
    return block.context.names.union(*inner)
