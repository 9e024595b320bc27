"""Figures with their unit and noun; no years, ages, clock times or page furniture."""

from __future__ import annotations

import pytest

from facts.article import box, texts

OPENING = (
    "The harbour of the town was closed again and nobody could say when it would be opened to the boats of the bay."
)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The boat had drifted 190 miles (306 km) by dawn.", "190 miles (306 km)"),
        ("The owners lost more than $4.5 million in a night.", "more than $4.5 million"),
        ("Prices rose by 12% in a year.", "12%"),
        ("Prices rose by 2.8 per cent in a year.", "2.8 per cent"),
        ("At least 1,200 people slept in the school.", "At least 1,200 people"),
        ("The ship carried 90 air, sea and ground-launched missiles.", "90 air, sea and ground-launched missiles"),
        ("The pump moves 40 litres per second.", "40 litres per second"),
        ("The town won 3-1 against the village.", "3-1"),
        ("He was given a 20-year prison sentence.", "20-year prison sentence"),
        ("More than a million people fled the flood.", "More than a million people"),
        ("A dozen boats were lost.", "A dozen boats"),
        ("The fire was fought by 30 police officers.", "30 police officers"),
        ("A 14-story tower stands by the pier.", "14-story tower"),
        ("The toll rose to 10 on the island.", "rose to 10"),
        ("A €800 billion plan was named.", "€800 billion"),
        ("He was jailed for six years.", "six years"),
    ],
)
def test_read(text: str, figure: str) -> None:
    assert texts(box(OPENING, text).numbers) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1998 and sold in 2021.",
        "Ingrid Falk, 58, was there, and so was a 10-year-old boy.",
        "The gates open at 5:30 and close on May 22 as in section 12.",
        "The F-16 flew over Route 66 on the 19th.",
        "It is one of the two.",
        "The film was seen on Nine News and the lamp is a 4 Tier Deluxe.",
        "It is for children of ages 5 to 12 and it opens at noon.",
        "They were about 7 or so.",
    ],
)
def test_left_out(text: str) -> None:
    assert box(OPENING, text).numbers == ()


def test_the_headline_figure_comes_first_and_once() -> None:
    numbers = texts(
        box(
            OPENING, "The town has 40 boats and 3 "
            "piers.", "The owners lost $7 million.", "All $7 million were insured.",
            title="Owners lose $7 million in harbour storm",
        ).numbers
    )  # fmt: skip
    assert numbers[0] == "$7 million"
    assert numbers.count("$7 million") == 1


def test_the_same_sum_stands_once_whatever_is_around_it() -> None:
    numbers = texts(box(OPENING, "A $1 coin and a $1 note are worth $1.", "The $1 coin is rare.").numbers)
    assert numbers == ["$1"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Ein 41-jähriger Mann kam mit 20 ihren Weg entlang.", []),
        ("Die 700 Volks- und Waldbanken der Stadt.", []),
        ("Die Figur R2-D2 ist dabei.", []),
    ],
)
def test_german(text: str, figures: list[str]) -> None:
    opening = (
        "Der Hafen der Stadt war wieder geschlossen und niemand konnte sagen, wann er für die Boote öffnen wird und "
        "was aus der Brücke werden soll."
    )
    assert texts(box(opening, text, language="de").numbers) == figures


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        ("de", "Der Hafen der Stadt ist seit dem Sturm geschlossen, und die Besitzer haben rund 4,5 "
        "Millionen Euro verloren.",
         "rund 4,5 Millionen Euro"),
        ("fr", "Le port de la ville est fermé depuis la tempête et les propriétaires ont perdu plus de "
        "4,5 millions d’euros.",
         "plus de 4,5 millions d’euros"),
        ("es", "El puerto de la ciudad está cerrado desde la tormenta y los dueños perdieron cerca de "
        "1.200 barcos en la noche.",
         "cerca de 1.200 barcos"),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, figure: str) -> None:
    fillers = {
        "de": "Niemand konnte sagen, wann er für die Boote wieder geöffnet wird und was aus der Brücke werden soll.",
        "fr": "Personne ne pouvait dire quand il serait de nouveau ouvert aux bateaux ni ce que deviendrait le pont.",
        "es": "Nadie podía decir cuándo se abriría de nuevo para los demás ni qué sería del puente de la isla.",
    }
    assert texts(box(text, fillers[language], language=language).numbers) == [figure]
