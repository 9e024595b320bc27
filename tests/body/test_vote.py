"""The article is found under any names and wrappers, whole, and nothing else with it."""

from __future__ import annotations

import importlib

import pytest
from readability.readability import Unparseable

from body.pages import ASK, LINES, OTHER, STORY, TITLE, beside, found, paragraphs, site, texts
from server import body
from server.model import Figure, NoArticle

OPINION = importlib.import_module("server.body.second_opinion")
"""the module; the package has a function of this name"""
H1 = f"<h1>{TITLE}</h1>"
NEXT = f"<h1>Bread by the slice</h1>{paragraphs(OTHER)}"
HALF, REST = paragraphs(LINES[:4]), paragraphs(LINES[4:])


@pytest.mark.parametrize(
    "main",
    [
        f"<article>{H1}{STORY}</article>",
        f"<div class='paywall'>{H1}<div class='has-sidebar football comments-open'>{STORY}</div></div>",
        f"<div class='newsletter subscribe share'>{H1}{STORY}</div>",
        f"<form action=/x><main>{H1}<div>{STORY}</div></main></form>",
        f"<div aria-hidden=true style='display:none'><main>{H1}{STORY}</main></div>",
        f"<aside><main>{H1}{STORY}</main></aside>",
        f"<table><tr><td>{H1}<td><p>x</p><td>{STORY}</table>",
        f"<blockquote>{H1}{STORY}</blockquote>",
        f"{H1}{STORY}",
        f"{H1}<div>{'</div><div>'.join(LINES)}</div>",
        f"{H1}<div>{'<br><br>'.join(LINES)}</div>",
        f"{H1}<div>{''.join(f'<div><div><p>{line}</p></div></div>' for line in LINES)}</div>",
        f"<article>{H1}<div class=part>{HALF}</div><div class=ad>Ad</div><div class=part>{REST}</div></article>",
        f"<main>{H1}<section class=opening>{HALF}</section></main><main><section>{REST}</section></main>",
        f"<header>{H1}<p>{LINES[0]}</p></header><div class=story>{paragraphs(LINES[1:])}</div>",
        f"<div role=dialog>{H1}{STORY}</div>",
        f"<x-article>{H1}<x-body>{STORY}</x-body></x-article>",
    ],
)  # fmt: skip
def test_the_whole_story_under_any_wrapper(main: str) -> None:
    harvest = found(site(main))
    assert [text for text in texts(harvest) if text in LINES] == LINES
    assert "All rights reserved" in beside(harvest)
    assert not any("Culture" in text for text in texts(harvest))


def test_without_any_menu_or_headline() -> None:
    assert texts(found(f"<html><body>{STORY}</body></html>")) == LINES


def test_a_thread_of_comments_longer_than_the_story() -> None:
    thread = "".join(
        f"<li class=comment><p>{n}: I was there too, and saw how the captain waved to all of us on the pier.</p></li>"
        for n in range(60)
    )
    thread = f"<section id=comments><h2>Comments</h2><ul>{thread}</ul></section>"
    main = f"<main><article>{H1}{STORY}</article>{thread}</main>"
    harvest = found(site(main))
    assert texts(harvest) == LINES
    assert "59: I was there too" in beside(harvest)


@pytest.mark.parametrize("place", ["<div class=story>{story}</div>{ask}", "{ask}<div class=story>{story}</div>"])
def test_a_long_appeal_beside_the_story_does_not_win(place: str) -> None:
    ask = f"<div class=box>{f'<p>{ASK}</p>' * 12}</div>"
    harvest = found(site(f"<main>{H1}{place.format(story=STORY, ask=ask)}</main>"))
    assert [text for text in texts(harvest) if text in LINES] == LINES


@pytest.mark.parametrize(
    "main",
    [
        f"<article class=story>{H1}{STORY}</article><article class=story>{NEXT}</article>",
        f"<div class='post full'>{H1}{STORY}</div><div class='post full'>{NEXT}</div>",
    ],
)
def test_the_next_article_of_a_page_that_scrolls_on(main: str) -> None:
    harvest = found(site(f"<main>{main}</main>"))
    assert texts(harvest) == LINES
    assert OTHER[0] in beside(harvest)


def test_first_level_headings_for_sections_cut_nothing() -> None:
    main = f"<article>{H1}{HALF}<h1>The fishermen</h1>{REST}<h1>The bread</h1>{paragraphs(OTHER)}</article>"
    assert texts(found(site(main))) == [*LINES[:4], "The fishermen", *LINES[4:], "The bread", *OTHER]


# --- furniture


