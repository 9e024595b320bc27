"""The headline that readers see."""

import pytest

from metadata.pages import article, lines, page, read, script
from server.metadata.headline import headline_element

TITLE = "Ferry returns to the harbour after eleven weeks"


def test_the_heading_wins_over_what_is_written_for_search_engines():
    found = read(
        "<title>Ferry timetable, tickets and news | Harbour Herald</title>"
        '<meta property="og:title" content="Ferry timetable, tickets and news">',
        f"<h1>{TITLE}</h1>",
    )
    assert found.title == TITLE
    assert found.sources["title"] == "h1"


@pytest.mark.parametrize(
    "masthead",
    [
        '<h1><a href="/">The Herald of the Harbour</a></h1>',
        "<h1>Harbour Herald</h1>",
        '<h1 class="logo"><img alt="Harbour Herald"></h1>',
        "<h1>Blog</h1>",
    ],
)
def test_a_masthead_is_no_headline(masthead):
    head = '<meta property="og:site_name" content="Harbour Herald">'
    assert read(head, f"{masthead}<h1>{TITLE}</h1>").title == TITLE
    assert read(f"{head}<title>{TITLE} | Harbour Herald</title>", masthead).title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | Harbour Herald",
        f"{TITLE} - Harbour Herald",
        f"Harbour Herald: {TITLE}".replace(": ", " | "),
        f"{TITLE} | Town | Harbour Herald",
        f"{TITLE} – harbour-herald.example",
    ],
)
def test_the_name_of_the_site_is_cut_from_a_title(title):
    head = f'<title>{title}</title><meta property="og:site_name" content="Harbour Herald">'
    assert read(head).title == TITLE


def test_a_dash_inside_a_headline_stays():
    assert read("<title>Harbour reopens – and the town breathes out</title>").title == (
        "Harbour reopens – and the town breathes out"
    )


def test_a_kicker_above_the_headline_is_not_part_of_it():
    body = f'<h1><span class="article__overline">Traffic on the water</span> <span>{TITLE}</span></h1>'
    assert read("", body).title == TITLE


def test_a_kicker_with_a_colon_is_read_as_part_of_it():
    body = f'<h1><span class="kicker">Traffic</span><span>: </span><span>{TITLE}</span></h1>'
    assert read("", body).title == f"Traffic: {TITLE}"


def test_a_kicker_that_open_graph_leaves_out_is_left_out_on_a_news_page():
    head = f'<meta property="og:title" content="{TITLE}">' + article(headline=f"Traffic: {TITLE}")
    assert read(head, f"<h1>Traffic: {TITLE}</h1>").title == TITLE


def test_the_second_heading_is_the_headline_where_the_first_is_for_machines():
    head = f'<meta property="og:title" content="{TITLE}">'
    body = f"<h1>Ferry news: timetable and prices of the new ferry</h1><h2><b>Back</b><span>{TITLE}</span></h2>"
    found = read(head, body)
    assert found.title == TITLE
    assert found.sources["title"] == "h2"


def test_two_statements_of_a_news_page_win_over_a_heading_that_says_something_else():
    head = f'<meta property="og:title" content="{TITLE}">' + article(headline=TITLE)
    assert read(head, "<h1>All the news of the day at a glance</h1>").title == TITLE


def test_a_plug_in_of_a_blog_does_not_win_over_the_heading():
    head = '<meta property="og:title" content="Best ferry guide">' + script(
        {"@type": "BlogPosting", "headline": "Best ferry guide"}
    )
    assert read(head, f"<h1>{TITLE}</h1>").title == TITLE


def test_the_headline_of_json_ld_where_nothing_is_shown():
    found = read(article(headline="Ferry &amp; harbour: <em>back</em> in service"))
    assert found.title == "Ferry & harbour: back in service"
    assert found.sources["title"] == "json-ld headline"


def test_a_headline_that_was_cut_is_told_whole():
    whole = f"{TITLE} in the dock, with new engines, a second deck and room for two hundred bicycles and their riders"
    head = f'<meta property="og:title" content="{whole} | Harbour Herald"><meta property="og:site_name" '
    head += 'content="Harbour Herald">'
    cut = whole[:107]
    assert read(article(headline=cut + "...") + head).title == whole
    assert read(article(headline=cut) + head).title == whole
    # another headline, and one too short to be cut, are what the page says
    assert read(article(headline=f"Ahoy: {cut}") + head).title == f"Ahoy: {cut}"
    assert read(article(headline=TITLE) + head).title == TITLE


def test_white_space_and_soft_hyphens_are_no_part_of_a_title():
    assert read("", "<h1>Ferry\n  re\u00adturns<br>to the har\u200bbour</h1>").title == "Ferry returns to the harbour"


def test_the_element_of_the_headline_is_found():
    shown = page("", f"<h1>Menu of the site here</h1><div><h1>{TITLE}</h1></div><h2>{TITLE}!</h2>")
    found = headline_element(shown, TITLE)
    assert found is not None
    assert (found.tag, found.text) == ("h1", TITLE)


def test_the_element_of_a_headline_in_other_words_is_the_heading_that_is_like_it():
    shown = page("", f"<h1>Menu</h1><h1>Traffic: {TITLE}</h1>")
    found = headline_element(shown, TITLE)
    assert found is not None
    assert found.text == f"Traffic: {TITLE}"


def test_no_element_for_a_title_that_is_not_shown():
    assert headline_element(page("", "<h2>Something else</h2>"), TITLE) is None
    assert headline_element(page("", "<h1></h1>"), None) is None


def test_the_element_in_a_plain_text_is_its_line():
    found = headline_element(lines(f"Allow alerts\n{TITLE}\nBy Ada Marsh"), TITLE)
    assert found is not None
    assert (found.tag, found.text) == ("p", TITLE)
