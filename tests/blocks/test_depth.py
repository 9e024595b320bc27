"""Pages nested as deep as the cap allows, and hostile ones, are read without recursion."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from blocks.reading import outline
from server import blocks, page, pipeline, render
from server.model import Limits, Metadata

STORY = "<p>The ferry came back to the old harbour on Monday, and the whole village stood on the quay to see it.</p>"


@pytest.fixture
def shallow_stack() -> Iterator[None]:
    """As little stack as is left below a web server."""
    before = sys.getrecursionlimit()
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(depth + 120)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("shallow_stack")
@pytest.mark.parametrize("tag", ["div", "section class='a b'", "b", "span", "a href=/x", "x-y", "blockquote", "em"])
def test_five_hundred_nested_elements(tag: str) -> None:
    (block,) = outline(f"<{tag}>" * 500 + "the innermost words")
    assert block.text == "the innermost words"


@pytest.mark.usefixtures("shallow_stack")
@pytest.mark.parametrize("tags", ["<ul><li>item", "<ol><li><p>item</p>", "<table><tr><td>cell"])
def test_nested_lists_and_tables(tags: str) -> None:
    said = "".join(block.text for block in outline(tags * 150))
    assert said.count("item") + said.count("cell") == 150


def test_the_deepest_cap_that_can_be_set() -> None:
    deep = page.read("<div>" * 1_900 + "<p>x", limits=Limits(max_depth=2_000))
    (block,) = blocks.outline(deep, Metadata()).blocks
    assert len(block.context.wrappers) > 1_900


@pytest.mark.parametrize("opening", ["<div>" * 490, "<div>" * 240 + "<b>" * 240, "<div class='a'>" * 480 + "<i>"])
@pytest.mark.usefixtures("shallow_stack")
def test_the_whole_way_through_a_deep_page(opening: str) -> None:
    article = pipeline.clean(f"<h1>The ferry is back</h1>{opening}{STORY * 4}", url="https://gazette.test/")
    assert "The ferry came back" in article.text
    assert "The ferry came back" in render.to_dict(article)["html"]
    assert "The ferry came back" in render.to_markdown(article)


def test_huge_attributes() -> None:
    wide = f"<div class='{'very-long-name ' * 50_000}' id='{'x' * 500_000}' style='{'a:b;' * 100_000}'>{STORY}</div>"
    (block,) = outline(wide)
    assert block.text.startswith("The ferry")
    assert len(block.context.wrappers[-1].names) < 100
