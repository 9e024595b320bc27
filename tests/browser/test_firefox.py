"""The same extension in Firefox, by a real click on its toolbar button."""

from __future__ import annotations

import base64
import socket

import pytest
from chromium import Chromium
from gecko import Gecko
from newsstand import Newsstand
from paper import long_page, printed
from services import recorded

FIRST = "The old swing bridge over the Merrow opened to traffic again"
LAST = "asked skippers to keep to four knots"


@pytest.mark.parametrize("path", ["plain.html", "strict/plain.html", "shadow.html", "story.txt"])
def test_a_click_shows_the_whole_article(gecko: Gecko, site: Newsstand, path: str) -> None:
    gecko.read(site.url(path))
    text = gecko.text("article")
    assert FIRST in text
    assert LAST in text
    assert "Sign up for our newsletter" not in text


@pytest.mark.parametrize("path", ["plain.html", "shadow.html", "story.txt"])
def test_both_browsers_read_the_same(gecko: Gecko, chromium: Chromium, site: Newsstand, path: str) -> None:
    gecko.read(site.url(path))
    there = gecko.firefox.js(
        "return document.getElementById('article').contentDocument.querySelector('article').textContent"
    )
    page = chromium.read(site.url(path))
    assert chromium.article(page).locator("article").text_content() == there


def test_the_shortcut_does_what_the_button_does(gecko: Gecko, site: Newsstand) -> None:
    gecko.firefox.get(site.url("plain.html"))
    gecko.shortcut("r")
    gecko.state("done")
    assert FIRST in gecko.text("article")


def test_back_forward_and_reload(gecko: Gecko, site: Newsstand) -> None:
    address = site.url("plain.html")
    gecko.read(address)
    reader = gecko.firefox.url
    gecko.firefox("WebDriver:Back")
    assert gecko.firefox.url == address
    gecko.firefox("WebDriver:Forward")
    gecko.state("done")
    assert gecko.firefox.url == reader
    gecko.firefox("WebDriver:Refresh")
    gecko.state("done")
    assert FIRST in gecko.text("article")


def test_the_button_on_the_reading_view_goes_back_to_the_page(gecko: Gecko, site: Newsstand) -> None:
    address = site.url("plain.html")
    gecko.read(address)
    gecko.firefox.js(
        "return browser.storage.session.get(null).then((all) => Promise.all(Object.entries(all).map("
        "([key, view]) => browser.storage.session.set({ [key]: { ...view, started: 0 } }))))"
    )
    gecko.press()
    gecko.firefox.until(lambda: gecko.firefox.url == address, "back at the page")


def test_a_key_fact_leads_to_its_sentence_and_back_returns(gecko: Gecko, site: Newsstand) -> None:
    gecko.read(site.url("plain.html"))
    reader = gecko.firefox.url
    gecko.firefox.js("document.getElementById('article').contentDocument.querySelector(\"a[href='#f1']\").click()")
    gecko.firefox.until(lambda: gecko.firefox.url == f"{reader}#f1", "the fact's own step")
    assert gecko.text("#f1[data-here]").startswith("The old swing bridge")
    gecko.firefox("WebDriver:Back")
    gecko.firefox.until(lambda: gecko.firefox.url == reader, "back at the box")


def test_no_service_and_another_try(gecko: Gecko, site: Newsstand, service_url: str) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        gecko.settings(address=f"http://127.0.0.1:{deaf.getsockname()[1]}")
        gecko.fail(site.url("plain.html"))
    title = gecko.firefox.js("return document.getElementById('failed-title').textContent")
    assert title == "The Clean Copy service is not running"
    gecko.firefox.js("return browser.storage.local.set({ address: arguments[0] })", service_url)
    gecko.firefox.click("[data-offer=again]")
    gecko.state("done")
    assert FIRST in gecko.text("article")


def test_no_article_and_what_was_found_anyway(gecko: Gecko, site: Newsstand) -> None:
    gecko.fail(site.url("front.html"))
    assert gecko.firefox.js("return document.title") == "No article was found here"
    gecko.firefox.click("[data-offer=anyway]")
    gecko.state("done")
    assert "Choir wins prize" in gecko.text()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("about:license", "Extensions may not read this page"),
        ("bridge.png", "This is not a web page"),
        ("paper.pdf", "This is not a web page"),
    ],
)
def test_a_page_that_can_not_be_read(gecko: Gecko, site: Newsstand, address: str, title: str) -> None:
    gecko.fail(address if ":" in address else site.url(address))
    assert gecko.firefox.js("return document.title") == title


