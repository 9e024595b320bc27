"""An appeal is a run of blocks: what stands between, beside and around the blocks that are chrome by themselves.

Single sentences of a donation essay read like news. So a seed takes with it: the wrapper of which it is half,
the gap between it and another removed block, its kin beside it, and a short line that leads into it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from server.chrome import verdicts
from server.chrome.evidence import Evidence, run
from server.chrome.nesting import running, stretches
from server.model import Category, Paragraph

APPEALS: tuple[Category, ...] = (
    "donation", "subscription", "registration", "newsletter", "notification", "app", "cookie", "comments", "social",
)  # fmt: skip
"""categories whose boxes hold paragraphs"""
PROSE = 25
"""words from which on a block is a paragraph of running text"""
LABEL = 6
"""words that a label over headlines has at most"""
LINE = 9
"""words of a short line between two blocks of an appeal"""
SHORTEST = 4
"""words that a headline has at least: a shorter line is as likely to be a section's"""
CHOICE = 4
"""words of a name among which an appeal lets choose"""
HEADLINE = 18
"""words that a headline has at most"""


def judge(found: Sequence[Evidence]) -> list[verdicts.Verdict]:
    """The blocks that go, each with its reason; in document order.

    Args:
        found: the evidence on every block of the article, in order.
    """
    gone: dict[int, str] = {n: "" for n, evidence in enumerate(found) if evidence.seed}
    _essays(found, gone)
    if not gone:
        return []
    groups = stretches([evidence.block for evidence in found])
    _wrappers(found, groups, gone)
    _gaps(found, gone)
    _grow(found, gone)
    _wrappers(found, groups, gone)
    _gaps(found, gone)
    _boxes(found, groups, gone)
    _headlines(found, gone)
    _lead_ins(found, gone)
    return verdicts.of(found, gone)


def _essays(found: Sequence[Evidence], gone: dict[int, str]) -> None:
    """Two blocks in a row in which the publication speaks of its own trade: an essay that has no known phrase."""
    for n in range(1, len(found), 2):  # one of each two
        if _of_its_trade(found[n]):
            for beside in (n - 1, n + 1):
                if beside < len(found) and _of_its_trade(found[beside]):
                    gone.setdefault(n, "run/essay")
                    gone.setdefault(beside, "run/essay")


def _of_its_trade(evidence: Evidence) -> bool:
    return (
        evidence.holds("we", "you") and evidence.holds("press") and evidence.ours and _may_go(evidence)
        and not evidence.usual and not evidence.cues.get("speech")
        and evidence.score >= run("essay") * evidence.threshold
    )  # fmt: skip


def _wrappers(found: Sequence[Evidence], groups: Sequence[range], gone: dict[int, str]) -> None:
    for members in _touched(found, groups, gone, share=0.5):
        seeds = sum(n in gone for n in members)
        if seeds == len(members):
            continue
        rest = [found[n] for n in members if n not in gone]
        if any(evidence.news or evidence.stays for evidence in rest):
            continue
        if any(_tells(evidence) for evidence in rest) and not _speaks(found, members, gone):
            continue
        kin = sum(evidence.kin or evidence.ours for evidence in rest)
        if 2 * seeds >= len(members) or seeds + kin >= 0.7 * len(members):
            for n in members:
                gone.setdefault(n, "run/wrapper")


def _tells(evidence: Evidence) -> bool:
    """Whether a block is a sentence of its own that no appeal is known to say."""
    line = evidence.cues.get("no_stop") or evidence.cues.get("question") or evidence.cues.get("exclamation")
    if evidence.words >= PROSE:
        return not evidence.kin
    return evidence.words > LABEL and not line and evidence.score <= 0


def _speaks(found: Sequence[Evidence], members: Sequence[int], gone: dict[int, str]) -> bool:
    """Whether an appeal in sentences stands in a box: a label such as "Advertisement" takes no paragraph with it."""
    seeds = [found[n] for n in members if n in gone]
    return any(e.category in APPEALS and e.words > LABEL and not e.usual for e in seeds)


def _touched(found: Sequence[Evidence], groups: Sequence[range], gone: Collection[int], share: float) -> list[range]:
    """The elements that hold something that goes, and at most this share of the article's words."""
    words = running([evidence.words for evidence in found])
    seeds = sorted(gone)
    return [
        members for members in groups
        if words[members.stop] - words[members.start] <= share * words[-1]
        and bisect_left(seeds, members.start) < bisect_left(seeds, members.stop)
    ]  # fmt: skip


def _boxes(found: Sequence[Evidence], groups: Sequence[range], gone: dict[int, str]) -> None:
    """A small box of short lines around a seed: a card with a button, a form, a list of offers."""
    for members in _touched(found, groups, gone, share=0.25):
        if len(members) > run("box"):
            continue
        rest = [n for n in members if n not in gone]
        told = {found[n].category for n in members if n in gone}
        if not rest or told <= verdicts.CONTROLS:
            continue
        leads = any(found[n].block.context.links for n in members)
        if told <= {*verdicts.CONTROLS, "related"} and not leads and any(_tells(found[n]) for n in rest):
            continue
        if all(found[n].words <= run("line") and _may_go(found[n]) for n in rest):
            for n in rest:
                gone[n] = "run/wrapper"


