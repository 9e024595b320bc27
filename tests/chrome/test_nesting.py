"""Which blocks an element holds, by one walk over the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.chrome.nesting import held, stretches
from server.model import Block, Context, Paragraph, Wrapper

from .page import box


def blocks_in(*chains: tuple[Wrapper, ...]) -> list[Block]:
    return [Paragraph(id=f"b{n}", text="Rain.", context=Context(wrappers=chain)) for n, chain in enumerate(chains)]


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[Wrapper, ...]]:
    """The wrappers of each block of a page: elements open and close as in a tree."""
    chain: list[Wrapper] = []
    chains, number = [], 0
    for closes, opens in draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=30)):
        del chain[max(0, len(chain) - closes) :]
        for _ in range(opens):
            chain.append(box(number))
            number += 1
        chains.append(tuple(chain))
    return chains


@given(trees())
def test_an_element_holds_the_blocks_that_name_it(chains: list[tuple[Wrapper, ...]]) -> None:
    found = held(blocks_in(*chains))
    assert {of.wrapper.number for of in found} == {wrapper.number for chain in chains for wrapper in chain}
    for of in found:
        assert list(of.places) == [n for n, chain in enumerate(chains) if of.wrapper in chain]
    sizes = [len(of.places) for of in found]
    assert sizes == sorted(sizes)


def test_of_equal_elements_the_inner_comes_first_and_a_stretch_is_told_once() -> None:
    outer, inner, beside = box(1), box(2), box(3)
    blocks = blocks_in((outer, inner), (outer, inner), (beside,))
    assert [of.wrapper.number for of in held(blocks)] == [3, 2, 1]
    assert stretches(blocks) == [range(2, 3), range(2)]


def test_a_line_joined_out_of_an_element_does_not_part_it() -> None:
    around = box(1)
    (only,) = held(blocks_in((around,), (), (around,)))
    assert list(only.places) == [0, 1, 2]
