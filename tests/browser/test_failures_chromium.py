"""Each way in which it can fail says so in a plain sentence, and offers what helps."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from chromium import Chromium
from newsstand import Newsstand
from support.service import Service

TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Service]:
    """A service that asks for a token and takes small pages only."""
    with Service({"CLEANCOPY_TOKEN": TOKEN, "CLEANCOPY_MAX_BYTES": "20000", "CLEANCOPY_WORKERS": "1"}) as service:
        yield service


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address at which nothing listens, and nothing can begin to while the test runs."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes every request and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_no_service(chromium: Chromium, site: Newsstand, service_url: str, deaf: str) -> None:
    chromium.settings(address=deaf)
    page = chromium.fail(site.url("plain.html"))
    assert page.get_by_role("heading").inner_text() == "The Clean Copy service is not running"
    assert page.get_by_text("make run", exact=True).is_visible()
    chromium.worker.evaluate("(address) => chrome.storage.local.set({ address })", service_url)
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("html[data-state=done]")
    assert "swing bridge" in chromium.article(page).locator("article").inner_text()


def test_no_article_and_what_was_found_anyway(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.fail(site.url("front.html"))
    assert page.get_by_role("heading").inner_text() == "No article was found here"
    page.get_by_role("button", name="Show what was found anyway").click()
    page.wait_for_selector("html[data-state=done]")
    assert "Choir wins prize" in chromium.article(page).locator("body").inner_text()


def test_a_page_too_large(chromium: Chromium, site: Newsstand, guarded: Service) -> None:
    chromium.settings(address=guarded.url, token=TOKEN)
    page = chromium.fail(site.make("large.html", f"<p>{'A long line of words. ' * 5000}</p>"))
    assert page.get_by_role("heading").inner_text() == "This page is too large"


@pytest.mark.parametrize("token", ["", "another-token-altogether"])
def test_a_token_that_is_missing_or_wrong(chromium: Chromium, site: Newsstand, guarded: Service, token: str) -> None:
    chromium.settings(address=guarded.url, token=token)
    page = chromium.fail(site.url("plain.html"))
    assert page.get_by_role("heading").inner_text() == "The service refused the token"
    with chromium.context.expect_page() as opened:
        page.get_by_role("button", name="Open the options").click()
    assert "/options/options.html" in opened.value.url


def test_the_right_token(chromium: Chromium, site: Newsstand, guarded: Service) -> None:
    chromium.settings(address=guarded.url, token=TOKEN)
    page = chromium.read(site.url("plain.html"))
    assert "swing bridge" in chromium.article(page).locator("article").inner_text()


def test_a_token_is_not_sent_over_http_to_another_machine(chromium: Chromium, site: Newsstand) -> None:
    chromium.settings(address=f"http://server.test:{site.port}", token=TOKEN)
    page = chromium.fail(site.url("plain.html"))
    assert page.get_by_role("heading").inner_text() == "The token was not sent"
    assert "clean" not in site.asked


def test_a_server_that_the_browser_was_not_asked_about(chromium: Chromium, site: Newsstand) -> None:
    chromium.settings(address=f"http://server.test:{site.port}")
    page = chromium.fail(site.url("plain.html"))
    assert page.get_by_role("heading").inner_text() == "The browser has not allowed this service yet"


def test_something_else_at_the_address(chromium: Chromium, site: Newsstand) -> None:
    chromium.settings(address=f"http://127.0.0.1:{site.port}")
    page = chromium.fail(site.url("plain.html"))
    assert page.get_by_role("heading").inner_text() == "Something else answers at this address"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("chrome://version/", "Extensions may not read this page"),
        ("data:text/html,<p>A page without a place", "Extensions may not read this page"),
        ("bridge.png", "This is not a web page"),
        ("paper.pdf", "This is not a web page"),
    ],
)
def test_a_page_that_can_not_be_read(chromium: Chromium, site: Newsstand, address: str, title: str) -> None:
    page = chromium.fail(address if ":" in address else site.url(address))
    assert page.get_by_role("heading").inner_text() == title


def test_loading_shows_at_once_and_can_be_cancelled(chromium: Chromium, site: Newsstand, silent: str) -> None:
    chromium.settings(address=silent)
    address = site.url("plain.html")
    page = chromium.open(address)
    chromium.press(page)
    page.wait_for_url(chromium.extension_url("reader/**"))
    assert page.get_by_role("heading").inner_text() == "Making a clean copy"
    assert "Merrow swing bridge" in page.locator("#loading-page").inner_text()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(address)
    assert chromium.worker.evaluate("chrome.storage.session.get(null)") == {}


def test_a_view_that_is_no_longer_kept(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    chromium.worker.evaluate("chrome.storage.session.clear()")
    page.reload()
    chromium.state(page, "failed")
    assert page.get_by_role("heading").inner_text() == "This clean copy is no longer kept"


def test_a_worker_that_was_stopped_wakes_for_the_click(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.open(site.url("plain.html"))
    devtools = chromium.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    chromium.press(page)
    chromium.state(page, "done")
    assert "swing bridge" in chromium.article(page).locator("article").inner_text()
    chromium.awake()
