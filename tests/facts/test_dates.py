"""Dates against the day of publication, around New Year and across zones."""

from __future__ import annotations

import pytest

from facts.article import box

OPENING = (
    "The harbour of the town was closed again and nobody could say when it would be opened to the boats of the bay."
)


def when(text: str, published: str | None, *, language: str = "en", opening: str = OPENING) -> dict[str, str]:
    """Date by its words."""
    return {w.text: w.date for w in box(opening, text, published=published, language=language).when}


@pytest.mark.parametrize(
    ("text", "published", "words", "date"),
    [
        # Wednesday 12 March 2025
        ("The gates broke on Monday.", "2025-03-12", "Monday", "2025-03-10"),
        ("The gates broke on Wednesday.", "2025-03-12", "Wednesday", "2025-03-12"),
        ("The court will meet on Friday.", "2025-03-12", "Friday", "2025-03-14"),
        ("It will be sold next Tuesday.", "2025-03-12", "next Tuesday", "2025-03-18"),
        ("The gates broke last Monday.", "2025-03-11", "last Monday", "2025-03-03"),
        ("The gates broke late on Saturday.", "2025-03-12", "late on Saturday", "2025-03-08"),
        ("The gates broke yesterday.", "2025-03-01", "yesterday", "2025-02-28"),
        ("It was built in October.", "2025-03-12", "October", "2024-10"),
        ("It will be opened in October.", "2025-03-12", "October", "2025-10"),
        ("It was sold last month.", "2025-01-12", "last month", "2024-12"),
        ("It was sold three years ago.", "2025-01-12", "three years ago", "2022"),
        ("It was sold last week.", "2025-01-02", "last week", "2024-12-23/2024-12-29"),
        ("It was sold in April last year.", "2025-01-12", "April last year", "2024-04"),
        ("It stood empty from 1939 to 1945.", "2025-01-12", "1939 to 1945", "1939/1945"),
        ("It was sold on 13 July 1998.", "2025-01-12", "13 July 1998", "1998-07-13"),
        ("It was sold on Oct. 13.", "2025-03-12", "Oct. 13", "2024-10-13"),
        ("Nobody has sailed since April 7.", "2025-03-12", "April 7", "2024-04-07"),
        ("The mayor met the crews on Friday (7 March).", "2025-03-12", "7 March", "2025-03-07"),
        ("It sank on Friday, 28 February.", "2025-03-12", "28 February", "2025-02-28"),
    ],
)
def test_resolved(text: str, published: str, words: str, date: str) -> None:
    assert when(text, published) == {words: date}


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("The fireworks began on Dec. 31.", "2025-01-01T08:00:00+00:00", "2024-12-31"),
        ("The fireworks will begin on December 31.", "2024-12-29T08:00:00+00:00", "2024-12-31"),
        ("The rules will apply from January 1.", "2024-12-30T08:00:00+00:00", "2025-01-01"),
        ("The rules took effect on January 1.", "2025-01-05T08:00:00+00:00", "2025-01-01"),
        ("The fireworks began on Tuesday.", "2025-01-01T00:30:00+13:00", "2024-12-31"),
        ("The fireworks began today.", "2024-12-31T23:30:00-10:00", "2024-12-31"),
    ],
)
def test_new_year_and_zones(text: str, published: str, date: str) -> None:
    assert list(when(text, published).values()) == [date]


def test_clock_time_with_its_zone() -> None:
    assert when("The gates broke at 5:45 p.m. ET on Sunday.", "2025-03-12") == {
        "5:45 p.m. ET on Sunday": "2025-03-09T17:45:00"
    }
    assert when("The gates broke on Sunday at 17:45 GMT.", "2025-03-12") == {
        "Sunday at 17:45 GMT": "2025-03-09T17:45:00+00:00"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The market is held every Monday.",
        "The Sunday Times was the first to write of it.",
        "It may march on, and the august house may yet stand.",
        "There were 1900 people and 2000 boats.",
        "“I saw it yesterday with my own eyes,” said Ingrid Falk.",
        "The gates broke on February 30.",
        "It is Black Friday in the shops.",
        "The Vision 2040 plan says so.",
        "It has a GTX 1660 inside.",
        "The film is shown in 1920 x 1080 and in 1920 by 1080.",
    ],
)
def test_left_out(text: str) -> None:
    assert when(text, "2025-03-12") == {}


