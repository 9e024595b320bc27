"""The options: addresses as people paste them, the permission, and a test that names the step that failed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Chromium
from newsstand import Newsstand
from playwright.sync_api import Page
from services import of_version, untrusted
from support.service import Service

TOKEN = "a-token-of-the-tests"


@pytest.fixture
def options(chromium: Chromium) -> Page:
    page = chromium.open(chromium.extension_url("options/options.html"))
    page.wait_for_selector("html[data-ready]")
    return page


@pytest.fixture(scope="module")
def guarded() -> Iterator[Service]:
    with Service({"CLEANCOPY_TOKEN": TOKEN, "CLEANCOPY_WORKERS": "1"}) as service:
        yield service


def outcome(page: Page, address: str, token: str = "") -> tuple[str, str]:
    """Type, test, and give the step that failed and the advice."""
    page.get_by_label("Address of the service").fill(address)
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Test connection").click()
    result = page.locator("#result[data-failed]")
    result.wait_for()
    failed = result.get_attribute("data-failed") or ""
    listed = page.locator("#steps [data-state=bad]").count()
    assert listed == (0 if failed == "none" else 1)
    return failed, page.locator("#advice").inner_text()


def test_everything_in_order(options: Page, service_url: str) -> None:
    failed, advice = outcome(options, f"  {service_url}/clean?format=html ")
    assert failed == "none"
    assert "Clean Copy" in advice
    assert options.locator("#steps [data-state=good]").count() == 6
    assert options.locator("#steps [data-state=unneeded]").inner_text().split("\n") == ["Certificate", "not needed"]


def test_no_address(options: Page) -> None:
    assert outcome(options, "not an address at all!!")[0] == "address"


def test_nothing_there(options: Page) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        failed, advice = outcome(options, f"127.0.0.1:{deaf.getsockname()[1]}")
    assert failed == "reachable"
    assert "make run" in advice


def test_https_where_the_service_speaks_http(options: Page, service_url: str) -> None:
    failed, advice = outcome(options, service_url.replace("http:", "https:"))
    assert failed == "certificate"
    assert f"Use the address {service_url} instead" in advice


def test_a_certificate_that_the_browser_does_not_trust(options: Page, tmp_path: Path) -> None:
    with untrusted(tmp_path) as address:
        failed, advice = outcome(options, address)
        assert failed == "certificate"
        assert "does not trust its certificate" in advice
        assert options.get_by_role("link", name=address).is_visible()


def test_nothing_there_over_https(options: Page) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        failed, advice = outcome(options, f"https://127.0.0.1:{deaf.getsockname()[1]}")
    assert failed == "reachable"
    assert "over https" in advice


@pytest.mark.parametrize(("version", "words"), [("0.0.1", "service is older"), ("99.0.0", "service is newer")])
def test_a_service_of_another_version(options: Page, version: str, words: str) -> None:
    with of_version(version) as address:
        failed, advice = outcome(options, address)
    assert failed == "version"
    assert words in advice
    assert version in advice


PASTED = (
    " {}/clean ", "{}/clean?format=html", "{}/#top", "<{}>", "“{}”,", "{bare}", "{bare}/", "0.0.0.0:{port}", "HTTP://{bare}",
    "http:/{bare}", "localhost:{port}",
)  # fmt: skip


@pytest.mark.parametrize("pasted", PASTED)
def test_an_address_as_people_paste_it(options: Page, service_url: str, pasted: str) -> None:
    bare = service_url.removeprefix("http://")
    failed, advice = outcome(options, pasted.format(service_url, bare=bare, port=bare.rpartition(":")[2]))
    assert failed == "none", advice


def test_something_else_there(options: Page, site: Newsstand) -> None:
    assert outcome(options, f"127.0.0.1:{site.port}")[0] == "service"


def test_a_server_that_was_not_allowed(options: Page) -> None:
    assert outcome(options, "clean.example.org")[0] == "permission"


@pytest.mark.parametrize(
    ("token", "failed", "words"),
    [("", "token", "none is set"), ("another-token-altogether", "token", "another token"), (TOKEN, "none", "works")],
)
def test_the_token(options: Page, guarded: Service, token: str, failed: str, words: str) -> None:
    step, advice = outcome(options, guarded.url, token)
    assert step == failed
    assert words in advice


def test_a_token_over_http_to_another_machine(options: Page) -> None:
    failed, advice = outcome(options, "http://clean.example.org", TOKEN)
    assert failed == "address"
    assert "https" in advice


def test_what_is_saved_is_kept_and_used(options: Page, chromium: Chromium, guarded: Service, site: Newsstand) -> None:
    options.get_by_label("Address of the service").fill(f" {guarded.url.removeprefix('http://')}/ ")
    options.get_by_label("Token").fill(f"{TOKEN} ")
    options.get_by_role("button", name="Save").click()
    options.get_by_text("Saved.").wait_for()
    options.reload()
    options.wait_for_selector("html[data-ready]")
    assert options.get_by_label("Address of the service").input_value() == guarded.url
    page = chromium.read(site.url("plain.html"))
    assert "swing bridge" in chromium.article(page).locator("article").inner_text()


def test_nonsense_is_not_saved(options: Page, chromium: Chromium, service_url: str) -> None:
    options.get_by_label("Address of the service").fill("ftp://clean.example.org")
    options.get_by_role("button", name="Save").click()
    assert options.get_by_role("alert").inner_text().startswith("This is not an address")
    assert chromium.worker.evaluate("chrome.storage.local.get('address')") == {"address": service_url}


def test_another_server_works_once_the_browser_allows_it(options: Page, chromium: Chromium, service_url: str) -> None:
    there = service_url.replace("127.0.0.1", "server.test")
    # A headless Chromium can't show its question: allowed beforehand on its own page, it grants without one.
    settings = chromium.open("chrome://extensions")
    settings.evaluate(f"chrome.developerPrivate.addHostPermission('{chromium.id}', 'http://server.test/*')")
    options.bring_to_front()
    options.get_by_label("Address of the service").fill(there)
    options.get_by_role("button", name="Save").click()
    options.get_by_text("Saved.").wait_for()
    failed, advice = outcome(options, there)
    assert failed == "service", "it is reached, and refuses a name that is not its own"
    assert "refuses" in advice
    chromium.worker.evaluate("chrome.permissions.remove({ origins: ['http://server.test/*'] })")


def test_the_first_run_opens_the_options_and_tries_the_service(chromium: Chromium) -> None:
    page = chromium.open(chromium.extension_url("options/options.html?welcome"))
    page.locator("#result[data-failed=none]").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == "Welcome to Clean Copy"
