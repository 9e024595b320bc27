"""A real click in Chromium: what the reader gets, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Chromium
from newsstand import PAGES, Newsstand
from paper import long_page, printed

FIRST = "The old swing bridge over the Merrow opened to traffic again"
LAST = "asked skippers to keep to four knots"


def test_a_click_shows_the_article_and_not_the_newsletter_box(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    text = chromium.article(page).locator("article").inner_text()
    assert FIRST in text
    assert LAST in text
    assert "Sign up for our newsletter" not in text
    assert page.title().startswith("Merrow swing bridge opens again")


@pytest.mark.parametrize("path", ["strict/plain.html", "shadow.html", "story.txt"])
def test_hard_pages_are_read_whole(chromium: Chromium, site: Newsstand, path: str) -> None:
    page = chromium.read(site.url(path))
    text = chromium.article(page).locator("article").inner_text()
    assert FIRST in text
    assert LAST in text


def test_back_forward_and_reload(chromium: Chromium, site: Newsstand) -> None:
    address = site.url("plain.html")
    page = chromium.read(address)
    reader = page.url
    page.go_back()
    assert page.url == address
    page.go_forward()
    chromium.state(page, "done")
    assert page.url == reader
    page.reload()
    chromium.state(page, "done")
    assert FIRST in chromium.article(page).locator("article").inner_text()


def test_the_button_on_the_reading_view_goes_back_to_the_page(chromium: Chromium, site: Newsstand) -> None:
    address = site.url("plain.html")
    page = chromium.read(address)
    chromium.worker.evaluate(
        "async () => { for (const [key, view] of Object.entries(await chrome.storage.session.get(null)))"
        " await chrome.storage.session.set({ [key]: { ...view, started: 0 } }); }"
    )
    chromium.press(page)
    page.wait_for_url(address)


def test_the_second_click_of_a_double_click_does_nothing(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.open(site.url("plain.html"))
    chromium.press(page)
    page.wait_for_url(chromium.extension_url("reader/**"))
    chromium.worker.evaluate(
        "async () => { for (const [key, view] of Object.entries(await chrome.storage.session.get(null)))"
        " await chrome.storage.session.set({ [key]: { ...view, started: Date.now() + 60000 } }); }"
    )
    chromium.press(page)
    chromium.state(page, "done")
    assert page.url.startswith(chromium.extension_url("reader/"))


def test_the_badge_says_how_many_things_were_removed(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    listed = chromium.article(page).locator("[data-removed]").count()
    assert listed > 0
    chromium.until(lambda: chromium.badge(page) == str(listed))


def test_a_key_fact_leads_to_its_sentence_and_back_returns(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    reader = page.url
    fact = chromium.article(page).locator("a[href^='#f']").first
    mark = fact.get_attribute("href")
    assert mark
    fact.click()
    chromium.article(page).locator(f"{mark}[data-here]").wait_for()
    assert page.url == reader + mark
    page.go_back()
    assert page.url == reader


def test_the_button_leads_to_the_page_over_all_steps_in_the_article(chromium: Chromium, site: Newsstand) -> None:
    address = site.url("plain.html")
    page = chromium.read(address)
    fact = chromium.article(page).locator("a[href^='#f']").first
    fact.click()
    page.wait_for_url("**#f*")
    page.locator("#back").click()
    page.wait_for_url(address)


def test_a_link_of_the_article_opens_a_tab_without_a_way_back_to_us(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    with chromium.context.expect_page() as opened:
        chromium.article(page).get_by_role("link", name="harbour office", exact=True).click()
    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url == site.url("harbour")
    assert tab.evaluate("opener === null && document.referrer === ''")


def test_paper_holds_the_last_paragraph(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.make("long.html", long_page()))
    paper = printed(page.pdf(format="A5"))
    assert "first day" in paper
    assert "last of all" in paper


def test_the_live_page_does_not_notice(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.open(site.url("shadow.html"))
    page.evaluate(
        "() => { window.changes = 0; new MutationObserver((list) => { window.changes += list.length; })"
        ".observe(document, { subtree: true, childList: true, attributes: true, characterData: true });"
        " addEventListener('pagehide',"
        " () => sessionStorage.setItem('seen', `${window.changes} ${window.started}`)); }"
    )
    chromium.press(page)
    chromium.state(page, "done")
    page.go_back()
    assert page.evaluate("sessionStorage.getItem('seen')") == "0 1"


def test_a_file_of_the_reader_is_read_and_its_address_not_sent(chromium: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "kept.html"
    file.write_bytes((PAGES / "plain.html").read_bytes())
    page = chromium.read(file.as_uri())
    assert FIRST in chromium.article(page).locator("article").inner_text()
    assert str(tmp_path) not in chromium.article(page).locator("html").inner_html()
