"""Whether the whole article stands in the page, told by signs that must agree.

A cleaned teaser must never look like a whole article; a whole one must not be called cut because its publisher
sells subscriptions below it. A gate directly after the last block of text counts most. `isAccessibleForFree` by
itself says nothing: measured on 1,077 pages it was wrong ten times out of eleven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server import words
from server.ledger import Closed, prose_words
from server.model import Block, Completeness, Harvest, List, Metadata, Paragraph, Quote, Table, spoken

NEAR = 3
"""blocks after the last one of the text in which a gate may stand"""
NEARBY = ("section", "aside", "form", "dialog")
"""kinds of region in which a gate may stand"""
SHORT = 250
"""words; a whole report is seldom shorter, a teaser seldom longer"""
DECLARED = 0.6
"""share of the declared words that must be there"""
MUCH = 0.4
"""share of the declared words below which the count is a strong sign"""
AGREE = 1.5
"""what signs weigh together that agree on a cut"""
GATE_NAMES = frozenset(
    "paywall paywalled gate gated regwall registrationwall subscription-wall metering piano locked premium-wall "
    "paidcontent paid-wall bezahlschranke plusschranke".split()
)
DOTS = re.compile(r"(?:\.\.|…)[\s\])»”\"]{0,8}\Z")
END = re.compile(r"[.!?:;。！？؟।)\]»”\"'’“*][\s]*$")
REMAINING = re.compile(
    r"\b\d{1,2}\s?%\s?(?:[\w'’]+ ){0,6}(?:remaining|reste|restant|verbleib\w*|da leggere|por leer)"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    name: str
    weight: float
    says: str


def judge(harvest: Harvest, closed: Closed, metadata: Metadata) -> Completeness:
    """Say whether the article is whole.

    Args:
        harvest: the blocks and regions as they stood in the page, before removal.
        closed: what was left and what was removed.
        metadata: the word count that the page declares, and whether it says that the article is free.

    Returns:
        `partial` where the signs agree, `unknown` where a strong one stands alone, else `complete`.
    """
    prose = [block for block in closed.blocks if isinstance(block, Paragraph | Quote | List | Table) and block.text]
    if not prose:
        return Completeness("unknown", ("No running text was found.",))
    found = sum(prose_words(block) for block in prose)
    signs = list(_signs(harvest, prose, found, metadata))
    total = sum(sign.weight for sign in signs)
    strong = any(sign.weight >= 1.0 for sign in signs)
    why = tuple(sign.says for sign in sorted(signs, key=lambda sign: -sign.weight))
    if strong and total >= AGREE:
        return Completeness("partial", why)
    if total >= 1.0:
        return Completeness("unknown", why)
    return Completeness("complete")


def _signs(harvest: Harvest, prose: Sequence[Block], found: int, metadata: Metadata) -> list[_Sign]:
    last = prose[-1]
    signs: list[_Sign] = []
    after = _after(harvest, last)
    gate = next((text for block in after[:NEAR] if (text := _gate(block, metadata))), None)
    if gate:
        signs.append(_Sign("gate", 1.0, f"A gate stands directly after the text: “{gate}”."))
    for block in (last, *after[:NEAR]):
        share = REMAINING.search(spoken(block))
        if share:
            signs.append(_Sign("remaining", 1.2, f"The page says how much is left: “{share.group()}”."))
            break
    if DOTS.search(last.text):
        signs.append(_Sign("dots", 0.7, "The text ends in dots."))
    elif not END.search(last.text) and isinstance(last, Paragraph) and len(last.text.split()) > 8:
        signs.append(_Sign("open", 0.4, "The last sentence has no end."))
    declared = metadata.declared_words or 0
    if declared >= 50 and found < DECLARED * declared:
        weight = 1.2 if found < MUCH * declared else 0.8
        signs.append(_Sign("declared", weight, f"The page declares {declared} words; {found} are here."))
    if found < SHORT:
        signs.append(_Sign("short", 0.3, f"Only {found} words are here."))
    if metadata.free is False:
        signs.append(_Sign("free", 0.3, "The publisher says that the article is not free."))
    cut = [sign for sign in signs if sign.name not in ("short", "free")]
    return signs if cut else []


def _after(harvest: Harvest, last: Block) -> list[Block]:
    """What follows the last block of text in the page: blocks of the article, then the regions behind it."""
    ids = [block.id for block in harvest.blocks]
    at = ids.index(last.id) if last.id in ids else len(ids) - 1
    behind = set(ids[at:])
    rest = [block for block in harvest.blocks[at + 1 :] if spoken(block)]
    regions = [
        block for region in harvest.regions if region.after in behind and region.kind in NEARBY
        for block in region.blocks[:NEAR] if spoken(block)
    ]  # fmt: skip
    return rest + regions


def _gate(block: Block, metadata: Metadata) -> str | None:
    """The words of a block that closes the article off; None where it does not."""
    text = spoken(block)
    if not text or len(text) > 600 or "hidden-inline" in block.context.flags:
        return None  # a gate that the page hides closes nothing off
    for code in words.codes_for(text, metadata.language):
        weight = words.weigh(text, code)
        if weight.category == "ad":
            continue  # "continue reading below the advertisement" closes nothing off
        sells = weight.category in ("subscription", "registration")
        if weight.holds("gate") or (sells and _is_named_gate(block)):
            return " ".join(text.split())[:90]
    return None


def _is_named_gate(block: Block) -> bool:
    """Whether a block or an element around it is named after a gate."""
    context = block.context
    return any(names & GATE_NAMES for names in (context.names, *(wrapper.names for wrapper in context.wrappers)))
