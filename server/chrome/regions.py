"""Which category a part of the page outside the article's container belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from server import words
from server.chrome.survey import linked
from server.model import Category, Metadata, Region, spoken

LABELS = 12
"""blocks of a region that are read, from its start and its end"""
FRAME = frozenset({"nav", "header", "footer"})
"""kinds whose links and buttons lead to every part of a site: a larger one is told by its sentences alone"""
BUTTON = 3
"""words of a button, or of a name"""
LARGER = 3
"""lines of such a frame"""


@dataclass(frozen=True, slots=True)
class RegionVerdict:
    """The category of a region, its rule and the reason in words."""

    category: Category
    rule: str
    why: str


def judge(region: Region, metadata: Metadata) -> RegionVerdict:
    """Name what a region is: by its words, else by its kind and names."""
    sums: defaultdict[Category, float] = defaultdict(float)
    ids: dict[Category, str] = {}
    shares: list[str] = []
    blocks = region.blocks if len(region.blocks) <= LABELS else region.blocks[:8] + region.blocks[-4:]
    frame = region.kind in FRAME and sum(block.text.count("\n") + 1 for block in region.blocks) >= LARGER
    read = [(block, text) for block in blocks if (text := spoken(block)[:300])]
    read = [(b, text) for b, text in read if not (frame and (linked(b) or len(text.split()) <= BUTTON))]
    # one language for the region: its lines are short, and tell together what none of them tells alone
    codes = words.codes_for(" ".join(text for _, text in read)[:600], metadata.language) if len(read) > 1 else ()
    for block, text in read:
        hit = words.plainly(text, metadata.language, codes)
        if hit and hit.category == "share":
            shares.append(hit.id)
        elif hit and hit.category != "ui":
            sums[hit.category] += hit.score * (0.5 if region.kind in FRAME and linked(block) else 1.0)
            ids.setdefault(hit.category, hit.id)
    links = sum(block.context.links for block in region.blocks)
    if sums:
        category = max(sums, key=lambda c: sums[c])
        if sums[category] >= 1.0 + 0.1 * len(blocks):
            return RegionVerdict(category, ids[category], f"its words: {words.SAYS[category]}")
    if shares and 2 * len(shares) >= len(blocks):
        return RegionVerdict("share", shares[0], f"its words: {words.SAYS['share']}")
    if region.kind == "aside" or (region.kind == "section" and links >= 2):
        return RegionVerdict("related", f"region/{region.kind}", "stands beside the article")
    return RegionVerdict("ui", f"region/{region.kind}", f"the page's {region.kind}, outside the article")
