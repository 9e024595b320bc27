"""The reading view in a real browser: nothing that axe finds, on a phone and on a wide screen, light and dark."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import wraps

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright
from render import samples

from server import render

pytestmark = pytest.mark.browser

ADDRESS = "http://view.test/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


InBrowser = Callable[..., None]


@pytest.fixture(scope="module")
def browser_thread(chromium_path: str) -> Iterator[InBrowser]:
    """Runs a check with a browser, in a thread of its own: Playwright allows one driver a thread, and the
    extension's tests hold one in the main thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        driver = thread.submit(lambda: sync_playwright().start()).result()
        browser = thread.submit(lambda: driver.chromium.launch(executable_path=chromium_path)).result()
        yield lambda check, **given: thread.submit(check, browser, **given).result()
        thread.submit(browser.close).result()
        thread.submit(driver.stop).result()


def in_browser(check: Callable[..., None]) -> Callable[..., None]:
    """A test from a check whose first argument is the browser."""

    @wraps(check)
    def test(browser_thread: InBrowser, **given: object) -> None:
        browser_thread(check, **given)

    first, *rest = inspect.signature(check).parameters.values()
    test.__signature__ = inspect.Signature([first.replace(name="browser_thread"), *rest])  # type: ignore[attr-defined]
    return test