@pytest.mark.parametrize(
    "box",
    [
        "<nav><a href=/a>Harbour news</a> <a href=/b>More of this</a></nav>",
        "<div class=share><a href=/f>Facebook</a> <a href=/x>Mail</a> <button>Copy link</button></div>",
        "<div class=related><h3>More</h3><ul><li><a href=/a>A pier</a><li><a href=/b>Nets and knots</a></ul></div>",
        "<div class='x7'><p><a href=/a>A pier for the poor</a></p><p><a href=/b>Nets and knots of old</a></p></div>",
        "<div class=newsletter><h3>Our letter</h3><p>Every morning in your mailbox.</p></div>",
        "<form><label>Mail</label><button>Send me news</button></form>",
        "<footer>Filed under harbours</footer>",
    ],
)
@pytest.mark.parametrize("at", [0, 4, 8])
def test_furniture_in_the_story_becomes_regions(box: str, at: int) -> None:
    main = f"<article>{H1}{paragraphs(LINES[:at])}{box}{paragraphs(LINES[at:])}</article>"
    harvest = found(site(main))
    assert texts(harvest) == LINES


@pytest.mark.parametrize(
    "names", ["share", "newsletter", "related", "comments", "author", "app-download", "cookie", "footer"]
)
@pytest.mark.parametrize("tag", ["div", "section"])
def test_prose_stays_whatever_its_box_is_called(names: str, tag: str) -> None:
    main = (
        f"<article>{H1}{HALF}<{tag} class='{names}'>{paragraphs(LINES[4:6])}</{tag}>{paragraphs(LINES[6:])}</article>"
    )
    assert texts(found(site(main))) == LINES


def test_a_box_on_the_author_behind_the_end() -> None:
    life = "Ida Berg writes about harbours and boats for the Gazette, and has lived on the island since 1998."
    harvest = found(site(f"<article>{H1}{STORY}<div class=author-bio><p>{life}</p></div></article>"))
    assert texts(harvest) == LINES
    assert life in beside(harvest)


def test_every_region_knows_its_kind_names_and_place() -> None:
    aside = "<aside class=topics><a href=/a>Piers</a> <a href=/b>Boats</a></aside>"
    harvest = found(site(f"<main><article>{H1}{HALF}{aside}{REST}</article></main>"))
    assert {("nav", None), ("aside", "b4"), ("footer", "b8")} == {(r.kind, r.after) for r in harvest.regions}
    (topics,) = [region for region in harvest.regions if region.kind == "aside"]
    assert topics.names >= {"topics"}


# --- the second opinion


def test_it_is_not_asked_where_the_vote_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(OPINION, "_ask", lambda *_: asked.append(1) or set())
    found(site(f"<article>{H1}{STORY}</article>"))
    assert not asked


UNSURE = site(
    f"<div><div class=a>{H1}{paragraphs(LINES[:3])}</div><div class=b><aside>{paragraphs(LINES[3:])}</aside></div>"
    f"<form>{paragraphs(OTHER)}</form></div>"
)


class Failing:
    """A library that has no opinion."""

    def __init__(self, _: str) -> None:
        pass

    def summary(self, **_: bool) -> str:
        raise Unparseable("nothing here")


class Silent(Failing):
    """A library that finds nothing."""

    def summary(self, **_: bool) -> str:
        return "<html><body/></html>"


def test_its_failure_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OPINION, "SURE", 2.0)
    monkeypatch.setattr(OPINION, "Document", Silent)
    silent = found(UNSURE)
    monkeypatch.setattr(OPINION, "Document", Failing)
    assert found(UNSURE) == silent
    assert texts(silent)


# --- no article


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><body><div id=app></div><script>render()</script></body></html>",
        site("<main><h1>Harbour</h1><ul><li><a href=/a>One of many</a><li><a href=/b>Another</a></ul></main>"),
        "<html><body><p>Please enable scripts.</p></body></html>",
    ],
)
def test_a_page_without_an_article(html: str) -> None:
    with pytest.raises(NoArticle):
        found(html)


def test_anyway_gives_what_there_is() -> None:
    assert texts(found("<html><body><p>Please enable scripts.</p></body></html>", anyway=True)) == [
        "Please enable scripts."
    ]


def test_a_short_notice_is_an_article() -> None:
    assert texts(found(site(f"<main>{H1}<p>{LINES[0]}</p><p>{LINES[1]}</p></main>"))) == LINES[:2]


# --- numbers and order


def test_ids_count_all_blocks_and_zones_follow_the_prose() -> None:
    harvest = found(site(f"<article>{H1}<p>Monday</p>{STORY}<p>End</p></article>"))
    assert [block.id for block in harvest.blocks] == [f"b{n}" for n in range(1, len(harvest.blocks) + 1)]
    assert [block.context.zone for block in harvest.blocks] == ["head", *["body"] * len(LINES), "tail"]


def test_the_lead_picture_above_the_story_comes_once() -> None:
    picture = "<div class=top><img src=/ferry.jpg width=1200 height=800></div>"
    harvest = found(site(f"<div>{H1}{picture}<div class=text>{STORY}</div></div>"))
    assert [block.type for block in harvest.blocks][:2] == ["figure", "paragraph"]
    assert sum(isinstance(block, Figure) for block in harvest.blocks) == 1


