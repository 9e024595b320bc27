"""How much of a page's prose each block holds, and each element around the blocks.

Prose is counted in characters outside links. What is plainly an appeal or furniture counts against the element
that holds it, double: measured on news pages, that and nothing else keeps a long appeal from winning the vote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from server import words
from server.body.elements import Elements
from server.model import Block, Code, Heading, List, Paragraph, Quote, Table, Wrapper

SHORTEST = 40
"""characters of a paragraph that is counted as prose; half as many in scripts without spaces"""
LINKED = 0.5
"""share of linked characters from which a paragraph is a menu"""
PENALTY = 2.0
"""what a character of plain chrome counts against the element that holds it (`findings`: double)"""
APART = frozenset({"nav", "footer", "aside", "dialog", "form"})
"""Flags of elements whose prose is not the article's, unless they hold most of the page's."""
FOOTER = "footer"
"""how the names of footers that are no `footer` end: `footer`, `globalfooter`, `superfooter`"""
BEHIND = 0.05
"""share of the page's prose that may stand behind a footer"""
COMMENTS = frozenset({"comments", "comment", "disqus", "commentlist", "kommentare", "commentaires", "comentarios"})
DOMINANT = 0.5
"""share of the page's prose from which an element's class names and flags say nothing about the article"""

SHORT_ARTICLE = 400
"""characters of prose that make an article, however much is said below it"""
_SENTENCE = re.compile(r"[.!?…:;,。！？、，؟۔।]")
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Weights:
    """Prose and chrome of the blocks, and of every element around them."""

    def __init__(self, blocks: Sequence[Block], language: str | None, headline: int | None = None) -> None:
        self.blocks = blocks
        weighed = [prose(block) for block in blocks]
        self.chrome = [
            weight if weight and len(b.text) < 1200 and words.plainly(b.text, language) is not None else 0.0
            for b, weight in zip(blocks, weighed, strict=True)
        ]
        self.raw = [weight - chrome for weight, chrome in zip(weighed, self.chrome, strict=True)]
        self.total = sum(self.raw)
        self.elements = Elements(blocks)
        self._headline = headline
        self._around = {w.number for w in blocks[headline].context.wrappers} if headline is not None else set[int]()
        self._held = held = self.elements.sums(self.raw)
        self._before = [0.0, *accumulate(self.raw)]
        """by index: the prose of all blocks before"""
        self.dominant = {number for number, weight in held.items() if number and weight > DOMINANT * self.total}
        self.dominant -= self._threads()
        self.shielded = self.dominant - self._teasers()
        """dominant elements whose landmarks say nothing either"""
        hidden = sum(w for b, w in zip(blocks, self.raw, strict=True) if "hidden-inline" in b.context.flags)
        self.hiding = frozenset({"hidden-inline"}) if hidden < DOMINANT * self.total else frozenset()
        """pages that arrive in hidden pieces and put them in place by script keep all their prose in those"""
        apart = self.elements.within(self._is_apart)
        self.prose = [
            weight if weight and number not in apart else 0.0
            for number, weight in zip(self.elements.innermost, self.raw, strict=True)
        ]

    def _threads(self) -> set[int]:
        """Dominant comment threads: named so, apart from the headline, behind enough prose for a short article."""
        threads = self._dominant(lambda wrapper: wrapper.names & COMMENTS)
        first = self.elements.first
        return {number for number in threads if sum(self.raw[: first[number]]) >= SHORT_ARTICLE}

    def _teasers(self) -> set[int]:
        """Dominant asides without the headline, full of linked lines: teasers beside a short article."""
        asides = self._dominant(lambda wrapper: "aside" in wrapper.flags)
        if not asides:
            return set()
        spoken = self.elements.sums(bool(block.text) for block in self.blocks)
        linked = self.elements.sums(block.context.link_density >= LINKED for block in self.blocks)
        return {number for number in asides if linked[number] >= 3 and linked[number] > spoken[number] / 4}

    def _dominant(self, wanted: Callable[[Wrapper], object]) -> list[int]:
        """The dominant elements that are wanted and do not stand around the headline."""
        return [n for n in self.dominant if n not in self._around and wanted(self.elements.wrapper[n])]

    def _is_apart(self, wrapper: Wrapper) -> bool:
        """Whether an element is a menu, footer, aside, dialog, form, comment thread or hidden part of its own.

        For the vote only: what stands in it is harvested and judged like the rest.
        """
        if wrapper.flags & APART and wrapper.number not in self.shielded:
            return True
        if wrapper.number in self.dominant:
            return False
        if wrapper.names & COMMENTS or wrapper.flags & self.hiding:
            return True
        return self._is_footer(wrapper) or self._is_page_header(wrapper)

    def _is_footer(self, wrapper: Wrapper) -> bool:
        """Whether an element is named a footer and hardly any prose stands behind it."""
        if wrapper.number in self._around or not any(name.endswith(FOOTER) for name in wrapper.names):
            return False
        held = self._held[wrapper.number] + self._before[self.elements.first[wrapper.number]]
        return self.total - held <= BEHIND * self.total

    def _is_page_header(self, wrapper: Wrapper) -> bool:
        """Whether an element is a header that ends above the headline: the page's, not the article's."""
        if "header" not in wrapper.flags or self._headline is None or wrapper.number in self._around:
            return False
        return self.elements.first[wrapper.number] < self._headline


def prose(block: Block) -> float:
    """Characters of a block's prose outside links; 0 for what is too short, too linked or no running text."""
    text, density = block.text, block.context.link_density
    if not text or density >= LINKED or isinstance(block, Heading):
        return 0.0
    size = len(text)
    if isinstance(block, Paragraph | Quote):
        shortest = SHORTEST / 2 if is_dense(text) else SHORTEST
        if size < shortest or (size < 4 * shortest and not _SENTENCE.search(text)):
            return 0.0
        return size * (1 - density)
    if isinstance(block, List):
        return (
            0.5 * size * (1 - density)
            if size >= SHORTEST * max(1, len(block.items)) and density < LINKED / 2
            else 0.0
        )
    if isinstance(block, Code | Table):
        return 0.3 * size * (1 - density)
    return 0.0


def is_dense(text: str) -> bool:
    """Whether a text is in a script that says as much in half the characters: Chinese, Japanese, Korean, Thai."""
    return bool(_DENSE.search(text[:SHORTEST]))
