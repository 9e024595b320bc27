"""What of the page is not the article: judged by words, run, place and structure; removed through the ledger."""

from __future__ import annotations

from typing import Literal

from server import ledger
from server.chrome import by_site, evidence, regions, runs, sections, structure
from server.chrome.survey import Survey
from server.model import Embed, Figure, Harvest, Limits, Metadata
from server.sitefiles import Site

__all__ = ["judge"]


def judge(
    harvest: Harvest,
    metadata: Metadata,
    *,
    kind: Literal["html", "text"],
    limits: Limits,
    site: Site | None = None,
) -> ledger.Closed:
    """Take the chrome out of an article.

    Args:
        harvest: the article's blocks and the regions around it.
        metadata: what the page says of itself; its language is a hint, its publishers' names are cues.
        kind: `text` has no context, so only words, runs and repetition judge it.
        limits: `max_cut` is the guard's share.
        site: what a file of the page's own site says of it.

    Returns:
        The blocks that are left, every removal with its reason, and notes for the reader.
    """
    book = ledger.Ledger(harvest.blocks, limits.max_cut)
    for block, strip in by_site.judge(harvest.blocks, site):
        book.drop(block, category=strip.category, rule=strip.rule, why="a file for this site names it")
    found = evidence.weigh(harvest.blocks, metadata)
    for verdict in runs.judge(found):
        book.drop(
            harvest.blocks[verdict.index],
            category=verdict.category,
            rule=verdict.rule,
            why=verdict.why,
            certain=verdict.certain,
        )
    for n, finding in sorted(structure.judge(Survey.of(harvest, metadata), plain_text=kind == "text").items()):
        block = harvest.blocks[n]
        if not found[n].stays or isinstance(block, Figure | Embed):  # words judge no picture: its box goes with it
            book.drop(block, category=finding.category, rule=finding.rule, why=finding.why)
    for orphan in sections.judge(found, book.category_of):
        book.drop(harvest.blocks[orphan.index], category=orphan.category, rule=orphan.rule, why=orphan.why)
    for region in harvest.regions:
        named = regions.judge(region, metadata)
        book.drop_region(region, category=named.category, rule=named.rule, why=named.why)
    return book.close()
