"""The whole way through: what holds for every page, whatever it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server import pipeline, render
from server.model import EmptyPage, Limits, NoArticle, NotText, OverBudget, PageError, PageTooLarge

URL = "https://gazette.test/news/lamp"
LINES = [
    "The lamp in the old lighthouse was lit again on Friday, and boats at sea saw it for the first time since.",
    "It had been dark since a storm in the winter of 2011, when the sea broke the windows of the upper floor.",
    "Keeper Nils Brandt climbed the stairs alone, although the whole village would have liked to go with him.",
    "The work cost less than was planned, said the harbour board, and the rest of the money goes to the school.",
]
STORY = "<h1>The lamp is lit again</h1>" + "".join(f"<p>{line}</p>" for line in LINES)
SECRET = "Words that the page kept to itself"


def everything(html: str) -> str:
    """Every word of the answer."""
    return json.dumps(render.to_dict(pipeline.clean(html, url=URL)), ensure_ascii=False)


def test_the_story_comes_out() -> None:
    article = pipeline.clean(f"<article>{STORY}</article>", url=URL)
    assert article.text == "\n\n".join(LINES)
    assert article.metadata.title == "The lamp is lit again"
    assert article.url == URL


def test_plain_text_comes_out() -> None:
    article = pipeline.clean("The lamp is lit again\n\n" + "\n\n".join(LINES), kind="text")
    for line in LINES:
        assert line in article.text


def test_bytes_and_text_give_the_same() -> None:
    html = f"<meta charset=windows-1252><article>{STORY}</article>"
    assert pipeline.clean(html.encode("cp1252"), url=URL) == pipeline.clean(html, url=URL)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div data-cc-hidden>{SECRET}</div>",
        f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'articleBody': SECRET})}</script>",
        f"<script>window.story = '{SECRET}'</script>",
        f"<template><p>{SECRET}</p></template>",
        f"<!-- {SECRET} -->",
        f"<noscript><p>{SECRET}</p></noscript>",
        f"<x-a><template shadowrootmode=open><slot name=a></slot></template><p slot=b>{SECRET}</p></x-a>",
    ],
)  # fmt: skip
def test_what_the_page_hides_comes_back_nowhere(hidden: str) -> None:
    said = everything(f"<html data-cc-captured><body><article>{STORY}{hidden}</article></body></html>")
    assert LINES[0] in said
    assert SECRET not in said


@pytest.mark.parametrize(
    "beside",
    [
        "<table><caption>Ships at sea</caption><tr><th>a<th>b<tr><td>1<td>2</table>",
        "<figure><img src=/a.jpg><figcaption>Ships at sea</figcaption></figure>",
        "<div class=image><img src=/a.jpg><span class=credit>Photo: Ships at sea</span></div>",
        "<blockquote class=twitter-tweet><p>Ships at sea</p></blockquote>",
        "<p>Ships at sea</p>",
        "<ul><li>Ships at sea</ul>",
    ],
)
def test_what_stands_beside_the_story_is_listed_in_full(beside: str) -> None:
    article = pipeline.clean(f"<body><main>{STORY}</main><aside>{beside}</aside></body>", url=URL)
    assert article.text == "\n\n".join(LINES)
    assert "Ships at sea" in " ".join(removal.text for removal in article.removals)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", EmptyPage),
        (b"\x89PNG\r\n\x1a\n", NotText),
        ("<div>" * 5_000, PageTooLarge),
        ("<p>Nothing much.</p>", NoArticle),
    ],
)
def test_errors_are_told_apart(data: str | bytes, error: type[PageError]) -> None:
    with pytest.raises(error):
        pipeline.clean(data, url=URL)


def test_anyway_gives_what_there_is_with_a_note() -> None:
    article = pipeline.clean("<p>Nothing much.</p>", url=URL, anyway=True)
    assert article.text == "Nothing much."
    assert article.notes


def test_the_rooms_come_in_order_and_a_checkpoint_can_end_it() -> None:
    rooms: list[str] = []
    pipeline.clean(STORY, url=URL, checkpoint=rooms.append)
    assert rooms == ["page", "metadata", "blocks", "body", "chrome", "completeness", "facts", "render"]

    def late(room: str) -> None:
        if room == "chrome":
            raise OverBudget("late")

    with pytest.raises(OverBudget):
        pipeline.clean(STORY, url=URL, checkpoint=late)


def test_the_caps_hold() -> None:
    with pytest.raises(PageTooLarge):
        pipeline.clean(STORY, url=URL, limits=Limits(max_bytes=100))
    with pytest.raises(PageTooLarge):
        pipeline.clean(STORY, url=URL, limits=Limits(max_elements=3))


PIECES = st.sampled_from(
    [
        *(f"<p>{line}</p>" for line in LINES),
        "<h2>Stairs</h2>", "<ul><li>one<li>two</ul>", "<table><tr><td>a<td>b</table>", "<img src=/a.jpg>", "</div>",
        "<figure><img src=/b.jpg><figcaption>Seen (AFP)</figcaption></figure>", "<div class=share>", "<br><br>",
        "text ", "<a href=/x>Read more</a>", "<blockquote>", "<p>Subscribe to our newsletter.</p>", "<aside>",
        "</aside>", "<td>", "<form><button>Send</button></form>", "<pre>a  b", "<b><i>", "</b>", "&nbsp;", "<svg>",
        "<iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>", "<ruby>漢<rt>かん</ruby>",
        "<template shadowrootmode=open><slot>",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_page_gives_an_answer_that_holds_together(main: str) -> None:
    article = pipeline.clean(f"<body>{STORY}{main}", url=URL)
    answer = render.to_dict(article)
    texts = {block["id"]: block["text"] for block in answer["blocks"]} | {"dek": answer["dek"]}
    for items in answer["key_facts"].values():
        for fact in items if isinstance(items, list) else []:
            places = fact.get("parts") or [fact]
            said = " ".join(texts[place["block"]][place["start"] : place["end"]] for place in places)
            assert said == (fact.get("name") or fact["text"])
    numbers = [int(block.id[1:]) for block in article.blocks]
    assert numbers == sorted(set(numbers))
    assert pipeline.clean(f"<body>{STORY}{main}", url=URL) == article


def test_a_text_of_control_characters_alone_holds_no_article() -> None:
    with pytest.raises(PageError):
        pipeline.clean("\x01\x02", kind="text")


def test_the_sample_keeps_its_last_sentence_and_names_what_it_loses() -> None:
    """A price beside a registration box is news, and a row of share buttons is no list of stories."""
    sample = Path(__file__).parent.parent / "server/static/sample.html"
    article = pipeline.clean(sample.read_bytes())
    assert article.blocks[-1].text == "Adult singles cost £4.20, a price that has not changed since 2023."
    assert [removal.category for removal in article.removals if "Share on Facebook" in removal.text] == ["share"]
