"""The page at `/` in a real browser: with script and without, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from .conftest import PAGE

pytestmark = pytest.mark.browser
TITLE = "Old bridge at Ferndale reopens after nine months of repairs"
ROOMS = [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture(scope="module")
def browser(driver: Playwright, chromium_path: str) -> Iterator[Browser]:
    running = driver.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
    yield running
    running.close()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = browser.new_context(**getattr(request, "param", {}))
    yield made
    made.close()


@pytest.fixture
def start(context: BrowserContext, service_url: str) -> Page:
    """The start page; whatever the browser complains of is collected in `start.complaints`."""
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.goto(service_url + "/")
    return page


with_and_without_script = pytest.mark.parametrize(
    "context",
    [{"java_script_enabled": True}, {"java_script_enabled": False}],
    ids=["script", "no script"],
    indirect=True,
)


@with_and_without_script
def test_the_sample_becomes_the_reading_view(start: Page) -> None:
    start.get_by_role("button", name="Clean the sample").click()
    start.wait_for_url("**/clean?format=html")
    assert start.title() == "Harbour ferry switches to heat pumps and cuts its winter fuel bill by half"
    article = start.locator("article").inner_text()
    assert "Half of what was saved may simply be the weather" in article
    for furniture in (
        "support us with a gift",
        "Sign up for the free newsletter",
        "Create a free account",
        "cookies",
    ):
        assert furniture not in article
    assert start.complaints == []  # type: ignore[attr-defined]


@with_and_without_script
def test_a_pasted_page_becomes_the_reading_view(start: Page) -> None:
    start.get_by_label("Paste a news page").fill(PAGE)
    start.get_by_label("Its address").fill("https://post.example/bridge")
    start.get_by_role("button", name="Clean the page").click()
    start.wait_for_url("**/clean?format=html")
    assert start.title() == TITLE
    assert start.locator("a[href='https://post.example/bridge']").count() >= 1


@with_and_without_script
def test_an_uploaded_page_becomes_the_reading_view(start: Page, tmp_path: Path) -> None:
    saved = tmp_path / "bridge.html"
    saved.write_text(PAGE, encoding="utf-8")
    start.get_by_label("Choose a saved page").set_input_files(saved)
    start.get_by_role("button", name="Clean the page").click()
    start.wait_for_url("**/clean?format=html")
    assert start.title() == TITLE


@with_and_without_script
def test_a_page_without_an_article_is_told_on_a_page(start: Page) -> None:
    start.get_by_label("Paste a news page").fill("<nav><a href='/a'>One</a></nav>")
    start.get_by_role("button", name="Clean the page").click()
    start.wait_for_url("**/clean?format=html")
    assert start.get_by_role("heading", level=1).inner_text() == "No article was found"
    start.get_by_role("link", name="Back to the start").click()
    assert start.get_by_role("button", name="Clean the page").is_enabled()


def test_nothing_to_clean_is_told_at_once(start: Page) -> None:
    start.get_by_role("button", name="Clean the page").click()
    assert start.get_by_role("status").inner_text() == "Paste a page or choose a file first."
    assert start.url.endswith("/")


def test_a_dropped_file_is_taken_and_its_address_noticed(start: Page) -> None:
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="https://post.example/bridge">')
    carried = start.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "bridge.html", { type: "text/html" }));
            return data;
        }""",
        page,
    )
    start.dispatch_event("#clean", "drop", {"dataTransfer": carried})
    start.get_by_text("bridge.html is ready.").wait_for()
    address = start.get_by_label("Its address")
    start.wait_for_function("document.querySelector('#url').value !== ''")
    assert address.input_value() == "https://post.example/bridge"
    start.get_by_role("button", name="Clean the page").click()
    start.wait_for_url("**/clean?format=html")
    assert start.title() == TITLE


def test_a_pasted_text_puts_a_chosen_file_aside(start: Page, tmp_path: Path) -> None:
    saved = tmp_path / "bridge.html"
    saved.write_text(PAGE, encoding="utf-8")
    start.get_by_label("Choose a saved page").set_input_files(saved)
    start.get_by_label("Paste a news page").fill("Rain.")
    assert start.evaluate("document.querySelector('#file').files.length") == 0


def test_back_from_the_view_the_buttons_work(start: Page) -> None:
    start.get_by_role("button", name="Clean the sample").click()
    start.wait_for_url("**/clean?format=html")
    start.go_back()
    assert start.get_by_role("button", name="Clean the sample").is_enabled()


@pytest.mark.parametrize(("width", "scheme"), ROOMS)
@pytest.mark.parametrize("path", ["/", "/nothing"])
def test_it_fits_and_everybody_can_use_it(
    browser: Browser, service_url: str, path: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(service_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    context.close()
