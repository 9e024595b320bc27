"""Takes the pictures in docs/ anew, so that they stay true: scripts/screenshots.py [NAME ...]

Each shows an invented page, cleaned by the real service, in real Chromium; some by a real click on the extension's
button. The pages' pictures lie on servers that do not exist: a drawn landscape stands in for them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, Playwright, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests/browser")]

from chromium import Chromium

from tests.support.service import Service

PAGES = ROOT / "tests/pages"
LANDSCAPE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fb3cf"/>
<stop offset="1" stop-color="#f3ddc1"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#sky)"/><circle cx="880" cy="330" r="62" fill="#fff3da"/>
<path d="M0 520 L210 300 L390 470 L560 260 L790 500 L960 380 L1200 540 V800 H0Z" fill="#6d8494"/>
<path d="M0 610 L260 450 L480 590 L760 430 L1200 640 V800 H0Z" fill="#4d6573"/>
<path d="M0 690 Q300 620 600 690 T1200 670 V800 H0Z" fill="#33474f"/></svg>"""


@dataclass(frozen=True)
class Shot:
    """One picture: an invented page, a window in CSS pixels, a colour scheme, and what is done before."""

    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    before: Callable[[Page], None] | None = None


def to_the_table(page: Page) -> None:
    """The widest table of the page, in the upper part of the window."""
    page.evaluate("scrollBy(0, document.querySelector('.wide').getBoundingClientRect().top - 150)")


def to_the_removed(page: Page) -> None:
    """The list of what was removed, two of its categories open."""
    page.evaluate(
        "() => { for (const list of [...document.querySelectorAll('.removed, .group')].slice(0, 3)) list.open = true;"
        " scrollBy(0, document.querySelector('footer').getBoundingClientRect().top - 120); }"
    )


VIEWS = {
    "reading-view": Shot("night-trains", 1100, 1300),
    "reading-view-dark": Shot("night-trains", 1100, 900, "dark"),
    "reading-view-phone": Shot("donation-essay", 390, 844),
    "reading-view-phone-dark": Shot("night-trains", 390, 844, "dark"),
    "reading-view-arabic": Shot("arabic", 900, 900),
    "reading-view-japanese": Shot("japanese", 900, 900),
    "reading-view-table": Shot("table", 900, 900, before=to_the_table),
    "reading-view-removed": Shot("donation-essay", 900, 900, before=to_the_removed),
}
CLICKED = {
    "extension": Shot("night-trains", 1100, 800),
    "extension-choices": Shot("night-trains", 1100, 800, "dark"),
}
OPTIONS = {
    "options": Shot("", 900, 1000),
}


def pictures(route: Route) -> None:
    """The drawn landscape for every picture; nothing else leaves the machine."""
    if route.request.resource_type == "image":
        route.fulfill(body=LANDSCAPE, content_type="image/svg+xml")
    else:
        route.abort()


def address_of(page: str) -> str:
    """Where the invented page says that it stands."""
    return str(json.loads((PAGES / page / "must.json").read_text(encoding="utf-8"))["url"])


def settled(page: Page, out: Path) -> None:
    """Write the picture once everything that it shows is there."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    page.screenshot(path=out)
    print(out.relative_to(ROOT))


def take_view(playwright: Playwright, chromium: str, service: Service, shot: Shot, out: Path) -> None:
    """Cleans the page, opens the answer, and writes the picture.

    Raises:
        RuntimeError: the service did not answer with a reading view.
    """
    source = (PAGES / shot.page / "page.html").read_bytes()
    kind = {"Content-Type": "text/html", "Accept": "text/html"}
    answer = service.request("POST", f"/clean?url={quote(address_of(shot.page))}", source, kind)
    if answer.status != 200:
        raise RuntimeError(f"{shot.page}: {answer.status} {answer.body[:200]!r}")
    browser = playwright.chromium.launch(executable_path=chromium)
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    context.route(lambda url: not url.startswith(service.url), pictures)
    context.route(
        f"{service.url}/view", lambda route: route.fulfill(body=answer.body, content_type="text/html; charset=utf-8")
    )
    page = context.new_page()
    page.goto(f"{service.url}/view", wait_until="networkidle")
    if shot.before:
        shot.before(page)
    settled(page, out)
    browser.close()


def serve(context: BrowserContext, shot: Shot) -> str:
    """Let the invented page stand at its own address in this browser; gives the address."""
    address, source = address_of(shot.page), (PAGES / shot.page / "page.html").read_text(encoding="utf-8")
    context.route("https://**/*", pictures)
    context.route(address, lambda route: route.fulfill(body=source, content_type="text/html; charset=utf-8"))
    return address


def take_extension(browser: Chromium, service: Service, name: str, shot: Shot, out: Path) -> None:
    """The reading view after a click, or the options after a test of the connection."""
    browser.fresh(service.url)
    page = browser.context.new_page()
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    page.emulate_media(color_scheme=shot.scheme)
    if name == "options":
        page.goto(browser.extension_url("options/options.html"))
        page.wait_for_selector("html[data-ready]")
        # The address that a reader has, not the free port of this run.
        page.get_by_role("button", name="Test connection").click()
        page.locator("#result[data-failed=none]").wait_for()
        page.get_by_label("Address of the service").fill("http://127.0.0.1:8000")
        page.evaluate("document.activeElement.blur()")
    else:
        page.goto(serve(browser.context, shot))
        browser.press(page)
        browser.state(page, "done")
        if name == "extension-choices":
            page.locator("#display summary").click()
    settled(page, out)


def main(names: list[str]) -> int:
    """0; 2 for an unknown name."""
    known = VIEWS | CLICKED | OPTIONS
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such picture: {', '.join(unknown)} (there are {', '.join(known)})", file=sys.stderr)
        return 2
    wanted = [name for name in known if name in names or not names]
    found = subprocess.run(
        [ROOT / "scripts/find_browser.sh", "chromium"], stdout=subprocess.PIPE, text=True, check=True
    )
    chromium = found.stdout.strip()
    if fonts := subprocess.run(
        [ROOT / "scripts/screenshot_fonts.sh"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip():
        os.environ["FONTCONFIG_FILE"] = fonts
    docs = ROOT / "docs"
    with Service() as service, sync_playwright() as playwright:
        for name in wanted:
            if name in VIEWS:
                take_view(playwright, chromium, service, VIEWS[name], docs / f"{name}.png")
        if clicked := [name for name in wanted if name not in VIEWS]:
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
                Chromium.started(playwright, chromium, ROOT / "extension", Path(profile)) as browser,
            ):
                for name in clicked:
                    take_extension(browser, service, name, known[name], docs / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