def test_without_a_publication_date_only_whole_dates() -> None:
    assert when("It broke on Monday, was mended on 3 May 2021 and sold in 2023.", None) == {
        "3 May 2021": "2021-05-03",
        "2023": "2023",
    }


def test_the_month_of_a_dated_day_is_of_its_year() -> None:
    found = when("It broke on 13 March 2023. The mayor left the town on 14 March.", "2025-02-01")
    assert found == {"13 March 2023": "2023-03-13", "14 March": "2023-03-14"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Tor wurde am 03.05.2021 gebaut.", {"03.05.2021": "2021-05-03"}),
        ("Die Prüfung am Freitag ist wichtig.", {}),  # of last week or in two days
        ("Die Prüfung beginnt am Freitag.", {"Freitag": "2025-03-14"}),
        ("Das Tor steht seit dem 7. April offen.", {"7. April": "2024-04-07"}),
        ("Der Platz misst 2000 Quadratmeter.", {}),
    ],
)
def test_german(text: str, expected: dict[str, str]) -> None:
    opening = (
        "Der Hafen der Stadt war wieder geschlossen und niemand konnte sagen, wann er für die Boote öffnen wird und "
        "was aus der Brücke werden soll."
    )
    assert when(text, "2025-03-12", language="de", opening=opening) == expected


def test_a_day_that_is_a_name() -> None:
    opening = "El puerto de la ciudad estaba cerrado de nuevo y nadie podía decir cuándo se abriría para los barcos."
    assert when("El alcalde Pedro Domingo habló con todos.", "2025-03-12", language="es", opening=opening) == {}


def test_a_later_mention_has_the_year_of_the_first() -> None:
    assert when("It broke on 13 March 2021. The mayor left the town on 13 March too.", "2025-04-01") == {
        "13 March 2021": "2021-03-13"
    }


@pytest.mark.parametrize(
    ("language", "opening", "text", "expected"),
    [
        (
            "de", "Der Hafen der Stadt war wieder geschlossen und niemand konnte sagen, wann er für die "
            "Boote öffnen wird.",
            "Das Tor brach am Montag und wurde am 3. Mai 2021 "
            "gebaut.", {"Montag": "2025-03-10", "3. Mai 2021": "2021-05-03"},
        ),
        (
            "fr", "Le port de la ville était de nouveau fermé et personne ne pouvait dire quand il "
            "serait ouvert aux bateaux.",
            "La porte a été construite le 3 mai 2021 et vendue "
            "hier.", {"3 mai 2021": "2021-05-03", "hier": "2025-03-11"},
        ),
        (
            "es", "El puerto de la ciudad estaba cerrado de nuevo y nadie podía decir cuándo se abriría "
            "para los barcos.",
            "La puerta fue construida el 3 de mayo de 2021 y vendida el lunes.",
            {"3 de mayo de 2021": "2021-05-03", "lunes": "2025-03-10"},
        ),
        (
            "it", "Il porto della città era di nuovo chiuso e nessuno sapeva dire quando sarebbe stato "
            "aperto alle barche.",
            "La porta è stata costruita il 3 maggio 2021 e venduta "
            "ieri.", {"3 maggio 2021": "2021-05-03", "ieri": "2025-03-11"},
        ),
        (
            "pt", "O porto da cidade estava fechado de novo e ninguém sabia dizer quando seria aberto "
            "para os barcos da região.",
            "A porta foi construída em 3 de maio de 2021 e vendida ontem.",
            {"3 de maio de 2021": "2021-05-03", "ontem": "2025-03-11"},
        ),
        (
            "nl", "De haven van de stad was weer dicht en niemand kon zeggen wanneer hij voor de boten "
            "open zou gaan.",
            "De poort werd op 3 mei 2021 gebouwd en gisteren "
            "verkocht.", {"3 mei 2021": "2021-05-03", "gisteren": "2025-03-11"},
        ),
    ],
)  # fmt: skip
def test_other_languages(language: str, opening: str, text: str, expected: dict[str, str]) -> None:
    assert when(text, "2025-03-12", language=language, opening=opening) == expected
