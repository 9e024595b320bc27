"""Markdown and plain text: read back as HTML they are the same words, and nothing runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from render import samples
from render.samples import bullets, paragraph, spanned, table
from render.test_blocks import article
from server.model import Block, Cell, Code, Embed, Figure, Heading, Paragraph, Picture, Quote, Span, Table, Text
from server.render import to_markdown, to_text

READ_BACK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def of(*blocks: Block) -> str:
    """The blocks' Markdown, without the lines above them."""
    return to_markdown(replace(article(*blocks), url=None)).removesuffix("\n")


def test_a_whole_article() -> None:
    lines = to_markdown(samples.news()).split("\n\n")
    assert lines[0] == "# Marrow halves its winter ferries after ‘the leanest year’"
    assert lines[1].startswith("From December seven boats")
    assert lines[2] == (
        "Ines Calder, Jory Penn · The Harbour Post · 13 November 2024, 07:05 (UTC) · "
        "[Original](https://www.harbour-post.example/news/ferry-timetable)"
    )
    assert (
        lines[3]
        == "![A small white ferry at a stone pier, seen from above](https://img.harbour-post.example/dunlin.jpg)"
    )
    assert lines[4] == "The Dunlin at Marrow pier, waiting for a survey it may not pass (Ines Calder/Harbour Post)"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("1986. A year", "1986\\. A year"),
        ("- no item", "\\- no item"),
        ("> no quotation", "\\> no quotation"),
        ("a * b_c _d_ [e] `f`", "a \\* b_c \\_d\\_ \\[e\\] \\`f\\`"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("AT&T &copy; Q&A now", "AT&T \\&copy; Q&A now"),
        ("one\n---\ntwo", "one\\\n\\---\\\ntwo"),
        ("one\n===", "one\\\n\\==="),
    ],
)
def test_what_looks_like_markup_is_escaped(text: str, markdown: str) -> None:
    assert of(Paragraph(id="b1", text=text)) == markdown


def test_inline_markup() -> None:
    text = "The slow boat to Marrow sails."
    spans = spanned(text, ("link", "slow boat", "https://a.example/(x) y"), ("strong", "Marrow", None))
    assert of(Paragraph(id="b1", text=text, spans=spans)) == "The slow boat to **Marrow** sails."
    spans = spanned(
        text, ("link", "slow boat", "https://a.example/(x)&copy;"), ("em", "boat", None), ("code", "sails", None)
    )
    assert of(Paragraph(id="b1", text=text, spans=spans)) == (
        "The [slow *boat*](https://a.example/%28x%29\\&copy;) to Marrow `sails`."
    )


def test_an_exclamation_before_a_link_makes_no_picture() -> None:
    text = "Look!here"
    assert of(Paragraph(id="b1", text=text, spans=spanned(text, ("link", "here", "https://a.example/")))) == (
        "Look\\![here](https://a.example/)"
    )


def test_powers_do_not_become_other_numbers() -> None:
    text = "103 tonnes of H2O"
    spans = (Span("sup", 2, 3), Span("sub", 15, 16))
    assert of(Paragraph(id="b1", text=text, spans=spans)) == "10³ tonnes of H₂O"


def test_emphasis_that_markdown_would_show_as_stars_is_left_out() -> None:
    text = "彼は「船」と言った"
    assert of(Paragraph(id="b1", text=text, spans=spanned(text, ("strong", "「船」", None)))) == text


def test_blocks() -> None:
    assert of(Heading(id="b1", text="A #1 ship", level=1)) == "## A #1 ship"
    assert of(Quote(id="b1", text="one\ntwo")) == "> one\n>\n> two"
    assert of(Code(id="b1", text="a\n```\nb")) == "````\na\n```\nb\n````"
    assert (
        of(bullets("b1", (0, True, 9, "nine"), (1, False, None, "dot"), (0, True, 10, "ten")))
        == "9. nine\n   - dot\n10. ten"
    )
    picture = Picture("http://img.example/a b.jpg", "A [boat]")
    assert of(Figure(id="b1", picture=picture, caption=Text("At sea"))) == "At sea"
    picture = Picture("http://img.example/a(1).jpg", "A [boat]")
    assert of(Figure(id="b1", picture=picture, caption=Text("At sea"), credit="AP")) == (
        "![A \\[boat\\]](https://img.example/a%281%29.jpg)\n\nAt sea (AP)"
    )
    assert of(Embed(id="b1", provider="Pier Cam", url="https://v.example/1", quote=Text("Look"))) == (
        "> Look\n>\n> [Pier Cam](https://v.example/1)"
    )


def test_a_table_keeps_its_columns() -> None:
    assert of(table("b1", [["a|b", "c"], ["d", "e"]], caption="f")) == "f\n\n| a\\|b | c |\n| --- | --- |\n| d | e |"
    block = Table(
        id="b1",
        text="a\tb\nc\nd\te",
        rows=((Cell(0, 1, rowspan=2), Cell(2, 3, colspan=2)), (Cell(4, 5),), (Cell(6, 7), Cell(8, 9))),
    )
    assert of(block).split("\n") == ["| a | b |  |", "| --- | --- | --- |", "|  | c |  |", "| d | e |  |"]


