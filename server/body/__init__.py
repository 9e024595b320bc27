"""Which of the page's blocks are the article, and what the rest is.

Our own vote decides; where it is not sure readability-lxml is asked for a second opinion. The article is taken
whole: all blocks of the chosen element, openings and sections beside it, the dek and the lead picture above it.
Everything else of the page becomes a region that the ledger records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from server.body import by_site, furniture
from server.body import dek as deks
from server.body.elements import Inner
from server.body.second_opinion import second_opinion
from server.body.vote import Vote, vote
from server.body.weigh import COMMENTS, Weights
from server.model import (
    Block,
    Embed,
    Figure,
    Harvest,
    Heading,
    Metadata,
    NoArticle,
    Outline,
    Region,
    RegionKind,
    Text,
    Wrapper,
    Zone,
)
from server.sitefiles import Site

FEWEST = 140
"""characters of prose without which a page holds no article"""
OPENING = 60
"""characters of prose of a paragraph above the container that is taken for the article's opening"""
ANYWAY = "No article was found in this page. This is what was found anyway."
ABOVE, MOST = 5, 0.7
"""blocks above the headline in which its picture may stand; share of the prose that stands below a headline"""
LAYOUT = frozenset("col cols column columns row rows grid cell sm md lg xl xs xxl".split())
"""names of a layout's parts: that two elements share them says nothing of what they hold"""
HIDDEN_LEAD = 12
"""blocks between the headline and the text in which a lead picture may stand"""


def find(outline: Outline, metadata: Metadata, *, site: Site | None = None, anyway: bool = False) -> Harvest:
    """Part the page's blocks into the article, its dek and the regions around it.

    Args:
        outline: the page's blocks.
        metadata: title and description help to find headline and dek.
        site: what a file of the page's own site says of it.
        anyway: take what there is where no article is found.

    Raises:
        NoArticle: there is hardly any prose in the page.
    """
    blocks = outline.blocks
    weights = Weights(blocks, metadata.language, outline.headline)
    told = by_site.find(weights, site)
    bare = not told and sum(weights.prose) < FEWEST
    if bare and not anyway:
        raise NoArticle("There is no article in this page: it holds no running text.")
    chosen, inside = told or _by_vote(blocks, weights, outline.headline)
    inside = _one_article(weights, inside, outline.headline)
    inside = _below(weights, inside, outline.headline)
    inside -= furniture.find(blocks, weights, inside, len(chosen.path))
    if anyway and not inside:
        inside = set(range(len(blocks)))
    harvest = _part(outline, metadata, weights, chosen, inside)
    return replace(harvest, notes=(ANYWAY,)) if bare else harvest


def _by_vote(blocks: Sequence[Block], weights: Weights, headline: int | None) -> tuple[Vote, set[int]]:
    """The general way: our own vote, and the second opinion where that is not sure."""
    chosen = vote(weights)
    inside = _adopt(blocks, weights, _inside(blocks, chosen, weights), chosen, headline)
    return chosen, second_opinion(blocks, weights, inside)


def _inside(blocks: Sequence[Block], chosen: Vote, weights: Weights) -> set[int]:
    """The blocks of the chosen element, the comment threads behind its last prose left out."""
    if not chosen.path:
        return set(range(len(blocks)))
    own = {wrapper.number for wrapper in chosen.path}
    thread = weights.elements.within(
        lambda w: w.names & COMMENTS and w.number not in weights.dominant and w.number not in own
    )
    out: set[int] = set()
    threads: set[int] = set()
    for n, block in enumerate(blocks):
        if not chosen.holds(block.context.wrappers):
            continue
        out.add(n)
        if weights.elements.innermost[n] in thread:
            threads.add(n)
    last = max((n for n in out - threads if weights.prose[n]), default=-1)
    return {n for n in out if n not in threads or n < last}


