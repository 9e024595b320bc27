"""A small share of the pages that `make torture` sends, and the ones that once were answered wrongly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.model import Limits

from . import mutate, pages, sources

SEED = 20241117
COUNT = 120


@pytest.fixture(scope="module")
def invented() -> list[sources.Source]:
    return sources.invented()


def test_a_number_is_always_the_same_page(invented: list[sources.Source]) -> None:
    assert mutate.page(SEED, 7, invented) == mutate.page(SEED, 7, invented)
    assert pages.order(SEED, 7, invented) == pages.order(SEED, 7, invented)
    assert pages.order(SEED, 7, invented) != pages.order(SEED, 8, invented)


def test_everything_is_done_to_some_page_and_every_way_is_taken(invented: list[sources.Source]) -> None:
    how = " ".join(pages.order(SEED, number, invented).how for number in range(COUNT))
    for change in mutate.OF_TEXT:
        assert change.__name__ in how
    for way in ("as html", "as text", "as json", "as form", "as file", "as gzip", "splice", "broken bytes", "utf-16"):
        assert way in how, way


def test_no_page_is_answered_with_a_fault_or_takes_too_long(invented: list[sources.Source]) -> None:
    service = pages.client()
    seen = [pages.send(service, pages.order(SEED, number, invented)) for number in range(COUNT)]
    assert list(pages.faults(seen, Limits().seconds)) == []
    assert sum(each.status == 200 for each in seen) > COUNT // 2


def test_a_fault_would_be_seen() -> None:
    fine = pages.Outcome(1, "", 200, 0.1, 10, 100)
    bad = [pages.Outcome(2, "", 500, 0.1, 10, 100), pages.Outcome(3, "", 200, 11.0, 10, 150)]
    assert list(pages.faults([fine, *bad], 10)) == bad
    held = [100, 300, 100, 120, 110, 400, 130, 110]
    assert pages.growth([replace(fine, memory=each) for each in held]) == 1.1
