"""Furniture inside the article's container: menus, share bars, related stories, comment threads, forms.

An element goes as one region where its make (landmark, names) and what it holds (hardly any prose, many links)
agree. Elements that hold much of the article never go, whatever they are called.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from server.body.weigh import COMMENTS, Weights
from server.model import Block, Figure, Wrapper

_DATA = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
FURNITURE = frozenset(_DATA["furniture"].split())
LINKED = frozenset(_DATA["linked"].split())
WRITER = frozenset(_DATA["writer"].split())

LANDMARKS = frozenset({"nav", "dialog", "footer", "form"})
SMALL = 0.15
"""share of the article's prose that a landmark may hold and still be furniture"""
HARDLY = 0.04
"""share of the article's prose that a named box may hold"""
LINKY, DENSE = 0.3, 0.65
"""share of linked characters that a box named after links needs, and that one with any name needs"""


@dataclass(slots=True)
class Box:
    """What an element inside the container holds."""

    wrapper: Wrapper
    first: int
    blocks: int = 0
    chars: int = 0
    linked: float = 0.0
    prose: float = 0.0
    chrome: float = 0.0
    pictures: int = 0
    linked_blocks: int = 0
    members: list[int] = field(default_factory=list)


def find(blocks: Sequence[Block], weights: Weights, inside: set[int], depth: int) -> set[int]:
    """Indexes of the blocks inside the container that are furniture.

    Args:
        blocks: the page's blocks.
        weights: their prose.
        inside: indexes of the container's blocks.
        depth: how many wrappers stand around the container's own children.
    """
    boxes = _boxes(blocks, weights, inside, depth)
    prose = sum(weights.prose[n] for n in inside)
    last = max((n for n in inside if weights.prose[n]), default=-1)
    out: set[int] = set()
    for box in boxes:
        if box.wrapper.number not in weights.dominant and _is_furniture(box, prose, last):
            out.update(box.members)
    return out


def _boxes(blocks: Sequence[Block], weights: Weights, inside: set[int], depth: int) -> list[Box]:
    boxes: dict[int, Box] = {}
    for n in sorted(inside):
        block = blocks[n]
        density = block.context.link_density
        for wrapper in block.context.wrappers[depth:]:
            box = boxes.setdefault(wrapper.number, Box(wrapper, n))
            box.members.append(n)
            box.blocks += bool(block.text)
            box.chars += len(block.text)
            box.linked += density * len(block.text)
            box.prose += weights.prose[n]
            box.chrome += weights.chrome[n]
            box.pictures += isinstance(block, Figure)
            box.linked_blocks += density > 0.5
    return list(boxes.values())


def _is_furniture(box: Box, prose: float, last: int) -> bool:
    wrapper = box.wrapper
    share = box.prose / prose if prose else 0.0
    density = box.linked / box.chars if box.chars else 0.0
    names = wrapper.names
    if not box.chars:
        return False
    if wrapper.flags & LANDMARKS and share < SMALL:
        return True
    if names & COMMENTS and box.first > last:
        return True
    if names & FURNITURE and share < HARDLY:
        return True
    if (names & LINKED or "aside" in wrapper.flags) and share < SMALL and (density > LINKY or box.linked_blocks >= 2):
        return True
    if names & WRITER and box.first > last and share < SMALL:
        return True
    return box.blocks >= 2 and density > DENSE and share < HARDLY
