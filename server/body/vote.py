"""Where the article is: down from the body while one element holds nearly all of the prose.

The way down leaves prose behind at some steps. What stands between the headline and the chosen element, and
what stands in siblings of the same make, is the article's too: openings and sections under their own wrappers.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from server.body.elements import Elements
from server.body.weigh import PENALTY, Weights
from server.model import Wrapper

_DATA = tomllib.loads(Path(__file__).with_name("containers.toml").read_text(encoding="utf-8"))
NAMED = tuple(frozenset(name.split()) for name in _DATA["names"])
"""what pages call the element that holds the article: each of the words is among its names"""

SHARE = 0.9
"""share of the prose that a child must hold for the vote to go down to it (`findings`: 90, not 97 %)"""
MOST = 0.7
"""share of the prose that it must hold where chrome is not counted against what stands beside it: appeals between
the paragraphs are no reason to leave half of them behind"""
NAMED_SHARE = 0.6
"""share of the prose that an element must hold to which the page itself gives such a name: what stands beside it may
be long (questions and answers of a shop, what its customers say) and is none of the article"""


@dataclass(frozen=True, slots=True)
class Vote:
    """The element that holds the article."""

    path: tuple[Wrapper, ...]
    """from the body to the container, the container last"""

    def holds(self, chain: Sequence[Wrapper]) -> bool:
        """Whether what stands in these elements, outermost first, stands in the container; all does without one."""
        depth = len(self.path)
        return not depth or (len(chain) >= depth and chain[depth - 1].number == self.path[-1].number)


def vote(weights: Weights) -> Vote:
    """Go down from the body while a child holds at least `SHARE` of the prose, chrome counted double against it, or
    leads to the element that the page names after its article."""
    blocks, elements = weights.blocks, weights.elements
    said = elements.sums(weights.prose)
    scores = elements.sums(good - PENALTY * bad for good, bad in zip(weights.prose, weights.chrome, strict=True))
    children: defaultdict[int, list[Wrapper]] = defaultdict(list)
    for number in elements.outside_in:
        children[elements.parent[number]].append(elements.wrapper[number])
    root = next((b.context.wrappers[0] for b in blocks if b.context.wrappers), None)
    if root is None:
        return Vote(())
    path = [root]
    named = _named(elements, said)
    while True:
        here = path[-1]
        best = max(children[here.number], key=lambda w: scores[w.number], default=None)
        if best is None or scores[best.number] <= 0:
            break
        leads = said[best.number] >= MOST * said[here.number] and scores[best.number] >= SHARE * scores[here.number]
        to_named = named[best.number] >= NAMED_SHARE * said[here.number] and not _is_named(here.names)
        if not leads and not to_named:
            break
        path.append(best)
    return Vote(tuple(path))


@lru_cache(maxsize=4096)
def _is_named(names: frozenset[str]) -> bool:
    """Whether these are the names that pages give to the place of their article."""
    return any(words <= names for words in NAMED)


def _named(elements: Elements, said: Mapping[int, float]) -> dict[int, float]:
    """By element: the prose in the fullest element that is named so, itself or one in it."""
    out = {n: said[n] if _is_named(wrapper.names) else 0.0 for n, wrapper in elements.wrapper.items()} | {0: 0.0}
    for number in reversed(elements.outside_in):
        parent = elements.parent[number]
        out[parent] = max(out[parent], out[number])
    return out
