"""Where things happen, and on whose word."""

from __future__ import annotations

import pytest

from facts.article import box, texts

OPENING = (
    "The harbour of the town was closed again and nobody could say when it would be opened to the boats of the bay."
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The storm broke two windows in Lima.", "Lima"),
        ("The storm hit the village of Ostvik first.", "Ostvik"),
        ("Two roads in the Varnby district were closed.", "Varnby"),
        ("They were found near Varnby, Norway.", "Varnby"),
        ("The lorry came from Varnby, a village by the lake.", "Varnby"),
        ("The court met in The Hague.", "The Hague"),
        ("VARNBY, Norway (AB) — The storm broke two windows.", "VARNBY"),
    ],
)
def test_place(text: str, place: str) -> None:
    assert place in texts(box(OPENING, text).where)


@pytest.mark.parametrize(
    "text",
    [
        "The storm was the worst in March and in Swedish memory.",
        "He believes in Deep Learning, and she has an interest in Smart Farming.",
        "The minister compared the town with France.",
        "They met in Parliament and in the World Cup.",
        "It was first told in the Conversation and then in Hindi.",
    ],
)
def test_no_place(text: str) -> None:
    assert texts(box(OPENING, text).where) == []


@pytest.mark.parametrize(
    ("text", "source", "named"),
    [
        ("The boats are lost, Karin Berg said.", "Karin Berg", True),
        ("The boats are lost, two senior officials said.", "two senior officials", False),
        ("The boats are lost, according to a leaked report.", "a leaked report", False),
        ("The boats are lost, according to Karin Berg, a pilot.", "Karin Berg", True),
        ("The owner told the Washington Post that the boats are lost.", "Washington Post", True),
        ("The Ministry of Fisheries declined to comment.", "The Ministry of Fisheries declined to comment", True),
    ],
)
def test_source(text: str, source: str, named: bool) -> None:
    found = {s.text: s.named for s in box(OPENING, text).sources}
    assert found.get(source) is named


def test_a_country_is_shown_as_it_is_first_named() -> None:
    found = box(OPENING, "The storm broke two windows in the US.", "It was the worst storm in the United States.")
    assert texts(found.where) == ["US"]


def test_who_is_named_in_an_office_is_not_the_source() -> None:
    found = box(OPENING, "A spokesman for the Varnby Council said that the boats are lost.").sources
    assert [(s.text, s.named) for s in found] == [("A spokesman for the Varnby Council", True)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor left, and Ingrid Falk declined to say why.", "Ingrid Falk declined to say"),
        (
            "But two officials of the bay say that the boats are lost.",
            "two officials of the bay",
        ),
        ("On the radio the officials said that the boats are lost.", "the officials"),
    ],
)
def test_a_source_begins_at_its_noun_phrase(text: str, source: str) -> None:
    assert texts(box(OPENING, text).sources) == [source]


@pytest.mark.parametrize(
    "text",
    [
        "All went according to plan in the bay.",
        "Figures show that the boats are lost, according to reports.",
        "It depends, according to your boat.",
        "One 12-month study found that the boats are lost.",
    ],
)
def test_a_bare_noun_is_no_source(text: str) -> None:
    assert texts(box(OPENING, text).sources) == []


def test_a_person_cited_by_surname_stands_once_with_the_full_name() -> None:
    found = box(OPENING, "Karin Berg came at noon.", "According to Berg, the boats are lost, and Berg said so twice.")
    assert texts(found.sources) == ["Karin Berg"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Experten zufolge sinkt die Gefahr.", [("Experten", False)]),
        ("Laut dem Statistischen Landesamt sinkt die Gefahr.", [("dem Statistischen Landesamt", True)]),
        ("Laut einem Bericht sinkt die Gefahr, und laut Angaben steigt sie.", []),
    ],
)
def test_german_sources(text: str, sources: list[tuple[str, bool]]) -> None:
    opening = (
        "Der Hafen der Stadt war wieder geschlossen, und niemand konnte sagen, wann er für die Boote öffnet und was "
        "aus der Brücke werden soll."
    )
    assert [(s.text, s.named) for s in box(opening, text, language="de").sources] == sources


