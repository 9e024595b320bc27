"""Quotations and who says them: a name only where it is certain."""

from __future__ import annotations

import pytest

from facts.article import box
from server.facts import marks

OPENING = "The council of Varnby met on Tuesday to decide what would become of the old swimming hall by the river."


def speakers(*texts: str) -> dict[str, str | None]:
    """Speaker by the first three words of each quotation."""
    return {" ".join(q.text.split()[:3]): q.speaker for q in box(OPENING, *texts).quotes}


@pytest.mark.parametrize(
    "text",
    [
        "“We will not sell the hall to anyone,” said Mayor Ingrid Falk.",
        "“We will not sell the hall to anyone,” Ingrid Falk said.",
        "“We will not sell the hall to anyone,” Ingrid Falk, the mayor since 2019, said.",
        "Ingrid Falk said: “We will not sell the hall to anyone.”",
        "Ingrid Falk, the mayor, told the meeting: “We will not sell the hall to anyone.”",
        'According to Ingrid Falk, "we will not sell the hall to anyone".',
        "‘We will not sell the hall to anyone,’ said Ingrid Falk.",
        "«We will not sell the hall to anyone», said Ingrid Falk.",
        "„We will not sell the hall to anyone“, said Ingrid Falk.",
        '"We will not sell the hall to anyone,” Ingrid Falk added.',
    ],
)
def test_name_beside_the_quotation(text: str) -> None:
    (quote,) = box(OPENING, text).quotes
    assert quote.speaker == "Ingrid Falk"
    assert quote.text.startswith(("We will not sell", "we will not sell"))


def test_split_quotation_is_one() -> None:
    (quote,) = box(OPENING, "“The roof leaks,” said Ingrid Falk, “and nobody has the money to mend it.”").quotes
    assert quote.text == "The roof leaks and nobody has the money to mend it."
    assert len(quote.places) == 2
    assert quote.speaker == "Ingrid Falk"


def test_twins_with_one_surname() -> None:
    found = speakers(
        "Ingrid Falk and her brother Torsten Falk have run the hall for thirty years.",
        "“Nobody asked us what we wanted to do with it,” Falk said.",
        "“It was our mother's idea to heat it with wood,” Torsten Falk said.",
    )
    assert found["Nobody asked us"] is None
    assert found["It was our"] == "Torsten Falk"


def test_quotation_in_a_quotation() -> None:
    (quote,) = box(
        OPENING, "“He stood there and told me, ‘You will never swim here again,’ and then he left,” said Ingrid Falk."
    ).quotes
    assert quote.speaker == "Ingrid Falk"
    assert "‘You will never swim here again,’" in quote.text


def test_named_after_three_paragraphs_of_speech() -> None:
    found = speakers(
        "“My father built the first pool with his own hands in the summer of that year.",
        "“My sister learned to swim in it before she could properly walk.",
        "“And now they tell us that it has to go,” said Torsten Falk.",
    )
    assert found == {
        "My father built": "Torsten Falk",
        "My sister learned": "Torsten Falk",
        "And now they": "Torsten Falk",
    }


def test_closed_paragraphs_before_a_name_stay_without_one() -> None:
    found = speakers(
        "“This is the end of the line for all of us here.”",
        "“It is nothing of the sort, and you know it,” said Torsten Falk.",
    )
    assert found["This is the"] is None


def test_all_quotation_goes_on_with_the_speaker_before() -> None:
    found = speakers(
        "“We have tried everything that there is to try,” said Ingrid Falk.",
        "“There is simply no one left who will pay for it.”",
    )
    assert found["There is simply"] == "Ingrid Falk"


def test_pronoun_is_the_first_of_the_sentence_that_names_one() -> None:
    found = speakers(
        "Ingrid Falk spoke for an hour and did not look at Torsten Berg once.",
        "“I have nothing more to say on this,” she said.",
    )
    assert found["I have nothing"] == "Ingrid Falk"


