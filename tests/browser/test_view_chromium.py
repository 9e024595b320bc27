"""What the reader can do with the reading view in the extension."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import Chromium
from lxml import html
from newsstand import Newsstand
from paper import long_page
from playwright.sync_api import Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
COLOUR = "getComputedStyle(document.getElementById('article').contentDocument.body).backgroundColor"


@pytest.fixture
def reading(chromium: Chromium, site: Newsstand) -> Page:
    return chromium.read(site.url("plain.html"))


def choose(page: Page, label: str) -> None:
    if not page.locator("#display[open]").count():
        page.locator("#display summary").click()
    page.locator("#choices").get_by_label(label, exact=True).click()


def test_a_theme_holds_at_once_and_the_next_time(reading: Page, chromium: Chromium, site: Newsstand) -> None:
    before = reading.evaluate(COLOUR)
    choose(reading, "Dark")
    chromium.until(lambda: reading.evaluate(COLOUR) != before)
    dark = reading.evaluate(COLOUR)
    assert reading.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    again = chromium.read(site.url("plain.html"))
    assert again.evaluate(COLOUR) == dark


def test_text_size_line_length_and_typeface(reading: Page, chromium: Chromium) -> None:
    paragraph = chromium.article(reading).locator("article p").nth(1)

    def style(name: str) -> str:
        return str(paragraph.evaluate(f"(p) => getComputedStyle(p).{name}"))

    size, font, width = style("fontSize"), style("fontFamily"), style("inlineSize")
    reading.locator("#display summary").click()
    reading.get_by_role("button", name="Larger text").click()
    chromium.until(lambda: style("fontSize") != size)
    assert float(style("fontSize").removesuffix("px")) > float(size.removesuffix("px"))
    choose(reading, "Sans serif")
    chromium.until(lambda: style("fontFamily") != font)
    reading.locator("#choices").get_by_role("group", name="Line length").get_by_label("Short").click()
    chromium.until(lambda: float(style("inlineSize").removesuffix("px")) < float(width.removesuffix("px")))


def test_without_pictures_none_is_asked_for(chromium: Chromium, site: Newsstand) -> None:
    reading = chromium.read(site.url("plain.html"))
    choose(reading, "Pictures")
    chromium.article(reading).get_by_text("The bridge, half open").wait_for()
    reading.close()
    page = chromium.open(site.url("plain.html"))
    site.asked.clear()
    chromium.press(page)
    chromium.state(page, "done")
    chromium.article(page).get_by_text("The bridge, half open").wait_for()
    assert "bridge.png" not in site.asked


def test_all_key_facts_open_where_the_reader_wants_them_so(reading: Page, chromium: Chromium) -> None:
    choose(reading, "All key facts, opened")
    chromium.article(reading).locator(".key-facts .rest[open]").wait_for()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(reading: Page) -> None:
    reading.locator("#display summary").focus()
    reading.keyboard.press("Enter")
    reading.locator("#display[open]").wait_for()
    reading.keyboard.press("Tab")
    reading.keyboard.press("Escape")
    reading.locator("#display:not([open])").wait_for()
    assert reading.evaluate("document.activeElement.parentElement.id") == "display"


def test_copy_as_markdown(reading: Page, chromium: Chromium, site: Newsstand) -> None:
    reading.locator("#more summary").click()
    reading.get_by_role("button", name="Copy as Markdown").click()
    reading.get_by_text("The article was copied").wait_for()
    note = chromium.open(site.make("note.html", "<!doctype html><title>Note</title><textarea autofocus></textarea>"))
    note.locator("textarea").press("Control+V")
    copied = note.locator("textarea").input_value()
    assert copied.startswith("# Merrow swing bridge opens again after eleven months\n\nHanna Lindqvist")
    assert "\n\n## What comes next\n\n" in copied
    assert "![The bridge, half open](" in copied
    assert "[harbour office](" in copied
    assert copied.endswith("the mole and the bridge until then.\n")


@pytest.mark.parametrize(("button", "ending"), [("Save as Markdown", ".md"), ("Save as one HTML file", ".html")])
def test_save(reading: Page, button: str, ending: str) -> None:
    reading.locator("#more summary").click()
    with reading.expect_download() as saved:
        reading.get_by_role("button", name=button).click()
    assert saved.value.suggested_filename == f"Merrow-swing-bridge-opens-again-after-eleven-months{ending}"
    text = saved.value.path().read_text()
    words = str(html.fromstring(text).text_content()) if ending == ".html" else text
    assert "asked skippers to keep to four knots" in words
    assert "<script" not in text
    assert "clean-copy" not in text, "the saved page scrolls by itself and has no buttons that do nothing"


def test_a_picture_opens_large_and_closes(reading: Page, chromium: Chromium) -> None:
    chromium.article(reading).locator("article img").click()
    large = reading.get_by_role("dialog")
    large.wait_for()
    assert "The bridge on Tuesday morning" in large.inner_text()
    reading.keyboard.press("Escape")
    large.wait_for(state="hidden")


def test_nothing_of_the_answer_runs(chromium: Chromium, site: Newsstand) -> None:
    reading = chromium.read(site.url("plain.html"))
    show(
        chromium,
        reading,
        "<article><p>words</p><script>parent.ran = 1</script><img src=x onerror='parent.ran = 2'>"
        "<iframe srcdoc='<script>top.ran = 3</script>'></iframe><a href='javascript:parent.ran = 4'>link</a>"
        "<svg onload='parent.ran = 5'></svg></article>",
    )
    chromium.article(reading).get_by_text("link").click()
    assert reading.evaluate("globalThis.ran ?? null") is None
    assert chromium.article(reading).locator("script, iframe, [onerror], [onload], [href^=javascript]").count() == 0


def show(chromium: Chromium, page: Page, body: str) -> None:
    """Put another answer of a service into this view."""
    chromium.worker.evaluate(
        "async (answer) => { const all = await chrome.storage.session.get(null);"
        " for (const key of Object.keys(all))"
        " await chrome.storage.session.set({ [key]: { ...all[key], html: answer } }); }",
        f"<!doctype html><html lang=en><head><title>Answer</title></head><body>{body}</body></html>",
    )
    page.reload()
    chromium.state(page, "done")


REMOVED = """
<article><p id=b1>First.</p><ul id=b4><li>Second.</li></ul><p id=b6>Last.</p></article>
<details class=removed open><summary>What was removed (3)</summary>
<details class=group open><summary>Newsletter boxes (2)</summary><ul>
<li data-removed=r1 data-after=b1><div class=was>Letter one.

