"""readability-lxml's vote, asked only where our own is not sure.

It sees a slim copy of the page: the elements around the prose with their class names, each block's text in a `p`
that carries the block's number. It is asked which blocks it would keep, never for its text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from readability import Document

from server.body.vote import Vote
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


def second_opinion(blocks: Sequence[Block], weights: Weights, chosen: Vote, inside: set[int]) -> set[int]:
    """The article's blocks after readability was asked where `chosen` is not sure.

    It is followed where it holds clearly more of the prose, chrome counted against it, than our vote does.
    """
    if chosen.share >= SURE or not weights.total:
        return inside
    kept = _ask(blocks, weights)
    if not kept:
        return inside
    ours = sum(weights.prose[n] for n in inside)
    theirs = sum(weights.prose[n] for n in kept)
    if theirs > CLEARLY * ours:
        return (
            set(range(min(kept), max(kept) + 1)) if len(kept) > 0.7 * (max(kept) - min(kept) + 1) else kept | inside
        )
    return inside


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
    summary = Document(f"<html><body>{''.join(out)}</body></html>").summary(html_partial=True)
    return {n for n in map(int, _KEPT.findall(summary)) if weights.prose[n]}
