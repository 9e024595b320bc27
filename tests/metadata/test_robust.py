"""Nothing that a page contains makes the room fail or run away."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from metadata.pages import URL, read
from server import metadata
from server.model import Page

TAGS = ["h1", "h2", "p", "time", "span", "a", "li", "meta", "link", "title", "script", "svg", "div", "nav"]
VALUES = st.text(max_size=30) | st.sampled_from(
    ["author", "og:title", "canonical", "next", "2024-03-04T25:61:00", "1-1-1", "By Ada Marsh", "http://[", "/2",
     "article:published_time", "application/ld+json", "{", "[{}]", "99/99/9999", "Updated 31 June 2024"]
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(TAGS), VALUES, VALUES, VALUES), max_size=12), st.sampled_from(["html", "text"])
)
def test_any_soup_gives_metadata(parts, kind):
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for tag, key, value, text in parts:
        element = etree.SubElement(body, tag)
        for name in ("class", "rel", "name", "content", "href", "datetime", "itemprop", "type"):
            element.set(name, clean(key if name in ("name", "rel", "type") else value))
        element.text = element.tail = clean(text)
    found = metadata.read(Page(root, URL, URL, kind, captured=False))
    assert found.direction in ("ltr", "rtl")
    assert set(found.sources) <= {field.name for field in fields(found)}


def clean(text):
    """The text without what no parsed page can hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h1>" + "<b>" * 400 + "Ferry" + "</b>" * 400 + "</h1>",
        "<h1>" + "word " * 20_000 + "</h1>",
        "<h1>Ferry</h1>" * 2_000,
        "<p>" + "9 May 2024 " * 5_000 + "</p>",
        "<p>" + "By " * 20_000 + "</p>",
        '<a href="?page=2">2</a>' * 5_000,
        f'<meta property="og:title" content="{"- " * 50_000}">',
        f'<meta name="author" content="{"a, " * 50_000}">',
        f'<div class="{"by-" * 50_000}">Ada</div>',
    ],
)
def test_huge_and_deep_pages(body):
    found = read(body, body)
    assert len(found.title or "") <= 1_000
    assert len(found.authors) <= 30


def test_what_a_source_is_of_has_a_value():
    found = read('<meta property="og:title" content="Ferry returns">', "<h1>Ferry returns</h1>")
    assert all(getattr(found, field) for field in found.sources)


def test_the_tree_is_left_as_it_was():
    root = etree.HTML("<html><body><h1>Ferry<br>returns</h1><p>By <b>Ada Marsh</b></p></body></html>")
    before = etree.tostring(root)
    metadata.read(Page(root, URL, URL, "html", captured=False))
    assert etree.tostring(root) == before
