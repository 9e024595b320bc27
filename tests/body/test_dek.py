"""The dek is found where it stands, and is never the first paragraph again."""

from __future__ import annotations

import pytest

from body.pages import LINES, STORY, TITLE, beside, found, site, texts
from server.model import Harvest

DEK = "After eleven years ashore the boat carries islanders once more, and not all of them are glad"
H1 = f"<h1>{TITLE}</h1>"


def dek_of(harvest: Harvest) -> str | None:
    return harvest.dek.text if harvest.dek else None


def described(text: str) -> str:
    return f'<meta name="description" content="{text}">'


@pytest.mark.parametrize("above", [f"<h2>{DEK}</h2>", f"<div><p>{DEK}.</p></div>", f"<h3>{DEK}</h3>"])
def test_by_the_page_s_own_description(above: str) -> None:
    harvest = found(site(f"<article>{H1}{above}{STORY}</article>", head=described(DEK)))
    assert (dek_of(harvest) or "").rstrip(".") == DEK
    assert texts(harvest) == LINES


@pytest.mark.parametrize(
    "names", ["dek", "article-subtitle", "Standfirst__text", "vorspann", "chapo", "c-article__lede"]
)
def test_by_its_name(names: str) -> None:
    harvest = found(site(f"<header>{H1}<p class='{names}'>{DEK}</p></header><div class=text>{STORY}</div>"))
    assert dek_of(harvest) == DEK
    assert texts(harvest) == LINES


def test_by_being_the_heading_below_the_headline() -> None:
    assert dek_of(found(site(f"<article>{H1}<h2>{DEK}</h2>{STORY}</article>"))) == DEK


def test_it_keeps_its_markup() -> None:
    marked = DEK.replace("islanders", "<em>islanders</em>")
    harvest = found(site(f"<article>{H1}<p class=dek>{marked}</p>{STORY}</article>"))
    assert harvest.dek
    assert [harvest.dek.text[s.start : s.end] for s in harvest.dek.spans] == ["islanders"]


def test_a_first_paragraph_with_the_words_of_the_description_stays_the_first_paragraph() -> None:
    harvest = found(site(f"<article>{H1}{STORY}</article>", head=described(LINES[0])))
    assert dek_of(harvest) is None
    assert texts(harvest) == LINES


@pytest.mark.parametrize("again", [LINES[0], LINES[0].upper(), LINES[0].rstrip(".")])
def test_a_dek_that_repeats_the_first_paragraph_is_none(again: str) -> None:
    main = f"<header>{H1}<p class=dek>{again}</p></header><div class=text>{STORY}</div>"
    harvest = found(site(main, head=described(LINES[0])))
    assert dek_of(harvest) is None
    assert [text for text in texts(harvest) if text in LINES] == LINES
    assert again in beside(harvest) or again in texts(harvest)


def test_a_short_line_or_a_button_is_no_dek() -> None:
    assert dek_of(found(site(f"<article>{H1}<p class=dek>Harbour</p>{STORY}</article>"))) is None
    assert dek_of(found(site(f"<article>{H1}<button class=dek>{DEK}</button>{STORY}</article>"))) is None


def test_without_a_headline_there_is_no_dek() -> None:
    assert dek_of(found(f"<html><body><p class=dek>{DEK}</p>{STORY}</body></html>")) is None


BY = "<p class=by>By Ida Lund</p>"


def test_by_standing_between_headline_and_byline() -> None:
    harvest = found(site(f"<header>{H1}<p class=x1>{DEK}.</p>{BY}</header><div class=text>{STORY}</div>"))
    assert dek_of(harvest) == f"{DEK}."
    assert texts(harvest) == LINES


@pytest.mark.parametrize(
    "main",
    [
        f"<article>{H1}<p>{DEK}.</p>{BY}{STORY}</article>",
        f"<header>{H1}<p>Anchored on 3 May 2024, the ferry waits for its crew and its licence</p>{BY}</header>"
        f"<div>{STORY}</div>",
        f"<header>{H1}<p>{DEK}.</p></header><div>{STORY}</div>",
    ],
    ids=["with the text", "a date", "no byline"],
)
def test_a_line_below_the_headline_is_no_dek_by_its_place_alone(main: str) -> None:
    assert dek_of(found(site(main))) is None


def test_a_heading_of_an_aside_is_no_dek() -> None:
    letter = "<aside><h2>Nine thousand islanders read our letter every week</h2></aside>"
    assert found(site(f"<header><h1>{TITLE}</h1></header>{letter}<article>{STORY}</article>")).dek is None


def test_a_headline_said_twice_is_no_dek() -> None:
    again = f"<h2>On the water: {TITLE}</h2>"
    harvest = found(site(f"<nav><h1>{TITLE}</h1></nav><header>{again}</header><article>{STORY}</article>"))
    assert harvest.dek is None
