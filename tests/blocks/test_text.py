"""Running text: where a block begins, its white space, its inline markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks.reading import kinds, marked, one, outline, well_nested
from server.model import Code, Heading

# --- where a block begins


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>bare words</div>", ["bare words"]),
        ("straight in the body", ["straight in the body"]),
        ("<div>one<br><br>two<br>lines<br/> <br/>three</div>", ["one", "two\nlines", "three"]),
        (
            "<div>one<p>two</p>three <b>bold</b><div>four</div>five</div>",
            ["one", "two", "three bold", "four", "five"],
        ),
        ("<p>one<hr>two", ["one", "two"]),
        ("<p>one<div>two</div>three", ["one", "two", "three"]),
        ("<span><div>one</div><div>two</div></span>", ["one", "two"]),
        ("<a href=/x><h3>one</h3><p>two</p></a>", ["one", "two"]),
        ("<b>one<p>two</p></b>three", ["one", "two", "three"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<details><summary>more</summary>inside</details>", ["more", "inside"]),
        ("<p>in <x-tip>line</x-tip> text</p>", ["in line text"]),
        ("<x-par>one</x-par><x-par>two</x-par>", ["one", "two"]),
        ("<p>one <button>two</button> three</p><button>four</button>", ["one two three", "four"]),
        ("<div>Share<button>Save</button>Print</div>", ["Share Save Print"]),
        ("<p></p><p> &nbsp; </p><div><br></div><p>only</p>", ["only"]),
        ("<script>no</script><style>no</style><template>no</template><p>yes</p><svg><text>no</text></svg>", ["yes"]),
        ("<select><option>no</select><textarea>no</textarea><p>yes", ["yes"]),
        ("<p>sup<wbr>er<wbr>long</p><p>next</p>", ["superlong", "next"]),
    ],
)
def test_a_block_begins_where_a_line_does(body: str, expected: list[str]) -> None:
    assert [block.text for block in outline(body)] == expected


@pytest.mark.parametrize(
    ("body", "level", "text"),
    [
        ("<h1>Plain</h1>", 1, "Plain"),
        ("<h2><a href=/x>Linked</a> words</h2>", 2, "Linked words"),
        ("<h3><div>In a box</div></h3>", 3, "In a box"),
        ("<h4><span><span><div>Far in</div></span></span></h4>", 4, "Far in"),
        ("<h2>Two<br>lines</h2>", 2, "Two lines"),
        ("<div role=heading aria-level=5>By its role</div>", 5, "By its role"),
        ("<div role=heading aria-level=99>No level</div>", 2, "No level"),
    ],
)
def test_headings(body: str, level: int, text: str) -> None:
    block = one(body)
    assert isinstance(block, Heading)
    assert (block.level, block.text) == (level, text)


@pytest.mark.parametrize("body", ["<h2>Title</h2>text", "<p>text</p>", "<p><strong>Looks like one</strong></p>"])
def test_what_is_no_heading_is_a_paragraph(body: str) -> None:
    assert outline(body)[-1].type == "paragraph"


# --- white space


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>  many \n\t kinds   of space </p>", "many kinds of space"),
        ("<p>one&nbsp;two&#8239;three&thinsp;four</p>", "one two three four"),
        ("<p>soft&shy;hyph\u00adens</p>", "softhyphens"),
        ("<p>\ufeffmark</p>", "mark"),
        ("<p>one <b> two </b> three</p>", "one two three"),
        ("<p>one<b> two</b>three</p>", "one twothree"),
        ("<p>line <br> next</p>", "line\nnext"),
        ("<p><br>first<br></p>", "first"),
    ],
)
def test_white_space(body: str, text: str) -> None:
    assert one(body).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><a href=/a>Ports</a><a href=/b>Rivers</a></p>", "Ports Rivers"),
        ("<p><a href=/a>Ports</a><!-- --><span><a href=/b>Rivers</a></span></p>", "Ports Rivers"),
        ("<p><a href=/a>T</a><a href=/a>he port</a></p>", "The port"),
        ("<p><a href=/a>Ports</a>, <a href=/b>rivers</a></p>", "Ports, rivers"),
        ("<p><a href=/a>Port</a>s <a href=/b>rivers</a></p>", "Ports rivers"),
        ("<p>about <a href=/a>silver</a><button>chart</button>, he said</p>", "about silver chart, he said"),
        ("<p>(<a href=/a>one</a>)(<a href=/b>two</a>)</p>", "(one)(two)"),
        ("<p>re<a href=/b>open</a>ed</p>", "reopened"),
        ("<p><a href=/a></a><a href=/b>Rivers</a></p>", "Rivers"),
    ],
)
def test_links_side_by_side_keep_their_words_apart(body: str, text: str) -> None:
    block = one(body)
    assert block.text == text
    assert all(words == words.strip() for _, words, _ in marked(block))


# --- code


def test_code_keeps_its_lines_and_its_indent() -> None:
    block = one("<pre>\ndef tide():\r\n    return 'low'\n\nhigh  =  2\n</pre>")
    assert isinstance(block, Code)
    assert block.text == "def tide():\n    return 'low'\n\nhigh  =  2"


def test_code_with_markup_and_breaks() -> None:
    block = one("<pre><code><span>for</span> x:<br><br>\t<b>go</b>(x)</code></pre>")
    assert (block.type, block.text) == ("code", "for x:\n\n\tgo(x)")


def test_text_behind_code_is_no_code() -> None:
    assert kinds("<pre>a  b</pre>c  d") == [("code", "a  b"), ("paragraph", "c d")]


# --- inline markup


@pytest.mark.parametrize(
    ("body", "spans"),
    [
        ("<p>H<sub>2</sub>O, 10<sup>3</sup></p>", [("sub", "2", None), ("sup", "3", None)]),
        ("<p><b>b<i>oth</i></b> <i>x</i></p>", [("strong", "both", None), ("em", "oth", None), ("em", "x", None)]),
        ("<p><strong>a</strong><em>b</em></p>", [("strong", "a", None), ("em", "b", None)]),
        ("<p>see <a href='../map#x'>the map</a></p>", [("link", "the map", "https://gazette.test/map#x")]),
        ("<p><a href='mailto:desk@gazette.test'>us</a></p>", [("link", "us", "mailto:desk@gazette.test")]),
        ("<p><a href='javascript:go()'>go</a></p>", [("link", "go", None)]),
        ("<p><a href='#n1'>1</a></p>", [("link", "1", None)]),
        ("<p><a href='data:text/html,x'>x</a></p>", [("link", "x", None)]),
        ("<p><a name=here>anchor</a></p>", [("link", "anchor", None)]),
        ("<p>a <del>b</del> <ins>c</ins> <mark>d</mark> <small>e</small> <code>f</code></p>",
         [("del", "b", None), ("ins", "c", None), ("mark", "d", None), ("small", "e", None), ("code", "f", None)]),
        ("<p>the <span lang=cy>Cymru</span> team</p>", [("lang", "Cymru", "cy")]),
        ("<p>a<b></b><i> </i>b</p>", []),
        ("<p>a <b>b </b>c</p>", [("strong", "b", None)]),
    ],
)  # fmt: skip
def test_spans(body: str, spans: list[tuple[str, str, str | None]]) -> None:
    assert marked(one(body)) == spans


def test_markup_around_blocks_goes_on_in_each() -> None:
    first, second = outline("<b><div>one</div><div>two</div></b>")
    assert marked(first) == [("strong", "one", None)]
    assert marked(second) == [("strong", "two", None)]


def test_two_pieces_of_code_side_by_side_are_two_words() -> None:
    assert one("<p>press <code>U+00DF</code><code>0xC3</code>, <code>a</code>-<code>b</code></p>").text == (
        "press U+00DF 0xC3, a-b"
    )


def test_ruby_keeps_its_reading_beside_the_text() -> None:
    block = one("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>を読む</p>")
    assert block.text == "漢字を読む"
    assert marked(block) == [("ruby", "漢字", "かんじ")]


def test_formulas_as_text() -> None:
    assert one("<p>with <math alttext='a^2'><mi>x</mi></math> or <math><mi>b</mi></math></p>").text == "with a^2 or b"


# --- what holds for any markup

WORDS = st.text(alphabet="ab é漢\n\u00a0", max_size=6)
MARKUPS = st.sampled_from(["b", "i", "em", "sub", "sup", "span", "u", "a href='/x'", "span lang=fr", "x-y"])


@st.composite
def inline(draw: st.DrawFn, depth: int = 4) -> tuple[str, str]:
    """Inline markup and its bare text."""
    source, text = [], []
    for _ in range(draw(st.integers(0, 4))):
        if depth and draw(st.booleans()):
            tag = draw(MARKUPS)
            inner, said = draw(inline(depth=depth - 1))
            # one address, so that no two links side by side are entries of a row
            if "<a " in inner and tag.startswith("a "):
                tag = "b"
            source.append(f"<{tag}>{inner}</{tag.split()[0]}>")
            text.append(said)
        else:
            words = draw(WORDS)
            source.append(words)
            text.append(words)
    return "".join(source), "".join(text)


@given(inline())
def test_any_inline_markup(made: tuple[str, str]) -> None:
    source, text = made
    blocks = outline(f"<p>{source}</p>")
    assert " ".join(block.text for block in blocks) == " ".join(text.split())
    for block in blocks:
        assert well_nested(block.spans)
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        assert all(block.text[span.start : span.end].strip() for span in block.spans)


@given(st.text(alphabet="<>/apbdiv \n&;=\"'!-x1", max_size=120))
def test_any_broken_markup_gives_clean_text(body: str) -> None:
    for block in outline(f"start {body}"):
        assert block.text == block.text.strip()
        assert "  " not in block.text or block.type == "code"
        assert well_nested(block.spans)
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)


# --- footnotes


@pytest.mark.parametrize(
    "reference",
    [
        '<sup><a href="#n3">[3]</a></sup>',
        '<a href="#n3"><sup>3</sup></a>',
        '<sup id="r3"><a href="#n3"><span>(3)</span></a></sup>',
    ],
)
def test_a_reference_to_a_footnote_knows_its_number(reference: str) -> None:
    block = one(f"<p>The mill stood still{reference} for years.</p>")
    assert [(kind, value) for kind, _, value in marked(block)] == [("note", "3")]


@pytest.mark.parametrize(
    "link",
    ['<a href="#part">part 3</a>', '<a href="/3">3</a>', '<a href="#n3">1998</a>', '<a href="#top">↑ Top</a>'],
)
def test_another_link_within_the_page_is_no_reference(link: str) -> None:
    block = one(f"<p>The mill stood still, see {link}.</p>")
    assert "note" not in [kind for kind, _, _ in marked(block)]


@pytest.mark.parametrize("arrow", ["↩", "↩\ufe0e", "^", "<span>↑</span>"])
def test_the_arrow_that_leads_from_a_note_back_is_no_text(arrow: str) -> None:
    block = one(f'<ol><li>Ledger of the mill. <a href="#r1">{arrow}</a></li><li>By hand.</li></ol>')
    assert block.text == "Ledger of the mill.\nBy hand."


def test_text_right_in_an_element_stands_among_its_other_blocks() -> None:
    first, bare, last = outline("<main><div class=body><p>One.</p>Two.<p>Three.</p></div></main>")
    assert [block.text for block in (first, bare, last)] == ["One.", "Two.", "Three."]
    assert bare.context.wrappers == first.context.wrappers == last.context.wrappers
    assert bare.context.wrappers[-1].names == {"body"}


def test_text_alone_in_an_element_has_that_element_as_its_own() -> None:
    (only,) = outline("<main><div class=body>One.</div></main>")
    assert (only.context.tag, only.context.wrappers[-1].tag) == ("div", "main")


def test_a_span_that_is_called_a_break_is_one() -> None:
    body = (
        "<div>One.<span class='part br' data-n=1></span><span class=br></span>Two<span class=br></span>lines.</div>"
    )
    assert kinds(body) == [("paragraph", "One."), ("paragraph", "Two\nlines.")]
    assert kinds("<p>One <span class=br>word</span> more.</p>") == [("paragraph", "One word more.")]
