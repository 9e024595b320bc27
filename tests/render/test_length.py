"""Words and minutes."""

from __future__ import annotations

import doctest

import pytest

from server.render import length


def test_examples() -> None:
    assert doctest.testmod(length) == (0, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("– … !", 0),
        ("“Rain” _ fell – _slowly_", 3),
        ("It's 3.5 km — far", 4),
        ("東京タワー", 5),
        ("한국어 문장 둘", 3),
        ("AI時代 begins", 4),
    ],
)
def test_word_count(text: str, words: int) -> None:
    assert length.Length.of(text).words == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 0), ("one", 1), ("word " * 345, 2), ("word " * 340, 1), ("word " * 2300, 10), ("雨" * 2500, 5)],
)
def test_reading_minutes(text: str, minutes: int) -> None:
    assert length.Length.of(text).minutes == minutes
