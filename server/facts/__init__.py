"""Key facts: what happened, who, where, when, how much, who said it, and on whose word.

Every fact is words of the article with the place where they stand. A weak fact is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.facts import cast, dates, language, names, numbers, people, places, points, quotes, sources, view
from server.model import Block, Completeness, KeyFacts, Metadata, Text


def find(blocks: Sequence[Block], dek: Text | None, metadata: Metadata, completeness: Completeness) -> KeyFacts:
    """The key-facts box of an article.

    Args:
        blocks: the article's blocks, chrome taken out.
        dek: the standfirst, if there is one.
        metadata: headline, publication date and language are read.
        completeness: a cut-off article's box says that it speaks of the part that is there.
    """
    prose = "\n".join(piece for _, _, piece, _ in view.pieces(blocks, dek))
    tongue = language.of(prose, metadata.language)
    if tongue is None:
        return KeyFacts()
    article = view.read(blocks, dek, metadata.title, tongue)
    found = points.find(article)
    if tongue != "en":
        return KeyFacts(points=found, numbers=numbers.find(article) if tongue in language.known() else ())
    found_names = names.find(article)
    everyone = cast.read(article, found_names)
    speeches = quotes.find(article, everyone)
    return KeyFacts(
        points=found,
        who=people.find(article, everyone),
        where=places.find(article, found_names, everyone),
        when=dates.find(article, metadata.published),
        numbers=numbers.find(article),
        quotes=quotes.facts(speeches),
        sources=sources.find(article, everyone, speeches),
    )
