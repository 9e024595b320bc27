"""What speaks for and against a block: its words, then its place in the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from server import words
from server.chrome.targets import asks, site_of
from server.model import Block, Heading, List, Metadata, Paragraph, Quote

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


class Evidence:
    """What one block weighs in its page, by the language in which it weighs most.

    Nobody asks more of most blocks than whether they hold a phrase: the rest is weighed when it is asked for.
    """

    def __init__(self, block: Block, codes: Sequence[str], article: Article) -> None:
        judged = isinstance(block, JUDGED) and bool(block.text) and not block.text.isspace()
        weights = [words.weigh(block.text, code) for code in codes] if judged else []
        weight = max(weights, key=_most) if weights else words.weigh("", "en")
        self.block = block
        self._article = article
        self._weight = weight
        self.category = weight.category
        self.rule = weight.id
        self.phrases = weight.phrases
        self.stays = not weights or any(weight.stays for weight in weights)
        """a correction, a helpline, a credit; or a kind of block that words do not judge"""
        self.words = weight.words if weights else len(block.text.split()) if judged else 0

    @property
    def cues(self) -> Mapping[str, int]:
        """How often it holds each cue."""
        return self._weight.cues

    def holds(self, *cues: str) -> bool:
        """Whether it holds any of these cues, where nobody may ask for another."""
        return self._weight.holds(*cues)

    @property
    def seed(self) -> bool:
        """Chrome by its own evidence."""
        return (
            self.phrases > 0 and not self.stays and not isinstance(self.block, Quote) and self.score >= self.threshold
        )

    @cached_property
    def news(self) -> bool:
        """Clearly of the article: reported speech, quotation marks, nothing of an appeal."""
        if self.stays or self.phrases >= 1.0 or self.ours:
            return self.stays
        return self.score <= run("news") or self.cues.get("speech", 0) > 0

    @cached_property
    def ours(self) -> bool:
        """The publication speaks of itself."""
        return self.holds("self") or self._own_name

    @cached_property
    def _own_name(self) -> bool:
        """It speaks of the publication by name, as "we"."""
        return self.holds("we") and self._article.is_named(self.block.text)

    @cached_property
    def _places(self) -> list[str]:
        return standing(self.block, self._weight, own_name=self._own_name, site=self._article.site)

    @cached_property
    def score(self) -> float:
        """What speaks for chrome less what speaks against it."""
        block, weight = self.block, self._weight
        score = weight.score + sum(map(place, self._places))
        if weight.label and not (isinstance(block, Paragraph) or _leads_away(block, weight)):
            score -= weight.phrases  # an exact label counts only as a paragraph or button of its own
        return score

    @cached_property
    def threshold(self) -> float:
        """The score from which a block is chrome by itself."""
        risen = voice("rise") * self._article.voice if len(self.block.text) > LONG else 0.0
        return self._weight.threshold + risen

    @property
    def why(self) -> str:
        """The evidence in words."""
        return words.told([*self._weight.parts, *((STANDS[name], place(name)) for name in self._places)])

    @property
    def usual(self) -> bool:
        """The whole article speaks to the reader: that somebody does is no sign of an appeal."""
        return self._article.voice > 0.5

    @property
    def kin(self) -> bool:
        """Weak evidence: enough beside a seed, not alone."""
        if self.stays or self.news:
            return False
        spoken = self.score + (-words.weights()["cues"]["impersonal"] if self.cues.get("impersonal") else 0.0)
        return spoken >= run("weak") * self.threshold

    @property
    def speaks(self) -> bool:
        """Somebody speaks to the reader, or of himself."""
        said = self.cues.get("we") or self.cues.get("you") or self.cues.get("i")
        return bool(said) and not self.cues.get("quotation") and not self.cues.get("speech") and not self.usual


def _most(weight: words.Weight) -> tuple[bool, float]:
    """By what the languages of a text are ranked: what must stay first, then the strongest appeal."""
    return weight.stays, weight.score - weight.threshold if weight.phrases else -9.0


class Article:
    """What the evidence on a block takes from the whole article.

    Args:
        blocks: of the article, in order.
        codes: for each the languages that judge it.
        metadata: the names of the publication.
    """

    def __init__(self, blocks: Sequence[Block], codes: Sequence[tuple[str, ...]], metadata: Metadata) -> None:
        self._blocks = blocks
        self._codes = codes
        self.site = site_of(metadata.canonical_url)
        self._names = [words.folded(name) for name in metadata.publishers if len(name) > 3]
        self._calls_itself = _short_name(metadata.publishers)

    def is_named(self, text: str) -> bool:
        """Whether a text holds a name of the publication."""
        said = words.folded(text)
        return any(name in said for name in self._names) or bool(
            self._calls_itself and self._calls_itself.search(text)
        )

    @cached_property
    def voice(self) -> float:
        """How much the article speaks as appeals do, from 0 (a report) to 1 (a guide, a column, a sales page).

        Guides and first-person columns say "you", "we" and "sign up" in every paragraph. There these words are the
        article's voice and no evidence: what an appeal needs rises by `[voice] rise` times this.
        """
        heard = [
            words.weigh(block.text, code[0])
            for block, code in zip(self._blocks, self._codes, strict=True)
            if code and isinstance(block, JUDGED) and len(block.text) > LONG
        ]
        said = [weight for weight in heard if not weight.plain]
        if len(said) < voice("fewest"):
            return 0.0
        share = sum(weight.holds("you", "we", "i", "ask") for weight in said) / len(said)
        return min(1.0, max(0.0, (share - voice("from")) / (voice("to") - voice("from"))))


def weigh(blocks: Sequence[Block], metadata: Metadata) -> tuple[Evidence, ...]:
    """The evidence on every block, in order."""
    codes = _codes(blocks, metadata)
    article = Article(blocks, codes, metadata)
    return tuple([Evidence(block, code, article) for block, code in zip(blocks, codes, strict=True)])


def _short_name(publishers: Sequence[str]) -> re.Pattern[str] | None:
    """How an English publication calls itself in its text: "The Fenland Courier" is "the Courier"."""
    last = {name.split()[-1] for name in publishers if len(name.split()) > 1}
    last = {word for word in last if word.isalpha() and word[0].isupper() and len(word) > 3}
    return re.compile(rf"\b[Tt]he (?:{'|'.join(sorted(last))})\b") if last else None


def _codes(blocks: Sequence[Block], metadata: Metadata) -> list[tuple[str, ...]]:
    """For each block the languages that judge it; a short one also by its neighbours'."""
    own = [words.codes_for(block.text, metadata.language) for block in blocks]

    @cache
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
    "long_list": "a long list", "offer": "its link leads to an offer",
}  # fmt: skip
"""what each weight of `[place]` is called in a reason"""


def standing(block: Block, weight: words.Weight, *, own_name: bool, site: str = "") -> list[str]:
    """The weights of `[place]` that a block's place in its page adds to its words.

    Args:
        block: a block that words may judge.
        weight: what its words weigh.
        own_name: it speaks of the publication by name, as "we".
        site: of the publication, as `targets.site_of` gives it.
    """
    context = block.context
    found = ["own_name"] if own_name else []
    if weight.phrases > 0 or weight.words <= 8:
        found += [flag for flag in ("button", "form", "dialog", "aside") if flag in context.flags][:1]
        if context.link_density > 0.8:
            found.append("links")
        if context.repeats > 2:
            found.append("repeats")
        if weight.phrases > 0 and asks(block, site):
            found.append("offer")
    if isinstance(block, List) and weight.words > LONG_LIST and not context.flags & {"form", "dialog", "aside"}:
        found.append("long_list")
    return found


def _leads_away(block: Block, weight: words.Weight) -> bool:
    """Whether a heading says "Up next", or is one of the page that it hides: no section of a story is."""
    if not isinstance(block, Heading):
        return False
    return (weight.category == "related" and weight.words >= 2) or "hidden" in block.context.names
