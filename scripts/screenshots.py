"""Takes the pictures in docs/ anew, so that they stay true: scripts/screenshots.py [NAME ...]

Each shows the reading view of an invented page, from the real service in real Chromium. The pages' pictures lie
on servers that do not exist: a drawn landscape stands in for them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Browser, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.service import Service

LANDSCAPE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fb3cf"/>
<stop offset="1" stop-color="#f3ddc1"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#sky)"/><circle cx="880" cy="330" r="62" fill="#fff3da"/>
<path d="M0 520 L210 300 L390 470 L560 260 L790 500 L960 380 L1200 540 V800 H0Z" fill="#6d8494"/>
<path d="M0 610 L260 450 L480 590 L760 430 L1200 640 V800 H0Z" fill="#4d6573"/>
<path d="M0 690 Q300 620 600 690 T1200 670 V800 H0Z" fill="#33474f"/></svg>"""


@dataclass(frozen=True)
class Shot:
    """One picture: an invented page, a window in CSS pixels, a colour scheme."""

    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


SHOTS = {
    "reading-view": Shot("night-trains", 1100, 1300),
    "reading-view-dark": Shot("night-trains", 1100, 900, "dark"),
    "reading-view-phone": Shot("donation-essay", 390, 844),
    "reading-view-arabic": Shot("arabic", 900, 900),
    "reading-view-japanese": Shot("japanese", 900, 900),
    "reading-view-table": Shot("table", 900, 900),
}


def pictures(route: Route) -> None:
    """The drawn landscape for every picture; nothing else leaves the machine."""
    if route.request.resource_type == "image":
        route.fulfill(body=LANDSCAPE, content_type="image/svg+xml")
    else:
        route.abort()


def take(browser: Browser, service: Service, shot: Shot, out: Path) -> None:
    """Cleans the page, opens the answer, and writes the picture.

    Raises:
        RuntimeError: the service did not answer with a reading view.
    """
    folder = ROOT / "tests/pages" / shot.page
    url = json.loads((folder / "must.json").read_text(encoding="utf-8"))["url"]
    kind = {"Content-Type": "text/html", "Accept": "text/html"}
    answer = service.request("POST", f"/clean?url={quote(url)}", (folder / "page.html").read_bytes(), kind)
    if answer.status != 200:
        raise RuntimeError(f"{shot.page}: {answer.status} {answer.body[:200]!r}")
    size = {"width": shot.width, "height": shot.height}
    context = browser.new_context(viewport=size, color_scheme=shot.scheme)
    context.route(lambda url: not url.startswith(service.url), pictures)
    context.route(
        f"{service.url}/view", lambda route: route.fulfill(body=answer.body, content_type="text/html; charset=utf-8")
    )
    page = context.new_page()
    page.goto(f"{service.url}/view", wait_until="networkidle")
    page.screenshot(path=out)
    context.close()


def main(names: list[str]) -> int:
    """0; 2 for an unknown name."""
    unknown = [name for name in names if name not in SHOTS]
    if unknown:
        print(f"no such picture: {', '.join(unknown)} (there are {', '.join(SHOTS)})", file=sys.stderr)
        return 2
    find = [ROOT / "scripts/find_browser.sh", "chromium"]
    chromium = subprocess.run(find, capture_output=True, text=True, check=True).stdout.strip()
    with Service() as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name in names or SHOTS:
            out = ROOT / "docs" / f"{name}.png"
            take(browser, service, SHOTS[name], out)
            print(out.relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
