"""A hard page through both browsers: the service gets what the reader can see, all of it and nothing else, and the
text of its answers is one and the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from chromium import Chromium
from gecko import Gecko
from newsstand import Newsstand
from services import Recorder, recorded

SEEN = (
    "The lighthouse at Orm Ness will keep its keeper",  # the plain text
    "granite that had been meant for a prison",  # an open shadow root
    "two metres thick at the foot",  # one inside another
    "called the decision the first sensible one",  # a closed one
    "has twice settled a dispute between insurers",  # laid out when it is scrolled to
    "had proposed cameras in her place",  # faded in when it is scrolled to
    "the keeper counted 1,140 ships",  # a frame of the same site
    "stairs are to be measured for a handrail",  # far below the window
    "Visitors may climb the tower on Saturdays",  # the part of a cut box that shows
)
PAGES = ("hard.html", "plain.html", "shadow.html", "story.txt", "essay.html")


@pytest.fixture
def recorder(service_url: str) -> Iterator[tuple[Recorder, str]]:
    with recorded(service_url) as (recorder, address):
        yield recorder, address


def through_chromium(chromium: Chromium, url: str, recorder: Recorder, address: str) -> dict[str, Any]:
    chromium.settings(address=address)
    page = chromium.open(url)
    page.wait_for_load_state("networkidle")
    chromium.press(page)
    chromium.state(page, "done")
    return recorder.answer()


def through_firefox(gecko: Gecko, url: str, recorder: Recorder, address: str) -> dict[str, Any]:
    gecko.settings(address=address)
    gecko.read(url)
    return recorder.answer()


@pytest.mark.parametrize("path", PAGES)
def test_both_browsers_get_the_same_text(
    gecko: Gecko, chromium: Chromium, site: Newsstand, recorder: tuple[Recorder, str], path: str
) -> None:
    url = site.url(path)
    there = through_firefox(gecko, url, *recorder)
    here = through_chromium(chromium, url, *recorder)
    assert here["text"] == there["text"]
    assert here["title"] == there["title"]
    assert [removal["text"] for removal in here["removed"]] == [removal["text"] for removal in there["removed"]]


@pytest.mark.parametrize("through", ["chromium", "firefox"])
def test_what_can_be_seen_is_read_and_what_is_hidden_stays_hidden(
    request: pytest.FixtureRequest, site: Newsstand, recorder: tuple[Recorder, str], through: str
) -> None:
    url = site.url("hard.html")
    if through == "chromium":
        answer = through_chromium(request.getfixturevalue("chromium"), url, *recorder)
    else:
        answer = through_firefox(request.getfixturevalue("gecko"), url, *recorder)
    for words in SEEN:
        assert words in answer["text"]
    assert "SECRET" not in recorder[0].sent[-1]["html"], "hidden text is not even sent"
    assert "SECRET" not in str(answer)
    assert 'bridge.png" alt="The tower from the sea"' in answer["html"], "a lazy picture that was not scrolled to"


def test_one_click_sends_one_request_and_a_double_click_too(
    chromium: Chromium, site: Newsstand, recorder: tuple[Recorder, str]
) -> None:
    requests, address = recorder
    chromium.settings(address=address)
    page = chromium.open(site.url("plain.html"))
    chromium.press(page, times=2)
    chromium.state(page, "done")
    assert len(requests.sent) == 1
    assert page.url.startswith(chromium.extension_url("reader/"))


def test_a_page_of_20_megabytes(chromium: Chromium, site: Newsstand, recorder: tuple[Recorder, str]) -> None:
    requests, address = recorder
    chromium.settings(address=address)
    page = chromium.read(site.make("huge.html", huge_page()))
    assert len(requests.sent[0]["html"]) > 20_000_000
    assert "last of all" in chromium.article(page).locator("article").inner_text()


def test_a_page_of_20_megabytes_in_firefox(gecko: Gecko, site: Newsstand, recorder: tuple[Recorder, str]) -> None:
    requests, address = recorder
    gecko.settings(address=address)
    gecko.read(site.make("huge.html", huge_page()))
    assert len(requests.sent[0]["html"]) > 20_000_000
    assert "last of all" in gecko.text("article")


def huge_page() -> str:
    """A report between 30,000 elements whose attributes weigh 20 MB."""
    weight = "x" * 650
    menu = "".join(f'<li data-state="{weight}"><a href="/s/{n}">Section {n}</a></li>' for n in range(15_000))
    story = "".join(
        f"<p>On day {n} the surveyors walked {3 + n % 7} kilometres along the dyke and counted {11 + n * 3 % 17} "
        f"gulls at the sluice before they came home after dark with mud to their knees.</p>"
        for n in range(1, 30)
    )
    return (
        f"<!doctype html><html lang='en'><title>A month on the dyke</title><body><nav><ul>{menu}</ul></nav><article>"
        f"<h1>A month on the dyke</h1>{story}<p>The clerk who stamped the sheet wrote her name below theirs, last of "
        f"all.</p></article><aside><ul>{menu}</ul></aside></body></html>"
    )
