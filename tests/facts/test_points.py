"""Points stand alone, hedges and denials stay, and pieces that tell no story show fewer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from facts.article import box, check, texts
from server import facts
from server.model import Block, Completeness, Figure, Heading, Item, List, Metadata, Paragraph, Picture, Text

STORY = (
    "The town of Varnby closed its swimming hall on Monday after inspectors found cracks in the roof, "
    "the council said.",
    "Inspectors denied that the hall had been left to rot, but said that repairs would cost at least 4 "
    "million kronor.",
    "But not everyone in the town believes what the inspectors say about the cracks in the roof of the hall.",
    "He had swum there every morning since he was a boy and now did not know what to do with himself.",
    "What will become of the children who learned to swim in the hall before the cracks were found?",
    "Swimming clubs will have to travel to Ostvik, 40 miles away, until a new hall is built, according "
    "to the council.",
    "“This is a dark day for all of us who love the water and who love this hall more than words can say.”",
    "The council is reported to have known of the cracks for two years, although the mayor has denied that claim.",
    "For example, a letter from an engineer was found in a drawer of the town hall by a cleaner last week.",
)

TOO_LONG = f"Engineers said {'that the roof of the hall is old and ' * 6}that it has to go."
"""a sentence that is no point, and goes with none"""


def test_no_leaning_sentence_question_or_bare_quotation() -> None:
    points = texts(box(*STORY, title="Varnby closes swimming hall over cracks").points)
    assert 3 <= len(points) <= 5
    for start in ("But", "He had", "What will", "“This is", "For example"):
        assert not [p for p in points if p.startswith(start)]
    assert all(len(p.split()) <= 45 for p in points)


def test_denials_and_hedges_stay() -> None:
    points = " ".join(texts(box(*STORY, title="Varnby council denied knowing of cracks").points))
    assert "denied that" in points
    assert "reported to have known" in points


def test_reading_order() -> None:
    order = [int(place.block.removeprefix("b")) for p in box(*STORY).points for place in p.places]
    assert order == sorted(order)


def test_a_leaning_sentence_comes_with_the_one_before() -> None:
    (point,) = box(
        "The council of the town of Varnby has named a new engineer for the bridge over the river. He "
        "will begin in the spring of the year."
    ).points
    assert point.text.endswith("He will begin in the spring of the year.")


def test_a_point_goes_on_over_short_paragraphs() -> None:
    (point,) = box(
        "The council of the town of Varnby has named a new engineer for the bridge at the mouth of the river.",
        "She will begin in the spring of the year, when the ice has gone from the lake.",
    ).points
    assert [place.block for place in point.places] == ["b1", "b2"]
    assert "river. She will begin" in point.text


@pytest.mark.parametrize(
    "between",
    [
        Heading(id="x", text="The long road to a new bridge"),
        List(id="x", text="Timber and stone", items=(Item(0, 16),)),
    ],
)
def test_no_point_goes_on_over_what_stands_between(between: Block) -> None:
    blocks = (
        Paragraph(
            id="b1", text="The council of the town of Varnby has named a new engineer for the bridge by the mill."
        ),
        between,
        Paragraph(
            id="b2", text="She will begin in the spring of the year, when the ice has left the river and the lake."
        ),
    )
    (point,) = facts.find(blocks, None, Metadata(language="en"), Completeness("complete")).points
    assert [place.block for place in point.places] == ["b1"]


def test_no_quotation_is_taken_along_whose_speaker_stands_further_on() -> None:
    points = texts(box(STORY[0], "“We knew of it all along,” it was heard.", "“This is the end.”", STORY[5]).points)
    assert not [p for p in points if "the end" in p]


@pytest.mark.parametrize(
    "text",
    [
        "Running at full speed in the coldest weeks of the year, it costs the town two kronor an hour.",
        "Only nine of these have been found in the cellars of the town since the search began in May.",
        "At home in the evening I still think about the water and the hall and all the people in it.",
        "Le toit de la salle est fissuré et les nageurs de la ville devront attendre pendant deux ans.",
        "The roof of the hall is broken.Repairs begin in summer.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_left_out(text: str) -> None:
    points = texts(box(STORY[0], TOO_LONG, text, title="Varnby hall").points)
    assert points == [STORY[0]]


@pytest.mark.parametrize(
    ("opening", "begins"),
    [
        ("VARNBY (NP) — The council closed the swimming hall", "The council closed"),
        ("OSLO, Norway – The council closed the swimming hall", "The council closed"),
        ("WARNING GRAPHIC DETAIL: Inspectors have described the swimming hall", "Inspectors have"),
    ],
)
def test_a_point_begins_behind_the_dateline(opening: str, begins: str) -> None:
    text = f"{opening} in the town of Varnby on Monday after cracks were found in its roof, and will not open it."
    points = texts(box(text, TOO_LONG).points)
    assert points[0].startswith(begins)


@pytest.mark.parametrize(
    "credit", ["(NP Photo/Karin Berg)", "(AP Photo/Karin Berg)", "(Photo by Karin Berg)", "(Karin Berg/Getty Images)"]
)
def test_a_caption_in_a_paragraph_gives_nothing(credit: str) -> None:
    found = box(*STORY[:2], f"Swimmers leave the hall of Varnby with 17 towels on Monday. {credit}")
    assert {place.block for _, _, fact in found.numbered() for place in fact.places} <= {"b1", "b2"}


@pytest.mark.parametrize(
    "credit",
    [
        "Reporting by Karin Berg in Varnby; editing by Piotr Nowak and 12 others",
        "The Varnby Post’s Karin Berg contributed to this report.",
    ],
)
def test_who_wrote_it_is_none_of_the_story(credit: str) -> None:
    found = box(*STORY[:2], credit)
    assert {place.block for _, _, fact in found.numbered() for place in fact.places} <= {"b1", "b2"}


def test_connective_before_a_name_is_left_off() -> None:
    points = texts(
        box(
            STORY[0], "However, Varnby council said that the swimming hall would be opened again by the winter."
        ).points
    )
    assert "Varnby council said that the swimming hall would be opened again by the winter." in points


def test_captions_headings_and_cards_give_nothing() -> None:
    blocks: tuple[Block, ...] = (
        Heading(id="b1", text="Cracks in the roof of the swimming hall were found by 17 inspectors."),
        Figure(
            id="b2", picture=Picture(src="https://example.org/a.jpg"), caption=Text("The 12 boats of Karin Berg.")
        ),
        *(Paragraph(id=f"p{n}", text=text) for n, text in enumerate(STORY)),
    )
    found = facts.find(blocks, None, Metadata(language="en"), Completeness("complete"))
    check(found, blocks)
    assert {place.block for _, _, fact in found.numbered() for place in fact.places} <= {f"p{n}" for n in range(9)}


def test_dek_is_a_place_of_facts() -> None:
    dek = "Varnby shuts its swimming hall over cracks in the roof that will cost 9 million kronor to mend"
    found = box(*STORY, dek=dek)
    assert [p.block for f in found.numbers for p in f.places if f.text == "9 million kronor"] == ["dek"]


def test_publishers_own_points_come_first() -> None:
    text = "The hall is closed.\nRepairs cost 4 million kronor."
    blocks = (
        List(id="b1", text=text, items=(Item(0, 19), Item(20, len(text))), key_points=True),
        *(Paragraph(id=f"p{n}", text=t) for n, t in enumerate(STORY)),
    )
    found = facts.find(blocks, None, Metadata(language="en"), Completeness("complete"))
    check(found, blocks)
    assert found.origin == "publisher"
    assert texts(found.points) == ["The hall is closed.", "Repairs cost 4 million kronor."]


@pytest.mark.parametrize(
    ("kind", "section", "title", "word"),
    [
        ("opinionnewsarticle", None, "", "opinion"),
        (None, "Comment", "", "opinion"),
        (None, None, "Opinion: the hall must stay", "opinion"),
        ("liveblogposting", None, "", "live blog"),
        (None, "Interviews", "", "interview"),
        ("recipe", None, "", "list"),
    ],
)
def test_other_kinds_show_less_and_say_why(kind: str | None, section: str | None, title: str, word: str) -> None:
    found = box(*STORY, kind=kind, section=section, title=title)
    assert len(found.points) <= 3
    assert word in " ".join(found.notes)


def test_a_report_has_no_note() -> None:
    assert box(*STORY, section="News", title="Varnby closes hall").notes == ()


def test_shape_tells_an_interview() -> None:
    turns = [t for n in range(5) for t in (f"What did you see on day {n} of the storm?", STORY[n % 2])]
    assert "interview" in " ".join(box(*turns).notes)


def test_a_cut_off_article_says_so() -> None:
    found = box(*STORY, completeness=Completeness("partial", ("The text ends in the middle of a sentence.",)))
    assert "part" in found.notes[0]
    assert found.points


def test_a_correction_is_not_the_story() -> None:
    points = texts(
        box(*STORY, "This article was changed on 3 May: an earlier version gave the wrong year for the hall.").points
    )
    assert not [p for p in points if "earlier version" in p]


def test_no_sentence_stands_in_two_points() -> None:
    places = [p.places[0] for p in box(" ".join(STORY[:2]), " ".join(STORY[5:8]), *STORY[2:5]).points]
    assert all(a.block != b.block or a.end <= b.start for a, b in pairwise(places))
