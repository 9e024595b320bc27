"""The box as a whole, on an invented report."""

from __future__ import annotations

from facts.article import box, texts

REPORT = (
    "The harbour of Ostvik was closed on Monday after 14 fishing boats broke loose in a storm, the coastguard said.",
    "Norwegian Fisheries Minister Marit Solberg promised the owners 32 million kroner in aid and said that a new "
    "breakwater would be built within two years.",
    "“We saw the boats go one after the other and there was nothing anyone could do,” said Henrik Dahl, a harbour "
    "pilot who has worked there since 1998.",
    "Solberg is to visit the town with engineers from the Coastal Administration, which had warned "
    "of the weak moorings.",
    "He lost a boat himself. But that is another story.",
    "At least 120 residents were moved to a school, and the ferry to the islands was cancelled until further notice.",
)


def test_points_stand_alone() -> None:
    points = texts(box(*REPORT, title="Storm tears boats from Ostvik harbour").points)
    assert 3 <= len(points) <= 5
    assert points[0].startswith("The harbour of Ostvik was closed")
    assert not [p for p in points if p.startswith(("He ", "But "))]


def test_people_have_their_roles() -> None:
    who = {p.text: p for p in box(*REPORT).who}
    assert who["Marit Solberg"].role == "Norwegian Fisheries Minister"
    assert who["Marit Solberg"].mentions == 2
    assert who["Henrik Dahl"].role == "harbour pilot"


def test_numbers_have_unit_and_noun() -> None:
    numbers = texts(box(*REPORT).numbers)
    assert "14 fishing boats" in numbers
    assert "32 million kroner" in numbers
    assert "At least 120 residents" in numbers
    assert not [n for n in numbers if "1998" in n]


def test_quotation_has_its_speaker() -> None:
    (quote,) = box(*REPORT).quotes
    assert quote.text.startswith("We saw the boats go")
    assert quote.speaker == "Henrik Dahl"


def test_unsure_language_says_nothing() -> None:
    assert box("Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor " * 4).points == ()
