"""What speaks for and against a block: its words, then its place in the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from server import words
from server.model import Block, Category, Heading, List, Metadata, Paragraph, Quote

FOLDER = Path(__file__).parent
JUDGED = (Paragraph, Heading, List, Quote)
"""the kinds of block that words may judge"""
LONG_LIST = 40
"""words from which a list says more than an appeal lists"""
LONG = 60
"""characters from which a block is heard for the article's voice"""


@cache
def table(name: str) -> Mapping[str, Mapping[str, object]]:
    """One of the data files of this room."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def place(name: str) -> float:
    """A weight of `[place]` in `weights.toml`."""
    return float(cast(float, table("weights")["place"][name]))


def voice(name: str) -> float:
    """A number of `[voice]` in `weights.toml`."""
    return float(cast(float, table("weights")["voice"][name]))


def run(name: str) -> float:
    """A number of `[run]` in `weights.toml`."""
    return float(cast(float, table("weights")["run"][name]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one block weighs in its page."""

    block: Block
    score: float
    threshold: float
    category: Category | None
    rule: str | None
    why: str
    seed: bool
    """chrome by its own evidence"""
    news: bool
    """clearly of the article: reported speech, quotation marks, nothing of an appeal"""
    stays: bool
    """a correction, a helpline, a credit; or a kind of block that words do not judge"""
    ours: bool
    """the publication speaks of itself"""
    words: int
    phrases: float
    cues: Mapping[str, int]
    usual: bool = False
    """the whole article speaks to the reader: that somebody does is no sign of an appeal"""

    @property
    def kin(self) -> bool:
        """Weak evidence: enough beside a seed, not alone."""
        spoken = self.score + (-words.weights()["cues"]["impersonal"] if self.cues.get("impersonal") else 0.0)
        return not self.stays and not self.news and spoken >= run("weak") * self.threshold

    @property
    def speaks(self) -> bool:
        """Somebody speaks to the reader, or of himself."""
        said = self.cues.get("we") or self.cues.get("you") or self.cues.get("i")
        return bool(said) and not self.usual and not self.cues.get("quotation") and not self.cues.get("speech")


def weigh(blocks: Sequence[Block], metadata: Metadata) -> tuple[Evidence, ...]:
    """The evidence on every block, in order."""
    names = tuple(words.folded(name) for name in metadata.publishers if len(name) > 3)
    calls_itself = _short_name(metadata.publishers)
    codes = _codes(blocks, metadata)
    own = _voice(blocks, codes)
    return tuple(_weigh(block, code, names, own, calls_itself) for block, code in zip(blocks, codes, strict=True))


def _short_name(publishers: Sequence[str]) -> re.Pattern[str] | None:
    """How an English publication calls itself in its text: "The Fenland Courier" is "the Courier"."""
    last = {name.split()[-1] for name in publishers if len(name.split()) > 1}
    last = {word for word in last if word.isalpha() and word[0].isupper() and len(word) > 3}
    return re.compile(rf"\b[Tt]he (?:{'|'.join(sorted(last))})\b") if last else None