def _beside(found: Sequence[Evidence], a: int, b: int) -> bool:
    """Whether two blocks stand in the same wrapper."""
    return verdicts.box(found[a]) == verdicts.box(found[b])


def _gaps(found: Sequence[Evidence], gone: dict[int, str]) -> None:
    ends = sorted(gone)
    for a, b in pairwise(ends):
        gap = range(a + 1, b)
        if not gap or len(gap) > run("gap"):
            continue
        essay = found[a].category in ESSAYS and found[b].category in ESSAYS
        if (len(gap) == 1 and _tail(found, a, a + 1, b)) or _choices(found, a, gap, b):
            gone |= dict.fromkeys(gap, "run/gap")
            continue
        if all(_may_go(found[n]) and (found[n].kin or found[n].ours or (essay and found[n].speaks)) for n in gap):
            for n in gap:
                gone[n] = "run/gap"


def _tail(found: Sequence[Evidence], before: int, n: int, after: int) -> bool:
    """A short line between two blocks of appeals in the same element: "It only takes a minute"."""
    appeals = found[before].category in APPEALS and found[after].category in APPEALS
    together = _beside(found, before, n) and _beside(found, n, after)
    return appeals and together and found[n].words <= LINE and _may_go(found[n]) and not found[n].cues.get("past")


def _choices(found: Sequence[Evidence], before: int, gap: range, after: int) -> bool:
    """Names without a stop between two blocks of one appeal in the same element: topics to follow, sums to give."""
    if found[before].category not in APPEALS or found[after].category not in (found[before].category, "ui"):
        return False
    return all(
        isinstance(found[n].block, Paragraph) and found[n].words <= CHOICE and bool(found[n].cues.get("no_stop"))
        and _may_go(found[n]) and _beside(found, before, n) and _beside(found, n, after)
        for n in gap
    )  # fmt: skip


def _may_go(evidence: Evidence) -> bool:
    return not evidence.news and not evidence.stays


ESSAYS: tuple[Category, ...] = ("donation", "subscription", "registration", "newsletter")
"""categories whose appeals run over several paragraphs"""


def _grow(found: Sequence[Evidence], gone: dict[int, str]) -> None:
    """From a seed on, block by block, while the appeal goes on; one plain block is bridged."""
    for n in sorted(gone):
        essay = found[n].category in ESSAYS or gone[n] == "run/essay"
        if not essay or found[n].words <= 3:
            continue
        for step in (-1, 1):
            waiting: list[int] = []
            for distance in range(1, int(run("kin")) + 1):
                at = n + step * distance
                if not 0 <= at < len(found):
                    break
                if at in gone:
                    waiting = []
                    continue
                evidence = found[at]
                if not _may_go(evidence) or len(waiting) > run("bridge"):
                    break
                if found[n].category != "donation" and evidence.usual and not evidence.ours:
                    break  # all of the article speaks so: a like voice is no sign of an offer that goes on
                waiting.append(at)
                if _goes_on(evidence, bridged=len(waiting) > 1):
                    for place in waiting:
                        gone[place] = "run/kin"
                    waiting = []


def _goes_on(evidence: Evidence, *, bridged: bool) -> bool:
    """Whether a block goes on with the appeal beside it: by its words, the trade's, or the publication's voice."""
    if evidence.ours:
        return not evidence.cues.get("speech")
    impersonal = bool(evidence.cues.get("impersonal")) and not evidence.cues.get("i") and evidence.words >= PROSE
    says = evidence.phrases > 0 and evidence.category in APPEALS
    of_trade = (says or evidence.cues.get("press")) and not impersonal
    of_appeals = of_trade or (evidence.cues.get("we") and not bridged)
    return (
        bool(of_appeals) and evidence.kin and not evidence.cues.get("speech") and not (bridged and evidence.words < 9)
    )


def _headlines(found: Sequence[Evidence], gone: dict[int, str]) -> None:
    """Lines without a full stop after a label like "Related stories"."""
    for n in sorted(gone):
        if found[n].category != "related" or found[n].words > LABEL or gone[n]:
            continue
        for at in range(n + 1, min(len(found), n + 1 + int(run("headlines")))):
            evidence = found[at]
            line = evidence.cues.get("no_stop") or evidence.cues.get("question") or evidence.cues.get("exclamation")
            short = SHORTEST <= evidence.words <= HEADLINE and isinstance(evidence.block, Paragraph)
            if at in gone:
                continue
            if not (short and line) or evidence.stays or evidence.block.text.rstrip().endswith((";", ",", ":", ")")):
                break
            gone[at] = "run/headline"


def _lead_ins(found: Sequence[Evidence], gone: dict[int, str]) -> None:
    for n in sorted(gone):
        for at in (n - 1, n + 1):
            if 0 <= at < len(found) and at not in gone:
                evidence = found[at]
                short = evidence.words <= 10 and bool(evidence.cues.get("no_stop") or evidence.cues.get("question"))
                if short and _may_go(evidence) and _beside(found, at, n) and evidence.score > 0.25:
                    gone[at] = "run/short-line"