def test_what_leans_on_a_name_is_no_source() -> None:
    assert (
        texts(box(OPENING, "The report said that the boats are lost. According to him, they were old.").sources) == []
    )


@pytest.mark.parametrize(
    ("language", "opening", "text", "speaker"),
    [
        ("de", "Der Hafen der Stadt war wieder geschlossen, und niemand konnte sagen, wann er für die "
        "Boote geöffnet wird.",
         "„Wir haben alles verloren, was wir hatten“, sagte Karin Berg am Montag.", "Karin Berg"),
        ("de", "Der Hafen der Stadt war wieder geschlossen, und niemand konnte sagen, wann er für die "
        "Boote geöffnet wird.",
         "„Wir haben alles verloren, was wir hatten“, so Karin Berg weiter.", "Karin Berg"),
        ("es", "El puerto de la ciudad estaba cerrado de nuevo y nadie podía decir cuándo se abriría "
        "para los barcos.",
         "“Hemos perdido todo lo que teníamos”, comenta Karin Berg, vecina del barrio.", "Karin Berg"),
        ("fr", "Le port de la ville était de nouveau fermé et personne ne pouvait dire quand il serait "
        "ouvert aux bateaux.",
         "« Nous avons perdu tout ce que nous avions », a déclaré Karin Berg.", "Karin Berg"),
        ("es", "El puerto de la ciudad estaba cerrado de nuevo y nadie podía decir cuándo se abriría "
        "para los barcos.",
         "«Hemos perdido todo lo que teníamos», dijo Karin Berg el lunes.", "Karin Berg"),
        ("it", "Il porto della città era di nuovo chiuso e nessuno sapeva dire quando sarebbe stato "
        "aperto alle barche.",
         "«Abbiamo perso tutto quello che avevamo qui», ha detto Karin Berg.", "Karin Berg"),
        ("pt", "O porto da cidade estava fechado de novo e ninguém sabia dizer quando seria aberto para os barcos.",
         "“Perdemos tudo o que tínhamos nesta cidade”, disse Karin Berg.", "Karin Berg"),
        ("nl", "De haven van de stad was weer dicht en niemand kon zeggen wanneer hij voor de boten open zou gaan.",
         "“Wij hebben alles verloren wat we hadden”, zei Karin Berg.", "Karin Berg"),
    ],
)  # fmt: skip
def test_quotations_in_other_languages(language: str, opening: str, text: str, speaker: str) -> None:
    found = box(opening, text, language=language)
    assert [q.speaker for q in found.quotes] == [speaker]
    assert speaker in texts(found.sources)
    assert found.who == ()


def test_who_is_spoken_to_is_no_speaker() -> None:
    opening = "El puerto de la ciudad estaba cerrado de nuevo y nadie podía decir cuándo se abriría para los barcos."
    said = "“Hemos perdido todo lo que teníamos aquí”, espetó el ingeniero a Karin Berg."
    assert [q.speaker for q in box(opening, said, language="es").quotes] == [None]


def test_languages_without_rules_give_points_or_nothing() -> None:
    swedish = (
        "Staden stängde simhallen på måndagen efter att sprickor i taket hade hittats, och det är inte klart när den "
        "kan öppna igen för de barn som har lärt sig att simma där. Kommunen säger att det kommer att ta lång tid."
    )
    found = box(swedish, language="sv")
    assert found.points
    assert (found.who, found.numbers, found.quotes) == ((), (), ())
    zulu = (
        "Umasipala uvale ichibi lokubhukuda ngoMsombuluko ngemva kokutholakala kwemifantu ophahleni lwesakhiwo. " * 4
    )
    assert box(zulu, language="en").groups() == box("", language="en").groups()
