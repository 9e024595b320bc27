"""The reading view for everybody: by keyboard alone, magnified, without motion, in forced colours, read aloud."""

from __future__ import annotations

from itertools import pairwise

import pytest
from chromium import Chromium
from newsstand import Newsstand
from playwright.sync_api import Page

FACT = "a[href^='#f']"


@pytest.fixture
def essay(chromium: Chromium, site: Newsstand) -> Page:
    """A long article with contents, notes, a wide table and a picture."""
    page = chromium.read(site.url("essay.html"))
    page.bring_to_front()
    return page


def focused(page: Page) -> str:
    """What holds the focus, in the article's frame or around it: its text or name, and its link."""
    return str(
        page.evaluate(
            """() => {
              let e = document.activeElement;
              if (e.id === "article") e = e.contentDocument.activeElement;
              const name = e.getAttribute("aria-label") ?? e.textContent.trim();
              return `${name} ${e.getAttribute("href") ?? ""}`.trim();
            }"""
        )
    )


def tab_to(page: Page, words: str, limit: int = 60) -> None:
    """Press Tab until the focus is on something with these words."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"{words!r} is not reached; the focus is on {focused(page)!r}")


def test_everything_is_reached_by_keyboard(essay: Page, chromium: Chromium) -> None:
    frame = chromium.article(essay)
    tab_to(essay, "Back to the page")
    tab_to(essay, "Display")
    essay.keyboard.press("Enter")
    essay.locator("#display[open]").wait_for()
    essay.keyboard.press("Escape")
    tab_to(essay, "More")
    tab_to(essay, "Skip to the article")
    tab_to(essay, "#f")
    tab_to(essay, "All key facts")
    essay.keyboard.press("Enter")
    frame.locator(".rest[open]").wait_for()
    tab_to(essay, "In this article")
    essay.keyboard.press("Enter")
    tab_to(essay, "The drainers")
    essay.keyboard.press("Enter")
    frame.locator("h2[data-here]", has_text="The drainers").wait_for()
    tab_to(essay, "Four measurements")
    tab_to(essay, "What was removed")
    essay.keyboard.press("Enter")
    frame.locator(".removed[open]").wait_for()


def test_back_returns_to_the_link_that_was_followed(essay: Page, chromium: Chromium) -> None:
    tab_to(essay, "#f")
    fact, before = focused(essay), essay.evaluate("scrollY")
    essay.keyboard.press("Enter")
    chromium.article(essay).locator("mark[data-here]").wait_for()
    essay.go_back()
    chromium.until(lambda: focused(essay) == fact)
    chromium.until(lambda: essay.evaluate("scrollY") == before)
    assert chromium.article(essay).locator("[data-here]").count() == 0


def test_a_picture_opens_large_by_keyboard(essay: Page, chromium: Chromium) -> None:
    tab_to(essay, "Enlarge the picture: The marsh road")
    essay.keyboard.press("Enter")
    essay.get_by_role("dialog").wait_for()
    assert "at low water" in essay.get_by_role("dialog").inner_text()
    essay.keyboard.press("Escape")
    essay.get_by_role("dialog").wait_for(state="hidden")
    chromium.until(lambda: "Enlarge" in focused(essay))


def test_footnotes_jump_and_return(essay: Page, chromium: Chromium) -> None:
    frame = chromium.article(essay)
    first, again = frame.locator("a.note[href='#n1']").all()
    again.click()
    note = frame.locator("#n1[data-here]")
    note.wait_for()
    assert note.inner_text() == "Letters of the county surveyor, volume two, in the museum’s keeping."
    frame.get_by_role("link", name="Back to note 1").click()
    frame.locator("#nr1[data-here]").wait_for()
    essay.go_back()
    essay.go_back()
    chromium.until(lambda: again.evaluate("(link) => link === link.ownerDocument.activeElement"))
    assert first.get_attribute("id") == "nr1"


def test_a_wide_table_scrolls_in_itself(essay: Page, chromium: Chromium) -> None:
    essay.set_viewport_size({"width": 390, "height": 844})
    table = chromium.article(essay).locator(".wide")
    assert table.evaluate("(box) => box.scrollWidth > box.clientWidth")
    assert essay.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table.focus()
    essay.keyboard.press("ArrowRight")
    chromium.until(lambda: table.evaluate("(box) => box.scrollLeft") > 0)


@pytest.mark.parametrize("zoom", [2, 4])
def test_magnified_nothing_is_cut_off_or_out_of_reach(essay: Page, chromium: Chromium, zoom: int) -> None:
    """Zoom makes the window smaller in CSS pixels: 1280 by 900 at 400 % are 320 by 225."""
    essay.set_viewport_size({"width": 1280 // zoom, "height": 900 // zoom})
    frame = chromium.article(essay)
    assert essay.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.locator("html").evaluate("(html) => html.scrollWidth <= html.clientWidth")
    # The bar stays small enough that a line of text can be read below it.
    assert essay.locator(".bar").evaluate("(bar) => bar.offsetHeight") < 900 // zoom - 100
    for name in ("display", "more"):
        essay.locator(f"#{name} summary").click()
        box = essay.locator(f"#{name} > :not(summary)").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280 // zoom
        assert box["y"] + box["height"] <= 900 // zoom
        essay.keyboard.press("Escape")


@pytest.mark.parametrize("size", [2, 4])
def test_larger_letters_alone_break_nothing(chromium: Chromium, site: Newsstand, size: int) -> None:
    """A reader who sets the browser's own font size, not its zoom."""
    page = chromium.read(site.url("essay.html"))
    enlarged = f"document.documentElement.style.fontSize = '{size}00%'"
    page.evaluate(enlarged)
    page.evaluate(enlarged.replace("document.", "document.getElementById('article').contentDocument."))
    frame = chromium.article(page)
    chromium.until(lambda: frame.locator("html").evaluate("(html) => html.scrollWidth <= html.clientWidth"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paragraph = frame.locator("article p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    assert paragraph >= 18 * size


def test_without_motion_nothing_moves_by_itself(essay: Page, chromium: Chromium) -> None:
    essay.emulate_media(reduced_motion="reduce")
    essay.evaluate("document.getElementById('loading').hidden = false")
    assert essay.evaluate("document.getAnimations().length") == 0
    frame = chromium.article(essay).locator("html")
    assert frame.evaluate("(html) => getComputedStyle(html).scrollBehavior") == "auto"
    essay.emulate_media(reduced_motion="no-preference")
    assert essay.evaluate("document.getAnimations().length") == 1


def test_in_forced_colours_marks_and_progress_still_show(essay: Page, chromium: Chromium) -> None:
    essay.emulate_media(forced_colors="active")
    frame = chromium.article(essay)
    frame.locator(FACT).first.click()
    mark = frame.locator("mark[data-here]")
    mark.wait_for()
    assert mark.evaluate("(mark) => getComputedStyle(mark).outlineStyle") == "solid"
    bar = "getComputedStyle(document.querySelector('.bar'), '::after').backgroundColor"
    assert essay.evaluate(bar) != essay.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor")


def test_landmarks_stand_in_a_sensible_order(essay: Page, chromium: Chromium) -> None:
    outer = essay.evaluate("[...document.querySelectorAll('header, main, iframe')].map((e) => e.localName)")
    assert outer == ["header", "main", "iframe"]
    assert essay.locator("iframe").get_attribute("title") == "The article"
    order = (
        chromium.article(essay)
        .locator("body")
        .evaluate(
            "(body) => [...body.querySelectorAll('header, main, section, nav, article, footer')]"
            ".map((e) => e.localName + (e.hasAttribute('aria-labelledby') ? '!' : ''))"
        )
    )
    assert order == ["header", "main", "section!", "nav!", "article", "footer"]
    levels = (
        chromium.article(essay)
        .locator("body")
        .evaluate("(body) => [...body.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.localName[1]))")
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1


def test_nothing_of_a_hostile_page_lives_on(chromium: Chromium, site: Newsstand) -> None:
    story = "".join(
        f"<p onmouseover='top.ran = {n}'>On day {n} the surveyors walked {n} kilometres along the dyke and counted "
        f"{n + 7} gulls at the sluice before they came home after dark.</p>"
        for n in range(3, 14)
    )
    hostile = (
        "<!doctype html><html lang=en><title>A month on the dyke</title><body onload='top.ran = 1'><article>"
        f"<h1>A month on the dyke</h1>{story}<img src=x onerror='top.ran = 2' width=400 height=300 alt=gull>"
        "<svg onload='top.ran = 3'></svg><iframe srcdoc='<script>top.ran = 4</script>'></iframe>"
        "<form action='javascript:top.ran = 5'><button formaction='javascript:top.ran = 6'>Go</button></form>"
        "<p>The clerk wrote <a href='javascript:top.ran = 7'>her name</a> below theirs <math><mtext><style><img "
        "src=x onerror='top.ran = 8'></style></mtext></math>, last of all.</p><script>top.ran = 9</script></article>"
    )
    page = chromium.read(site.make("hostile.html", hostile))
    assert "last of all" in chromium.article(page).locator("article").inner_text()
    alive = (
        chromium.article(page)
        .locator("html")
        .evaluate(
            """(html) => ({
          scripts: html.querySelectorAll("script, [href^='javascript:'], [formaction]").length,
          frames: html.querySelectorAll("iframe, frame, object, embed").length,
          handlers: [...html.querySelectorAll("*")].flatMap((e) => [...e.attributes])
            .filter((attribute) => attribute.name.startsWith("on")).length,
        })"""
        )
    )
    assert alive == {"scripts": 0, "frames": 0, "handlers": 0}
    page.wait_for_timeout(100)
    assert page.evaluate("globalThis.ran ?? null") is None


def test_the_text_is_kept_in_the_memory_of_the_browser_alone(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.read(site.url("essay.html"))
    page.locator("#display summary").click()
    page.locator("#choices").get_by_label("Sepia").click()
    chromium.until(lambda: "view" in chromium.worker.evaluate("chrome.storage.local.get(null)"))
    kept = chromium.worker.evaluate("chrome.storage.local.get(null)")
    assert kept.keys() == {"address", "view"}
    assert "marsh" not in str(kept)
    assert chromium.worker.evaluate("indexedDB.databases()") == []
    assert chromium.worker.evaluate("caches.keys()") == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "marsh" in str(chromium.worker.evaluate("chrome.storage.session.get(null)"))
    page.close()
    chromium.until(lambda: chromium.worker.evaluate("chrome.storage.session.get(null)") == {})


def test_back_leads_to_the_place_where_the_reader_was(chromium: Chromium, site: Newsstand) -> None:
    page = chromium.open(site.url("essay.html"))
    page.evaluate("scrollTo(0, 500)")
    chromium.until(lambda: page.evaluate("scrollY") == 500)
    chromium.press(page)
    chromium.state(page, "done")
    page.locator("#back").click()
    page.wait_for_url(site.url("essay.html"))
    chromium.until(lambda: page.evaluate("scrollY") == 500)


@pytest.mark.parametrize(("offers", "address"), [(["anyway", "back"], "front.html"), (["back"], "bridge.png")])
def test_a_failure_offers_each_way_out_once(
    chromium: Chromium, site: Newsstand, offers: list[str], address: str
) -> None:
    page = chromium.fail(site.url(address))
    shown = page.locator("button:visible")
    assert [button.get_attribute("data-offer") for button in shown.all()] == offers
    shown.last.click()
    page.wait_for_url(site.url(address))