It comes daily.</div></li>
<li data-removed=r2 data-after=b2><div class=was><p>Letter <a href="https://example.org/two">two</a>.</p></div></li>
</ul></details>
<details class=group open><summary>Menus (1)</summary><ul>
<li data-removed=r3 data-after=""><div class=was>Menu.</div></li></ul></details></details>
"""


def paragraphs(chromium: Chromium, page: Page) -> Any:
    return chromium.article(page).locator("article p, article li").all_inner_texts()


def test_put_back_one_and_take_it_out_again(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    show(chromium, page, REMOVED)
    second = chromium.article(page).locator("[data-removed=r2]").get_by_role("button")
    second.click()
    assert paragraphs(chromium, page) == ["First.", "Letter two.", "Second.", "Last."]
    link = chromium.article(page).locator("article a")
    assert link.get_attribute("target") == "_blank"
    page.reload()
    chromium.state(page, "done")
    assert paragraphs(chromium, page) == ["First.", "Letter two.", "Second.", "Last."]
    chromium.article(page).get_by_role("button", name="Take out again").click()
    assert paragraphs(chromium, page) == ["First.", "Second.", "Last."]


def test_put_back_a_category_or_all(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("plain.html"))
    show(chromium, page, REMOVED)
    group = chromium.article(page).locator("details.group").first.locator("> button")
    group.click()
    assert paragraphs(chromium, page) == [
        "First.",
        "Letter one.",
        "It comes daily.",
        "Letter two.",
        "Second.",
        "Last.",
    ]
    chromium.article(page).locator("details.removed > button").click()
    assert paragraphs(chromium, page)[0] == "Menu."
    chromium.article(page).locator("details.removed > button").click()
    assert paragraphs(chromium, page) == ["First.", "Second.", "Last."]


def test_a_report_holds_the_rule_and_the_text_and_the_address_only_if_chosen(
    chromium: Chromium, site: Newsstand
) -> None:
    page = chromium.read(site.url("plain.html"))
    show(chromium, page, REMOVED.replace("<div class=was>Letter one", "<code>en/x</code><div class=was>Letter one"))
    chromium.article(page).locator("[data-removed=r1]").get_by_role("button").click()
    page.locator("#more summary").click()
    page.get_by_role("button", name="Report a mistake").click()
    text = page.get_by_role("dialog").get_by_role("textbox")
    assert "Removed by mistake (en/x):\n\n> Letter one." in text.input_value()
    assert "news.test" not in text.input_value()
    page.get_by_label("With the address of the page").check()
    assert site.url("plain.html") in text.input_value()


def test_how_far_the_reader_is_and_how_long_it_takes_still(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.make("long.html", long_page()))

    def read() -> float:
        return float(
            page.evaluate("getComputedStyle(document.querySelector('.bar')).getPropertyValue('--read')") or 0
        )

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    chromium.until(lambda: 0.3 < read() < 0.7)
    assert page.locator("#left").inner_text().endswith("min left")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    chromium.until(lambda: read() == 1)
    assert page.locator("#left").inner_text() == ""


@pytest.mark.parametrize(("version", "words"), [("0.0.1", "service is older"), ("99.0.0", "service is newer")])
def test_another_version_of_the_service_is_named_and_the_article_shown(
    chromium: Chromium, site: Newsstand, version: str, words: str
) -> None:
    page = chromium.read(site.url("plain.html"))
    chromium.worker.evaluate(
        "async (version) => { const all = await chrome.storage.session.get(null);"
        " for (const key of Object.keys(all))"
        " await chrome.storage.session.set({ [key]: { ...all[key], version } }); }",
        version,
    )
    page.reload()
    chromium.state(page, "done")
    page.get_by_text(words).wait_for()
    assert "swing bridge" in chromium.article(page).locator("article").inner_text()


def test_what_the_service_removed_can_be_put_back(reading: Page, chromium: Chromium) -> None:
    frame = chromium.article(reading)
    assert "Sign up for our newsletter" not in frame.locator("article").inner_text()
    frame.locator("details.removed > summary").click()
    for group in frame.locator("details.group > summary").all():
        group.click()
    removal = frame.locator("[data-removed]", has_text="Sign up for our newsletter").first
    removal.get_by_role("button", name="Put back").click()
    order = frame.locator("article").inner_text()
    assert order.index("What comes next") < order.index("Sign up for our newsletter") < order.index("The cost")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("theme", ["auto", "light", "sepia", "dark", "contrast"])
def test_axe_finds_nothing_around_the_article(
    chromium: Chromium, site: Newsstand, theme: str, size: dict[str, int]
) -> None:
    chromium.settings(**{**chromium.worker.evaluate("chrome.storage.local.get('address')"), "view": {"theme": theme}})
    page = chromium.read(site.url("plain.html"))
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.locator("#display summary").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["options/options.html?welcome", "reader/reader.html?id=none"])
def test_axe_finds_nothing_in_the_other_pages(
    chromium: Chromium, path: str, scheme: str, size: dict[str, int]
) -> None:
    page = chromium.open(chromium.extension_url(path))
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_selector("html[data-ready] #result[data-failed], html[data-state]")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
