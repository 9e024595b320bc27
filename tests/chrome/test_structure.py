"""What the form of a page gives away, and what a class name alone never does."""

import pytest

from server.model import Context, Figure, Heading, Item, List, Metadata, Picture, Quote, Region, Span, Text
from tests.chrome.page import NEWS, article, box, gone, left, para


def links(*lines: str) -> List:
    """A list of nothing but links."""
    items, at = [], 0
    for line in lines:
        items.append(Item(at, at + len(line)))
        at += len(line) + 1
    made = para("", link_density=1.0, links=len(lines), tag="ul")
    return List(id="", text="\n".join(lines), items=tuple(items), context=made.context)


def rule_of(closed: object, text: str) -> str:
    return next(removal.rule for removal in closed.removals if removal.text == text)  # type: ignore[attr-defined]


def test_a_list_of_links_behind_the_text_goes() -> None:
    block = links("Ferry fares to double in April", "Why the quay is sinking again")
    closed = article(*NEWS, block)
    assert gone(closed) == {block.text: "related"}


def test_a_list_with_some_links_stays() -> None:
    block = List(id="", text="Bring boots\nBring a lamp", items=(Item(0, 11), Item(12, 24)))
    assert block.text in left(article(*NEWS[:3], block, *NEWS[3:]))


def test_a_line_that_is_all_link_goes() -> None:
    line = para("Ferry fares to double in April", link_density=1.0, links=1)
    assert rule_of(article(*NEWS[:3], line, *NEWS[3:]), line.text) == "structure/linked-line"


def test_a_linked_heading_stays() -> None:
    heading = Heading(id="", text="What the survey found", context=para("", link_density=1.0, links=1).context)
    assert heading.text in left(article(*NEWS[:3], heading, *NEWS[3:]))


@pytest.mark.parametrize("names", [("paywall",), ("sidebar",), ("newsletter",), ("overflow", "hidden"), ("ad",)])
def test_a_class_name_alone_removes_no_prose(names: tuple[str, ...]) -> None:
    around = box(4, *names)
    closed = article(*NEWS[:2], *(para(text, wrapper=around) for text in NEWS[2:]))
    assert left(closed) == list(NEWS)


@pytest.mark.parametrize("flag", ["hidden-inline", "aria-hidden", "aside", "form"])
def test_a_flag_alone_removes_no_prose(flag: str) -> None:
    closed = article(*NEWS[:5], para(NEWS[5], flags=frozenset({flag})))
    assert left(closed) == list(NEWS)


def test_cards_of_other_stories_go() -> None:
    cards = []
    for n, title in enumerate(("Ferry fares to double", "Why the quay is sinking")):
        around = box(20 + n, "card", tag="article")
        context = para("", wrapper=around, link_density=1.0, links=1).context
        cards += [Heading(id="", text=title, context=context), para("A short teaser of the story", wrapper=around)]
    closed = article(*NEWS, *cards)
    assert left(closed) == list(NEWS)
    assert set(gone(closed).values()) == {"related"}


def test_the_page_head_is_not_said_twice() -> None:
    about = Metadata(
        title="Bridge shut", authors=("Lise Tarn",), published="2025-03-04T10:00:00+00:00", language="en"
    )
    head = ("Bridge shut", "The port waits for spring", "By Lise Tarn", "4 March 2025, 10:00")
    closed = article(*head, *NEWS, about=about, dek="The port waits for spring", kind="text")
    assert left(closed) == list(NEWS)
    assert set(gone(closed).values()) == {"ui"}
    assert rule_of(closed, "By Lise Tarn") == "structure/byline"


def test_a_long_summary_is_not_said_twice() -> None:
    dek = (
        "The ferry that has carried the town's letters for ninety years will sail for the last time on the second "
        "Sunday of May."
    )
    closed = article(f"“{dek}”", *NEWS, dek=dek, kind="text")
    assert left(closed) == list(NEWS)
    assert set(gone(closed).values()) == {"ui"}
    assert len(left(article(dek.replace("The ferry", "A ferry"), *NEWS, dek=dek, kind="text"))) == len(NEWS) + 1


