"""What stands around an article and does not say so by its tag: footers by name, columns, bare text."""

from __future__ import annotations

import pytest

from body.pages import LINES, OTHER, STORY, found, paragraphs, site, texts
from server.model import Figure, Harvest

H1 = "<h1>The old ferry sails again</h1>"
IMPRINT = [
    "The Gazette is printed by the Harbour Press, Quay Street 1, and edited by Per Holm, who answers for it.",
    "Letters that reach us may be shortened, and opinions that readers voice in them are not those of the editors.",
]


def beside(harvest: Harvest) -> list[str]:
    return [block.text for region in harvest.regions for block in region.blocks]


@pytest.mark.parametrize("name", ["footer", "globalfooter", "site-footer", "superfooter"])
def test_a_footer_by_its_name(name: str) -> None:
    html = site(f"<div><div class=main>{H1}{STORY}</div><div class={name}>{paragraphs(IMPRINT)}</div></div>")
    harvest = found(html)
    assert texts(harvest) == LINES
    assert set(IMPRINT) <= set(beside(harvest))


def test_a_header_above_the_headline_is_the_pages() -> None:
    traffic = [f"Line {n} stops at the customs house tonight, because the rails are being renewed." for n in range(9)]
    html = f"<body><div><header>{paragraphs(traffic)}</header><main>{H1}{STORY}</main></div></body>"
    harvest = found(html)
    assert texts(harvest) == LINES
    assert set(traffic) <= set(beside(harvest))


def test_a_header_around_the_headline_is_the_articles() -> None:
    html = site(f"<article><header>{H1}{paragraphs(LINES[:2])}</header>{paragraphs(LINES[2:])}</article>")
    assert texts(found(html)) == LINES


def test_a_column_of_the_layout_is_no_part_of_the_article() -> None:
    card = f"<div class=content><h4><a href=/a>A tale of bread</a></h4><p>{OTHER[0][:70]}.</p></div>"
    html = site(f"<div class=row><div class=col-8>{H1}{STORY}</div><div class=col-8>{card}</div></div>")
    assert texts(found(html)) == LINES


@pytest.mark.parametrize("at", [3, 11])
def test_bare_text_between_paragraphs_or_behind_them(at: int) -> None:
    lines = [*LINES, *OTHER]
    bare = "Nobody had counted on the wind, which kept the boat at the pier for an hour."
    inner = f"{paragraphs(lines[:at])}<div class=slot></div>{bare}<p></p>{paragraphs(lines[at:])}"
    html = site(f"<article>{H1}<div class=typography>{inner}</div></article>")
    assert texts(found(html)) == [*lines[:at], bare, *lines[at:]]


def test_a_bare_line_of_a_box_goes_with_the_box() -> None:
    box = "<div class=comments><h4>Readers say</h4>Comments are closed on the night before each sailing.</div>"
    assert texts(found(site(f"<article>{H1}{STORY}{box}</article>"))) == LINES


def test_what_is_hidden_behind_the_end() -> None:
    box = "<table style='display:none'><tr><td><p>Have the Gazette brought to your door.</p><p>Press here</p></table>"
    assert texts(found(site(f"<article>{H1}{STORY}{box}</article>"))) == LINES


def test_a_headline_that_the_page_calls_otherwise_stands_in_the_articles_header() -> None:
    dek = "After eleven years the island has its boat back, and half the town came down to the quay to see it."
    head = f"<header><h2>On the water:Nine crowns to the other shore</h2></header><div><p>{dek}</p></div>"
    html = site(f"<article>{head}<div class=body>{STORY}</div></article>", title="Island ferry sails")
    assert texts(found(html)) == [dek, *LINES]


def test_a_caption_that_repeats_the_headline_goes_and_its_credit_stays() -> None:
    said = "The old ferry sails again <span class=credit>Ida Berg</span>"
    again = f"<figure><img src=/a.jpg><figcaption>{said}</figcaption></figure>"
    (picture, *_) = found(site(f"<article>{H1}{again}{STORY}</article>")).blocks
    assert isinstance(picture, Figure)
    assert (picture.caption.text, picture.credit) == ("", "Ida Berg")


MENU = (
    "English Deutsch Automatic 1080p 720p 360p, About this player. Up next: the weir from above, and 12 more films."
)


@pytest.mark.parametrize(("name", "kept"), [("jwplayer-box", False), ("plyr__controls", False), ("jw", True)])
def test_the_menus_of_a_player(name: str, kept: bool) -> None:
    """However long they are; a name of two letters is a build tool's."""
    html = site(f"<article>{H1}{STORY}<div class={name}><p>{MENU} {MENU}</p></div><p>{LINES[0]}</p></article>")
    assert (f"{MENU} {MENU}" in texts(found(html))) is kept


def test_the_stories_before_and_after_this_one() -> None:
    pager = f"<div class='prev_next'><a href=/a></a><span>{OTHER[0][:60]}</span></div>"
    assert texts(found(site(f"<article>{H1}{STORY}{pager}</article>"))) == LINES
    step = f"<div class='next'><span>{OTHER[0][:60]}</span></div>"
    assert texts(found(site(f"<article>{H1}{STORY}{step}</article>"))) == [*LINES, OTHER[0][:60]]


@pytest.mark.parametrize(("name", "kept"), [("author-box", False), ("more-of-it", True)])
def test_a_long_biography_below_a_short_article(name: str, kept: bool) -> None:
    life = [
        f"Ida Lund has sailed between the islands for {n} winters and writes of them in her own hand." for n in (8, 9)
    ]
    html = f"<article>{H1}{paragraphs(LINES[:5])}<div class={name}>{paragraphs(life)}</div></article>"
    assert texts(found(site(html))) == [*LINES[:5], *(life if kept else [])]
