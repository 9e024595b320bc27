"""Lists, tables, quotations: told from layouts, and exact in their parts."""

from __future__ import annotations

import pytest

from blocks.reading import kinds, marked, one, outline
from server.model import List, Table


def items(block: object) -> list[tuple[str, int, int | None]]:
    """Text, depth and number of each item."""
    assert isinstance(block, List)
    assert block.text == "\n".join(block.text[i.start : i.end] for i in block.items)
    assert all(item.ordered == (item.number is not None) for item in block.items)
    return [(block.text[i.start : i.end], i.depth, i.number) for i in block.items]


def cells(block: object) -> list[list[str]]:
    assert isinstance(block, Table)
    assert block.text == "\n".join("\t".join(block.text[c.start : c.end] for c in row) for row in block.rows)
    return [[block.text[c.start : c.end] for c in row] for row in block.rows]


# --- lists


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>a</li><li><p>b</p></li></ul>", [("a", 0, None), ("b", 0, None)]),
        ("<ol><li>a<li>b</ol>", [("a", 0, 1), ("b", 0, 2)]),
        ("<ol start=4><li>a<li>b</ol>", [("a", 0, 4), ("b", 0, 5)]),
        ("<ol start=x><li>a<li value=9>b<li>c</ol>", [("a", 0, 1), ("b", 0, 9), ("c", 0, 10)]),
        ("<ol><li>a<li><li>c</ol>", [("a", 0, 1), ("c", 0, 3)]),
        ("<ul><li>a<ol start=3><li>b<ul><li>c</ul></ol></li><li>d</ul>",
         [("a", 0, None), ("b", 1, 3), ("c", 2, None), ("d", 0, None)]),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", [("a", 0, None), ("b", 1, None), ("c", 0, None)]),
        ("<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>", [("a", 0, 1), ("b", 1, 1), ("c", 0, 2)]),
        ("<ul><li>two<br>lines</li><li>b</ul>", [("two lines", 0, None), ("b", 0, None)]),
        ("<menu><li>a<li>b</menu>", [("a", 0, None), ("b", 0, None)]),
    ],
)  # fmt: skip
def test_lists(body: str, expected: list[tuple[str, int, int | None]]) -> None:
    assert items(one(body)) == expected


@pytest.mark.parametrize(
    "items",
    [
        "<li>rain<li> snow </li> <li>hail\n storms",
        "<li><a href=/a>rain</a><li> <a href=/b> <span>snow and</span> </a> <li>hail",
        "<li><a href=/a><span lang=fr>pluie</span></a><li><a><span>neige</span></a>",
        "<li><a href=/a><span>rain</span> today</a><li><a href=/b><span></span></a><li><a href='#c'>hail</a>",
        "<li>rain<li><li>snow",
    ],
)
def test_a_list_of_single_links_and_texts_is_read_as_any_other(items: str) -> None:
    plain = one(f"<ul class=weather>{items}</ul>")
    walked = one(f"<ul class=weather>{items.replace('<li>', '<li><b></b>')}</ul>")
    assert isinstance(plain, List)
    assert isinstance(walked, List)
    assert (plain.text, plain.items, marked(plain)) == (walked.text, walked.items, marked(walked))
    for name in ("links", "link_density", "names", "flags"):
        assert getattr(plain.context, name) == getattr(walked.context, name)


