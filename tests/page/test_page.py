"""What a page is after it was read: capped, unwrapped, without what it hides, with its base address."""

from __future__ import annotations

import pytest

from server import page
from server.model import EmptyPage, Limits, Page, PageTooLarge


def text_of(sent: Page) -> str:
    return " ".join("".join(sent.root.itertext()).split())


def said(html: str) -> str:
    return text_of(page.read(html))


# --- caps


@pytest.mark.parametrize("data", ["", " \n\t ", b"", b"\xef\xbb\xbf", "\ufeff", "<!-- only a comment -->", "\x00"])
def test_an_empty_page(data: bytes | str) -> None:
    with pytest.raises(EmptyPage):
        page.read(data)


@pytest.mark.parametrize("data", ["é" * 60, b"x" * 101])
def test_the_cap_on_bytes_counts_bytes(data: bytes | str) -> None:
    with pytest.raises(PageTooLarge, match="service takes at most 100"):
        page.read(data, limits=Limits(max_bytes=100))


def test_as_many_bytes_as_the_cap_are_welcome() -> None:
    assert said("é" * 50) == "é" * 50
    assert page.read("é" * 50, limits=Limits(max_bytes=100)).kind == "html"


def test_the_cap_on_attributes() -> None:
    """The page stays, the attribute goes, and the reader is told."""
    html = f'<p id="{"i" * 2001}" class="{"c" * 2000}" lang="en">Rain fell.<img alt="{"é" * 2001}" src="a.png"></p>'
    read = page.read(html, limits=Limits(max_attribute=2000))
    assert [dict(element.attrib) for element in read.root.iter("p", "img")] == [
        {"class": "c" * 2000, "lang": "en"},
        {"src": "a.png"},
    ]
    assert text_of(read) == "Rain fell."
    assert read.notes == (page.LEFT_OUT,)
    assert page.read(html).notes == ()


def test_the_cap_on_elements() -> None:
    html = "<body>" + "<i>a</i>" * 98  # with html and body: a hundred
    assert page.read(html, limits=Limits(max_elements=101))
    with pytest.raises(PageTooLarge, match="elements"):
        page.read(html + "<i>b</i><i>c</i>", limits=Limits(max_elements=101))


def test_the_cap_on_elements_holds_for_lines() -> None:
    with pytest.raises(PageTooLarge, match="lines"):
        page.read("a\n" * 102, kind="text", limits=Limits(max_elements=101))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "custom-element", "blockquote", "ul><li"])
def test_a_hundred_thousand_nested_elements(tag: str) -> None:
    with pytest.raises(PageTooLarge, match="deeper"):
        page.read(f"<{tag}>" * 100_000 + "x")


def test_as_deep_as_the_cap_is_welcome() -> None:
    html = "<html><body>" + "<div>" * 30 + "x"
    assert page.read(html, limits=Limits(max_depth=32))
    with pytest.raises(PageTooLarge, match="deeper"):
        page.read(html, limits=Limits(max_depth=31))


def test_the_deepest_cap_that_can_be_set() -> None:
    assert page.read("<div>" * 1_900 + "x", limits=Limits(max_depth=2_000))


# --- addresses


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("https://gazette.test/a/b.html", None, "https://gazette.test/a/b.html"),
        ("https://gazette.test/a/b.html", "/c/", "https://gazette.test/c/"),
        ("https://gazette.test/a/b.html", " https://cdn.test/x/ ", "https://cdn.test/x/"),
        ("https://gazette.test/a/b.html", "javascript:alert(1)", "https://gazette.test/a/b.html"),
        ("https://gazette.test/a/b.html", "http://[bad", "https://gazette.test/a/b.html"),
        (None, "https://cdn.test/x/", "https://cdn.test/x/"),
        (None, "/c/", None),
        ("file:///etc/passwd", None, None),
        ("https://", None, None),
        ("http://[bad", None, None),
    ],
)
def test_what_relative_addresses_are_relative_to(url: str | None, base: str | None, expected: str | None) -> None:
    head = f'<base target="_top"><base href="{base}">' if base else ""
    assert page.read(f"<html><head>{head}</head><body>x</body></html>", url=url).base == expected


# --- what the page hides


def test_what_capture_marked_as_hidden_is_gone_and_the_text_behind_it_stays() -> None:
    html = (
        "<html data-cc-captured><body>one<div data-cc-hidden>secret<p>deeper</p></div> two"
        "<p>three</p><p data-cc-hidden='x'>secret</p> four <section data-cc-hidden><b data-cc-hidden>s</b></section>"
    )
    sent = page.read(html)
    assert text_of(sent) == "one twothree four"
    assert sent.captured


