"""JSON-LD as pages really write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metadata.pages import article, read, script
from server.metadata import jsonld

TITLE = "Ferry returns to the harbour after eleven weeks"
GOOD = '{"@type": "NewsArticle", "headline": "Ferry", "author": "Ada Marsh"}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n\ufeff {GOOD} ",
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/ {GOOD} /*]]>*/",
        '{"@type": "NewsArticle", "headline": "Ferry", "author": "Ada Marsh",}',
        '{"@type": "NewsArticle", "headline": "Ferry", "author": ["Ada Marsh", ], }',
        '{"@type": "NewsArticle", "alternativeHeadline": "a\tb\nc", "headline": "Ferry", "author": "Ada Marsh"}',
        '{"@type": "NewsArticle", "about": "the harbour\\\'s ferry", "headline": "Ferry", "author": "Ada Marsh",}',
        '{"@type": "NewsArticle", "wordCount": NaN, "headline": "Ferry", "author": "Ada Marsh"}',
        f'{{"@type": "WebSite", "name": "Herald"}}\n{GOOD}',
        f"{GOOD};",
        f"[{GOOD}]",
        f'{{"@graph": [{{"@type": "WebPage"}}, {GOOD}]}}',
        f'{{"@type": "WebPage", "mainEntity": {GOOD}}}',
        '{"@type": ["Article", "https://schema.org/NewsArticle"], "headline": "Ferry", "author": "Ada Marsh"}',
    ],
)
def test_the_article_is_found(text):
    graph = jsonld.graph([text], [], [])
    assert graph.text(graph.articles, "headline") == "Ferry"
    assert graph.text(graph.articles, "author") == "Ada Marsh"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "window.data = " + GOOD,
        '{"@type": "NewsArticle", "headline": "Fer',
        "[" * 200_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        f'{{"wordCount": {"9" * 6_000}}}',
        '"' + '\\"' * 50_000,
        "null",
        "42",
    ],
)
def test_what_can_not_be_read_gives_nothing(text):
    assert jsonld.graph([text], [], []).articles == ()


def test_the_article_that_the_page_shows_wins_over_its_neighbours():
    neighbour = {"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2024-01-01", "author": "X Y"}
    own = {"@type": "NewsArticle", "headline": TITLE}
    graph = jsonld.graph([json.dumps([neighbour, own])], [TITLE], [])
    assert graph.articles[0]["headline"] == TITLE
    by_address = {"@type": "Article", "headline": "Otherwise", "url": "https://www.h.example/a/"}
    graph = jsonld.graph([json.dumps([neighbour, by_address])], [], ["http://h.example/a?utm=1"])
    assert graph.articles[0]["headline"] == "Otherwise"


def test_related_articles_and_live_entries_are_not_looked_at():
    live = {
        "@type": "LiveBlogPosting",
        "headline": TITLE,
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "09:15: gates open", "author": "Tom Reed"}],
    }
    graph = jsonld.graph([json.dumps(live)], ["09:15: gates open"], [])
    assert [node["headline"] for node in graph.articles] == [TITLE]


def test_the_body_in_the_script_is_never_used():
    secret = "This paragraph stands in the script alone and was never shown to any reader of the page."
    found = read(article(headline=TITLE, articleBody=secret, text=secret))
    assert secret not in repr(found)


def test_entities_and_tags_in_values_are_read():
    assert jsonld.plain("Tom &amp;amp; <b>Ada</b>\n &#039;s") == "Tom & Ada 's"
    assert jsonld.plain("2 < 3") == "2 < 3"


def test_huge_values_are_cut():
    assert len(jsonld.plain("x" * 10_000) or "") <= jsonld.MAX_STRING
    many = [{"@type": "NewsArticle", "headline": f"Story {n}"} for n in range(10_000)]
    assert len(jsonld.graph([json.dumps(many)], [], []).articles) <= jsonld.MAX_NODES


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "author", "name", "headline", "image", "url", "publisher",
                         "datePublished", "mainEntityOfPage", "isAccessibleForFree", "wordCount", "inLanguage"]),
        inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@given(VALUES)
def test_no_value_in_any_field_makes_it_fail(value):
    node = {"@type": "NewsArticle", "author": value, "headline": value, "image": value, "datePublished": value,
            "publisher": value, "isAccessibleForFree": value, "wordCount": value, "inLanguage": value,
            "articleSection": value, "url": value, "@id": value, "mainEntityOfPage": value}  # fmt: skip
    found = read(script([node, value]), f"<h1>{TITLE}</h1>")
    assert found.title
    assert all(isinstance(author, str) for author in found.authors)


@given(st.text(max_size=300))
def test_no_script_makes_it_fail(text):
    assert isinstance(jsonld.roots(text), list)