def test_the_name_of_the_section_above_the_text_goes() -> None:
    about = Metadata(section="Harbours", language="en")
    assert left(article("Harbours", *NEWS, about=about)) == list(NEWS)
    assert "Harbours" in left(article(*NEWS[:3], "Harbours", *NEWS[3:], about=about))
    assert "Bridges" in left(article("Bridges", *NEWS, about=about))


def test_a_sentence_that_names_the_author_stays() -> None:
    about = Metadata(authors=("Lise Tarn",), language="en")
    text = "Lise Tarn was on the quay."
    assert text in left(article(text, *NEWS, about=about))


def test_a_caption_is_not_read_as_a_paragraph() -> None:
    figure = Figure(
        id="", picture=Picture(src="https://p.example/1.jpg"), caption=Text("The bridge before the storm")
    )
    closed = article(*NEWS[:2], figure, "The bridge before the storm", *NEWS[2:])
    assert rule_of(closed, "The bridge before the storm") == "structure/caption-again"


def test_a_pulled_quote_goes_and_another_stays() -> None:
    pulled = Quote(id="", text="the repair would cost more than the town earns in a year")
    other = Quote(id="", text="We shall build it again, and this time on rock and not on sand.")
    assert left(article(*NEWS[:4], pulled, other, *NEWS[4:])) == [*NEWS[:4], other.text, *NEWS[4:]]


@pytest.mark.parametrize("text", ["Page 1 of 3", "Seite 2 von 4", "3/12", "0:00 / 2:31", "1.5x", "412"])
def test_counters_go(text: str) -> None:
    assert rule_of(article(*NEWS[:3], text, *NEWS[3:]), text) == "structure/counter"


def test_a_line_on_the_author_behind_the_text_goes() -> None:
    text = "Lise Tarn is a reporter for The Pier Gazette, based in Hallow."
    assert text not in left(article(*NEWS, text))
    assert text in left(article(text, *NEWS))


def test_tags_and_comments_behind_the_text_go() -> None:
    tag = para("Harbour", wrapper=box(30, "tags"), link_density=1.0, links=1)
    first, second = (para("They said so in 1998 too.", wrapper=box(n, "comment")) for n in (31, 32))
    closed = article(*NEWS, tag, first, second)
    assert left(closed) == list(NEWS)
    assert {removal.category for removal in closed.removals} == {"related", "comments"}


def test_plain_text_is_not_judged_by_form() -> None:
    assert "412" in left(article(*NEWS[:3], "412", *NEWS[3:], kind="text"))


@pytest.mark.parametrize(
    ("kind", "text", "category"),
    [
        ("footer", "All rights reserved. No part of this page may be reproduced.", "copyright"),
        ("dialog", "We use cookies and similar technologies. Accept all", "cookie"),
        ("aside", "Ferry fares to double in April", "related"),
        ("nav", "Harbour Weather Tides", "ui"),
        ("section", "Join the conversation: post a comment", "comments"),
    ],
)
def test_every_region_is_owned_up(kind: str, text: str, category: str) -> None:
    region = Region(kind, frozenset(), (para(text),), "b6")  # type: ignore[arg-type]
    closed = article(*NEWS, regions=(region,))
    assert [(r.category, r.text, r.after) for r in closed.removals] == [(category, text, "b6")]


def test_a_frame_is_told_by_what_it_says_not_by_where_it_leads() -> None:
    said = para("© 2031 Quayside Post. All rights reserved.")
    leads = links("Terms", "Privacy", "Cookie settings", "Newsletters")
    assert [
        r.category for r in article(*NEWS, regions=(Region("footer", frozenset(), (said, leads), "b6"),)).removals
    ] == ["copyright"]
    buttons = tuple(para(text) for text in ("Quayside Post", "Subscribe", "Log in", "Newsletters", "Get the app"))
    assert [r.category for r in article(*NEWS, regions=(Region("header", frozenset(), buttons, None),)).removals] == [
        "ui"
    ]