def test_markup_in_list_items_keeps_its_place() -> None:
    block = one("<ul><li>one <b>bold</b></li><li><a href=/x>two</a><ul><li>in <i>it</i></li></ul></li></ul>")
    assert marked(block) == [
        ("strong", "bold", None),
        ("link", "two", "https://gazette.test/x"),
        ("em", "it", None),
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", ["a", "b", "c"]),
        ("<ul><li><h3>a</h3><p>b</p></li></ul>", ["a", "b"]),
        ("<ul><li>a<br><br>b</li><li>c</li></ul>", ["a", "b", "c"]),
        ("<ul>loose<li>a</li></ul>", ["loose", "a"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", ["a", "b", "c"]),
        ("<ul><li>a</li>loose</ul>", ["a", "loose"]),
    ],
)
def test_a_list_that_is_a_layout_keeps_its_blocks(body: str, texts: list[str]) -> None:
    assert [block.text for block in outline(body)] == texts


def test_an_item_with_a_picture_keeps_picture_and_text() -> None:
    body = "<ul><li><img src=/a.jpg width=600 height=400>one</li><li>two</li></ul>"
    assert [block.type for block in outline(body)] == ["figure", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [("class=key-points", True), ("id=keyPoints", True), ("class=articleSummary", True), ("class=tags", False)],
)
def test_key_points_by_their_name(names: str, expected: bool) -> None:
    block = one(f"<div {names}><ul><li>The pier is open again.</li><li>It cost less than planned.</li></ul></div>")
    assert isinstance(block, List)
    assert block.key_points is expected


# --- tables


def test_a_table_with_its_header_spans_and_caption() -> None:
    block = one(
        "<table><caption>Boats by <b>year</b></caption><thead><tr><th>Year<th colspan=2>Boats</thead>"
        "<tr><td rowspan=2>1999<td>12<td>7<tr><td colspan=0>9<td></table>"
    )
    assert isinstance(block, Table)
    assert cells(block) == [["Year", "Boats"], ["1999", "12", "7"], ["9", ""]]
    assert block.caption == "Boats by year"
    assert [[c.header for c in row] for row in block.rows] == [[True, True], [False] * 3, [False] * 2]
    assert [[(c.colspan, c.rowspan) for c in row] for row in block.rows] == [
        [(1, 1), (2, 1)],
        [(1, 2), (1, 1), (1, 1)],
        [(1, 1), (1, 1)],
    ]


def test_breaks_blocks_and_lists_in_cells_are_one_line() -> None:
    block = one("<table><tr><th>a<br>b<th>c<tr><td><p>d</p><p>e</p><td><ul><li>f<li>g</ul></table>")
    assert cells(block) == [["a b", "c"], ["d e", "f g"]]


def test_markup_in_cells_keeps_its_place() -> None:
    block = one("<table><tr><td>a<td>b <a href=/x>c</a><tr><td><b>d</b><td>e</table>")
    assert marked(block) == [("link", "c", "https://gazette.test/x"), ("strong", "d", None)]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", ["one", "two"]),
        ("<table><tr><td>one<tr><td>two</table>", ["one", "two"]),
        ("<table><tr><td>one<td>two</table>", ["one", "two"]),
        (f"<table><tr><td>menu<td>{'long ' * 90}<tr><td>a<td>b</table>", ["menu", ("long " * 90).strip(), "a", "b"]),
    ],
)
def test_a_table_that_is_a_layout_keeps_its_blocks(body: str, texts: list[str]) -> None:
    assert [block.text for block in outline(body)] == texts


def test_a_table_in_a_layout_table() -> None:
    body = "<table><tr><td>menu<td><p>text</p><table><tr><th>x<th>y<tr><td>1<td>2</table></table>"
    assert kinds(body) == [("paragraph", "menu"), ("paragraph", "text"), ("table", "x\ty\n1\t2")]


# --- quotations


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<blockquote>bare</blockquote>", [("quote", "bare")]),
        ("<blockquote><p>one</p><p>two <i>x</i></p></blockquote>", [("quote", "one\ntwo x")]),
        ("<blockquote><p>said</p><footer>Ida Lund</footer></blockquote>", [("quote", "said\nIda Lund")]),
        ("<blockquote><blockquote>in</blockquote></blockquote>", [("quote", "in")]),
        ("<blockquote></blockquote><p>x", [("paragraph", "x")]),
    ],
)
def test_quotations(body: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(body) == expected


@pytest.mark.parametrize("body", ["<p>A line of the article.</p>" * 13, f"<p>{'word ' * 300}</p>" * 3])
def test_a_long_blockquote_is_a_layout(body: str) -> None:
    assert {block.type for block in outline(f"<blockquote>{body}</blockquote>")} == {"paragraph"}


def test_markup_in_a_quotation_keeps_its_place() -> None:
    assert marked(one("<blockquote><p>one</p><p>two <i>x</i></p></blockquote>")) == [("em", "x", None)]