def show(
    browser: Browser, html: str, *, scheme: str = "light", size: dict[str, int] = DESK, said: list[str] | None = None
) -> Page:
    """The view as the service sends it; no picture comes through."""
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]

    def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            headers = {"Content-Security-Policy": render.csp(), "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=html, headers=headers)
        else:
            route.abort()

    if said is not None:
        page.on("console", lambda message: said.append(message.text))
    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page


def open_all(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", samples.ALL)
@in_browser
def test_axe_finds_nothing(headless: Browser, name: str, scheme: str, size: dict[str, int]) -> None:
    page = show(headless, render.to_page(samples.ALL[name]()), scheme=scheme, size=size)
    open_all(page)
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("theme", ["light", "sepia", "dark", "contrast"])
@in_browser
def test_axe_finds_nothing_in_a_theme_that_the_reader_chose(headless: Browser, theme: str) -> None:
    page = show(headless, render.to_page(samples.news()), scheme="dark" if theme == "light" else "light")
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    open_all(page)
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", samples.ALL)
@in_browser
def test_the_policy_lets_the_style_take_effect_and_complains_of_nothing(headless: Browser, name: str) -> None:
    said: list[str] = []
    page = show(headless, render.to_page(samples.ALL[name]()), said=said)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 247, 241)"
    page.close()
    assert [line for line in said if "Content Security" in line] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", samples.ALL)
@in_browser
def test_nothing_makes_the_page_scroll_sideways(headless: Browser, name: str, width: int) -> None:
    page = show(headless, render.to_page(samples.ALL[name]()), size={"width": width, "height": 800})
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@in_browser
def test_a_fact_leads_to_its_sentence_and_back(headless: Browser) -> None:
    page = show(headless, render.to_page(samples.news()))
    back = page.locator(".to-facts")
    assert not back.is_visible()
    page.locator(".points a").nth(2).click()
    target = page.locator("mark:target")
    assert target.inner_text().startswith("Two senior harbour officials")
    assert target.evaluate("(mark) => getComputedStyle(mark).backgroundColor") == "rgb(246, 227, 161)"
    back.click()
    assert page.url.endswith("#key-facts")
    assert page.locator("#key-facts").evaluate("(box) => document.activeElement === box")
    page.close()


@in_browser
def test_the_box_is_read_in_ten_seconds_and_unfolds(headless: Browser) -> None:
    html = render.to_page(samples.news())
    for size, points, grid in ((PHONE, 2, False), (DESK, 3, True)):
        page = show(headless, html, size=size)
        assert page.locator(".points li:visible").count() == points
        assert page.locator(".grid").is_visible() == grid
        assert not page.locator(".said").first.is_visible()
        box, text = page.locator("#key-facts").bounding_box(), page.locator("#text").bounding_box()
        assert box
        assert text
        assert box["height"] < size["height"] * 0.6
        assert size != PHONE or text["y"] < size["height"]
        page.locator(".rest > summary").click()
        assert page.locator(".points li:visible").count() == 4
        assert page.locator(".grid").is_visible()
        assert page.locator(".said").first.is_visible()
        page.close()


@in_browser
def test_the_measure_is_60_to_75_characters(headless: Browser) -> None:
    """Counted line by line in the table page's long paragraphs, the last line of each left out."""
    page = show(headless, render.to_page(samples.tables()))
    lengths = page.evaluate(
        """() => [...document.querySelectorAll('.text > p')].flatMap((p) => {
          const text = p.firstChild, range = document.createRange(), lines = new Map();
          for (let i = 0; i < text.length; i++) {
            range.setStart(text, i); range.setEnd(text, i + 1);
            const y = Math.round(range.getBoundingClientRect().top);
            lines.set(y, (lines.get(y) ?? 0) + 1);
          }
          return [...lines.values()].slice(0, -1);
        })"""
    )
    page.close()
    assert 60 <= sum(lengths) / len(lengths) <= 75


@in_browser
def test_print_shows_the_addresses_and_hides_what_is_no_article(headless: Browser) -> None:
    page = show(headless, render.to_page(samples.news()))
    page.emulate_media(media="print")
    assert page.locator(".link-addresses li").all_inner_texts() == [
        "https://www.harbour-post.example/council/minutes",
        "https://docs.example.org/paper(12).pdf",
        "https://video.example.net/pier",
    ]
    assert page.locator(".link-addresses").is_visible()
    assert not page.locator(".removed").is_visible()
    assert page.locator(".points li:visible").count() == 4
    page.close()


@in_browser
def test_it_works_in_the_frame_of_the_extension(headless: Browser) -> None:
    """As srcdoc of a sandboxed frame without scripts: styled, links that open tabs, nothing blocked."""
    page = headless.new_page()
    page.goto("about:blank")
    page.set_content('<iframe sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>')
    page.evaluate("(html) => { document.querySelector('iframe').srcdoc = html; }", render.to_page(samples.cut_off()))
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "The jar that outlived its bakery"
    assert frame.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(250, 247, 241)"
    page.close()


LINES = """(selector) => [...document.querySelectorAll(selector)].map((p) => {
  const range = document.createRange(), lines = [];
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text.parentElement.closest("rt, rp")) continue;
    for (let i = 0; i < text.length; i++) {
      range.setStart(text, i); range.setEnd(text, i + 1);
      const box = range.getBoundingClientRect();
      if (last === null || box.left < last - box.width) lines.push("");
      lines[lines.length - 1] += text.data[i];
      last = box.left;
    }
  }
  return lines;
})"""
"""the lines of each element, as the browser broke them"""
NEVER_FIRST = "、。，．」』）】？！ー々ゃゅょっャュョッ"
NEVER_LAST = "「『（【"


@pytest.mark.parametrize("width", [320, 390, 523, 900])
@in_browser
def test_japanese_lines_break_where_they_may(headless: Browser, width: int) -> None:
    """Kinsoku shori (JIS X 4051): no line begins with a closing mark or a small kana, none ends in an opening one."""
    page = show(headless, render.to_page(samples.japanese()), size={"width": width, "height": 800})
    broken = [line for lines in page.evaluate(LINES, ".text p, h1, figcaption") if len(lines) > 1 for line in lines]
    page.close()
    assert len(broken) > 4
    assert [line for line in broken if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


@in_browser
def test_a_japanese_headline_breaks_between_phrases(headless: Browser) -> None:
    page = show(headless, render.to_page(samples.japanese()), size=PHONE)
    assert page.locator("h1").evaluate("(h1) => getComputedStyle(h1).wordBreak") == "auto-phrase"
    assert page.locator("article p").first.evaluate("(p) => getComputedStyle(p).wordBreak") == "normal"
    page.close()


@pytest.mark.parametrize("name", ["news", "arabic", "japanese"])
@in_browser
def test_every_part_knows_its_language_and_direction(headless: Browser, name: str) -> None:
    """What stands in English around an article of another language says so; the rest is as the article is."""
    article = samples.ALL[name]()
    page = show(headless, render.to_page(article))
    open_all(page)
    of = """(selector) => [...document.querySelectorAll(selector)].map((e) => [
      e.closest("[lang]").lang, getComputedStyle(e).direction])"""
    own = page.evaluate(of, "h1, .dek, .byline, article p:not([dir]), article figcaption, .points a")
    ours = page.evaluate(of, "#key-facts-title bdi, .grid dt bdi, summary bdi, .by bdi, .why bdi")
    page.close()
    assert own
    assert {tuple(pair) for pair in own} == {(article.metadata.language, article.metadata.direction)}
    assert {tuple(pair) for pair in ours} == {("en", "ltr")}


@in_browser
def test_without_motion_and_with_it(headless: Browser) -> None:
    page = show(headless, render.to_page(samples.news()))
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"
    page.close()


@in_browser
def test_in_forced_colours_the_mark_has_an_outline(headless: Browser) -> None:
    page = show(headless, render.to_page(samples.news()))
    page.emulate_media(forced_colors="active")
    page.locator(".points a").first.click()
    assert page.locator("mark:target").evaluate("(mark) => getComputedStyle(mark).outlineStyle") == "solid"
    page.close()


@pytest.mark.parametrize("name", samples.ALL)
@in_browser
def test_the_view_is_reached_by_keyboard_from_top_to_bottom(headless: Browser, name: str) -> None:
    page = show(headless, render.to_page(samples.ALL[name]()))
    reachable = page.evaluate(
        """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true })).length"""
    )
    seen = []
    for _ in range(reachable):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => { const e = document.activeElement;
                  e.dataset.step ??= String(globalThis.steps = (globalThis.steps ?? 0) + 1);
                  const box = e.getBoundingClientRect();
                  return [e.dataset.step, getComputedStyle(e).outlineStyle, box.width > 0 && box.height > 0]; }"""
            )
        )
    page.close()
    assert [step for step, _, _ in seen] == [str(n) for n in range(1, reachable + 1)], "each once, in order"
    assert all(outline == "solid" and there for _, outline, there in seen), "the focus can be seen"