def test_a_table_that_claims_a_million_columns_stays_small() -> None:
    row = (Cell(0, 1, colspan=1_000_000, rowspan=1_000_000),)
    assert len(of(Table(id="b1", text="a", rows=(row,) * 3))) < 1000


def test_footnotes() -> None:
    text = paragraph("b1", "Late1.", ("note", "1", "1"))
    assert of(text, bullets("b2", (0, True, 1, "By the clock."))) == "Late[^1].\n\n[^1]: By the clock."
    assert of(text) == "Late¹."
    raised = replace(text, text="Late[1].", spans=(Span("sup", 4, 7), Span("note", 5, 6, "1")))
    assert "[^1]" in of(raised, bullets("b2", (0, True, 1, "By the clock.")))


def test_a_footnote_of_one_word_is_no_link_s_address_for_readers_that_know_no_footnotes() -> None:
    """`[^1]: word` defines where `[^1]` leads, in plain CommonMark."""
    text = paragraph("b1", "Late1.", ("note", "1", "1"))
    for word in ("Ibid.", "javascript:alert(1)", "<script>alert(1)</script>", 'See "The ferry papers"', "p. (4)"):
        written = of(text, bullets("b2", (0, True, 1, word)))
        assert "<a" not in MarkdownIt().render(written), word
    assert of(text, bullets("b2", (0, True, 1, "By the clock."))).endswith("By the clock.")


def test_a_text_that_is_cut_off_says_so_in_every_format() -> None:
    markdown = to_markdown(samples.cut_off())
    assert markdown.count("The text ends here") == 2
    assert "The last paragraph ends in dots." in markdown
    assert to_text(samples.cut_off()).endswith(
        "[The text ends here: the page that was sent holds only a part of the article.]"
    )


def test_plain_text_is_the_articles_text() -> None:
    assert to_text(samples.news()) == samples.news().text


MARKUP = "* ** _ ` [ ]( <b> </p> <!-- &amp; &#60; ! | ~~ _ # - + 1. = --- :- \\ > $ ^ ( )"
pieces = st.sampled_from(
    [*MARKUP.split(), "]: x", " ", "\n", "    ", "\t", "a", "Wort", "漢字", "“", "http://x.example"]
)
texts = st.lists(pieces, max_size=14).map("".join)


def said(text: str) -> list[str]:
    """The lines of a text as a reader sees them: white space alone is nothing."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@given(texts)
@example("a\n| -")
@example("#\n-\n=")
@example("__a__")
def test_any_text_reads_back_as_itself(text: str) -> None:
    markdown = of(Paragraph(id="b1", text=text))
    tree = lxml_html.fragment_fromstring(READ_BACK.render(markdown), create_parent="div")
    assert {element.tag for element in tree.iterdescendants()} <= {"p", "br"}
    assert said(tree.text_content()) == said(text)


@given(
    texts, texts, texts, st.sampled_from(["strong", "em", "link", "del"]), st.sampled_from(["strong", "em", "link"])
)
def test_with_markup_it_still_reads_back_as_the_same_words(a: str, b: str, c: str, one: str, two: str) -> None:
    text = (a + b + c).replace("\n", " ")
    address = "https://x.example/"
    spans = (Span(one, 0, len(a + b), address), Span(two, len(a), len(a + b), address))  # type: ignore[arg-type]
    markdown = of(Paragraph(id="b1", text=text, spans=spans))
    tree = lxml_html.fragment_fromstring(READ_BACK.render(markdown), create_parent="div")
    assert {element.tag for element in tree.iterdescendants()} <= {"p", "em", "strong", "a", "s"}
    assert said(tree.text_content()) == said(text)


@given(texts)
def test_a_code_span_reads_back_as_its_code(text: str) -> None:
    code = " ".join(text.split())
    markdown = of(Paragraph(id="b1", text=f"x {code} y", spans=(Span("code", 2, 2 + len(code)),)))
    tree = lxml_html.fragment_fromstring(READ_BACK.render(markdown), create_parent="div")
    assert said(tree.text_content()) == said(f"x {code} y")


@given(st.lists(texts.map(lambda text: " ".join(text.split())), min_size=2, max_size=2))
def test_a_table_reads_back_as_its_cells(cells: list[str]) -> None:
    markdown = of(table("b1", [["k", "v"], cells], row_heads=False))
    tree = lxml_html.fragment_fromstring(READ_BACK.render(markdown), create_parent="div")
    assert [said(cell.text_content()) for cell in tree.iter("td")] == [said(cell) for cell in cells]


@given(texts, texts)
def test_a_code_block_holds_anything(one: str, two: str) -> None:
    code = f"{one}\n```\n{two}"
    tree = lxml_html.fragment_fromstring(READ_BACK.render(of(Code(id="b1", text=code))), create_parent="div")
    assert tree.findtext("pre/code") == f"{code}\n"


def test_markup_nested_hundreds_deep_is_no_trouble() -> None:
    spans = tuple(Span(kind, n, 2000 - n) for n in range(900) for kind in ("em", "strong", "small"))  # type: ignore[arg-type]
    assert to_markdown(article(Paragraph(id="b1", text="a" * 2000, spans=spans))).count("a") > 1990
