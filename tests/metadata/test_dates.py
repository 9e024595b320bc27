"""Dates for machines and for readers."""

import pytest

from server.metadata import dates
from server.metadata.knowledge import load


@pytest.mark.parametrize("example", load("times")["examples"], ids=lambda e: e["line"][:40])
def test_line_gives_its_date(example):
    found = [f.value for f in dates.in_line(example["line"], example["language"])]
    assert (found or [""])[0] == example["gives"]
