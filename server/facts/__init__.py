"""Key facts: what happened, who, where, when, how much, who said it, and on whose word.

Every fact is words of the article with the place where they stand. A weak fact is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from server.facts import (
    cast,
    dates,
    genre,
    language,
    names,
    numbers,
    people,
    places,
    plain,
    points,
    quotes,
    sources,
    view,
)  # fmt: skip
from server.facts.view import View
from server.model import Block, Completeness, Fact, KeyFacts, List, Metadata, Place, Text

FEWER_POINTS = 3
"""points of a piece that tells no story from top to bottom"""
MOST_PUBLISHED = 8
"""of the publisher's own key points that are shown"""
UNSURE_FROM = 150
"""characters from which a box that says nothing says why"""
PARTIAL = "Only a part of this article is on the page; the key facts speak of that part."
NOT_ENGLISH = "In this language no people and places are picked."
ONLY_POINTS = "Of this language the rules know only where sentences end."
UNSURE = "The language of this text is not sure, so nothing is picked from it."


def find(blocks: Sequence[Block], dek: Text | None, metadata: Metadata, completeness: Completeness) -> KeyFacts:
    """The key-facts box of an article.

    Args:
        blocks: the article's blocks, chrome taken out.
        dek: the standfirst, if there is one.
        metadata: headline, publication date, language and kind are read.
        completeness: a cut-off article's box says that it speaks of the part that is there.
    """
    published = _published(blocks)
    pieces = view.pieces(blocks, dek)
    prose = "\n".join([piece for _, _, piece, _ in pieces])
    tongue = language.of(prose, metadata.language)
    if tongue is None:
        unsure = (UNSURE,) if len(prose) >= UNSURE_FROM else ()
        found = KeyFacts(notes=unsure)
    else:
        found = _picked(view.read(pieces, blocks, metadata.title, tongue), blocks, metadata)
    if published:
        found = replace(found, origin="publisher", points=published)
    if completeness.state == "partial" and any(facts for _, facts in found.groups()):
        found = replace(found, notes=(PARTIAL, *found.notes))
    return found


def _picked(article: View, blocks: Sequence[Block], metadata: Metadata) -> KeyFacts:
    """What the rules find, less of it for pieces that tell no story."""
    if article.language not in language.known():
        return KeyFacts(points=points.find(article), notes=(ONLY_POINTS,))
    if article.language == "en":
        found = _english(article, metadata)
    else:
        speeches, told = plain.find(article)
        found = KeyFacts(
            points=points.find(article),
            when=dates.find(article, metadata.published),
            numbers=numbers.find(article),
            quotes=quotes.facts(speeches),
            sources=told,
            notes=(NOT_ENGLISH,),
        )
    kind = genre.of(blocks, metadata)
    if kind is None:
        return found
    return replace(
        found,
        points=found.points[:FEWER_POINTS],
        quotes=() if kind == "interview" else found.quotes,
        when=() if kind == "live" else found.when,
        notes=(*found.notes, genre.note(kind)),
    )


def _english(article: View, metadata: Metadata) -> KeyFacts:
    mentions = names.find(article)
    everyone = cast.read(article, mentions)
    speeches = quotes.find(article, everyone)
    return KeyFacts(
        points=points.find(article),
        who=people.find(article, everyone),
        where=places.find(article, mentions, everyone),
        when=dates.find(article, metadata.published),
        numbers=numbers.find(article),
        quotes=quotes.facts(speeches),
        sources=sources.find(article, everyone, speeches),
    )


def _published(blocks: Sequence[Block]) -> tuple[Fact, ...]:
    """The publisher's own key points, each an item of the first list that holds them."""
    block = next((b for b in blocks if isinstance(b, List) and b.key_points), None)
    if block is None:
        return ()
    spans = [(i.start, i.end) for i in block.items if block.text[i.start : i.end].strip()]
    return tuple(Fact(text=block.text[a:b], places=(Place(block.id, a, b),)) for a, b in spans[:MOST_PUBLISHED])