def test_a_heading_goes_with_its_section_and_stays_with_its_text() -> None:
    under = links("Ferry fares to double in April", "Why the quay is sinking again")
    closed = article(*NEWS, Heading(id="", text="From the harbour"), under)
    assert left(closed) == list(NEWS)
    assert "From the harbour" in left(article(*NEWS[:5], Heading(id="", text="From the harbour"), NEWS[5], under))


def test_a_line_that_leads_into_links_goes_with_them() -> None:
    under = links("Ferry fares to double in April", "Why the quay is sinking again")
    assert left(article(*NEWS, "Great reads from the Gazette", under)) == list(NEWS)


def test_a_paragraph_of_the_text_that_a_caption_repeats_stays() -> None:
    said = (
        "The engineer walked along the closed bridge in the morning with two colleagues from the capital, measured "
        "the gap in the second pier with a rule, and told the mayor that it had grown since Sunday."
    )
    figure = Figure(id="", picture=Picture(src="https://p.example/2.jpg"), caption=Text(said))
    assert said in left(article(*NEWS[:2], figure, said, *NEWS[2:]))


def test_a_heading_that_leads_away_goes_and_one_of_the_story_stays() -> None:
    up_next, comments = Heading(id="", text="Up next"), Heading(id="", text="Comments")
    closed = article(*NEWS[:3], up_next, NEWS[3], comments, *NEWS[4:])
    assert "Up next" not in left(closed)
    assert "Comments" in left(closed)
    hidden = Heading(id="", text="Menu", context=Context(names=frozenset({"hidden"})))
    assert "Menu" not in left(article(hidden, *NEWS))


def test_the_choices_of_a_poll_are_no_paragraphs() -> None:
    choices = [para(text, tag="label") for text in ("A hot soup.", "Plenty of sleep.", "Nothing at all.")]
    assert left(article(*NEWS[:5], *choices, NEWS[5])) == list(NEWS)
    assert "A hot soup." in left(article(*NEWS, "A hot soup."))


def test_a_speed_in_a_list_of_one_is_a_counter() -> None:
    assert left(article(NEWS[0], List(id="", text="2.0x", items=(Item(0, 4),)), *NEWS[1:])) == list(NEWS)


def test_a_line_on_the_author_goes_wherever_it_stands() -> None:
    about = Metadata(language="en", authors=("Ida Voss",))
    line = "Ida Voss is a reporter for the harbour desk and lives on the island."
    assert line not in left(article(*NEWS[:2], line, *NEWS[2:], about=about))
    other = line.replace("Ida Voss", "Jon Bell")
    assert other in left(article(*NEWS[:2], other, *NEWS[2:], about=about))


def test_a_pull_quote_goes_with_its_speaker() -> None:
    around = box(9, "pulled")
    quote = Quote(
        id="", text="would cost more than the town earns in a year", context=para("", wrapper=around).context
    )
    speaker = para("Odile Marsh, mayor", wrapper=around)
    closed = article(*NEWS[:2], quote, speaker, *NEWS[2:])
    assert left(closed) == list(NEWS)
    assert {removal.rule for removal in closed.removals} == {"structure/pull-quote"}


def test_a_pull_quote_names_its_speaker_in_its_last_line_and_is_shortened() -> None:
    quote = Quote(id="", text="The repair would cost more than the town earns in a year.\nOdile Marsh\u2028mayor")
    text = (
        "Mayor Odile Marsh told the council that the repair would cost more than the town earns in a year, at least."
    )
    assert left(article(*NEWS[:2], quote, text, *NEWS[4:])) == [*NEWS[:2], text, *NEWS[4:]]


