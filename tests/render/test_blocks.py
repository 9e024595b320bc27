"""Each kind of block as HTML, and the second wall behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render import samples
from render.samples import bullets, paragraph, table
from server.model import (
    Article,
    Block,
    Cell,
    Code,
    Completeness,
    Embed,
    Figure,
    Heading,
    Item,
    KeyFacts,
    List,
    Metadata,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
    Text,
)  # fmt: skip
from server.render import to_fragment, wall
from server.render.blocks import Builder


def article(*blocks: Block, url: str | None = "https://news.example/a", **metadata: object) -> Article:
    return Article(url, Metadata(**metadata), None, blocks, (), Completeness("complete"), KeyFacts())  # type: ignore[arg-type]


def of(*blocks: Block, **metadata: object) -> str:
    return to_fragment(article(*blocks, **metadata))


def test_headings_begin_below_the_headline_and_leave_no_level_out() -> None:
    levels = [3, 4, 6, 4, 3, 2, 1, 5]
    html = of(*(Heading(id=f"b{n}", text="x", level=level) for n, level in enumerate(levels, 1)))
    assert [line[2] for line in html.split("\n")] == ["2", "3", "4", "3", "2", "2", "2", "3"]


def test_lists_nest_and_say_a_number_that_does_not_follow() -> None:
    block = bullets(
        "b1",
        (0, True, 3, "three"),
        (0, True, 4, "four"),
        (1, False, None, "dot"),
        (0, True, 7, "seven"),
        (0, False, None, "end"),
    )
    assert of(block) == (
        '<ol id="b1" start="3"><li>three</li><li>four<ul><li>dot</li></ul></li><li value="7">seven</li></ol>'
        "<ul><li>end</li></ul>"
    )


def test_a_menu_is_flat_and_a_list_without_items_is_nothing() -> None:
    menu = bullets("b1", (0, False, None, "News"), (0, False, None, "Sport & play"))
    assert of(menu) == '<ul id="b1"><li>News</li><li>Sport &amp; play</li></ul>'
    assert of(List(id="b1")) == ""


def test_a_kind_of_block_that_has_no_html_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="no HTML"):
        Builder().block(Block(id="b1"))


def test_a_list_that_begins_deep_or_jumps_is_still_a_list() -> None:
    block = bullets("b1", (3, False, None, "a"), (5, False, None, "b"), (0, False, None, "c"))
    assert of(block) == '<ul id="b1"><li>a<ul><li>b</li></ul></li><li>c</li></ul>'


def test_a_table_scrolls_in_itself_and_can_be_reached_by_keyboard() -> None:
    html = of(table("b1", [["Town", "Boats"], ["Saltby", "1,200"], ["Marrow", "−3 %"]], caption="Boats & towns"))
    assert html == (
        '<div class="wide" role="group" tabindex="0" aria-label="Boats &amp; towns" id="b1"><table>'
        "<caption>Boats &amp; towns</caption>"
        '<thead><tr><th scope="col">Town</th><th scope="col" class="n">Boats</th></tr></thead>'
        '<tbody><tr><th scope="row">Saltby</th><td class="n">1,200</td></tr>'
        '<tr><th scope="row">Marrow</th><td class="n">−3 %</td></tr></tbody></table></div>'
    )


def test_spans_of_cells_are_kept_within_bounds() -> None:
    block = Table(id="b1", text="a\tb", rows=((Cell(0, 1, colspan=2), Cell(2, 3, rowspan=99_999)),))
    assert '<td colspan="2">a</td><td rowspan="1000">b</td>' in of(block)


def test_a_table_of_header_cells_alone_keeps_its_body() -> None:
    assert "<thead>" not in of(table("b1", [["a", "b"], ["c", "d"]], head=2))


def test_a_quotation_has_a_paragraph_a_line() -> None:
    block = Quote(id="b1", text="one two\nthree", spans=(Span("em", 4, 9),))
    assert of(block) == '<blockquote id="b1"><p>one <em>two</em></p><p><em>t</em>hree</p></blockquote>'


def test_code_keeps_its_lines() -> None:
    assert of(Code(id="b1", text="a <b>\n  c")) == '<pre tabindex="0" id="b1"><code>a &lt;b&gt;\n  c</code></pre>'


def test_a_picture_keeps_its_size_and_says_nothing_of_the_reader() -> None:
    picture = Picture("https://img.example/a.jpg", 'A "boat"', 640, 360)
    figure = Figure(id="b1", picture=picture, caption=Text("At sea", (Span("em", 3, 6),)), credit="I. Calder")
    assert of(figure, Paragraph(id="b2", text="x")).split("\n")[0] == (
        '<figure id="b1"><img src="https://img.example/a.jpg" alt="A &quot;boat&quot;" width="640" height="360"'
        ' loading="eager" referrerpolicy="no-referrer">'
        '<figcaption>At <em>sea</em> <span class="credit">I. Calder</span></figcaption></figure>'
    )


def test_only_the_first_picture_near_the_top_is_loaded_at_once() -> None:
    figures = [Figure(id=f"b{n}", picture=Picture(f"https://img.example/{n}.jpg")) for n in (1, 2)]
    assert [line.count("eager") for line in of(*figures).split("\n")] == [1, 0]
    deep = [Paragraph(id=f"b{n}", text="x") for n in range(3, 7)]
    assert "eager" not in of(*deep, *figures)


def test_a_picture_that_may_not_be_shown_leaves_its_words() -> None:
    inside = Figure(id="b1", picture=Picture("https://10.0.0.1/a.jpg", "A boat"), caption=Text("At sea"))
    assert of(inside) == '<figure id="b1"><p class="missing">A boat</p><figcaption>At sea</figcaption></figure>'
    counter = Figure(id="b1", picture=Picture("https://img.example/a.gif", "pixel", 1, 1))
    assert of(counter) == '<figure id="b1"></figure>'
    no_address = Figure(id="b1", caption=Text("At sea"), credit="AP")
    assert of(no_address) == '<figure id="b1"><figcaption>At sea <span class="credit">AP</span></figcaption></figure>'


def test_a_picture_that_links_somewhere_has_a_name_for_it() -> None:
    figure = Figure(id="b1", picture=Picture("https://img.example/a.jpg"), href="https://gallery.example/9")
    assert ' aria-label="gallery.example"><img' in of(figure)


def test_an_embed_is_a_card_with_the_words_of_the_page() -> None:
    block = Embed(
        id="b1", provider="Pier Cam", title="Live", url="https://video.example/1", quote=Text("Look <here>")
    )
    assert of(block) == (
        '<figure class="embed" id="b1"><blockquote><p>Look &lt;here&gt;</p></blockquote>'
        '<figcaption><span class="cite">'
        '<a href="https://video.example/1" target="_blank" rel="noopener noreferrer nofollow">Pier Cam: Live</a>'
        "</span></figcaption></figure>"
    )
    assert "video.example</a>" in of(replace(block, provider=None, title=None))
    assert "<a" not in of(replace(block, url="javascript:x"))


def test_a_block_that_runs_the_other_way_says_so() -> None:
    arabic = Paragraph(id="b1", text="الجدول الزمني وعد")
    english = Paragraph(id="b2", text="A timetable")
    assert of(arabic, english) == f'<p id="b1" dir="rtl">{arabic.text}</p>\n<p id="b2">A timetable</p>'
    assert (
        of(arabic, english, direction="rtl") == f'<p id="b1">{arabic.text}</p>\n<p id="b2" dir="ltr">A timetable</p>'
    )
    digits = Paragraph(id="b1", text="14 – 7")
    assert of(digits, direction="rtl") == '<p id="b1">14 – 7</p>'


def test_footnotes_jump_and_return() -> None:
    text = paragraph("b1", "Late1 again1 and2.", ("note", "1", "1"), ("note", "2", "2"))
    text = replace(text, spans=(*text.spans, Span("note", 11, 12, "1")))
    notes = bullets("b2", (0, True, 1, "By the clock."), (0, True, 2, "By the tide."))
    first, second = of(text, notes).split("\n")
    assert first == (
        '<p id="b1">Late<sup><a class="note" id="nr1" href="#n1">1</a></sup> again'
        '<sup><a class="note" id="nr1-2" href="#n1">1</a></sup> and'
        '<sup><a class="note" id="nr2" href="#n2">2</a></sup>.</p>'
    )
    assert (
        '<span id="n1">By the clock.</span> <a class="back" href="#nr1" aria-label="Back to note 1">↩</a>' in second
    )


def test_a_reference_without_its_note_leads_nowhere() -> None:
    assert of(paragraph("b1", "Late1.", ("note", "1", "1"))) == '<p id="b1">Late<sup>1</sup>.</p>'


# --- the wall ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<script>x()</script>ok", "ok"),
        ('<p onclick="x()" style="color:red" class="evil dek">a</p>', '<p class="dek">a</p>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="/relative">a</a>', "<a>a</a>"),
        ('<a href="#f3" target="_top" rel="opener">a</a>', '<a href="#f3">a</a>'),
        ('<img src="data:text/html,x">', "<img>"),
        ("<iframe src='https://a.example'></iframe><form><input></form>", ""),
        ('<p id="constructor">a</p>', "<p>a</p>"),
        ("<svg><style>x</style></svg>a", "a"),
        ("<h1>a</h1>", "a"),
    ],
)
def test_the_wall_holds_what_the_builders_would_not_make(hostile: str, left: str) -> None:
    assert wall.clean(hostile) == left
    beside_ours = '<p id="b1">x</p>'
    assert wall.clean(beside_ours + hostile) == beside_ours + left


@pytest.mark.parametrize(
    ("built", "left"),
    [
        ('<img src="data:image/png;base64,iVBORw0KGgo=">', '<img src="data:image/png;base64,iVBORw0KGgo=">'),
        ('<a href="mailto:desk@a.example">a</a>', '<a href="mailto:desk@a.example">a</a>'),
        ("<p ID='b1'>a</p>", "<p>a</p>"),
        ('<mark data-fact="f1">a</mark>', "<mark>a</mark>"),
    ],
)
def test_a_part_without_ids_of_ours_gets_none_at_the_wall(built: str, left: str) -> None:
    assert wall.clean(built) == left


@pytest.mark.parametrize("name", samples.ALL)
def test_the_wall_changes_nothing_that_is_built(name: str) -> None:
    sample = samples.ALL[name]()
    builder = Builder(page_url=sample.url, direction=sample.metadata.direction)
    for block in sample.blocks:
        built = builder.block(block)
        assert wall.clean(built) == built


words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(words, words, words)
def test_no_words_of_a_page_become_markup(one: str, two: str, three: str) -> None:
    hostile = f"{one}<script>alert(1)</script>{two}\"'><img src=x onerror=alert(1)>{three}"
    length = len(hostile)
    picture = Picture(f"https://a.example/{hostile}", hostile)
    html = of(
        Paragraph(id="b1", text=hostile, spans=(Span("link", 0, length, f"https://a.example/{hostile}"),)),
        Heading(id="b2", text=hostile),
        List(id="b3", text=hostile, items=(Item(0, length),)),
        Quote(id="b4", text=hostile, spans=(Span("ruby", 0, length, hostile), Span("lang", 0, length, hostile))),
        Code(id="b5", text=hostile),
        Table(id="b6", text=hostile, rows=((Cell(0, length),),), caption=hostile),
        Figure(id="b7", picture=picture, caption=Text(hostile), credit=hostile, href=hostile),
        Embed(id="b8", provider=hostile, title=hostile, url=hostile, quote=Text(hostile)),
    )  # fmt: skip
    assert "<script" not in html
    assert "<img" not in html


def test_a_quoted_post_is_a_card_with_its_words_and_its_place() -> None:
    block = Quote(id="b1", text="Fog.\nMore fog.", provider="X", url="https://x.com/pier/status/1")
    html = of(block)
    assert 'class="embed"' in html
    assert "<p>Fog.</p><p>More fog.</p>" in html
    assert 'href="https://x.com/pier/status/1"' in html


def test_a_column_of_numbers_stays_one_below_cells_that_reach_over_others() -> None:
    rows = [
        ["Town", "2023", "2024"],
        ["Saltby", "1,200", "1,350"],
        ["Heath", "90", "75"],
        ["Marrow", "800", "n/a"],
        ["Quay", "none of both"],
    ]
    block = table("b1", rows)
    *others, last = block.rows
    wide = replace(block, rows=(*others, (last[0], replace(last[1], colspan=2))))
    html = of(wide)
    assert '<th scope="col" class="n">2023</th><th scope="col" class="n">2024</th>' in html
    assert '<td class="n">n/a</td>' in html
    assert '<td colspan="2">none of both</td>' in html


def test_a_cell_that_reaches_down_moves_the_columns_of_the_rows_below() -> None:
    rows = [["Town", "Pier", "Boats"], ["Saltby", "east", "7"], ["west", "9"], ["Marrow", "quay", "4"]]
    block = table("b1", rows)
    tall = (replace(block.rows[1][0], rowspan=2), *block.rows[1][1:])
    loose = tuple(replace(cell, header=False) for cell in block.rows[2])
    html = of(replace(block, rows=(block.rows[0], tall, loose, block.rows[3])))
    assert '<th scope="col">Pier</th><th scope="col" class="n">Boats</th>' in html
    assert '<td>west</td><td class="n">9</td>' in html
