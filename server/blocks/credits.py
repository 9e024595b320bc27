"""Who made a picture: the credit at the end of a caption, or in a text of its own, told apart from the caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.blocks.inline import joined
from server.model import Text

CREDIT = frozenset(
    "credit credits copyright source photographer fotograf quelle rights agency provider byline author "
    "attribution".split()
)
MAX_CREDIT = 120
"""characters of a credit"""
FEWEST_SAID = 4
"""words of a caption that stands in the credit's own element"""
COMPLETE = 12
"""characters from which a credit that says what it is needs nothing behind it"""

_MARKED = re.compile(
    r"(?:^|(?<=[\s.|(。]))(?:(?:AP|AFP|PA|EPA|EFE|dpa|ANSA|Getty|Reuters)\s(?:photo|foto)\s?/|"
    r"(?:photo(?:graph)?s?|picture|image|foto|fotos|fotoğraf|bild|bilder|quelle|credit|crédit|kuva|zdjęcie|immagine|"
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


def told_apart(captions: Sequence[tuple[Text, frozenset[str]]]) -> tuple[Text, str | None]:
    """Caption and credit out of the texts that stand with a picture.

    Args:
        captions: each text with the names of the element it stands in.

    Returns:
        The caption with its markup, and the credit or None.
    """
    said: list[Text] = []
    credit: str | None = None
    label = ""
    for text, names in captions:
        if not any(map(str.isalnum, text.text)):
            continue  # a bracket or bar around the credit
        if credit is None and _LABEL.fullmatch(text.text.lstrip("([ ")):
            label = text.text.lstrip("([ ")
        elif credit is None and label:
            credit = f"{label} {_unbracketed(text.text)}"
        elif credit is None and len(text.text) <= MAX_CREDIT and (names & CREDIT or is_credit(text.text)):
            before, behind = (text, None) if is_credit(text.text) else split(text)
            if behind is not None and len(before.text.split()) >= FEWEST_SAID:
                said.append(before)
                credit = behind
            else:
                credit = _unbracketed(text.text)
        elif all(text.text != other.text for other in said):
            said.append(text)
    if label and credit is None:
        said.append(Text(label))
    caption, _ = joined(said, "\n")
    if credit is not None and caption.text.endswith(credit):
        caption = _cut(caption, len(caption.text) - len(credit))
    if credit is not None and (found := _LABEL.search(caption.text)):
        credit = f"{found[0].strip()} {credit}"
        caption = _cut(caption, found.start())
    if credit is None:
        return split(caption)
    if (found := _bracketed(caption.text)) is not None:
        caption, credit = _cut(caption, found.start()), both(found[1].strip(), credit)
    return caption, credit


def split(caption: Text) -> tuple[Text, str | None]:
    """A credit at the end of a caption: in brackets with an agency's name, behind "Photo:" and its like, or set in
    capitals behind the last sentence."""
    text = caption.text
    if (found := _SQUARE.search(text)) and found.start() and not found[1].islower():
        return _cut(caption, found.start()), found[1].strip()
    if (found := _bracketed(text)) is not None:
        return _cut(caption, found.start()), found[1].strip()
    for found in _MARKED.finditer(text):
        rest = text[found.start() :]
        if found.start() and len(rest) <= MAX_CREDIT:
            kept, credit = _cut(caption, found.start()), _unbracketed(rest)
            if label := _LABEL.search(kept.text):
                return _cut(kept, label.start()), f"{label[0].strip()} {credit}"
            return kept, credit
    if (found := _CAPITALS.search(text)) and found[1].isupper():
        return _cut(caption, found.start()), found[1]
    return caption, None


def both(first: str | None, second: str | None) -> str | None:
    """Two credits of one picture as one; of two where one goes on from the other, the one that is whole by itself."""
    if not first or not second or first == second:
        return first or second
    short, long = sorted((first, second), key=len)
    if long.startswith(short):
        return short if len(short) >= COMPLETE and is_credit(short) else long
    return f"{first} / {second}"


def _bracketed(text: str) -> re.Match[str] | None:
    """What stands in brackets at the end of a caption and is a credit."""
    found = _BRACKETS.search(text)
    if found is None or not found.start():
        return None
    return found if _AGENCY.search(found[1]) or _MARKED.search(found[1]) else None


def _unbracketed(credit: str) -> str:
    """A credit without the brackets around it; one that is a part of it stays."""
    credit = credit.strip()
    for left, right in ("()", "[]"):
        if credit.startswith(left):
            credit = credit[1:-1] if credit.endswith(right) else credit[1:]
        elif credit.endswith(right) and left not in credit:
            credit = credit[:-1]
        credit = credit.strip()
    return credit


def is_credit(text: str) -> bool:
    """Whether a text begins as credits do: "Photo:", "©", "courtesy of"."""
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
