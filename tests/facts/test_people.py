"""Who is in the story, and in which role."""

from __future__ import annotations

import pytest

from facts.article import box

OPENING = (
    "The harbour of the town was closed again on Monday and nobody could say when it would be opened to the boats."
)


def roles(*texts: str) -> dict[str, str | None]:
    """Role by name."""
    return {person.text: person.role for person in box(OPENING, *texts).who}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Former finance minister Ingrid Falk left the meeting early.", "Ingrid Falk", "Former finance minister"),
        ("The acting mayor of Varnby, Ingrid Falk, left early.", "Ingrid Falk", "acting mayor of Varnby"),
        (
            "Ingrid Falk, an engineer at the Varnby Waterworks, left early.",
            "Ingrid Falk",
            "engineer at the Varnby Waterworks",
        ),
        ("Ingrid Falk, 58, a retired teacher, left early.", "Ingrid Falk", "retired teacher"),
        ("Norwegian Prime Minister Ingrid Falk left early.", "Ingrid Falk", "Norwegian Prime Minister"),
        (
            "The president's nominee for trade secretary, Ingrid Falk, left early.",
            "Ingrid Falk",
            "nominee for trade secretary",
        ),
        ("Ingrid Falk was a volcanologist and left early.", "Ingrid Falk", "volcanologist and left early"),
        ("Ingrid Falk, who heads the harbour office, left early.", "Ingrid Falk", "heads the harbour office"),
        ("Ingrid Falk from the River Trust left early.", "Ingrid Falk", "from the River Trust left early"),
        ("The crowd cheered when Ingrid Falk left early.", "Ingrid Falk", None),
        ("Ingrid Falk, a nurse in St. Louis, left early.", "Ingrid Falk", "nurse in St. Louis"),
        ("North Carolina governor Ingrid Falk left early.", "Ingrid Falk", "North Carolina governor"),
    ],
)
def test_role(text: str, name: str, role: str | None) -> None:
    found = roles(text)[name]
    if role is None:
        assert found is None
    else:
        assert found is not None
        assert role.startswith(found) or found.endswith(role)


def test_qualifiers_are_kept() -> None:
    assert roles("Alleged gang leader Piotr Nowak was not in court.")["Piotr Nowak"] == "Alleged gang leader"
    assert "nominee for" in (roles("The nominee for trade secretary, Ingrid Falk, left.")["Ingrid Falk"] or "")


def test_the_next_ones_title_is_no_role() -> None:
    found = roles("After a call from Piotr Nowak, President Ingrid Falk said that the harbour would be opened.")
    assert found["Piotr Nowak"] is None
    assert found["Ingrid Falk"] == "President"


def test_short_forms_are_one_person() -> None:
    (person,) = box(
        OPENING,
        "Ingrid Falk came at noon.",
        "Mrs Falk did not speak to reporters. Falk then left by the back door, and Ms Falk was not seen again.",
    ).who
    assert person.text == "Ingrid Falk"
    assert person.mentions == 4


def test_short_name_of_a_body_is_the_body() -> None:
    bodies = [
        p
        for p in box(OPENING, "The Harbour Workers Union (HWU) called a strike.", "The HWU said it would go on.").who
        if p.kind == "organisation"
    ]
    assert [(b.text, b.mentions) for b in bodies] == [("Harbour Workers Union", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday Morning Was Cold",
        "Tuesday was cold, and Wednesday was no better in Norway or in Lima.",
        "Restoring the pier will take years. Whatever happens, Swedish and Danish boats will wait.",
        "The BBC's series is called Deep Water and the game is called Red Dead River.",
        "I. My word. Thought I would never see Advent again.",
        "The Harbour Rights Bill and the Mental Health Act were read, and the Harbour Rights Bill was passed.",
        "The old AURORA RAV4 and the Aurora-based Tower Lane were sold.",
        "The Minnesota Wild played the Boston Bears, and the Wild won.",
        "It was sold in Falk RowWith a Kiss on the Lane.",
    ],
)
def test_places_weekdays_and_first_words_are_nobody(text: str) -> None:
    assert [p.text for p in box(OPENING, text).who if p.kind == "person"] == []


def test_feature_full_of_capitals() -> None:
    found = box(
        "The new Aurora Deluxe fits under a desk and comes with Night Mode, Smart Dim and a Pro Cable in the box.",
        "Plug the Aurora Deluxe in, open the Glow App and choose Reading Light, Party Light or Deep "
        "Sleep for the room.",
        "The Aurora Deluxe costs more than the Aurora Mini but less than the Sunbeam Max from the same series.",
    )
    assert [p.text for p in found.who if p.kind == "person"] == []


def test_organisation_of_a_role_is_not_shown_for_itself() -> None:
    found = box(
        OPENING,
        *["The boats stayed where they were for another night."] * 3,
        "Piotr Nowak, a driver at Falk Shipping Company, said that he would wait.",
    )
    assert [p.text for p in found.who] == ["Piotr Nowak"]


def test_a_row_of_people_is_nobodys_role() -> None:
    found = roles(
        "The guests were Piotr Nowak, engineer Ingrid Falk and the lawyer Karin Berg, and they all left early."
    )
    assert found["Piotr Nowak"] is None
    assert found["Karin Berg"] == "lawyer"


def test_a_brand_named_alone_makes_no_surname_of_its_model() -> None:
    found = box(
        OPENING, "Aurora is cheap and Aurora is quick, and people who own an Aurora say so.",
        "The town also bought Aurora Max lamps, and Max is the larger one of them.",
    )  # fmt: skip
    assert [p.text for p in found.who if p.kind == "person"] == []


@pytest.mark.parametrize("later", ["Beaton, 78, has read it for years.", "Beaton said that he would miss the sea."])
def test_a_name_that_no_list_knows_is_a_person_by_how_the_surname_comes_again(later: str) -> None:
    first = "Thousands tuned in to hear Murdo Beaton read the forecast for the last time."
    assert "Murdo Beaton" in roles(first, later)
    assert "Murdo Beaton" not in roles(first, "Beaton is a village in the north.")


@pytest.mark.parametrize("word", ["SOLD", "YES", "NOT", "BOATS"])
def test_a_word_in_capitals_is_no_body(word: str) -> None:
    assert word not in roles(f"Two boats were sold, and the owners of the town cried {word} and {word} again.")


def test_the_initials_of_a_thing_written_small_are_no_body_of_its_own() -> None:
    assert [p.kind for p in box(OPENING, "The CCTV and the ICU of the town were new, and the CCTV broke.").who] == []


def test_a_country_is_no_short_form_of_a_person() -> None:
    (person,) = (
        p
        for p in box(
            OPENING, "Mr Israel Falk left the meeting.", "Israel had closed the harbour. Israel opened it."
        ).who
        if p.kind == "person"
    )
    assert person.mentions == 1


def test_a_country_with_its_initials_is_no_organisation() -> None:
    assert roles("The boats of the United States (US) came first, and then the US left.") == {}


def test_a_name_behind_a_place_is_cut_from_it() -> None:
    assert "Ingrid Falk" in roles("After a call to the president of Iceland Ingrid Falk left the harbour office.")


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    assert "Ingrid Falk" in roles("The letter was read out by Ingrid Falk MP on the steps of the hall.")


def test_a_surname_that_is_a_common_word_stays() -> None:
    assert roles("Aurora's chief executive Tim Cook left early.")["Tim Cook"] is not None