def _adopt(
    blocks: Sequence[Block], weights: Weights, inside: set[int], chosen: Vote, headline: int | None
) -> set[int]:
    """Add the prose that the way down left behind: the opening under the headline, and sections of the same make."""
    if not inside or not chosen.path:
        return inside
    first = min(inside)
    out = set(inside)
    if headline is not None and headline < first:
        between = range(headline + 1, first)
        out |= {
            n
            for n in between
            if weights.prose[n] >= OPENING and _ends(blocks[n]) and not _is_boxed(blocks[n], chosen)
        }
    twins: defaultdict[int, set[int]] = defaultdict(set)
    for n in range(len(blocks) if headline is None else headline + 1, len(blocks)):
        if n not in inside and (twin := _twin_of_path(blocks[n].context.wrappers, chosen)) is not None:
            twins[twin].add(n)
    for members in twins.values():
        if any(weights.prose[n] for n in members):
            out |= members
    return out


def _ends(block: Block) -> bool:
    """Whether a paragraph ends as a sentence does: a date line or a list of names does not."""
    return block.text.rstrip("\"'”’»«“)]」』").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "।", "։"))


def _twin_of_path(chain: Sequence[Wrapper], chosen: Vote) -> int | None:
    """The element of `chain` that stands beside one of the path and is made like it: tag and names the same."""
    for own, other in zip(chosen.path, chain, strict=False):
        if own.number != other.number:
            alike = own.tag == other.tag and own.names - LAYOUT and own.names <= other.names
            return other.number if alike and len(other.names) <= len(own.names) + 2 else None
    return None


def _is_boxed(block: Block, chosen: Vote) -> bool:
    """Whether a block stands in a box of its own: an aside, a header's menu, a form."""
    path = {w.number for w in chosen.path}
    return any(
        w.flags & {"aside", "nav", "form", "dialog", "footer", "figure"}
        for w in block.context.wrappers
        if w.number not in path
    )


def _below(weights: Weights, inside: set[int], headline: int | None) -> set[int]:
    """Leave out what stands above the headline, unless a good part of the prose does: then it is not the headline."""
    if headline is None:
        return inside
    below = {n for n in inside if n > headline or (isinstance(weights.blocks[n], Figure) and n > headline - ABOVE)}
    held, whole = (sum(weights.prose[n] for n in part) for part in (below, inside))
    return below if held >= MOST * whole else inside


def _one_article(weights: Weights, inside: set[int], headline: int | None) -> set[int]:
    """Cut at the next article's own `h1`: pages that scroll on carry one article after another.

    Authors use `h1` for sections too, so the heading must stand in an element of its own that is an `article` or is
    made like the one in which the headline stands.
    """
    if headline is None:
        return inside
    blocks = weights.blocks
    own = blocks[headline].context.wrappers
    first = weights.elements.first_of(inside)
    said, before = 0, {}
    for n in sorted(inside):
        before[n] = said
        block = blocks[n]
        said += len(block.text)
        if n <= headline or not isinstance(block, Heading) or block.level > 1 or block.text == blocks[headline].text:
            continue
        following = _beside(own, block.context.wrappers)
        if following is not None and before[first[following.number]] >= FEWEST:
            return {m for m in inside if m < first[following.number]}
    return inside


def _beside(own: Sequence[Wrapper], other: Sequence[Wrapper]) -> Wrapper | None:
    """The element of `other` that stands beside one of `own` and is made like it: both `article`s, or both of the
    same tag and names where the chains part."""
    shared = sum(1 for a, b in zip(own, other, strict=False) if a.number == b.number)
    ours, theirs = own[shared:], other[shared:]
    if ours and theirs and ours[0].tag == theirs[0].tag and ours[0].names and ours[0].names == theirs[0].names:
        return theirs[0]
    articles = [w for w in theirs if w.tag == "article"]
    return articles[0] if articles and any(w.tag == "article" for w in ours) else None


