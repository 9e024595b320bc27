"""Marks and spans: what crosses is cut, every id is there once, the words stay the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from render.samples import spanned
from server.model import Fact, KeyFacts, Place, Span
from server.render.inline import Marks, Notes, html, link_attributes


def written(text: str, spans: tuple[Span, ...] = (), *marked: str) -> str:
    """The text with its spans, and a fact over each of the given words."""
    facts = [
        Fact(text=words, places=(Place("b1", text.index(words), text.index(words) + len(words)),)) for words in marked
    ]
    marks = Marks.of(KeyFacts(points=tuple(facts)))
    return html(text, spans, marks.by_block.get("b1", ()), marks, Notes())


def test_text_is_escaped_and_a_line_is_a_break() -> None:
    assert written("<b> & 'x'\nnext") == "&lt;b&gt; &amp; 'x'<br>next"


def test_a_mark_around_a_span_stays_whole() -> None:
    text = "The boat sails at noon."
    assert written(text, spanned(text, ("em", "boat", None)), "The boat sails") == (
        '<mark id="f1">The <em>boat</em> sails</mark> at noon.'
    )


def test_a_mark_that_crosses_a_span_is_cut_and_the_span_is_not() -> None:
    text = "The boat sails at noon."
    assert written(text, spanned(text, ("strong", "boat sails", None)), "sails at noon") == (
        'The <strong>boat <mark id="f1">sails</mark></strong><mark data-fact="f1"> at noon</mark>.'
    )
    assert written(text, spanned(text, ("strong", "boat sails", None)), "The boat") == (
        '<mark id="f1">The </mark><strong><mark data-fact="f1">boat</mark> sails</strong> at noon.'
    )


def test_of_two_marks_that_cross_the_longer_stays_whole() -> None:
    text = "one two three four"
    assert written(text, (), "one two", "two three four") == (
        '<mark id="f1">one </mark><mark id="f2"><mark data-fact="f1">two</mark> three four</mark>'
    )


def test_two_facts_of_the_same_words_both_have_their_mark() -> None:
    assert written("Rain.", (), "Rain.", "Rain.") == '<mark id="f1"><mark id="f2">Rain.</mark></mark>'


def test_a_fact_in_two_blocks_has_its_id_on_the_first() -> None:
    marks = Marks.of(KeyFacts(points=(Fact(text="a b", places=(Place("b1", 0, 1), Place("b2", 0, 1))),)))
    first = html("a", (), marks.by_block["b1"], marks, Notes())
    assert first + html("b", (), marks.by_block["b2"], marks, Notes()) == (
        '<mark id="f1">a</mark><mark data-fact="f1">b</mark>'
    )


def test_offsets_count_code_points() -> None:
    assert written("😀 seven boats", (), "seven") == '😀 <mark id="f1">seven</mark> boats'


def test_each_kind_of_span() -> None:
    text = "word"

    def of(kind: str, value: str | None = None) -> str:
        return html(text, (Span(kind, 0, 4, value),), (), Marks(), Notes())  # type: ignore[arg-type]

    for kind in ("strong", "em", "code", "sub", "sup", "mark", "small", "del", "ins"):
        assert of(kind) == f"<{kind}>word</{kind}>"
    assert of("ruby", "<r>") == "<ruby>word<rp>(</rp><rt>&lt;r&gt;</rt><rp>)</rp></ruby>"
    assert of("lang", "ar") == '<span lang="ar" dir="rtl">word</span>'
    assert of("lang", "de-AT") == '<span lang="de-AT" dir="ltr">word</span>'
    assert of("note", "4") == "<sup>word</sup>"
    assert of("link", "https://a.example/?a=1&b=2") == (
        '<a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">word</a>'
    )
    assert of("link", "javascript:alert(1)") == "word"


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Span, ...], KeyFacts]:
    """A text, spans that nest or part, and facts anywhere in it."""
    text = draw(st.text(alphabet="ab <&>\"'\n漢é😀", min_size=1, max_size=30))

    def nested(start: int, end: int, depth: int) -> list[Span]:
        if depth == 0 or end - start < 1:
            return []
        left = draw(st.integers(start, end))
        right = draw(st.integers(left, end))
        kind = draw(st.sampled_from(["strong", "em", "link", "ruby", "code"]))
        own = [Span(kind, left, right, "https://a.example/x" if kind == "link" else "よ")]
        return own + nested(left, right, depth - 1) + nested(right, end, depth - 1)

    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    facts = [Fact(text=text[a:b], places=(Place("b1", a, b),)) for a, b in draw(st.lists(places, max_size=6))]
    return text, tuple(nested(0, len(text), 3)), KeyFacts(points=tuple(facts))


@given(marked_texts())
def test_whatever_overlaps_the_html_holds_the_text_and_every_fact(
    case: tuple[str, tuple[Span, ...], KeyFacts],
) -> None:
    text, spans, facts = case
    marks = Marks.of(facts)
    out = html(text, spans, marks.by_block.get("b1", ()), marks, Notes())
    tree = lxml_html.fromstring(f"<div>.{out}</div>")
    for extra in tree.xpath("//rt | //rp"):
        extra.text = None
    for line_break in tree.xpath("//br"):
        line_break.text = "\n"
    assert tree.text_content() == f".{text}"
    assert out.count("<mark") == out.count("</mark>")
    for mark_id, _, fact in facts.numbered():
        pieces = tree.xpath(f"//mark[@id='{mark_id}' or @data-fact='{mark_id}']")
        assert "".join(piece.text_content() for piece in pieces) == fact.text
        assert len(tree.xpath(f"//mark[@id='{mark_id}']")) == bool(fact.text)


def test_nothing_in_an_address_ends_its_attribute() -> None:
    assert link_attributes("https://a.example/?a=1&b='x'").startswith("href=\"https://a.example/?a=1&amp;b='x'\" ")
    assert link_attributes('https://a.example/"onclick="x').startswith(
        'href="https://a.example/&quot;onclick=&quot;x" '
    )
