"""readability-lxml's vote, asked only where our own is not sure.

It sees a slim copy of the page: the elements around the prose with their class names, each block's text in a `p`
that carries the block's number. It is asked which blocks it would keep, never for its text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from readability import Document
from readability.readability import Unparseable

from server.body.weigh import Weights
from server.model import Block

SURE = 0.75
"""share of the page's prose from which our vote needs no second opinion"""
CLEARLY = 1.5
"""times the prose of our choice that its choice must hold to be followed: below that ours was right on every page
of the development corpora"""
MOST = 400
"""blocks of the slim copy: readability's time grows faster than its page"""
_KEPT = re.compile(r'id="cc-(\d{1,6})"')


def second_opinion(blocks: Sequence[Block], weights: Weights, inside: set[int]) -> set[int]:
    """The article's blocks after readability was asked where our choice is not sure.

    It is followed where it holds clearly more of the prose, chrome counted against it, than our choice does: the
    article is then all that stands in the element around both.
    """
    ours = sum(weights.prose[n] for n in inside)
    if not weights.total or ours >= SURE * sum(weights.prose):
        return inside
    kept = _ask(blocks, weights)
    if sum(weights.prose[n] for n in kept) <= CLEARLY * ours:
        return inside
    around = _common(blocks, kept | inside)
    if around is None:
        return inside
    return {n for n, b in enumerate(blocks) if any(w.number == around for w in b.context.wrappers)}


def _common(blocks: Sequence[Block], chosen: set[int]) -> int | None:
    """The number of the innermost element around all of the blocks; None where that is only the body."""
    chains = [[w.number for w in blocks[n].context.wrappers] for n in chosen]
    shared = [numbers[0] for numbers in zip(*chains, strict=False) if len(set(numbers)) == 1]
    return shared[-1] if len(shared) > 1 else None


def _ask(blocks: Sequence[Block], weights: Weights) -> set[int]:
    spoken = [n for n, b in enumerate(blocks) if b.text][:MOST]
    out: list[str] = []
    open_chain: list[int] = []
    for n in spoken:
        chain = blocks[n].context.wrappers[1:]
        numbers = [w.number for w in chain]
        same = 0
        while same < len(open_chain) and same < len(numbers) and open_chain[same] == numbers[same]:
            same += 1
        out += ["</div>"] * (len(open_chain) - same)
        for wrapper in chain[same:]:
            out.append(f'<div class="{html.escape(" ".join(sorted(wrapper.names)))}">')
        open_chain = numbers
        out.append(f'<p id="cc-{n}">{html.escape(blocks[n].text[:2000])}</p>')
    out += ["</div>"] * len(open_chain)
    try:
        summary = Document(f"<html><body>{''.join(out)}</body></html>").summary(html_partial=True)
    except Unparseable:  # it has no opinion on this page: ours stands
        return set()
    return {n for n in map(int, _KEPT.findall(summary)) if weights.prose[n]}