def test_a_mark_on_the_body_does_not_empty_the_page() -> None:
    assert said("<html data-cc-hidden><body data-cc-hidden>still here") == "still here"


def test_a_page_without_marks_was_not_captured() -> None:
    assert not page.read("<p>x").captured


def test_comments_and_processing_instructions_are_no_text() -> None:
    assert said("<p>a<!-- secret -->b<?php secret ?>c</p>") == "abc"


# --- what libxml2 would drop or misplace


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>one</p></body></html><p>two</p>",
        "<html><body><p>one</p></body><div>two</div></html>",
        "<p>one</p></BODY ></HTML\n><!-- c --><div>two</div>",
        "<html><head></head><body><p>one</p></body></html><html><body><p>two</p></body></html>",
    ],
)
def test_text_behind_the_end_of_the_body_is_part_of_it(html: str) -> None:
    body = page.read(html).root.find("body")
    assert body is not None
    assert " ".join("".join(body.itertext()).replace("one", "one ").split()) == "one two"


@pytest.mark.parametrize(
    "empty", ["source", "track src=a.vtt", "EMBED", "wbr", "keygen", "Source srcset='a.jpg 2x' /"]
)
def test_an_element_that_never_holds_anything_does_not_take_in_what_follows(empty: str) -> None:
    body = page.read(f"<body><p id=around><{empty}><b>one</b></p><sources>two</sources></body>").root.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["p", "sources"]
    assert [child.tag for child in body[0]][1:] == ["b"]


def test_unknown_elements_in_the_head_are_part_of_the_body() -> None:
    sent = page.read("<html><head><site-bar><p>one</p></site-bar><x-y>two</x-y></head><body>three</body></html>")
    body = sent.root.find("body")
    assert body is not None
    assert ["".join(child.itertext()) + (child.tail or "") for child in body] == ["one", "twothree"]


@pytest.mark.parametrize("html", ["<meta name=a><article><p>one</p></article>", "<title>t</title><main>one</main>"])
def test_a_page_without_a_body_has_one(html: str) -> None:
    body = page.read(html).root.find("body")
    assert body is not None
    assert "".join(body.itertext()) == "one"


# --- shadow roots


def shadow(inner: str, light: str = "") -> str:
    return f"<x-card><template shadowrootmode=open>{inner}</template>{light}</x-card>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (shadow("<p>inside</p>"), "inside"),
        (shadow("<b>A</b> <slot></slot> <i>Z</i>", "<p>light</p>"), "A light Z"),
        (shadow("A <slot>fallback</slot> Z"), "A fallback Z"),
        (shadow("A <slot>fall<b>back</b></slot> Z", "\n  "), "A fallback Z"),
        (shadow("A <slot>fallback</slot> Z", "words"), "A words Z"),
        (shadow("<slot name=b></slot> - <slot name=a></slot>", "<i slot=a>1</i><i slot=b>2</i>"), "2 - 1"),
        (shadow("<slot name=a>none</slot> - <slot></slot>", "x <i>y</i> z"), "none - x y z"),
        (shadow("<slot name=a></slot>: <slot></slot>", "x <i slot=a>1</i> y"), "1: x y"),
        (shadow("<p>only this</p>", "<i>never shown</i>"), "only this"),
        (shadow("A " + shadow("[<slot></slot>]", "<slot></slot>") + " Z", "<b>passed on</b>"), "A [passed on] Z"),
        (shadow(shadow("<slot>own</slot>") + " <slot></slot>", "<b>mine</b>"), "own mine"),
        (shadow("first <slot></slot> second <slot>again</slot>", "<b>x</b>"), "first x second again"),
    ],
)
def test_shadow_roots_stand_where_the_browser_shows_them(html: str, expected: str) -> None:
    assert said(html) == expected


def test_a_template_that_is_no_shadow_root_is_never_shown() -> None:
    assert said("a<template><p>secret</p></template>b") == "ab"


def test_hidden_words_in_a_shadow_root_are_gone() -> None:
    assert said(shadow("<p data-cc-hidden>secret</p><p>seen</p>")) == "seen"


# --- plain text


def test_each_line_of_plain_text_is_a_paragraph() -> None:
    sent = page.read("One line.\r\nTwo <b>lines</b> &amp; more.\n\n\n  Three. ", kind="text", url="https://g.test/")
    assert [p.text for p in sent.root.iter("p")] == ["One line.", "Two <b>lines</b> &amp; more.", "Three."]
    assert (sent.kind, sent.url, sent.captured) == ("text", "https://g.test/", False)