@pytest.mark.parametrize("url", [None, "https://x.test/post/1"])
def test_a_quotation_that_says_something_new_stays(url: str | None) -> None:
    text = "We never promised that the bridge would open before the winter.\nOdile Marsh"
    quote = Quote(id="", text=text, provider="X" if url else None, url=url)
    assert text in left(article(*NEWS[:3], quote, *NEWS[3:]))


def test_a_box_headed_by_its_author_goes() -> None:
    around = box(9, "sidebar")
    heading = Heading(id="", text="About Lise Tarn", context=para("", wrapper=around).context)
    life = para("She came to the island as a teacher and has lived beside the quay since then.", wrapper=around)
    about = Metadata(authors=("Lise Tarn",), language="en")
    assert left(article(*NEWS, heading, life, about=about)) == list(NEWS)


def test_a_section_on_the_author_of_a_firm_stays() -> None:
    around = box(9, "section")
    heading = Heading(id="", text="How PierData gets its figures", context=para("", wrapper=around).context)
    text = para("Two of its surveyors walk the quays each spring and count every plank.", wrapper=around)
    about = Metadata(authors=("PierData",), language="en")
    assert left(article(*NEWS, heading, text, about=about)) == [*NEWS, heading.text, text.text]


def test_news_of_a_writer_at_the_end_is_no_line_on_the_author() -> None:
    text = (
        "The ferry company, which was the largest producer of engines in the region and had three yards on the river "
        "by 1911, sold its last boat to the island, where it carried stone, sheep and slate until the bridge came "
        "and the harbour was dredged once more."
    )
    about = Metadata(authors=("Lise Tarn",), language="en")
    assert left(article(*NEWS, text, about=about)) == [*NEWS, text]


@pytest.mark.parametrize("text", ["1. The Pier Hotel", "(2) The Pier Hotel"])
def test_a_numbered_linked_heading_is_no_card(text: str) -> None:
    around = box(9, "item", tag="article")
    span = Span("link", 0, len(text), "https://pier.test/hotel")
    heading = Heading(id="", text=text, spans=(span,), context=para("", wrapper=around, links=1).context)
    line = para("Its rooms look over the water.", wrapper=around)
    assert left(article(*NEWS[:3], heading, line, *NEWS[3:])) == [*NEWS[:3], text, line.text, *NEWS[3:]]


def test_a_heading_with_an_anchor_of_its_own_is_no_card() -> None:
    around = box(9, "item", tag="article")
    span = Span("link", 0, 9, None)
    heading = Heading(id="", text="The hotel", spans=(span,), context=para("", wrapper=around, links=1).context)
    line = para("Its rooms look over the water.", wrapper=around)
    assert left(article(*NEWS[:3], heading, line, *NEWS[3:])) == [*NEWS[:3], heading.text, line.text, *NEWS[3:]]


def test_a_heading_below_a_linked_picture_in_a_box_for_other_stories_is_a_card() -> None:
    around = box(9, "rail", "item")
    picture = Figure(id="", picture=Picture("https://pier.test/a.jpg"), href="https://pier.test/other",
                     context=para("", wrapper=around).context)  # fmt: skip
    heading = Heading(id="", text="Ferry fares double", context=para("", wrapper=around).context)
    assert left(article(*NEWS[:3], picture, heading, *NEWS[3:])) == list(NEWS)


@pytest.mark.parametrize("names", [("cta",), ("simple", "call", "to", "action"), ("ctas", "row")])
def test_a_call_to_action_goes(names: tuple[str, ...]) -> None:
    line = para("Book your seat", wrapper=box(9, *names))
    closed = article(*NEWS[:3], line, *NEWS[3:])
    assert left(closed) == list(NEWS)
    assert rule_of(closed, line.text) == "structure/call-to-action"


def test_an_article_in_boxes_that_are_named_calls_to_action_stays() -> None:
    lines = [para(f"The pier hotel number {n} has rooms", wrapper=box(20 + n, "cta")) for n in range(8)]
    assert left(article(*NEWS, *lines)) == [*NEWS, *(line.text for line in lines)]
