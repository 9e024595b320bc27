"""Invented pages for the vote: a story in paragraphs, and what pages put around it."""

from __future__ import annotations

from server import blocks, body, metadata, page
from server.model import Block, Embed, Figure, Harvest, Table

URL = "https://gazette.test/news/ferry"
TITLE = "The old ferry sails again"
LINES = [
    "The old ferry left the quay on Monday morning, for the first time in eleven years, with ninety people aboard.",
    "Its captain, Ida Lund, had spent two winters in the yard, and said the engine was now better than new.",
    "On the island the school closed early, so that the children could stand on the pier and see the boat come in.",
    "The crossing takes forty minutes in calm weather, and nearly an hour when the wind comes from the north.",
    "Tickets cost nine crowns, which the council pays for islanders until the end of the year, says the mayor.",
    "The bus line that replaced the ferry will go on until spring, then the harbour board will look at the figures.",
    "Fishermen were not so sure: the new landing stage takes up the place where they used to mend their nets.",
    "By evening the boat had crossed eight times, and the queue on the mainland still reached to the customs house.",
]
"""The story, a paragraph a line."""
OTHER = [
    "A bakery in the lower town has begun to sell bread by the slice, and its neighbours are talking of little else.",
    "The owner, Per Holm, says that pensioners asked for it, and that nothing has been thrown away since the summer.",
    "Two other shops are thinking about doing the same, although one of them would rather wait for the new year.",
]
"""Another story, of another page."""
ASK = (
    "We need your help to keep our newsroom independent. Please support our journalism with a donation today: "
    "every contribution, however small, helps us to go on reporting. Donate now."
)


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


STORY = paragraphs(LINES)


def site(main: str, *, head: str = "", title: str = TITLE) -> str:
    """A page with a menu and a footer around its main part."""
    menu = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Harbour", "Weather", "Sport", "Culture"))
    return (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"{main}<footer><p>The Gazette, Quay Street 1. All rights reserved.</p></footer></body></html>"
    )


def found(html: str, *, anyway: bool = False) -> Harvest:
    """The article of a page, as the pipeline finds it."""
    sent = page.read(html, url=URL)
    about = metadata.read(sent)
    return body.find(blocks.outline(sent, about), about, anyway=anyway)


def texts(harvest: Harvest) -> list[str]:
    """The article's texts, pictures left out."""
    return [block.text for block in harvest.blocks if block.text]


def said(block: Block) -> str:
    """Every word of a block that its page shows."""
    parts = [block.text]
    if isinstance(block, Figure):
        parts += [block.caption.text, block.credit or ""]
    elif isinstance(block, Embed):
        parts += [block.title or "", block.quote.text]
    elif isinstance(block, Table):
        parts += [block.caption or ""]
    parts += [span.value or "" for span in block.spans if span.kind == "ruby"]
    return " ".join(parts)


def beside(harvest: Harvest) -> str:
    """What stands in the regions."""
    return " ".join(said(block) for region in harvest.regions for block in region.blocks)