def test_another_server_that_the_reader_refuses(gecko: Gecko, site: Newsstand, service_url: str) -> None:
    gecko.settings(address=service_url.replace("127.0.0.1", "refused.test"))
    gecko.firefox.get(gecko.base + "options/options.html")
    gecko.firefox.until(lambda: gecko.firefox.js("return document.documentElement.dataset.ready"), "the options")
    gecko.firefox.click("button[type=submit]")
    gecko.refuse()
    said = "return document.getElementById('said').textContent"
    gecko.firefox.until(lambda: "was not allowed to send pages there" in gecko.firefox.js(said), "what follows")
    gecko.firefox.click("#test")
    failed = "return document.getElementById('result').dataset.failed"
    gecko.firefox.until(lambda: gecko.firefox.js(failed), "the test")
    assert gecko.firefox.js(failed) == "permission"
    assert "Press Save and allow it" in gecko.firefox.js("return document.getElementById('advice').textContent")
    gecko.fail(site.url("plain.html"))
    assert gecko.firefox.js("return document.title") == "The browser has not allowed this service yet"


def test_another_server_is_asked_for_and_then_used(gecko: Gecko, site: Newsstand, service_url: str) -> None:
    there = service_url.replace("127.0.0.1", "server.test")
    gecko.settings(address=there)
    gecko.fail(site.url("plain.html"))
    assert gecko.firefox.js("return document.title") == "The browser has not allowed this service yet"
    gecko.firefox.get(gecko.base + "options/options.html")
    gecko.firefox.until(lambda: gecko.firefox.js("return document.documentElement.dataset.ready"), "the options")
    gecko.firefox.click("button[type=submit]")
    gecko.allow()
    gecko.firefox.until(
        lambda: gecko.firefox.js("return document.getElementById('said').textContent") == "Saved.", "saved"
    )
    gecko.fail(site.url("plain.html"))
    # Allowed by the browser, and asked: this service goes by loopback's names alone, and says so.
    assert gecko.firefox.js("return document.title") == "The service refused the request"


def test_paper_holds_the_last_paragraph(gecko: Gecko, site: Newsstand) -> None:
    gecko.read(site.make("long.html", long_page()))
    paper = printed(base64.b64decode(gecko.firefox("WebDriver:Print", page={"width": 14.8, "height": 21})))
    assert "first day" in paper
    assert "last of all" in paper


def test_the_connection_test_names_what_is_in_order(gecko: Gecko) -> None:
    gecko.firefox.get(gecko.base + "options/options.html")
    gecko.firefox.until(lambda: gecko.firefox.js("return document.documentElement.dataset.ready"), "the options")
    gecko.firefox.click("#test")
    gecko.firefox.until(
        lambda: gecko.firefox.js("return document.getElementById('result').dataset.failed"), "the test"
    )
    assert gecko.firefox.js("return document.getElementById('result').dataset.failed") == "none"


def test_the_second_click_of_a_double_click_does_nothing(gecko: Gecko, site: Newsstand, service_url: str) -> None:
    with recorded(service_url) as (recorder, address):
        gecko.settings(address=address)
        gecko.firefox.get(site.url("plain.html"))
        gecko.press()
        gecko.press()
        gecko.state("done")
    assert len(recorder.sent) == 1


def test_choices_are_kept(gecko: Gecko, site: Newsstand) -> None:
    gecko.read(site.url("plain.html"))
    gecko.firefox.click("#display summary")
    gecko.firefox.click("#choices input[value=sepia]")
    sepia = "return document.getElementById('article').contentDocument.documentElement.dataset.theme === 'sepia'"
    gecko.firefox.until(lambda: gecko.firefox.js(sepia), "the theme")
    gecko.read(site.url("story.txt"))
    assert gecko.firefox.js(sepia)


def test_what_was_removed_can_be_put_back(gecko: Gecko, site: Newsstand) -> None:
    gecko.read(site.url("plain.html"))
    assert "Sign up for our newsletter" not in gecko.text("article")
    gecko.firefox.js(
        "const inner = document.getElementById('article').contentDocument;"
        " [...inner.querySelectorAll('[data-removed]')]"
        ".find((item) => item.textContent.includes('Sign up for our newsletter')).querySelector('button').click()"
    )
    text = gecko.text("article")
    assert text.index("What comes next") < text.index("Sign up for our newsletter") < text.index("The cost")


def test_footnotes_jump_and_return(gecko: Gecko, site: Newsstand) -> None:
    gecko.read(site.url("essay.html"))
    follow = "document.getElementById('article').contentDocument.querySelector(arguments[0]).click()"
    gecko.firefox.js(follow, "a.note[href='#n2']")
    gecko.firefox.until(lambda: gecko.text("#n2[data-here]") == "Sheet nine, lower left, in brown pencil.", "note 2")
    gecko.firefox.js(follow, "a.back[href='#nr2']")
    gecko.firefox.until(lambda: gecko.text("#nr2[data-here]") == "2", "the reference")
