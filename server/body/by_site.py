"""The article where a site's own file says that it stands."""

from __future__ import annotations

from server.body.vote import Vote
from server.body.weigh import Weights
from server.model import Wrapper
from server.sitefiles import Site

FEWEST = 140
"""Characters of prose that must stand there; with less the site is made anew, and the general way is taken."""


def find(weights: Weights, site: Site | None) -> tuple[Vote, set[int]] | None:
    """The element that holds the article and its blocks; None where no file says it or it is not so."""
    if site is None or not site.body:
        return None
    elements = weights.elements
    meant = elements.within(lambda wrapper: any(s.meets(wrapper.tag, wrapper.names) for s in site.body))
    inside = {n for n, number in enumerate(elements.innermost) if number in meant}
    if sum(weights.raw[n] for n in inside) < FEWEST:
        return None
    path: tuple[Wrapper, ...] | None = None
    for n in inside:
        chain = weights.blocks[n].context.wrappers
        if path is None:
            outermost = next(at for at, wrapper in enumerate(chain) if wrapper.number in meant)
            path = chain[: outermost + 1]
        while path and (len(chain) < len(path) or chain[len(path) - 1].number != path[-1].number):
            path = path[:-1]
    return Vote(path or ()), inside
