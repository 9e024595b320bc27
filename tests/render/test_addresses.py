"""Which addresses may stand in a view."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from server.render import addresses

HTTPS = "https://news.example/a"
TRACKERS = tomllib.loads(Path(addresses.__file__).with_name("trackers.toml").read_text("utf-8"))["tracker"]


@pytest.mark.parametrize("address", ["https://a.example/x?y=1#z", "http://a.example", "mailto:desk@a.example"])
def test_links_to_the_web_and_to_mailboxes_stay(address: str) -> None:
    assert addresses.link(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
        "//a.example",
        "#part",
        "java\tscript:alert(1)",
        "https:",
        "https://a.example/a b",
        "https://a.example/a\n",
        'https://a.example/?"a',
        "https://[broken",
        "ftp://a.example/",
    ],
)
def test_other_links_do_not(address: str | None) -> None:
    assert addresses.link(address) is None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "app.localhost",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.9",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "127.1",
        "0177.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "%3127.0.0.1",
        "[::1]",
        "[fd00::1]",
        "[fe80::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]",
        "[2002:7f00:1::]",
        "router",
        "printer.local",
        "nas.lan",
        "wiki.internal",
        "box.home.arpa",
    ],
)
def test_a_picture_in_the_readers_own_network_is_not_asked_for(host: str) -> None:
    assert addresses.picture(f"https://{host}/p.jpg", page_url=HTTPS) is None


@pytest.mark.parametrize(
    "host", ["img.news.example", "8.8.8.8", "[2606:4700::1111]", "xn--bcher-kva.example", "a.example:8443"]
)
def test_a_picture_on_a_public_host_is(host: str) -> None:
    assert addresses.picture(f"https://{host}/p.jpg", page_url=HTTPS) == f"https://{host}/p.jpg"


def test_user_names_and_backslashes_do_not_hide_a_host() -> None:
    assert addresses.picture("https://a.example@127.0.0.1/p.jpg", page_url=HTTPS) is None
    assert addresses.picture("https://127.0.0.1\\@a.example/p.jpg", page_url=HTTPS) is None
    assert addresses.picture("https://reader@a.example/p.jpg", page_url=HTTPS) == "https://reader@a.example/p.jpg"
    assert addresses.picture("HTTPS://A.example/p.jpg", page_url=HTTPS) == "HTTPS://A.example/p.jpg"


def test_http_is_kept_only_where_the_page_is_http() -> None:
    picture = "http://img.news.example/p.jpg"
    assert addresses.picture(picture, page_url="http://news.example/a") == picture
    assert addresses.picture(picture, page_url=HTTPS) == "https://img.news.example/p.jpg"
    assert addresses.picture(picture, page_url=None) == "https://img.news.example/p.jpg"


@pytest.mark.parametrize("tracker", TRACKERS, ids=lambda tracker: tracker["in"])
def test_each_known_counter_is_caught(tracker: dict[str, str]) -> None:
    assert addresses.is_counter(tracker["catches"], None, None)
    assert addresses.picture(tracker["catches"], page_url=HTTPS) is None


def test_a_dot_is_a_counter_and_a_thumbnail_is_not() -> None:
    dot = "https://img.news.example/p.gif"
    assert addresses.picture(dot, page_url=HTTPS, width=1, height=1) is None
    assert addresses.picture(dot, page_url=HTTPS, width=600, height=1) is None
    assert addresses.picture(dot, page_url=HTTPS, width=16, height=16) == dot
    assert addresses.picture(dot, page_url=HTTPS) == dot


def test_of_data_addresses_only_small_bitmaps_are_shown() -> None:
    good = "data:image/png;base64,iVBORw0KGgo="
    assert addresses.picture(good, page_url=HTTPS) == good
    assert addresses.picture("data:image/svg+xml;base64,PHN2Zz4=", page_url=HTTPS) is None
    assert addresses.picture("data:text/html;base64,PHN2Zz4=", page_url=HTTPS) is None
    assert addresses.picture(f"data:image/png;base64,{'A' * 65_537}", page_url=HTTPS) is None
