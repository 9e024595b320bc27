"""What holds for any text: exact places, the same answer twice, no error."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from facts.article import check
from server import facts
from server.model import Block, Completeness, Heading, Item, List, Metadata, Paragraph, Quote, Text

SCRAPS = (
    "“", "”", '"', "'", "‘", "’", "„", "«", "»", "(", ")", "—", ", ", ". ", "? ", "! ", ": ", "\n", " ", "…",
    "the ", "and ", "of ", "said ", "says ", "who ", "he ", "she ", "told ", "according to ", "declined to comment ",
    "Anna Berg", "Berg", "Mr Holt", "Prime Minister ", "the mayor of Ostvik, ", "a farmer, ", "Lord ", "U.S. ",
    "NATO", "Ministry of Water", "Norway", "in Lima", "near Oslo, ", "Monday", "last week", "next May", "p.m. ",
    "Dec. 31, 2024", "5:45 p.m. ET on Sunday", "three years ago", "2019", "1,200 people", "$4 million", "12%",
    "190 miles (306 km)", "two-thirds ", "6-4, 7-6 (5) win ", "10-year-old ", "at least 30 ", "Tuesday’s ", "€3bn",
    "ﬁne", "🙂", "́", "the the the ", "in the village of ", "İstanbul", "31 December", "\u00a0",
)  # fmt: skip
TEXT = st.one_of(
    st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join),
    st.text(max_size=80),
)
KINDS = st.sampled_from((Paragraph, Quote, Heading))
PUBLISHED = st.sampled_from((None, "2025-01-01T00:10:00+13:00", "2024-02-29", "not a date", "2025-06-30T23:59:00Z"))
LANGUAGE = st.sampled_from((None, "en", "de", "pt-BR", "zu"))
FILLER = "The council said that it was not yet clear who had been in the house when the roof fell on it. "
COMPLETENESS = st.sampled_from((Completeness("complete"), Completeness("partial"), Completeness("unknown")))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KINDS, TEXT), max_size=5), TEXT, TEXT, PUBLISHED, LANGUAGE, COMPLETENESS, st.booleans())
def test_places_are_exact_and_answers_the_same(
    parts: list[tuple[type[Block], str]],
    title: str,
    dek: str,
    published: str | None,
    language: str | None,
    completeness: Completeness,
    english: bool,
) -> None:
    texts = [text for _, text in parts] + [FILLER * 2] * english
    blocks = tuple(
        (parts[n][0] if n < len(parts) else Paragraph)(id=f"b{n}", text=text) for n, text in enumerate(texts)
    )
    metadata = Metadata(title=title or None, published=published, language=language)
    found = facts.find(blocks, Text(dek) if dek else None, metadata, completeness)
    check(found, blocks, dek)
    assert found == facts.find(blocks, Text(dek) if dek else None, metadata, completeness)
    assert all(len(point.text.split()) <= 45 for point in found.points)
    shown = " ".join(blocks[n].text for n in range(len(blocks))) + dek
    assert all(person.role is None or person.role in shown for person in found.who)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=6))
def test_published_points_are_the_items(items: list[str]) -> None:
    lines = [item.replace("\n", " ").strip() for item in items]
    spans, at = [], 0
    for line in lines:
        spans.append(Item(start=at, end=at + len(line)))
        at += len(line) + 1
    block = List(id="b1", text="\n".join(lines), items=tuple(spans), key_points=True)
    found = facts.find((block,), None, Metadata(), Completeness("complete"))
    assert found.origin == "publisher"
    assert [point.text for point in found.points] == [line for line in lines if line]


def test_a_text_of_a_megabyte_is_read_in_part() -> None:
    long = FILLER * 11_000
    (block,) = (Paragraph(id="b1", text=long),)
    found = facts.find((block,), None, Metadata(language="en"), Completeness("complete"))
    check(found, (block,))
    assert all(place.end <= 30_000 for _, _, fact in found.numbered() for place in fact.places)


def test_a_megabyte_without_an_end_of_sentence() -> None:
    for unit in ("a", "A", "“", '"', "' ", "( ", "Aa ", "1,", "1 ", "said ", "of the ", ", a ", "Dr. "):
        block = Paragraph(id="b1", text=FILLER * 2 + unit * (1_000_000 // len(unit)))
        check(facts.find((block,), None, Metadata(language="en"), Completeness("complete")), (block,))