def test_pronoun_after_two_in_its_own_sentence_is_nobody() -> None:
    found = speakers(
        "When Ingrid Falk met Torsten Berg in the hall, she said: “You have had your last chance in this "
        "town of ours.”"
    )
    assert found["You have had"] in (None, "Ingrid Falk")
    found = speakers(
        "Ingrid Falk and Karin Berg left the hall together and she said: “You have had your last chance "
        "in this town of ours.”"
    )
    assert found["You have had"] is None


def test_a_pronoun_of_the_other_sex_is_not_the_one_named_last() -> None:
    found = speakers(
        "Gary Falk drove to the harbour and found a woman waiting there for him.",
        "She said: “You have had your last chance in this town of ours.”",
    )
    assert found["You have had"] is None


def test_a_pronoun_that_leads_past_the_speaker_just_before_is_nobody() -> None:
    found = speakers(
        "Karin Berg once owned the boats that lie at the pier.",
        "Speaking to the radio, the Varnby Council said: “We do not know what became of the boats at all.”",
        "She added: “You have had your last chance in this town of ours.”",
    )
    assert found["You have had"] is None


def test_a_pronoun_behind_a_quotation_of_nobody_is_nobody() -> None:
    found = speakers(
        "Karin Berg once owned the boats that lie at the pier.",
        "“But I know that they came at night and took the boats.” She added: “I want them all back again this week.”",
    )
    assert found["I want them"] is None


def test_one_of_whom_somebody_else_speaks_is_not_the_pronoun() -> None:
    found = speakers(
        "The teacher added that Karin Berg, who had been hurt in the storm, was doing well.",
        "She said: “You have had your last chance in this town of ours.”",
    )
    assert found["You have had"] is None


def test_one_of_a_row_is_not_the_pronoun() -> None:
    found = speakers(
        "Torsten Falk, Gary Nowak and Piotr Lind are helping the town, and the coach could not be happier.",
        "“They are better and better with every storm that comes,” he said.",
    )
    assert found["They are better"] is None


def test_a_name_that_no_rule_knows_keeps_the_pronoun_unsure() -> None:
    found = speakers(
        "Karin Berg sold the boats. The letter was read to Omalu on the pier.",
        "Omalu asked for mercy in a letter to the court.",
        "She added: “You have had your last chance in this town of ours.”",
    )
    assert found["You have had"] is None


def test_a_short_given_name_is_the_long_one() -> None:
    found = speakers(
        "Patrick Falk left the meeting early.",
        "“Pat Falk is a good man,” said Karin Berg. Falk said: “You have had your last chance in this town.”",
    )
    assert found["You have had"] == "Patrick Falk"


def test_the_one_in_an_adjective_before_a_body_is_still_from_it() -> None:
    found = speakers("Ingrid Falk from the Norway-based Varnby Trust said: “You have had your last chance here.”")
    assert found["You have had"] == "Ingrid Falk"


def test_a_denial_is_its_speakers() -> None:
    found = speakers("Ingrid Falk denied that “the hall was ever left to rot by anyone in this town”.")
    assert found["the hall was"] == "Ingrid Falk"


def test_object_is_no_speaker() -> None:
    found = speakers("A letter to Ingrid Falk, the mayor, said: “You have until Friday to bring back the keys.”")
    assert found["You have until"] is None


def test_spokesman_without_a_name() -> None:
    found = speakers("“We do not comment on single cases of this kind,” a spokeswoman for the council said.")
    assert found["We do not"] == "a spokeswoman for the council"


def test_words_at_arms_length_are_no_quotation() -> None:
    assert box(OPENING, "The hall is “safe for now” and the plan is “dead”, residents said on Tuesday.").quotes == ()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said: »Das ist gut.«", ["Das ist gut."]),
        ("「これは本です」と言った", ["これは本です"]),
        ("the girls' coats and the boys' hats", []),
        ("a 5' 10\" man and a 6' 1\" woman", []),
        ("It's the dog's day, isn't it", []),
        ("She called it “a day” and “a night”.", ["a day", "a night"]),
        ("“Left open to the end", ["Left open to the end"]),
        ('He wrote "one" and "two".', ["one", "two"]),
        ("‘The ministers’ plan is dead,’ he said.", ["The ministers’ plan is dead,"]),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in marks.find(text)] == inside