def _part(outline: Outline, metadata: Metadata, weights: Weights, chosen: Vote, inside: set[int]) -> Harvest:
    blocks, headline = outline.blocks, outline.headline
    prose = [n for n in sorted(inside) if weights.prose[n]]
    first, last = (prose[0], prose[-1]) if prose else (0, len(blocks))
    dek = deks.find(blocks, headline, prose, metadata.description)
    opening = next((blocks[n].text for n in prose if n != dek), "")
    if dek is not None and deks.letters(opening).startswith(deks.letters(blocks[dek].text)):
        inside, dek = inside - {dek}, None
    path = {w.number for w in chosen.path}
    # an opening above the container has the picture below it
    held = (n for n in prose if chosen.holds(blocks[n].context.wrappers))
    lead = _lead_picture(blocks, headline, next(held, first), inside)
    inner = Inner(weights.dominant | path)
    article: list[Block] = []
    outside: list[tuple[int, str | None]] = []
    for n, block in enumerate(blocks):
        if n == dek or (n == headline and _same(block.text, metadata.title)):
            continue
        if n != headline and (n in inside or n == lead):
            zone: Zone = "head" if n < first else "tail" if n > last else "body"
            context = inner.context(block.context, zone)
            if isinstance(block, Figure) and block.caption.text and _same(block.caption.text, metadata.title):
                block = replace(block, caption=Text())  # the headline stands above, once
            article.append(replace(block, id=f"b{len(article) + 1}", context=context))
        else:
            outside.append((n, article[-1].id if article else None))
    said = blocks[dek] if dek is not None else None
    return Harvest(
        blocks=tuple(article),
        dek=Text(said.text, said.spans) if said is not None else None,
        regions=tuple(_regions(blocks, outside, path)),
    )


def _same(text: str, other: str | None) -> bool:
    """Whether two texts say the same, signs and spaces aside."""
    return other is not None and deks.letters(text) == deks.letters(other)


def _lead_picture(blocks: Sequence[Block], headline: int | None, first: int, inside: set[int]) -> int | None:
    """The picture above the text that stands outside the container."""
    if headline is None or any(isinstance(blocks[n], Figure) for n in inside if n < first):
        return None
    near = range(max(0, headline - 4), min(first, headline + HIDDEN_LEAD, len(blocks)))
    found = [
        n for n in near if n not in inside and isinstance(b := blocks[n], Figure) and b.picture.src and not b.href
    ]
    return found[0] if found else None


def _regions(blocks: Sequence[Block], outside: Sequence[tuple[int, str | None]], path: set[int]) -> list[Region]:
    """Blocks outside the article, grouped by the outermost element that holds nothing of it."""
    groups: list[tuple[int | None, str | None, list[Block]]] = []
    for n, after in outside:
        block = blocks[n]
        top = next((w.number for w in block.context.wrappers if w.number not in path), None)
        if groups and top is not None and groups[-1][:2] == (top, after):
            groups[-1][2].append(block)
        else:
            groups.append((top, after, [block]))
    return [
        Region(_kind(held), _names(held, path), tuple(held), after)
        for _, after, held in groups
        if any(map(_says, held))
    ]


def _says(block: Block) -> bool:
    return (
        bool(block.text)
        or (isinstance(block, Embed) and bool(block.quote.text))
        or (isinstance(block, Figure) and bool(block.caption.text or block.credit))
    )


def _kind(held: Sequence[Block]) -> RegionKind:
    flags = Counter(flag for b in held for flag in b.context.flags)
    kinds: tuple[RegionKind, ...] = ("dialog", "nav", "footer", "header", "aside", "form")
    common = [kind for kind in kinds if flags[kind] > len(held) / 2]
    return common[0] if common else "section"


def _names(held: Sequence[Block], path: set[int]) -> frozenset[str]:
    outer = [w.names for w in held[0].context.wrappers if w.number not in path][:3]
    return held[0].context.names.union(*outer) if not outer else frozenset().union(*outer)
