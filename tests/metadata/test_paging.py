"""Articles split over several pages."""

import pytest

from metadata.pages import read
from server.model import PageOf

H1 = "<h1>Ferry returns to the harbour after eleven weeks</h1>"


@pytest.mark.parametrize(
    ("url", "links", "page_of"),
    [
        (
            "https://h.example/ferry",
            ["/ferry?page=2", "/ferry?page=3"],
            PageOf(1, 3, "https://h.example/ferry?page=2"),
        ),
        ("https://h.example/ferry?page=2", ["/ferry", "?page=3"], PageOf(2, 3, "https://h.example/ferry?page=3")),
        ("https://h.example/ferry/3", ["/ferry/", "/ferry/2"], PageOf(3, 3, None)),
        ("https://h.example/ferry", ["/ferry/page/2/"], PageOf(1, 2, "https://h.example/ferry/page/2/")),
        (
            "https://h.example/ferry.html",
            ["ferry-page-2.html"],
            PageOf(1, 2, "https://h.example/ferry-page-2.html"),
        ),
        ("https://h.example/ferry", ["/bridge?page=2", "/bridge/2"], None),
        ("https://h.example/ferry", ["/ferry?page=2#comments", "/ferry/comment-page-2"], None),
        ("https://h.example/ferry", ["https://other.example/ferry?page=2"], None),
        ("https://h.example/ferry", ["/ferry?page=7"], None),
        ("https://h.example/ferry", ["/ferry/2024"], None),
        ("https://h.example/ferry", [], None),
    ],
)
def test_which_page_of_how_many(url, links, page_of):
    body = H1 + "".join(f'<a href="{href}">on</a>' for href in links)
    assert read("", body, url=url).page_of == page_of


def test_a_link_marked_next_counts_only_for_the_same_article():
    assert read('<link rel="next" href="/bridge">', H1, url="https://h.example/ferry").page_of is None
    found = read('<link rel="next" href="/ferry?seite=2">', H1, url="https://h.example/ferry").page_of
    assert found == PageOf(1, 2, "https://h.example/ferry?seite=2")
