"""The dek: the sentence or two under the headline that sum the story up, found where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.body.weigh import is_dense
from server.model import Block, Heading, Paragraph, Quote

NAMES = frozenset(
    "dek deck standfirst subtitle subheadline subheading subhead subtitulo sottotitolo entradilla bajada chapo "
    "chapeau vorspann ingress intro excerpt summary abstract strapline tagline sapo sommario occhiello manchete "
    "epigraph spot teaser preamble lede description untertitel underrubrik manchet leadin synopsis copete volanta "
    "epigrafe".split()
)
"""Names that content systems give the dek's element, in the languages of newspapers."""
PAIRS = (frozenset({"sub", "title"}), frozenset({"sub", "headline"}), frozenset({"sub", "heading"}))
"""the same, written as two words"""
SHORTEST, LONGEST = 25, 1000
"""characters of a dek"""
LONGEST_OPENING = 400
"""characters of a dek that stands with the text's paragraphs: a longer one is their first"""
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d")
"""a year or a time of day: the line may be the date"""
REACH = 14
"""blocks behind the headline within which a dek stands"""


def find(blocks: Sequence[Block], headline: int | None, prose: Sequence[int], description: str | None) -> int | None:
    """Index of the dek among the page's blocks, None where there is none.

    Args:
        blocks: the page's blocks.
        headline: index of the headline.
        prose: indexes of the article's paragraphs.
        description: the page's own summary: a block that says the same is the dek, unless it is the article's
            first paragraph.
    """
    if headline is None:
        return None
    first = prose[0] if prose else len(blocks)
    opening = first if _opens(blocks, prose) else None
    summary = _plain(description or "").rstrip(".…")
    title = letters(blocks[headline].text)
    near = [
        n
        for n in range(max(0, headline - 1), min(len(blocks), headline + REACH))
        if n != headline and _may_be(blocks[n]) and not _says_headline(blocks[n], title)
    ]
    for n in near:
        said = _plain(blocks[n].text) if n != opening else ""
        if len(summary) >= SHORTEST and (said == summary or (len(summary) > 60 and said.startswith(summary))):
            return n
    above = [n for n in near if headline < n <= first]
    for n in above:
        context = blocks[n].context
        if n == opening and len(blocks[n].text) > LONGEST_OPENING:
            continue
        if any(_names_dek(names) for names in (context.names, *(w.names for w in context.wrappers[-2:]))):
            return n
    following = headline + 1
    if following in above and following < first and isinstance(blocks[following], Heading):
        return following if len(blocks[following].text) >= 2 * SHORTEST else None
    text = next((n for n in prose if n != following), None)
    if following in above and text is not None and _is_between(blocks, headline, following, text):
        return following
    return None


def _is_between(blocks: Sequence[Block], headline: int, n: int, text: int) -> bool:
    """Whether a paragraph is the one between the headline and a byline, and the text stands in another element."""
    block, byline = blocks[n], blocks[n + 1]
    head = _parent(blocks[headline])
    return (
        isinstance(block, Paragraph)
        and isinstance(byline, Paragraph)
        and 2 * SHORTEST <= len(block.text) <= LONGEST_OPENING
        and len(byline.text) < 2 * SHORTEST
        and not YEAR.search(block.text)
        and n + 1 < text
        and head is not None
        and head == _parent(block) == _parent(byline) != _parent(blocks[text])
    )


def _parent(block: Block) -> int | None:
    return block.context.wrappers[-1].number if block.context.wrappers else None


def _names_dek(names: frozenset[str]) -> bool:
    return bool(names & NAMES) or any(pair <= names for pair in PAIRS)


def _opens(blocks: Sequence[Block], prose: Sequence[int]) -> bool:
    """Whether the first paragraph stands with the second, so that it is the text's and not a dek above it."""
    if len(prose) < 2:
        return True
    one, two = (blocks[n].context.wrappers for n in prose[:2])
    if not one or not two:
        return prose[1] == prose[0] + 1
    return one[-1].number == two[-1].number


def _may_be(block: Block) -> bool:
    return (
        isinstance(block, Paragraph | Heading | Quote)
        and len(block.text) * (2 if is_dense(block.text) else 1) >= SHORTEST
        and len(block.text) <= LONGEST
        and block.context.link_density < 0.5
        and not block.context.flags & {"button", "form", "nav", "dialog", "figcaption"}
        and not ("aside" in block.context.flags and isinstance(block, Heading))
    )


def _says_headline(block: Block, title: str) -> bool:
    """Whether a heading or line says the headline again, with or without a kicker; `title`: its letters."""
    said = letters(block.text) if len(title) >= SHORTEST else ""
    return bool(said) and len(said) <= 2 * len(title) and (said.startswith(title) or said.endswith(title))


def letters(text: str) -> str:
    """Letters and figures only, case folded: for comparing texts."""
    return "".join(filter(str.isalnum, text.casefold()))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
