"""Invented articles, built block by block."""

from __future__ import annotations

from dataclasses import replace

from server import chrome
from server.ledger import Closed
from server.model import Block, Context, Harvest, Limits, Metadata, Paragraph, Region, Text, Wrapper

NEWS = (
    "The harbour bridge will stay shut until the spring, the engineer said on Tuesday after a second survey.",
    "Two of its piers have moved by a hand's width since the storm, according to the council's report.",
    "Ferries carried 4,100 people on Monday, twice as many as a week ago, and queues reached the market.",
    "Mayor Odile Marsh told the council that the repair would cost more than the town earns in a year.",
    "The oldest pier dates from 1911. It was strengthened once, in 1954, with stone from the quarry at Hallow.",
    "A decision on the tender is expected in March, when the regional assembly meets again in the capital.",
)


def para(text: str, *, wrapper: Wrapper | None = None, **context: object) -> Paragraph:
    """A paragraph without an id; `article` numbers it."""
    wrappers = (wrapper,) if wrapper else ()
    return Paragraph(id="", text=text, context=Context(wrappers=wrappers, **context))  # type: ignore[arg-type]


def box(number: int, *names: str, tag: str = "div") -> Wrapper:
    """An element around some blocks."""
    return Wrapper(number, tag, frozenset(names))


def article(*blocks: Block | str, about: Metadata | None = None, regions: tuple[Region, ...] = (),
            dek: str | None = None, kind: str = "html", max_cut: float = 0.4) -> Closed:  # fmt: skip
    """Judge an article made of these blocks; strings are paragraphs."""
    made = [para(b) if isinstance(b, str) else b for b in blocks]
    numbered = tuple(_with_id(block, f"b{n}") for n, block in enumerate(made, 1))
    harvest = Harvest(numbered, Text(dek) if dek else None, regions)
    return chrome.judge(
        harvest,
        about or Metadata(language="en", publishers=("The Pier Gazette",)),
        kind="text" if kind == "text" else "html",
        limits=Limits(max_cut=max_cut),
    )


def _with_id(block: Block, name: str) -> Block:
    return replace(block, id=name)


def left(closed: Closed) -> list[str]:
    """The texts that are left."""
    return [block.text for block in closed.blocks]


def gone(closed: Closed) -> dict[str, str]:
    """The texts that went, with their categories."""
    return {removal.text: removal.category for removal in closed.removals}
