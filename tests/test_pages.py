"""Every invented page comes out as it must, and as it did when last looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest
from invented import InventedPage, answers, broken, norm, pages, unknown_musts
from lxml import html

from server import render
from server.model import Article

PAGES = pages()
UTF8 = html.HTMLParser(encoding="utf-8")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
cleaned: dict[str, Article] = {}


def clean(page: InventedPage) -> Article:
    """Each page is cleaned once for all of its tests."""
    if page.slug not in cleaned:
        cleaned[page.slug] = page.clean()
    return cleaned[page.slug]


def test_there_are_enough() -> None:
    assert len(PAGES) >= 16


@each_page
def test_its_musts_are_checked(page: InventedPage) -> None:
    assert not unknown_musts(page.must)
    assert page.file.exists()
    assert page.must["keep"]


@each_page
def test_its_musts_hold_for_the_page_itself(page: InventedPage) -> None:
    """A sentence that is not in the page can be neither kept nor lost: it would test nothing."""
    source = page.file.read_text(encoding="utf-8")
    source = norm(f"{source} {html.document_fromstring(source.encode(), parser=UTF8).text_content()}")
    gone = [*page.must.get("not_in_text", []), *page.must.get("nowhere", [])]
    for words in [*gone, *(line for lines in page.must.get("drop", {}).values() for line in lines)]:
        assert norm(words) in source


@each_page
def test_what_must_come_out_does(page: InventedPage) -> None:
    assert not broken(page.must, clean(page))


@each_page
def test_the_answer_is_as_expected(page: InventedPage) -> None:
    as_json, as_markdown = answers(clean(page))
    expected_json, expected_markdown = page.expected()
    assert expected_json.exists(), "no expectation: make refresh-pages"
    assert expected_markdown.exists(), "no expectation: make refresh-pages"
    assert json.loads(as_json) == json.loads(expected_json.read_text(encoding="utf-8")), "make refresh-pages"
    assert as_markdown == expected_markdown.read_text(encoding="utf-8"), "make refresh-pages"


@each_page
def test_every_fact_stands_where_it_says(page: InventedPage) -> None:
    answer: dict[str, Any] = render.to_dict(clean(page))
    texts = {block["id"]: block["text"] for block in answer["blocks"]} | {"dek": answer["dek"]}
    for items in answer["key_facts"].values():
        for item in items if isinstance(items, list) else []:
            places = item.get("parts") or [item]
            slices = [texts[place["block"]][place["start"] : place["end"]] for place in places]
            assert " ".join(slices) == (item.get("name") or item["text"])


@each_page
def test_the_text_is_its_blocks(page: InventedPage) -> None:
    answer: dict[str, Any] = render.to_dict(clean(page))
    parts = [answer["dek"], *(block["text"] for block in answer["blocks"])]
    assert answer["text"] == "\n\n".join(part for part in parts if part)


@each_page
def test_cleaning_it_twice_gives_the_same(page: InventedPage) -> None:
    assert answers(page.clean()) == answers(clean(page))
