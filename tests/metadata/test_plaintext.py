"""The first lines of a plain text."""

import pytest

from metadata.pages import PROSE, lines
from server import metadata

HEADLINE = "Ferry returns to the harbour after eleven weeks"
DEK = "The first crossing came a fortnight before the summer timetable begins"


def read(text):
    return metadata.read(lines(f"{text}\n\n{PROSE}\n\n{PROSE}"))


def test_prompt_headline_dek_names_date_and_caption():
    found = read(
        "Get alerts from the Harbour Herald as news breaks\n\nYou can switch alerts off in your browser.\n\n"
        f"{HEADLINE}\n\n{DEK}\n\nAda Marsh,Tom Reed\nMonday 4 March 2024 09:05 EST\nComments\n{HEADLINE}"
    )
    assert found.title == HEADLINE
    assert found.description == DEK
    assert found.authors == ("Ada Marsh", "Tom Reed")
    assert found.published == "2024-03-04T09:05:00-05:00"
    assert found.language == "en"
    assert set(found.sources.values()) == {"first lines"}


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\nBy Ada Marsh\n4 March 2024",
        f"{HEADLINE}\n4 March 2024\nAda Marsh",
        f"{HEADLINE}\n{DEK}\nBy Ada Marsh | 4 March 2024",
        f"Skip to content\n{HEADLINE}\n{DEK}.\nBy Ada Marsh\nPublished 4 March 2024",
    ],
)
def test_other_orders_of_the_same(text):
    found = read(text)
    assert (found.title, found.authors, found.published) == (HEADLINE, ("Ada Marsh",), "2024-03-04")


def test_a_text_that_begins_with_its_headline_and_says_no_more():
    found = read(HEADLINE)
    assert (found.title, found.authors, found.published, found.description) == (HEADLINE, (), None, None)


def test_an_update_is_told_from_the_publication():
    found = read(f"{HEADLINE}\nBy Ada Marsh\nPublished 4 March 2024\nUpdated 6 March 2024")
    assert (found.published, found.modified) == ("2024-03-04", "2024-03-06")


def test_prose_alone_has_no_byline():
    found = metadata.read(lines(f"{PROSE}\n\n{PROSE}"))
    assert (found.authors, found.published) == ((), None)


def test_an_empty_text():
    assert metadata.read(lines("")).title is None
