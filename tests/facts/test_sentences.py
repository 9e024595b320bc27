"""Sentences, where splitters are known to go wrong."""

from __future__ import annotations

import pytest

from server.facts import marks, sentences


def split(text: str, language: str = "en") -> list[str]:
    """The sentences of a line."""
    return [text[a:b] for a, b in sentences.split(text, language, marks.find(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "The letter from Ms. Berg came on Monday.",
        "It began at 5:45 p.m. ET on Sunday.",
        "Stir in one tsp. Salt it well.",
        "The U.S. Senate voted on it.",
        "Karin J. Berg was there.",
        "“It is over. We have lost. Go home,” she said.",
        "See No. 4 for more.",
    ],
)
def test_one_sentence(whole: str) -> None:
    assert split(whole) == [whole]


def test_quotation_that_ends_a_sentence_ends_it() -> None:
    assert split("“It is over. We have lost.” The crowd went home.") == [
        "“It is over. We have lost.”",
        "The crowd went home.",
    ]


def test_opening_mark_belongs_to_its_sentence() -> None:
    assert split("The crowd went home. “It is over,” she said.") == [
        "The crowd went home.",
        "“It is over,” she said.",
    ]


def test_white_space_is_in_no_sentence() -> None:
    assert split("  One came.   Two went.  ") == ["One came.", "Two went."]


def test_an_ordinal_ends_no_german_sentence() -> None:
    assert split("Der Brand brach im 1. Stock aus.", "de") == ["Der Brand brach im 1. Stock aus."]
