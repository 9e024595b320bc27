"""Authors: people, one each, without what stands around their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metadata.pages import article, read, script
from server.metadata import names
from server.metadata.knowledge import load

H1 = "<h1>Ferry returns to the harbour after eleven weeks</h1>"


@pytest.mark.parametrize("example", load("bylines")["examples"], ids=lambda e: e["line"])
def test_one_byline(example):
    assert list(names.people([example["line"]])) == example["gives"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ada Marsh, professor of law at the harbour college", ["Ada Marsh"]),
        ("Ada Marsh (Reuters)", ["Ada Marsh"]),
        ("ada.marsh@harbour-herald.example", []),
        ("Ada Marsh ada@harbour-herald.example", ["Ada Marsh"]),
        ("https://www.facebook.com/harbour.herald", []),
        ("@harbourherald", []),
        ("Ada Marsh, ada marsh", ["Ada Marsh"]),
        ("Friends of the Harbour on Facebook", []),
    ],
)
def test_a_byline_in_the_head(said, found):
    assert list(names.people([said])) == found


@pytest.mark.parametrize(
    "author",
    [
        "Ada Marsh",
        {"@type": "Person", "name": "Ada Marsh"},
        [{"@type": "Person", "name": "Ada Marsh"}],
        {"@type": "Person", "name": ["Ada Marsh"]},
        {"@id": "#ada"},
        [{"@id": "#ada"}],
    ],
)
def test_the_shapes_of_an_author_in_json_ld(author):
    data = {
        "@graph": [
            {"@type": "NewsArticle", "author": author},
            {"@type": "Person", "@id": "#ada", "name": "Ada Marsh"},
        ]
    }
    found = read(script(data), H1)
    assert found.authors == ("Ada Marsh",)
    assert found.sources["authors"] == "json-ld author"


def test_an_author_of_another_article_is_not_this_ones():
    head = article(headline="A different story altogether", author="Tom Reed") + article(
        headline="Ferry returns to the harbour after eleven weeks", author="Ada Marsh"
    )
    assert read(head, H1).authors == ("Ada Marsh",)


def test_meta_author_and_no_address_of_a_profile():
    head = (
        '<meta property="article:author" content="https://social.example/ada">'
        '<meta name="author" content="Ada Marsh"><meta name="author" content="Tom Reed">'
    )
    assert read(head, H1).authors == ("Ada Marsh", "Tom Reed")


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By Ada Marsh and Tom Reed</p>",
        '<div>By <a href="/a">Ada Marsh</a> and <a href="/authors/tom">Tom Reed</a></div>',
        "<p>By<!-- --> Ada Marsh and Tom Reed</p>",
        '<div class="article-byline"><span>Ada Marsh</span><span>Tom Reed</span></div>',
        '<a rel="author" href="/x">Ada Marsh</a> <a rel="author" href="/y">Tom Reed</a>',
        '<span itemprop="author"><b itemprop="name">Ada Marsh</b></span><i itemprop="author">Tom Reed</i>',
        "<p>4 March 2024 · Ada Marsh and Tom Reed</p>".replace("<p>", '<p class="post-author">'),
        "<ul><li>Written by</li><li>Ada Marsh and Tom Reed</li></ul>",
        "<p>Von Ada Marsh und Tom Reed, Hafenstadt</p>",
    ],
)
def test_a_byline_near_the_headline(byline):
    found = read("", H1 + byline)
    assert found.authors == ("Ada Marsh", "Tom Reed")
    assert found.sources["authors"] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "<p>By the time the ferry came, the quay was full.</p>",
        "<p>Photo by Ada Marsh</p>",
        "<p>Reviewed by Ada Marsh</p>",
        '<a href="/authors/">Authors</a>',
        '<div class="author-box"><a href="/about">About the author</a></div>',
        "<p>From the harbour</p>",
    ],
)
def test_what_is_no_byline(line):
    assert read("", H1 + line).authors == ()


def test_a_byline_far_below_is_found_where_nothing_else_is():
    body = H1 + "<p>The ferry sailed.</p>" * 130 + "<p>Written by Ada Marsh</p>"
    assert read("", body).authors == ("Ada Marsh",)


def test_the_publication_is_an_author_only_where_nobody_else_is():
    site = '<meta property="og:site_name" content="Harbour Herald">'
    house = article(author={"@type": "Organization", "name": "Harbour Herald"})
    assert read(site + house, H1).authors == ("Harbour Herald",)
    assert read(site + house, f"{H1}<p>By Ada Marsh</p>").authors == ("Ada Marsh",)
    both = article(author=[{"name": "Ada Marsh"}, {"name": "Harbour Herald"}])
    assert read(site + both, H1).authors == ("Ada Marsh",)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_names_are_always_short_lines_and_each_stands_once(values):
    found = names.people(values)
    assert len({name.casefold() for name in found}) == len(found)
    assert all(0 < len(name) <= names.MAX_NAME and name == name.strip() for name in found)
    assert not any("@" in name and "." in name.partition("@")[2] for name in found)


def test_the_tags_of_journals_write_the_last_name_first():
    head = '<meta name="citation_author" content="Marsh, Ada"><meta name="citation_author" content="Reed, Tom">'
    assert read(head, H1).authors == ("Ada Marsh", "Tom Reed")


def test_a_reviewer_beside_the_author_is_left_out():
    byline = (
        '<div class="author">By <a href="/author/a">Ada Marsh</a>. Reviewed by <a href="/author/t">Tom Reed</a></div>'
    )
    assert read("", H1 + byline).authors == ("Ada Marsh",)


def test_the_title_beside_a_marked_name_is_no_name():
    byline = '<p class="author-name">Ada Marsh</p><p class="author-role">Harbour Correspondent Extraordinary</p>'
    assert read("", H1 + byline).authors == ("Ada Marsh",)


def test_names_in_elements_of_their_own_are_joined_by_what_stands_between():
    byline = (
        "<ul><li>Von: <span><b>Ada Marsh</b>, </span><span><b>Tom Reed</b></span></li><li>Lange Strecke</li></ul>"
    )
    assert read("", H1 + byline).authors == ("Ada Marsh", "Tom Reed")


def test_a_name_behind_the_date_of_a_posted_line():
    line = "<div class=d>Posted on 14 October 2024 by Walter Pym</div>"
    assert read("", f"{H1}{line}<p>The ferry returned on Monday.</p>").authors == ("Walter Pym",)
    quoted = "<div class=d>Posted on 14 October 2024</div><p>Struck by Walter Pym</p>"
    assert read("", H1 + quoted).authors == ()


def test_without_capitals_a_by_says_less_than_a_marked_name():
    marked = '<span class="article-author"><a href="/author/salma">سلمى الحداد</a></span>'
    body = f"<h1>عودة المكتبة إلى القرى</h1>{marked}<p>عادت المكتبة يوم الاثنين.</p><h2>كتب بلغتين</h2>"
    assert read("", body).authors == ("سلمى الحداد",)


SIGNED = "<div><p>The ferry sailed again.</p><p style='{}'><strong>{}</strong></p>{}</div>"


@pytest.mark.parametrize(
    ("style", "name", "after", "author"),
    [
        ("text-align: right", "Ada Marsh", "<p></p>", "Ada Marsh"),
        ("text-align: right", "Ada Marsh", "<p>She had waited on the quay since dawn.</p>", "Harbour Herald"),
        ("text-align: left", "Ada Marsh", "", "Harbour Herald"),
        ("text-align: right", "the harbour master said", "", "Harbour Herald"),
    ],
)
def test_a_name_signed_under_the_article_where_nobody_but_the_publication_is_named(style, name, after, author):
    head = article(author={"name": "Harbour Herald"}) + '<meta property="og:site_name" content="Harbour Herald">'
    assert read(head, H1 + SIGNED.format(style, name, after)).authors == (author,)


def test_a_name_signed_under_the_article_says_nothing_beside_a_named_author():
    body = H1 + SIGNED.format("text-align:right", "Jon Snell", "")
    assert read(article(author="Ada Marsh"), body).authors == ("Ada Marsh",)
