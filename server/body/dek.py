"""The dek: the sentence or two under the headline that sum the story up, found where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from server.model import Block, Heading, Paragraph, Quote

NAMES = frozenset(
    "dek deck standfirst subtitle subheadline subheading subhead subtitulo sottotitolo entradilla bajada chapo "
    "chapeau vorspann ingress intro excerpt summary abstract strapline tagline sapo sommario occhiello manchete "
    "teaser preamble lede description untertitel underrubrik manchet leadin synopsis copete volanta epigrafe".split()
)
"""Names that content systems give the dek's element, in the languages of newspapers."""
SHORTEST, LONGEST = 25, 700
"""characters of a dek"""
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
    candidates = [
        n
        for n in range(max(0, headline - 3), min(len(blocks), headline + REACH, max(first + 1, headline + 1)))
        if n != headline and _may_be(blocks[n])
    ]
    for n in candidates:
        if n != opening and n > headline - 2 and summary and len(summary) >= SHORTEST:
            said = _plain(blocks[n].text)
            if said == summary or (len(summary) > 60 and said.startswith(summary)):
                return n
    for n in candidates:
        block = blocks[n]
        near = [block.context.names, *(w.names for w in block.context.wrappers[-2:])]
        if n > headline and any(names & NAMES for names in near) and not (n == opening and len(block.text) > 400):
            return n
    following = headline + 1
    if following in candidates and following < first:
        block = blocks[following]
        if isinstance(block, Heading) and block.level <= 3 and len(block.text) >= 2 * SHORTEST:
            return following
    return None


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
        and SHORTEST <= len(block.text) <= LONGEST
        and block.context.link_density < 0.5
        and not block.context.flags & {"button", "form", "nav", "dialog", "figcaption"}
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
