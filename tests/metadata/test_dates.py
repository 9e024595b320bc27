"""Dates for machines and for readers, and which of a page's dates is which."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metadata.pages import article, read
from server.metadata import dates
from server.metadata.knowledge import load

H1 = "<h1>Ferry returns to the harbour after eleven weeks</h1>"


@pytest.mark.parametrize("example", load("times")["examples"], ids=lambda e: e["line"][:40])
def test_a_line_gives_its_date(example):
    found = [f.value for f in dates.in_line(example["line"], example["language"])]
    assert (found or [""])[0] == example["gives"]


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-11-17T22:47:00.123Z", "2024-11-17T22:47:00+00:00"),
        ("2024-11-17T17:47-0500", "2024-11-17T17:47:00-05:00"),
        ("2024-11-17 17:47:05", "2024-11-17T17:47:05"),
        ("20241117", "2024-11-17"),
        ("2024-11-17", "2024-11-17"),
        ("1731883620", "2024-11-17T22:47:00+00:00"),
        ("1731883620000", "2024-11-17T22:47:00+00:00"),
        ("Sun, 17 Nov 2024 17:47:00 +0100", "2024-11-17T17:47:00+01:00"),
        ("Sun Nov 17 2024 17:47:00 GMT+0000 (Coordinated Universal Time)", "2024-11-17T17:47:00+00:00"),
        ("2024-13-45", None),
        ("0000-00-00", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_for_machines(value, iso):
    assert dates.from_machine(value) == iso


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://h.example/2024/11/17/ferry", "2024-11-17"),
        ("https://h.example/2024/nov/07/ferry", "2024-11-07"),
        ("https://h.example/ferry-20241117.html", "2024-11-17"),
        ("https://h.example/2024/ferry", None),
        ("https://h.example/id/20249917", None),
        ("https://h.example/?d=2024/11/17", None),
        (None, None),
    ],
)
def test_a_day_in_an_address(url, day):
    assert dates.in_address(url) == day


def test_json_ld_before_meta_before_text():
    meta = '<meta property="article:published_time" content="2024-03-02T08:00:00Z">'
    text = f"{H1}<p>1 March 2024</p>"
    assert read(article(datePublished="2024-03-03T08:00:00Z") + meta, text).published == "2024-03-03T08:00:00+00:00"
    assert read(meta, text).published == "2024-03-02T08:00:00+00:00"
    found = read("", text)
    assert (found.published, found.sources["published"]) == ("2024-03-01", "text near the headline")


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Published 4 March 2024, 9:05 am GMT</p>",
        '<time datetime="2024-03-04T09:05:00Z">a while ago</time>',
        "<span>Published</span> <span>March 4, 2024 09:05 GMT</span>",
        "<p>Updated 6 March 2024</p><p>Published 4 March 2024 09:05 GMT</p>",
        "<p><!-- -->4 March 2024 09:05 GMT</p>",
        "<p>by Harbour Press on 04-mars-2024 9:05 GMT</p>",
    ],
)
def test_the_date_that_the_page_shows(shown):
    assert read("", H1 + shown).published == "2024-03-04T09:05:00+00:00"


def test_the_date_above_the_headline():
    assert read("", f"<p>4 March 2024</p>{H1}").published == "2024-03-04"


def test_a_change_is_told_from_the_publication():
    found = read("", f"{H1}<p>4 March 2024</p><p>Last updated: 6 March 2024</p>")
    assert (found.published, found.modified) == ("2024-03-04", "2024-03-06")


def test_a_page_that_shows_only_its_last_change_has_no_better_date():
    found = read("", f"{H1}<p>Updated 6 March 2024</p>")
    assert (found.published, found.modified) == ("2024-03-06", "2024-03-06")


def test_a_dateline_of_the_article():
    body = f"{H1}<p>HAFENSTADT, March 4, 2024 (HH) - The ferry sailed again on Monday, and with it came the post, the"
    assert read(
        "", f"{body} bread, two goats and the whole of the school orchestra on its way home.</p>"
    ).published == ("2024-03-04")


def test_a_date_inside_the_article_is_not_its_own():
    prose = "<p>The dock was built in the years after 4 March 1988 by the men of three villages " + "and more " * 30
    assert read("", f"{H1}{prose}</p>").published is None


def test_a_date_far_below_counts_only_by_itself():
    far = "<div>Something of the town.</div>" * 130
    assert read("", f"{H1}{far}<p>4 March 2024</p>").published == "2024-03-04"
    assert read("", f"{H1}{far}<nav>4 March 2024</nav>").published is None
    assert (
        read("", f"{H1}{far}<p>Join us for the harbour festival and dance on 4 March 2024 at the quay</p>").published
        is None
    )


def test_the_address_is_the_last_resort_and_settles_an_ambiguous_day():
    url = "https://h.example/2024/03/04/ferry"
    assert read("", H1, url=url).published == "2024-03-04"
    assert read("", f"{H1}<p>04/03/2024 10:15</p>", url=url).published == "2024-03-04"


def test_the_last_change_in_both_fields_gives_way_to_what_the_page_announces():
    head = article(datePublished="2024-08-21", dateModified="2024-08-21")
    assert read(head, f"{H1}<p>Published 4 March 2024</p>").published == "2024-03-04"
    assert read(head, f"{H1}<p>4 March 2024</p>").published == "2024-08-21"


def test_a_moment_of_the_next_day_in_utc_is_told_as_the_readers_there_saw_it():
    head = article(datePublished="2024-03-05T02:41:00Z")
    url = "https://h.example/2024/03/04/ferry"
    remarks = '<time datetime="2024-03-04T22:03:00-05:00">late</time>'
    assert read(head, H1 + remarks, url=url).published == "2024-03-04T21:41:00-05:00"
    # no zone told, one that leads to no other day, and an address that says the same day or quite another
    assert read(head, H1, url=url).published == "2024-03-05T02:41:00+00:00"
    assert read(head, f'{H1}<time datetime="2024-03-05T05:00:00+02:00">', url=url).published[-6:] == "+00:00"
    assert read(head, H1 + remarks, url="https://h.example/2024/03/05/ferry").published[-6:] == "+00:00"
    assert read(head, H1 + remarks, url="https://h.example/2024/02/05/ferry").published[-6:] == "+00:00"


FAR = "<div>Something of the town.</div>" * 130


@pytest.mark.parametrize(
    ("sheet", "published"),
    [
        ("<h4>Published</h4><time datetime='2024-03-04'>4 March</time>", "2024-03-04"),
        ("<h6>Date</h6><p>4 March 2024</p>", "2024-03-04"),
        ("<h6>Date:</h6><p>March 2024</p>", "2024-03"),
        ("<h6>Opened</h6><p>4 March 2024</p>", None),
        ("<h6>Date</h6><p>4 March 2024 at the quay, for all</p>", None),
        ("<h6>Date</h6><p>Harbour 2024</p>", None),
        ("<nav><h6>Date</h6><p>4 March 2024</p></nav>", None),
        ("<div class='related'><h6>Date</h6><p>4 March 2024</p></div>", None),
    ],
)
def test_a_labelled_date_in_the_sheet_beside_the_article(sheet, published):
    assert read("", f"{H1}{FAR}<aside class='sidebar'>{sheet}</aside>").published == published


def test_a_date_in_a_link_to_another_article_is_not_this_ones():
    card = "<a href='/dock'>{}<span>The dry dock is to be dug out once more in the spring</span></a>"
    assert read("", H1 + FAR + card.format("<time datetime='2024-02-01'>1 February</time>")).published is None
    sheet = "<h3>Published</h3><time datetime='2024-02-01'>1 February</time>"
    assert read("", H1 + FAR + card.format(sheet)).published is None
    own = "<a href='/ferry'><time datetime='2024-03-04'>4 March 2024</time></a>"
    assert read("", H1 + FAR + own).published == "2024-03-04"


def test_a_month_alone_gives_way_to_the_day_in_the_address():
    sheet = "<aside><h6>Date</h6><p>March 2024</p></aside>"
    assert read("", H1 + FAR + sheet, url="https://h.example/2024/03/04/ferry").published == "2024-03-04"


@given(st.text(max_size=80))
def test_whatever_is_read_is_iso_8601(line):
    for found in dates.in_line(line, "en"):
        datetime.fromisoformat(found.value)
        assert 0 <= found.start < found.end <= len(line)
    value = dates.from_machine(line)
    assert value is None or datetime.fromisoformat(value)


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)))
def test_a_written_date_is_read_back(moment):
    line = f"{moment.day} {moment:%B %Y}, {moment:%H:%M}"
    assert [f.value for f in dates.in_line(line, "en")] == [moment.replace(second=0, microsecond=0).isoformat()]


@pytest.mark.parametrize(
    ("line", "language"),
    [("4 มีนาคม 2567", "th"), ("4 มีนาคม 2024", "th-TH"), ("4 मार्च 2024", "hi"), ("4 במרץ 2024", "he")],
)
def test_months_with_vowel_signs_or_a_preposition_and_the_years_of_thailand(line, language):
    assert [found.value for found in dates.in_line(line, language)] == ["2024-03-04"]
