"""What the structural rules ask of the whole article: sizes of wrappers, places, texts that stand twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from server.chrome.names import named
from server.chrome.nesting import Held, held, running
from server.chrome.targets import links, site_of
from server.kept import unless_long
from server.ledger import prose_words, words_of
from server.model import Block, Figure, Harvest, Heading, Metadata, Paragraph, spoken

PROSE = 15
"""words from which on a paragraph is running text"""


CALL = 20
"""words that a line of a call to action has at most"""
CALLED = 0.05
"""share of the article's words that stand in calls to action: where it is more, the boxes hold the article"""
CALLS = frozenset({"cta", "ctas"})
CALLS_TO_ACTION = frozenset({"call", "to", "action"})
GRAM = 4
"""words in a row by which texts are compared that are not quite the same"""
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"\(?\d{1,2}[.):]\s")
_SIGNS = re.compile(r"[\W_]+")


@unless_long(answers=1024)
def plain(text: str) -> str:
    """Letters and figures only, case folded: for comparing texts."""
    return _SIGNS.sub("", text.casefold())


def _is_call(block: Block) -> bool:
    if not isinstance(block, Paragraph | Heading):
        return False
    around = (block.context.names, *(wrapper.names for wrapper in block.context.wrappers[-2:]))
    return any(not names.isdisjoint(CALLS) or names >= CALLS_TO_ACTION for names in around)


def word_rows(text: str, size: int) -> list[tuple[str, ...]]:
    """Every `size` words in a row of a text, case folded; signs part words and are left out."""
    words = _WORD.findall(text.casefold())
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]


def beginning(block: Block) -> str:
    """The first three words of a block, case folded."""
    return " ".join(block.text.split(maxsplit=3)[:3]).casefold()


def linked(block: Block) -> bool:
    """Whether nearly all of a block is link; of a heading it is enough that it holds one that leads somewhere.

    A heading with a number before it belongs to a list of the article's own, wherever it leads.
    """
    if not isinstance(block, Heading):
        return block.context.link_density >= 0.82
    spans = [s for s in block.spans if s.kind == "link"]
    leads = any(s.value for s in spans) if spans else block.context.links > 0
    return leads and not _NUMBERED.match(block.text)


@dataclass(frozen=True)
class Survey:
    """One article's blocks, looked at as a whole."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    dek: str

    @classmethod
    def of(cls, harvest: Harvest, metadata: Metadata) -> Survey:
        """Survey a harvest."""
        return cls(harvest.blocks, metadata, plain(harvest.dek.text) if harvest.dek else "")

    @cached_property
    def words(self) -> list[int]:
        """Words of each block."""
        return [words_of(spoken(block)) for block in self.blocks]

    @cached_property
    def total(self) -> int:
        """Words of all blocks outside links."""
        return sum(map(prose_words, self.blocks))

    @cached_property
    def last_prose(self) -> int:
        """The place of the last paragraph of running text that is no link."""
        found = [n for n, b in enumerate(self.blocks) if self.is_prose(n) and b.context.zone != "tail"]
        return found[-1] if found else -1

    @cached_property
    def headlines(self) -> list[int]:
        """The places of headings that are links."""
        return [n for n, block in enumerate(self.blocks) if isinstance(block, Heading) and linked(block)]

    @cached_property
    def pictured(self) -> list[int]:
        """The same, and those of headings under a linked picture: there the picture alone may lead to the story."""
        blocks = self.blocks
        under = {
            n
            for n, block in enumerate(blocks)
            if n and isinstance(block, Heading) and isinstance(before := blocks[n - 1], Figure) and before.href
        }
        return sorted({*self.headlines, *under})

    @cached_property
    def first_prose(self) -> int:
        """The place of the first paragraph of running text."""
        return next((n for n in range(len(self.blocks)) if self.is_prose(n)), len(self.blocks))

    def is_prose(self, n: int) -> bool:
        """Whether a block is a paragraph of running text."""
        block = self.blocks[n]
        long = self.words[n] >= PROSE or len(block.text) > 8 * PROSE
        return isinstance(block, Paragraph) and long and block.context.link_density < 0.5

    @cached_property
    def held(self) -> Sequence[Held]:
        """Every element around a block with the places of its blocks, the innermost first."""
        return held(self.blocks)

    @cached_property
    def _running(self) -> list[int]:
        return running(self.words)

    def size(self, of: Held) -> int:
        """Words in an element."""
        return self._running[of.stop] - self._running[of.start]

    @cached_property
    def _within(self) -> defaultdict[str, dict[int, bool]]:
        return defaultdict(dict)

    def within(self, n: int, kind: str) -> bool:
        """Whether a block or an element around it has a name of this kind; each element is asked once."""
        context = self.blocks[n].context
        if named(context.names, kind):
            return True
        known = self._within[kind]
        asked: list[int] = []
        told = False
        for wrapper in reversed(context.wrappers):
            if wrapper.number in known:
                told = known[wrapper.number]
                break
            asked.append(wrapper.number)
            if named(wrapper.names, kind):
                told = True
                break
        known |= dict.fromkeys(asked, told)
        return told

    @cached_property
    def rows(self) -> dict[tuple[str, frozenset[str]], tuple[int, int]]:
        """For each make of wrapper, tag and names, how many there are and how many words they hold together."""
        found: dict[tuple[str, frozenset[str]], tuple[int, int]] = {}
        for of in self.held:
            make = (of.wrapper.tag, of.wrapper.names)
            count, size = found.get(make, (0, 0))
            found[make] = (count + 1, size + self.size(of))
        return found

    @cached_property
    def calls(self) -> frozenset[int]:
        """The places of short lines in boxes that are named calls to action, where these are a small part of all."""
        found = [n for n, block in enumerate(self.blocks) if self.words[n] <= CALL and _is_call(block)]
        few = sum(self.words[n] for n in found) <= CALLED * self.total
        return frozenset(found) if few else frozenset()

    def leads_away(self, n: int) -> bool:
        """Whether a block's links all lead to other sites: sources rather than other stories."""
        site = site_of(self.metadata.canonical_url)
        targets = links(self.blocks[n])
        return bool(site and targets) and all(site_of(link) != site for link in targets)

    @cached_property
    def bodies(self) -> str:
        """All running text, for finding what repeats it."""
        return "\n".join(plain(b.text) for b in self.blocks if isinstance(b, Paragraph))

    @cached_property
    def said_in_rows(self) -> frozenset[tuple[str, ...]]:
        """Every `GRAM` words in a row that the running text says, case folded."""
        return frozenset(row for b in self.blocks if isinstance(b, Paragraph) for row in word_rows(b.text, GRAM))

    @cached_property
    def captions(self) -> frozenset[str]:
        """Captions, with and without their credit."""
        said: set[str] = set()
        for block in self.blocks:
            if isinstance(block, Figure):
                caption, credit = block.caption.text, block.credit or ""
                said |= {plain(caption), plain(caption + credit)}
        return frozenset(said - {""})

    @cached_property
    def prefixes(self) -> Counter[str]:
        """How often paragraphs that are half link begin with the same three words."""
        return Counter(beginning(b) for b in self.blocks if isinstance(b, Paragraph) and b.context.link_density > 0.5)
