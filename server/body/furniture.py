"""Furniture inside the article's container: menus, share bars, related stories, comment threads, forms.

An element goes as one region where its make (landmark, names) and what it holds (hardly any prose, many links)
agree. Elements that hold much of the article never go, whatever they are called.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server.body.weigh import COMMENTS, Weights
from server.model import Block, Heading, Paragraph, Wrapper

_DATA = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
FURNITURE = frozenset(_DATA["furniture"].split())
LINKED = frozenset(_DATA["linked"].split())
PLAYERS = frozenset(_DATA["players"].split())
WRITER = frozenset(_DATA["writer"].split())

PAGER = frozenset({"prev", "next"})
"""names of a box with the stories before and after this one"""
LANDMARKS = frozenset({"nav", "dialog", "footer", "form"})
SMALL = 0.15
"""share of the article's prose that a landmark may hold and still be furniture"""
BIOGRAPHY = 0.3
"""share that a box about the author below the text may hold: short articles have long ones"""
HARDLY = 0.04
"""share of the article's prose that a named box may hold"""
LINKY, DENSE = 0.3, 0.65
"""share of linked characters that a box named after links needs, and that one with any name needs"""


FEWEST_CARDS, MOST_IN_CARD = 3, 6
"""how many cards make a row, and how many texts a card holds at most"""
CARDS = 0.25
"""share of the article's prose that a row of cards may hold: with more, the list is the article"""


BARE = frozenset("nav footer form aside div section ul ol".split())
"""Elements that are boxes even where their text stands right in them."""


@dataclass(slots=True)
class Box:
    """What an element inside the container holds."""

    wrapper: Wrapper
    """of a block without a box of its own: one with the block's index below zero as its number"""
    parent: int
    last: int = -1
    """index of the last block in it"""
    blocks: int = 0
    chars: int = 0
    linked: float = 0.0
    prose: float = 0.0
    linked_blocks: int = 0

    def add(self, other: Box) -> None:
        """Count what another box inside this one holds."""
        self.last = max(self.last, other.last)
        self.blocks += other.blocks
        self.chars += other.chars
        self.linked += other.linked
        self.prose += other.prose
        self.linked_blocks += other.linked_blocks


def find(blocks: Sequence[Block], weights: Weights, inside: set[int], depth: int) -> set[int]:
    """Indexes of the blocks inside the container that are furniture.

    Args:
        blocks: the page's blocks.
        weights: their prose.
        inside: indexes of the container's blocks.
        depth: how many wrappers stand around the container's own children.
    """
    boxes = _boxes(weights, inside, depth)
    alone = [_alone(blocks[n], n, weights) for n in inside if _is_alone(blocks[n])]
    prose = sum(weights.prose[n] for n in inside)
    last = max((n for n in inside if weights.prose[n]), default=-1)
    gone: set[int] = set()
    for box in (*boxes, *alone):
        shielded = weights.shielded if box.wrapper.flags & LANDMARKS else weights.dominant
        if box.wrapper.number not in shielded and _is_furniture(box, prose, last, weights.hiding):
            gone.add(box.wrapper.number)
    for cards in _rows_of_cards(boxes, weights):
        if sum(box.prose for box in cards) < CARDS * prose:
            gone.update(box.wrapper.number for box in cards)
    elements = weights.elements
    parts = elements.within(lambda wrapper: wrapper.number in gone)
    return {n for n in inside if elements.innermost[n] in parts or -n in gone}


def _rows_of_cards(boxes: Sequence[Box], weights: Weights) -> list[list[Box]]:
    """Elements of the same make, side by side, each with a linked headline: teasers of other stories.

    Where others of a named make hold running text it is the make of the article's sections, a review's for one.
    """
    rows: defaultdict[tuple[int, str, frozenset[str]], list[Box]] = defaultdict(list)
    told: set[tuple[int, str, frozenset[str]]] = set()
    for box in boxes:
        make = (box.parent, box.wrapper.tag, box.wrapper.names)
        if box.linked_blocks and box.blocks <= MOST_IN_CARD and box.wrapper.number not in weights.dominant:
            rows[make].append(box)
        elif box.wrapper.names and box.prose:
            told.add(make)
    return [row for make, row in rows.items() if len(row) >= FEWEST_CARDS and make not in told]


def _boxes(weights: Weights, inside: set[int], depth: int) -> list[Box]:
    """The elements below the container that hold blocks of it, with what each holds."""
    elements = weights.elements
    boxes: dict[int, Box] = {}

    def box_of(number: int) -> Box:
        if number not in boxes:
            boxes[number] = Box(elements.wrapper[number], elements.parent[number])
        return boxes[number]

    for n in inside:
        number = elements.innermost[n]
        if not number or elements.depth[number] < depth:
            continue
        block = weights.blocks[n]
        density, size = block.context.link_density, len(block.text)
        box = box_of(number)
        box.last = max(box.last, n)
        box.blocks += bool(size)
        box.chars += size
        box.linked += density * size
        box.prose += weights.prose[n]
        box.linked_blocks += density > 0.5 and isinstance(block, Heading | Paragraph)
    for number in reversed(elements.outside_in):
        if number in boxes and elements.depth[number] > depth:
            box_of(elements.parent[number]).add(boxes[number])
    return list(boxes.values())


def _is_alone(block: Block) -> bool:
    """Whether a block's text stands right in a box that holds nothing else."""
    context = block.context
    last = context.wrappers[-1] if context.wrappers else None
    among_others = last is not None and last.tag == context.tag and last.names == context.names
    return context.tag in BARE and not among_others


def _alone(block: Block, n: int, weights: Weights) -> Box:
    """The box of a block whose text stands in a menu, a share bar, a footer without any element between."""
    context = block.context
    flags = context.flags.difference(*(wrapper.flags for wrapper in context.wrappers))
    box = Box(Wrapper(-n, context.tag, context.names, None, flags), 0, last=n)
    box.blocks, box.chars = 1, len(block.text)
    box.linked, box.linked_blocks = context.link_density * box.chars, context.links
    box.prose = weights.prose[n]
    return box


def _is_furniture(box: Box, prose: float, last: int, hiding: frozenset[str]) -> bool:
    wrapper = box.wrapper
    share = box.prose / prose if prose else 0.0
    density = box.linked / box.chars if box.chars else 0.0
    names = wrapper.names
    if not box.chars:
        return False
    if names & PLAYERS or (wrapper.flags & LANDMARKS and share < SMALL):
        return True
    if names & COMMENTS and box.last >= last:
        return True
    if wrapper.flags & hiding and box.last >= last and share < HARDLY:
        return True
    if names & (FURNITURE - COMMENTS) and share < HARDLY:
        return True
    if names >= PAGER and share < SMALL:
        return True
    if (names & LINKED or "aside" in wrapper.flags) and share < SMALL and (density > LINKY or box.linked_blocks >= 2):
        return True
    if names & WRITER and box.last >= last and share < BIOGRAPHY:
        return True
    return box.blocks >= 2 and density > DENSE and share < HARDLY
