"""The reading view: what stands in it, what it says, and that nothing runs in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from render import samples
from render.test_blocks import article
from server import render
from server.model import (
    Article,
    Completeness,
    Fact,
    Figure,
    KeyFacts,
    Metadata,
    PageOf,
    Paragraph,
    Person,
    Picture,
    Place,
    Quotation,
    Removal,
    Source,
    Span,
    Text,
    When,
)
from server.render import box, policy

Tree = lxml_html.HtmlElement


def view(sample: Article) -> Tree:
    return lxml_html.document_fromstring(render.to_page(sample))


def said(tree: Tree, selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.cssselect(selector)]


def test_the_head_says_where_it_is_from_and_when() -> None:
    tree = view(samples.news())
    assert said(tree, ".site span") == ["The Harbour Post", "Islands"]
    assert said(tree, "h1") == ["Marrow halves its winter ferries after ‘the leanest year’"]
    assert said(tree, ".byline") == ["Ines Calder, Jory Penn"]
    assert [(time.get("datetime"), time.text) for time in tree.cssselect(".about time")] == [
        ("2024-11-13T07:05:00+00:00", "13 November 2024, 07:05 (UTC)"),
        ("2024-11-13T11:40:00+00:00", "11:40"),
    ]
    assert said(tree, ".about > bdi") == ["1 min read"]
    assert tree.cssselect(".original")[0].get("href") == samples.URL
    assert said(tree, ".original") == ["Original at harbour-post.example"]


@pytest.mark.parametrize(
    ("modified", "shown"),
    [
        (None, []),
        ("2024-11-13T07:05:00+00:00", []),
        ("2024-11-14T08:00:00+00:00", ["14 November 2024, 08:00 (UTC)"]),
        ("2024-11-13T09:00:00+01:00", ["13 November 2024, 09:00 (UTC+1)"]),
        ("yesterday", []),
    ],
)
def test_an_update_is_shown_where_it_says_something(modified: str | None, shown: list[str]) -> None:
    sample = samples.news()
    tree = view(replace(sample, metadata=replace(sample.metadata, modified=modified)))
    assert said(tree, ".about span:not(.byline) time") == shown


def test_each_fact_of_the_box_leads_to_its_mark() -> None:
    tree = view(samples.news())
    links = [link.get("href")[1:] for link in tree.cssselect("#key-facts a")]
    assert links == [f"f{n}" for n in range(1, 19)]
    assert all(len(tree.cssselect(f"mark#{mark}")) == 1 for mark in links)
    assert said(tree, ".grid dt") == ["Who", "Where", "When", "Numbers"]
    assert said(tree, ".grid dd")[0] == "Oona Farrel the council’s treasurer"
    assert said(tree, ".said .more") == ["Oona Farrel"]
    assert said(tree, ".sources") == ["On the word of Two senior harbour officials unnamed; the Coast Gazette"]
    assert said(tree, ".how summary") == ["Picked by rule from this article"]


def test_without_facts_there_is_no_box() -> None:
    tree = view(samples.tables())
    assert not tree.cssselect("#key-facts, .to-facts")
    assert said(tree, ".notice") == ["This page looks like a list: it has no key facts."]


def test_the_publishers_own_points_are_called_so() -> None:
    sample = samples.news()
    tree = view(replace(sample, facts=replace(sample.facts, origin="publisher")))
    assert said(tree, "#key-facts-title") == ["Key points of the publisher"]


def test_a_cut_off_text_says_so_above_and_at_its_end() -> None:
    tree = view(samples.cut_off())
    above, below = said(tree, ".cut")
    assert above.startswith("This is only a part of the article.")
    assert "The last paragraph ends in dots." in above
    assert below.startswith("The text ends here.")
    assert below.endswith("Go on at lantern-weekly.example")
    order = [element.get("class") or element.tag for element in tree.cssselect(".cut, article")]
    assert order == ["notice cut", "text", "notice cut"]
    assert not view(samples.news()).cssselect(".cut")


def test_a_page_of_several_says_which_and_where_the_next_is() -> None:
    tree = view(samples.cut_off())
    assert said(tree, ".paging") == ["This is page 1 of 3 of the article. Next page"]
    last = replace(samples.cut_off(), metadata=Metadata(page_of=PageOf(3, None, None)))
    assert said(view(last), ".paging") == ["This is page 3 of the article."]


def test_what_was_removed_is_there_in_full_with_its_reason() -> None:
    tree = view(samples.news())
    assert said(tree, ".removed > summary") == ["What was removed (6)"]
    assert said(tree, ".group > summary") == [
        "Appeals for money (2)",
        "Requests to send notifications (1)",
        "Newsletter boxes (1)",
        "Links to other articles (1)",
        "Menus, buttons and other furniture (1)",
    ]
    for removal in samples.REMOVED:
        item = tree.cssselect(f"[data-removed={removal.id}]")[0]
        assert item.cssselect(".was")[0].text_content().split() == removal.text.split()
        assert item.get("data-after") == (removal.after or "")
        assert said(item, ".why") == [f"{removal.why} {removal.rule}"]


def test_what_was_removed_keeps_its_links_and_pictures_and_repeats_no_id() -> None:
    link = samples.paragraph("b9", "Support us", ("link", "Support us", "https://a.example/give"))
    picture = Figure(id="b10", picture=Picture("https://img.example/give.jpg", "A jar"))
    removals = (Removal("r1", "donation", "rule", "Why.", (link, picture), "b8"),)
    was = view(replace(samples.news(), removals=removals)).cssselect(".was")[0]
    assert dict(was.cssselect("a")[0].attrib) == {
        "href": "https://a.example/give",
        "target": "_blank",
        "rel": "noreferrer",
    }
    assert was.cssselect("img")[0].get("loading") == "lazy"
    assert not was.xpath(".//@id")


def test_every_category_has_a_label() -> None:
    removals = tuple(
        Removal(f"r{n}", category, "rule", "Why.", (Paragraph(id="", text="x"),), None)
        for n, category in enumerate(render.page.CATEGORIES, 1)
    )
    labels = said(view(replace(samples.news(), removals=removals)), ".group > summary")
    assert len(set(labels)) == len(render.page.CATEGORIES)


def test_a_long_article_has_a_list_of_contents() -> None:
    tree = view(samples.tables())
    assert [link.get("href") for link in tree.cssselect(".contents a")] == ["#b1", "#b5", "#b9", "#b13", "#b17"]
    assert said(tree, ".contents a")[0] == "The table at the half"
    assert not view(samples.news()).cssselect(".contents")


def test_the_lead_image_stands_above_the_text_once() -> None:
    assert len(view(samples.tables()).cssselect("img")) == 1
    lead = Picture("https://img.example/boat-1200x800.jpg", "A boat")
    text = [Paragraph(id=f"b{n}", text="x") for n in range(1, 6)]
    assert len(view(article(*text, lead_image=lead)).cssselect("img")) == 1
    same = Figure(id="b6", picture=Picture("https://img.example/boat-300x200.jpg"))
    assert len(view(article(*text, same, lead_image=lead)).cssselect("img")) == 1
    other = Figure(id="b6", picture=Picture("https://img.example/pier.jpg"))
    assert len(view(article(*text, other, lead_image=lead)).cssselect("img")) == 2
    assert len(view(article(replace(other, id="b0"), *text, lead_image=lead)).cssselect("img")) == 1


@pytest.mark.parametrize("name", samples.ALL)
def test_every_id_is_there_once_and_every_jump_lands(name: str) -> None:
    tree = view(samples.ALL[name]())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", samples.ALL)
def test_nothing_in_it_can_run_or_leave_unasked(name: str) -> None:
    page = render.to_page(samples.ALL[name]())
    tree = lxml_html.document_fromstring(page)
    assert not tree.cssselect("script, iframe, object, embed, form, base, link, video, audio")
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')]")
    for link in tree.cssselect("a[href^=http]"):
        assert link.get("target") == "_blank"
        assert "noreferrer" in link.get("rel")
    assert all(image.get("referrerpolicy") == "no-referrer" for image in tree.cssselect("img"))


def test_language_and_direction_are_the_articles_and_the_views_words_are_english() -> None:
    tree = view(samples.arabic())
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    for own in tree.cssselect("#key-facts-title, .removed, .skip, .by, .how"):
        assert own.get("lang") == "en"
    assert tree.cssselect(".was")[0].get("lang") == "ar"
    unknown = view(article(Paragraph(id="b1", text="x")))
    assert (unknown.get("lang"), unknown.cssselect("article")[0].get("lang")) == ("en", "")


def test_a_page_that_says_nothing_of_itself_is_still_a_view() -> None:
    tree = view(Article(None, Metadata(), None, (), (), Completeness("unknown"), KeyFacts()))
    assert said(tree, "h1") == ["Untitled article"]
    assert not tree.cssselect(".original, .about time, .removed, .site")


def test_words_of_the_page_are_escaped_everywhere() -> None:
    evil = "</style><script>alert(1)</script>\"'>"
    removal = Removal("r1", "ui", evil, evil, (Paragraph(id="", text=evil),), None)
    fact = Fact(text=evil, places=(Place("b1", 0, len(evil)),))
    facts = KeyFacts(
        points=(fact,),
        who=(Person(text=evil, places=fact.places, role=evil),),
        when=(When(text=evil, places=fact.places, date=evil),),
        quotes=(Quotation(text=evil, places=fact.places, speaker=evil),),
        sources=(Source(text=evil, places=fact.places),),
    )
    hostile = Article(
        url=f"https://a.example/{evil}",
        metadata=Metadata(title=evil, authors=(evil,), published=evil, site=evil, section=evil, language=evil,
                          lead_image=Picture(f"https://a.example/{evil}", evil, caption=evil, credit=evil)),
        dek=Text(evil),
        blocks=(Paragraph(id="b1", text=evil),),
        removals=(removal,),
        completeness=Completeness("partial", (evil,)),
        facts=facts,
        notes=(evil,),
    )  # fmt: skip
    page = render.to_page(hostile)
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "<script" not in str(render.to_dict(hostile)["html"])


# --- the policy -------------------------------------------------------------------------------------------


def test_the_policy_allows_the_inlined_style_and_no_other() -> None:
    page = render.to_page(samples.news())
    inlined = page.partition("<style>")[2].partition("</style>")[0]
    assert inlined == render.STYLESHEET
    digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
    assert render.csp() == (
        "default-src 'none'; img-src https: http: data:; "
        f"style-src 'self' 'sha256-{digest}'; script-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def test_a_saved_view_brings_its_policy_along() -> None:
    meta = view(samples.news()).cssselect("meta[http-equiv=Content-Security-Policy]")[0].get("content")
    assert meta == render.csp().replace("; frame-ancestors 'none'", "")


def test_the_inlined_style_is_the_written_one_without_its_white_space() -> None:
    written = (Path(policy.__file__).parent / "static" / "view.css").read_text("utf-8")
    strings = re.compile(r'"[^"]*"')
    assert sorted(strings.findall(render.STYLESHEET)) == sorted(strings.findall(written))
    assert render.STYLESHEET.count("{") == written.count("{")
    assert "/*" not in render.STYLESHEET
    assert len(render.STYLESHEET) < len(written)


def test_the_style_asks_for_nothing() -> None:
    assert not re.search(r"url\(|@import|@font-face|</", render.STYLESHEET)


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        ("asks for money +2.9, says we +0.4", "asks for money"),
        ("its box is an appeal, which asks for money; says we +0.4", "its box is an appeal, which asks for money"),
        ("the page's header, outside the article", "the page's header, outside the article"),
    ],
)
def test_a_reader_is_told_the_reason_without_its_weights(why: str, shown: str) -> None:
    removal = Removal("r1", "donation", "en/donation/donate", why, (Paragraph(id="b1", text="Give."),), None)
    tree = view(replace(samples.news(), removals=(removal,)))
    assert said(tree, ".removed .why bdi") == [shown]


# --- the choice of the box --------------------------------------------------------------------------------


def test_the_box_shows_the_best_few_and_quotations_with_a_speaker_first() -> None:
    place = (Place("b1", 0, 1),)
    facts = KeyFacts(
        numbers=tuple(Fact(text=str(n), places=place) for n in range(20)),
        quotes=(
            Quotation(text="a", places=place),
            Quotation(text="b", places=place, speaker="B"),
            Quotation(text="c", places=place, speaker="C"),
        ),
    )
    chosen = box.choose(facts, "en")
    assert chosen is not None
    assert [line.text for row in chosen.rows for line in row.lines] == ["0", "1", "2", "3", "4", "5"]
    assert [line.text for line in chosen.quotes] == ["b", "c"]


def test_the_box_does_not_say_the_dek_again() -> None:
    dek, news = Fact(text="Dek.", places=(Place("dek", 0, 4),)), Fact(text="News.", places=(Place("b1", 0, 5),))
    both, alone = box.choose(KeyFacts(points=(dek, news)), "en"), box.choose(KeyFacts(points=(dek,)), "en")
    assert both is not None
    assert alone is not None
    assert [(line.mark, line.text) for line in both.points] == [("f2", "News.")]
    assert [(line.mark, line.text) for line in alone.points] == [("f1", "Dek.")]


def test_dots_stand_where_a_quotation_is_broken_off() -> None:
    text = "Nobody slept, Nobody left."
    quote = Quotation(text=text, places=(Place("b1", 1, 14), Place("b1", 40, 52)), speaker="Ada Fell")
    chosen = box.choose(KeyFacts(quotes=(quote,)), "en")
    assert chosen is not None
    assert [(line.text, line.more) for line in chosen.quotes] == [("Nobody slept, … Nobody left.", "Ada Fell")]


@pytest.mark.parametrize(
    ("text", "date", "more"),
    [
        ("Tuesday", "2024-11-12", "12 November 2024"),
        ("1 December", "2024-12-01", "2024"),
        ("12 November 2024", "2024-11-12", None),
        ("last month", "2024-10", "October 2024"),
        ("in 2019", "2019", None),
        ("the weekend", "2024-11-16/2024-11-17", "16 November 2024 – 17 November 2024"),
        ("one day", "", None),
    ],
)
def test_a_date_says_what_the_words_do_not(text: str, date: str, more: str | None) -> None:
    chosen = box.choose(KeyFacts(when=(When(text=text, places=(Place("b1", 0, 1),), date=date),)), "en")
    assert chosen is not None
    assert chosen.rows[0].lines[0].more == more


def many_cards(count: int) -> Removal:
    """A region of teasers, each a heading that is a link."""
    cards = [
        Paragraph(
            id="",
            text=f"What gauge {n} tells",
            spans=(Span("link", 0, len(f"What gauge {n} tells"), f"https://news.example/story/{n}"),),
        )
        for n in range(count)
    ]
    return Removal("r1", "related", "structure/cards", "Links to other stories.", tuple(cards), None)


def test_a_region_of_thousands_of_cards_is_listed_whole_and_takes_little_room() -> None:
    few, many = many_cards(20), many_cards(4_000)
    small = view(replace(samples.news(), removals=(few,)))
    large = view(replace(samples.news(), removals=(many,)))
    assert not small.cssselect(".also")
    assert len(small.cssselect(".was a")) == 20
    was = large.cssselect(".was")[0]
    assert 20 < len(was.cssselect("a")) < 200
    kept = len(was.cssselect("a"))
    assert large.cssselect(".also summary")[0].text_content() == f"{4_000 - kept} more lines, as text"
    shown = [element.text_content() for element in was.cssselect(":scope > p")]
    assert [*shown, *large.cssselect(".also p")[0].text_content().split("\n")] == many.text.split("\n\n")


def test_many_removals_share_the_room_and_none_is_left_out() -> None:
    removals = tuple(replace(many_cards(60), id=f"r{n}") for n in range(1, 41))
    tree = view(replace(samples.news(), removals=removals))
    lists = tree.cssselect(".was")
    assert len(lists) == 40
    assert len(lists[0].cssselect("a")) == 60
    assert not lists[-1].cssselect("a")
    assert lists[-1].cssselect(".also summary")[0].text_content() == "60 lines, as text"
    for was in lists:
        assert all(f"What gauge {n} tells" in was.text_content() for n in range(60))


def test_what_the_reader_should_know_of_the_facts_stands_in_their_box() -> None:
    facts = replace(samples.news().facts, notes=("In this language no people are picked.",))
    shown = replace(samples.news(), facts=facts, notes=("Two pages were sent as one.",))
    tree = view(shown)
    assert said(tree, ".key-facts .of-facts") == ["In this language no people are picked."]
    assert said(tree, ".notice p") == ["Two pages were sent as one."]
    bare = view(replace(shown, facts=KeyFacts(notes=("This page is a list: it has no key facts.",))))
    assert not bare.cssselect(".key-facts")
    assert "This page is a list: it has no key facts." in said(bare, ".notice p")


@pytest.mark.parametrize(
    ("lengths", "phone", "desk"),
    [
        ([100, 100, 100, 100], 2, 3),
        ([330, 250, 90], 1, 1),
        ([330, 120, 20, 90], 1, 3),
        ([100, 200, 100], 1, 3),
        ([900], 1, 1),
    ],
)
def test_the_folded_box_holds_as_many_points_as_are_read_at_a_glance(
    lengths: list[int], phone: int, desk: int
) -> None:
    points = tuple(Fact(text="w" * length, places=(Place("b1", 0, length),)) for length in lengths)
    chosen = box.choose(KeyFacts(points=points), "en")
    assert chosen
    assert (chosen.on_phone, chosen.on_desk) == (phone, desk)
    assert chosen.has_more == (len(lengths) > phone)
