"""What is said of the blocks that go: the category of each, its rule, and the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.chrome.evidence import Evidence, run
from server.model import Category
from server.words import SAYS

CONTROLS = frozenset({None, "ui", "share", "copyright"})
"""categories whose labels stand beside pictures and paragraphs too: alone they make no box an appeal"""
BUTTON = 2
"""words of a button that stands in boxes of more than one kind"""
BORROWERS: tuple[Category, ...] = ("notification", "registration", "newsletter", "share", "social", "ui")
"""categories of such buttons, which take that of their box: "Email", "Save", "Not now" """
LABEL = 9
"""words of a label, which may be another box's"""
RUNS = {
    "run/essay": "the publication speaks of its work",
    "run/wrapper": "its box is an appeal",
    "run/gap": "it stands inside an appeal",
    "run/headline": "a headline under a label that leads to other stories",
    "run/kin": "it goes on with the appeal beside it",
    "run/short-line": "a short line beside an appeal",
}
"""why a block goes that is no chrome by itself"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One block that goes."""

    index: int
    category: Category
    rule: str
    why: str
    certain: bool = False


def of(found: Sequence[Evidence], gone: Mapping[int, str]) -> list[Verdict]:
    """The verdicts on the blocks that go, in document order.

    Args:
        found: the evidence on every block of the article, in order.
        gone: for the place of each block that goes how it came to go: empty for one that is chrome by itself, else
            a rule of `RUNS`.
    """
    verdicts: list[Verdict] = []
    for members in _runs(gone):
        seeds = [found[n] for n in members if not gone[n]]
        category, rule = _strongest(seeds)
        certain = len(seeds) >= run("certain") and category in ("donation", "subscription", "registration", "cookie")
        boxes: defaultdict[int | None, list[Evidence]] = defaultdict(list)
        for n in members:
            if not gone[n] and found[n].words > BUTTON:
                boxes[box(found[n])].append(found[n])
        told = {box: _strongest(inside) for box, inside in boxes.items()}
        for n in members:
            own_box = told.get(box(found[n]), (category, rule))
            verdicts.append(_verdict(found[n], n, gone[n], Verdict(n, *own_box, "", certain)))
    return verdicts


def box(evidence: Evidence) -> int | None:
    """The number of the element around a block."""
    wrappers = evidence.block.context.wrappers
    return wrappers[-1].number if wrappers else None


def _verdict(evidence: Evidence, n: int, how: str, appeal: Verdict) -> Verdict:
    """Why one block of a run goes; `how` is empty for a seed."""
    category, rule, certain = appeal.category, appeal.rule, appeal.certain
    if not how:
        certain = certain or evidence.score >= run("sure") * evidence.threshold
        button = evidence.words <= BUTTON and evidence.category in BORROWERS and category != "ui"
        own = category if button else evidence.category
        return Verdict(n, own or category, evidence.rule or rule, evidence.why, certain)
    reason = RUNS[how]
    told = evidence.phrases >= 1.0 and not (evidence.category in CONTROLS and evidence.words > LABEL)
    own = evidence.category if told else None
    says = f", which {SAYS[category]}" if how in ("run/wrapper", "run/gap", "run/kin", "run/short-line") else ""
    why = f"{reason}{says}" + (f"; {evidence.why}" if evidence.why else "")
    return Verdict(n, own or category, how, why, certain)


def _runs(gone: Collection[int]) -> list[list[int]]:
    """The blocks that go, those beside each other together."""
    runs: list[list[int]] = []
    for n in sorted(gone):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _strongest(seeds: Sequence[Evidence]) -> tuple[Category, str]:
    sums: defaultdict[Category, float] = defaultdict(float)
    for seed in seeds:
        if seed.category:
            sums[seed.category] += seed.phrases
    if not sums:
        return "donation" if not seeds else "ui", "run"
    category = max(sums, key=lambda c: sums[c])
    best = max((s for s in seeds if s.category == category), key=lambda s: s.phrases)
    return category, str(best.rule)