def test_the_threshold_of_an_article_is_what_it_says() -> None:
    line = "Rain: " + "word " * 100
    assert found(f"<p>{line[: body.FEWEST - 1]}.")
    with pytest.raises(NoArticle):
        found(f"<p>{line[: body.FEWEST - 2]}.")


def test_what_stands_above_the_headline_is_no_part_of_the_article() -> None:
    said = "No trams run on line 4 until Friday because the rails are being renewed."
    notice = f"<div class=service><h3>Line 4</h3><p>{said}</p></div>"
    harvest = found(f"<html lang=en><body><div class=page>{notice}<h1>{TITLE}</h1>{STORY}</div></body></html>")
    assert texts(harvest) == LINES
    assert any("No trams" in block.text for region in harvest.regions for block in region.blocks)


def test_a_headline_below_the_story_hides_nothing() -> None:
    harvest = found(f"<html lang=en><body><div class=page>{STORY}<h1>{TITLE}</h1></div></body></html>")
    assert texts(harvest) == LINES


def test_sections_with_first_level_headings_in_boxes_of_one_make_cut_nothing() -> None:
    def boxed(head: str, lines: list[str]) -> str:
        return f"<section class=module><div class=row>{head}{paragraphs(lines)}</div></section>"

    story = f"<article><div class=row>{H1}</div>" + boxed("", LINES[:4]) + boxed("<h1>The crossing</h1>", LINES[4:])
    assert texts(found(site(story + "</article>"))) == [*LINES[:4], "The crossing", *LINES[4:]]


def test_sections_of_a_review_without_running_text_are_no_cards() -> None:
    offer = (
        '<div class="body-text"><h2>Oilskin {}</h2><p><a href="/shop">£{}0, Quay Stores</a></p><p>Dry, 8/10</p></div>'
    )
    told = '<div class="body-text"><p>{}</p></div>'
    parts = "".join(
        offer.format(n, n)
        + told.format(f"The {n}th coat kept the rain out on the pier for an hour, and the wind too.")
        for n in range(4, 8)
    )
    kept = texts(found(site(f"<article>{H1}{STORY}{parts}</article>")))
    assert [line for line in kept if line.startswith("Oilskin")] == [
        "Oilskin 4",
        "Oilskin 5",
        "Oilskin 6",
        "Oilskin 7",
    ]
    assert kept.count("Dry, 8/10") == 4
    # the same without running text in any of the kind: other stories
    cards = "".join(offer.format(n, n) for n in range(4, 8))
    assert "Oilskin 4" not in texts(
        found(site(f"<article>{H1}{STORY}{STORY.replace('ferry', 'boat')}{cards}</article>"))
    )


def test_teasers_whose_names_differ_by_a_number_are_cards_of_one_make() -> None:
    cards = "".join(
        f"<div class='post-{n}00{n} archive'><h3><a href=/{n}>Something else</a></h3><div>{line}</div></div>"
        for n, line in enumerate(OTHER, 1)
    )
    assert texts(found(site(f"<article>{H1}{STORY}{STORY.replace('ferry', 'boat')}{cards}</article>")))[-1] == (
        LINES[-1].replace("ferry", "boat")
    )


def test_appeals_between_the_paragraphs_send_no_vote_into_a_part_of_them() -> None:
    part = f"<div class=part>{paragraphs(LINES[1:6])}</div>"
    html = site(f"<article>{H1}<p>{LINES[0]}</p>{f'<p>{ASK}</p>' * 2}{part}{paragraphs(LINES[6:])}</article>")
    assert [line for line in texts(found(html)) if line != ASK] == LINES


@pytest.mark.parametrize(
    ("name", "kept"),
    [("class=entry-content", False), ("itemprop=articleBody", False), ("class='c-post_content x'", False),
     ("class=content", True), ("class=entry", True)],
)  # fmt: skip
def test_what_stands_beside_the_element_that_the_page_names_after_its_article(name: str, kept: bool) -> None:
    """A fifth of the prose: by the vote alone it would be the article's."""
    beside = "".join(f"<div><h3>Question {n}?</h3><p>{line}</p></div>" for n, line in enumerate(OTHER))
    lines = texts(
        found(site(f"<article>{H1}<div {name}>{STORY}{STORY.replace('ferry', 'boat')}</div>{beside}</article>"))
    )
    assert set(LINES) <= set(lines)
    assert (OTHER[0] in lines) is kept


def test_a_name_says_nothing_where_half_of_the_prose_stands_elsewhere() -> None:
    html = f"<div class=entry-content>{paragraphs(LINES[:3])}</div><div class=rest>{paragraphs(LINES[3:])}</div>"
    assert texts(found(site(f"<article>{H1}{html}</article>"))) == LINES
