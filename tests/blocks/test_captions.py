"""Captions outside the box of their picture: given to it, and never read as the article."""

from __future__ import annotations

import pytest

from blocks.reading import kinds, outline
from server.model import Embed, Figure, Paragraph

SAID = "The ferry lands at the new quay on its first evening, with ninety people aboard."
LONG = "The ferry lands at the quay on its first evening while the mayor waits with the band. " * 5


def captions(body: str) -> list[str]:
    return [block.caption.text for block in outline(body) if isinstance(block, Figure)]


@pytest.mark.parametrize(
    "body",
    [
        f"<button><div class=embed><figure><img src=/a.jpg></figure><figcaption>{SAID}</figcaption></div></button>",
        f"<div><div><img src=/a.jpg></div><figcaption><p>{SAID}</p></figcaption></div>",
        f"<div class=contentimage><a href=/a.jpg><img src=/a.jpg></a><span>{SAID}</span></div>",
        f"<figure><img src=/a.jpg alt='{SAID}'></figure><div><div>{SAID}</div></div>",
        f"<div class=wp-attachment><img src=/a.jpg><p class=wp-caption-text>{SAID}</p></div>",
    ],
    ids=["in a button", "outside a figure", "a box named after its picture", "said by the picture", "named"],
)
def test_a_caption_is_its_pictures(body: str) -> None:
    assert captions(f"<p>One.</p>{body}<p>Two.</p>") == [SAID]
    assert [text for kind, text in kinds(f"<p>One.</p>{body}<p>Two.</p>") if kind == "paragraph"] == ["One.", "Two."]


def test_a_long_caption_with_the_name_of_one() -> None:
    assert captions(f"<img src=/a.jpg><p class=wp-caption-text>{LONG}</p>") == [LONG.strip()]


def test_a_caption_without_its_picture_is_no_paragraph() -> None:
    assert kinds(f"<p>One.</p><div><figcaption>{SAID}</figcaption></div>") == [("paragraph", "One."), ("figure", "")]


def test_a_caption_below_a_video() -> None:
    body = f"<div><iframe src=https://player.vimeo.com/video/1></iframe><figcaption>{SAID}</figcaption></div>"
    (card,) = outline(body)
    assert isinstance(card, Embed)
    assert card.quote.text == SAID


def test_one_caption_twice_is_said_once() -> None:
    body = f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption></figure><p class=caption>{SAID}</p>"
    assert captions(body) == [SAID]


@pytest.mark.parametrize(
    "body",
    [
        f"<img src=/a.jpg alt='{SAID}'><p><a href=/other>{SAID}</a></p>",
        f"<figure><blockquote>“We sail.”</blockquote><figcaption>{SAID}</figcaption></figure>",
        f"<figure><pre>sail(ferry)</pre><figcaption>{SAID}</figcaption></figure>",
    ],
    ids=["another story's headline", "who said it", "a listing's"],
)
def test_a_text_that_is_no_pictures_caption_stays(body: str) -> None:
    assert any(isinstance(block, Paragraph) and block.text == SAID for block in outline(body))


@pytest.mark.parametrize(
    "said", ["Photo: Ida Lund", "© Ida Lund The ferry at the quay", "The new quay, photos © Gazette"]
)
def test_a_line_with_a_credit_right_below_a_picture(said: str) -> None:
    assert kinds(f"<p>One.</p><p><img src=/a.jpg></p><p>{said}</p><p>Two.</p>") == [
        ("paragraph", "One."), ("figure", ""), ("paragraph", "Two."),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["The mayor © did not say why.", "Ida Lund took the photo of the quay"])
def test_a_line_without_a_credit_below_a_picture_stays(said: str) -> None:
    assert ("paragraph", said) in kinds(f"<p><img src=/a.jpg></p><p>{said}</p>")


@pytest.mark.parametrize("count", ["2 of 12", "2 of 12 |", "2 von 12"])
def test_the_count_of_a_gallery_is_no_part_of_the_caption(count: str) -> None:
    slide = f"<div class=slide><img src=/a.jpg><div><span>{count}</span><div>{SAID}</div></div></div>"
    assert captions(slide) == [SAID]
    assert ("paragraph", count) in kinds(slide)


def test_a_caption_that_begins_with_numbers_stays_whole() -> None:
    assert captions("<div class=slide><img src=/a.jpg><p>2 of 12 boats</p></div>") == ["2 of 12 boats"]


def test_a_named_caption_right_below_its_picture_even_in_an_article_that_stands_in_a_menu() -> None:
    assert captions(f"<nav><div><img src=/a.jpg><p class=wp-caption-text>{LONG}</p></div></nav>") == [LONG.strip()]
    assert captions(f"<nav><p>Stories</p><p class=caption>{SAID}</p></nav>") == []


def test_a_caption_said_once_more_below_its_picture_is_no_paragraph() -> None:
    figure = f"<figure><img src=/a.jpg><figcaption>{SAID}</figcaption></figure>"
    assert kinds(f"{figure}<p>{SAID}</p><p>One.</p>") == [("figure", ""), ("paragraph", "One.")]
    assert captions(f"{figure}<p>{SAID}</p>") == [SAID]
    assert ("paragraph", f"{SAID} And more.") in kinds(f"{figure}<p>{SAID} And more.</p>")
