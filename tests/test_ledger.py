"""Nothing is dropped in secret, and never too much of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ledger import Ledger, prose_words
from server.model import Context, Figure, Paragraph, Picture, Region, Text


def blocks(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(id=f"b{n}", text=text) for n, text in enumerate(texts, 1))


def test_a_removal_tells_what_why_and_where() -> None:
    made = blocks("The tide turned at noon and the boats came in.", "Donate now")
    book = Ledger(made, 0.4)
    book.drop(made[1], category="donation", rule="en/donation/donate", why="asks for money")
    closed = book.close()
    assert closed.blocks == made[:1]
    removal = closed.removals[0]
    assert (removal.id, removal.category, removal.rule) == ("r1", "donation", "en/donation/donate")
    assert (removal.text, removal.after) == ("Donate now", "b1")


def test_the_first_decision_on_a_block_stands() -> None:
    made = blocks("one two three four", "Share")
    book = Ledger(made, 1.0)
    book.drop(made[1], category="share", rule="a", why="first")
    book.drop(made[1], category="ui", rule="b", why="second")
    assert [r.why for r in book.close().removals] == ["first"]
    assert book.category_of(made[1]) == "share"
    assert book.category_of(made[0]) is None


def test_a_block_of_another_article_is_refused() -> None:
    with pytest.raises(ValueError, match="b9"):
        Ledger(blocks("one"), 0.4).drop(Paragraph(id="b9", text="x"), category="ui", rule="r", why="w")


def test_too_much_is_taken_back_and_told() -> None:
    made = blocks("five words stand right here", "five others stand right there")
    book = Ledger(made, 0.4)
    book.drop(made[1], category="ui", rule="r", why="w")
    closed = book.close()
    assert closed.blocks == made
    assert closed.removals == ()
    assert "50%" in closed.notes[0]


def test_a_certain_appeal_goes_even_then() -> None:
    made = blocks("five words stand right here", "five others stand right there", "four more stand below")
    book = Ledger(made, 0.3)
    book.drop(made[1], category="donation", rule="r", why="w", certain=True)
    book.drop(made[2], category="ui", rule="r", why="w")
    assert [b.id for b in book.close().blocks] == ["b1"]
    strict = Ledger(made, 0.2)
    strict.drop(made[1], category="donation", rule="r", why="w", certain=True)
    strict.drop(made[2], category="ui", rule="r", why="w")
    assert [b.id for b in strict.close().blocks] == ["b1", "b3"]


def test_words_in_links_do_not_count_for_the_guard() -> None:
    linked = Paragraph(id="b2", text="one two three four five six", context=Context(link_density=1.0))
    made = (*blocks("five words stand right here"), linked)
    book = Ledger(made, 0.1)
    book.drop(linked, category="related", rule="r", why="w")
    assert book.close().notes == ()


def test_regions_stand_where_they_stood() -> None:
    made = blocks("one", "two")
    book = Ledger(made, 0.4)
    book.drop_region(Region("footer", frozenset(), blocks("end"), "b2"), category="ui", rule="r", why="w")
    book.drop_region(Region("header", frozenset(), blocks("top"), None), category="ui", rule="r", why="w")
    assert [(r.text, r.after) for r in book.close().removals] == [("top", None), ("end", "b2")]


def test_a_region_comes_before_the_block_behind_it() -> None:
    made = blocks("By Ida Lund", "The tide turned at noon and the boats came in.", "Donate now")
    book = Ledger(made, 0.9)
    for block in (made[0], made[2]):
        book.drop(block, category="ui", rule="r", why="w")
    for said, after in (("Menu", None), ("Related", "b2")):
        region = Region("nav", frozenset(), (Paragraph(id="", text=said),), after)
        book.drop_region(region, category="ui", rule="r", why="w")
    assert [removal.text for removal in book.close().removals] == ["Menu", "By Ida Lund", "Related", "Donate now"]


def test_words_without_spaces_are_counted_by_letters() -> None:
    assert prose_words(Paragraph(id="b1", text="港の橋は春まで閉じたままになると技師が述べた")) == 11
    assert prose_words(Figure(id="b1", picture=Picture(src="x"), caption=Text("the old pier"))) == 3


@given(st.lists(st.tuples(st.text("ab ", max_size=30), st.booleans(), st.booleans())), st.floats(0, 1))
def test_every_block_is_kept_or_written_down(rows: list[tuple[str, bool, bool]], max_cut: float) -> None:
    made = blocks(*(text for text, _, _ in rows))
    book = Ledger(made, max_cut)
    for block, (_, drop, certain) in zip(made, rows, strict=True):
        if drop:
            book.drop(block, category="ui", rule="r", why="w", certain=certain)
    closed = book.close()
    removed = [block.id for removal in closed.removals for block in removal.blocks]
    assert sorted([*removed, *(b.id for b in closed.blocks)]) == sorted(b.id for b in made)
    loose = sum(prose_words(b) for b, row in zip(made, rows, strict=True) if b.id in removed and not row[2])
    assert loose <= max_cut * sum(map(prose_words, made)) or loose == 0