def _names(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text holds a name of the publication; the names are folded."""
    said = words.folded(text)
    return any(name in said for name in names)


def _voice(blocks: Sequence[Block], codes: Sequence[tuple[str, ...]]) -> float:
    """How much the article itself speaks as appeals do, from 0 (a report) to 1 (a guide, a column, a sales page).

    Guides and first-person columns say "you", "we" and "sign up" in every paragraph. There these words are the
    article's voice and no evidence: what an appeal needs rises by `[voice] rise` times this.
    """
    heard = [
        words.weigh(block.text, code[0])
        for block, code in zip(blocks, codes, strict=True)
        if code and isinstance(block, JUDGED) and len(block.text) > LONG
    ]
    said = [weight.cues for weight in heard if not weight.plain]
    if len(said) < voice("fewest"):
        return 0.0
    speaking = sum(bool(cues.get("you") or cues.get("we") or cues.get("i") or cues.get("ask")) for cues in said)
    share = speaking / len(said)
    return min(1.0, max(0.0, (share - voice("from")) / (voice("to") - voice("from"))))


def _codes(blocks: Sequence[Block], metadata: Metadata) -> list[tuple[str, ...]]:
    """For each block the languages that judge it; a short one also by its neighbours'."""
    own = [words.codes_for(block.text, metadata.language) for block in blocks]

    def told(at: int) -> tuple[str, ...]:
        code = words.language_of(blocks[at].text, None)
        return (code,) if code else ()

    found: list[tuple[str, ...]] = []
    for n, block in enumerate(blocks):
        near: list[str] = []
        if len(block.text) <= words.SHORT:
            beside = [i for i in range(n - 2, n + 3) if i != n and 0 <= i < len(blocks)]
            near = [code for i in beside for code in (own[i] if len(blocks[i].text) > words.SHORT else told(i))]
        found.append(tuple(dict.fromkeys((*own[n], *near))))
    return found


STANDS: Mapping[str, str] = {
    "button": "in a button", "form": "in a form", "dialog": "in a dialog", "aside": "in an aside",
    "links": "all links", "repeats": "repeated in the page", "own_name": "the publication names itself",
    "long_list": "a long list",
}  # fmt: skip
"""what each weight of `[place]` is called in a reason"""


def standing(block: Block, weight: words.Weight, *, own_name: bool) -> list[str]:
    """The weights of `[place]` that a block's place in its page adds to its words.

    Args:
        block: a block that words may judge.
        weight: what its words weigh.
        own_name: it speaks of the publication by name, as "we".
    """
    context = block.context
    found = ["own_name"] if own_name else []
    if weight.phrases > 0 or weight.words <= 8:
        found += [flag for flag in ("button", "form", "dialog", "aside") if flag in context.flags][:1]
        if context.link_density > 0.8:
            found.append("links")
        if context.repeats > 2:
            found.append("repeats")
    if isinstance(block, List) and weight.words > LONG_LIST and not context.flags & {"form", "dialog", "aside"}:
        found.append("long_list")
    return found


def _leads_away(block: Block, weight: words.Weight) -> bool:
    """Whether a heading says "Up next", or is one of the page that it hides: no section of a story is."""
    if not isinstance(block, Heading):
        return False
    return (weight.category == "related" and weight.words >= 2) or "hidden" in block.context.names


def _weigh(block: Block, codes: tuple[str, ...], names: tuple[str, ...], own_voice: float,
           calls_itself: re.Pattern[str] | None) -> Evidence:  # fmt: skip
    if not isinstance(block, JUDGED) or not block.text.strip():
        return Evidence(block, 0.0, 1.0, None, None, "", False, False, True, False, 0, 0.0, {})
    weights = [words.weigh(block.text, code) for code in codes]
    if not weights:
        return Evidence(block, 0.0, 1.0, None, None, "", False, False, True, False, len(block.text.split()), 0.0, {})
    weight = max(weights, key=lambda w: (w.stays, w.score - w.threshold if w.phrases else -9.0))
    parts = list(weight.parts)
    own_name = bool(weight.cues.get("we")) and (
        _names(block.text, names) or bool(calls_itself and calls_itself.search(block.text))
    )
    ours = bool(weight.cues.get("self")) or own_name
    parts += [(STANDS[name], place(name)) for name in standing(block, weight, own_name=own_name)]
    score = weight.score + sum(value for _, value in parts[len(weight.parts) :])
    limit = weight.threshold
    if len(block.text) > LONG:
        limit += voice("rise") * own_voice
    if weight.label and not (isinstance(block, Paragraph) or _leads_away(block, weight)):
        score -= weight.phrases  # an exact label counts only as a paragraph or button of its own
    stays = any(w.stays for w in weights)
    news = stays or (weight.phrases < 1.0 and not ours and (score <= run("news") or weight.cues.get("speech", 0) > 0))
    seed = not stays and weight.phrases > 0 and score >= limit and not isinstance(block, Quote)
    return Evidence(
        block, score, limit, weight.category, weight.id, words.told(parts), seed, news, stays, ours,
        weight.words, weight.phrases, weight.cues, own_voice > 0.5,
    )  # fmt: skip
