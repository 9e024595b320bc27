"""How long a reader waits: from the click on the extension's button to the readable article, in real Chromium.

    make bench-click

Pages of 1 MB, invented: one as newspapers send them (much script and style, some hundred cards), one that is
little else than 3,500 cards. The service runs on this machine, as `make run` starts it. A measurement begins when
the click is sent to the browser and ends when the article's second frame is drawn, by one clock. The first clicks
are left out: they warm the service and the browser up.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/browser")]

from chromium import Chromium
from newsstand import opened
from support.service import Service

SIZE = 1_000_000
"""bytes of a page"""
WARM = 3
"""clicks before the first that counts"""
DRAWN = """
new MutationObserver((_, self) => {
  if (!document.documentElement?.dataset.state || document.documentElement.dataset.state === "loading") return;
  self.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    globalThis.drawn = performance.timeOrigin + performance.now();
  }));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
"""
"""tells when the article is drawn; runs in every page before its own scripts"""


def paragraphs(count: int) -> str:
    """An invented report, a paragraph a day."""
    weather = ("rain until noon", "a dry wind from the hills", "fog that did not lift", "frost on the lower fields")
    return "".join(
        f"<p>On day {n} the surveyors walked {3 + n % 7} kilometres along <a href='/dyke/{n}'>the dyke</a> and wrote "
        f"down {weather[n % 4]}. They counted {11 + n * 3 % 17} gulls at the sluice, set {n % 5 + 2} new posts, and "
        f"came home after dark with mud to their knees, the foreman Piet Almeroth said, and a sketch of the bank for "
        f"the county’s map of the flood plain.</p>"
        for n in range(1, count + 1)
    )


def cards(count: int) -> str:
    """Teasers of other stories, as they stand around an article."""
    return "".join(
        f"<li class='card teaser'><a href='/news/{n}/story'><img src='/p/{n}.jpg' alt='' width='240' height='160' "
        f"loading='lazy'><span class='kicker'>District {n % 40}</span><h3>What the {n}th gauge on the canal tells of "
        f"a dry spring</h3></a><time datetime='2025-03-{n % 28 + 1:02}'>{n % 28 + 1} March</time></li>"
        for n in range(count)
    )


def page(count: int) -> str:
    """A page of `SIZE` bytes with this many cards; what is left of it are styles and a script's data."""
    menu = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(60))
    body = (
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>Forty days on the dyke</h1>"
        f"<p class='byline'>By Marta Quill</p><time datetime='2025-03-04'>4 March 2025</time>{paragraphs(40)}"
        "<div class='newsletter'><h3>Sign up for our newsletter</h3><form><input type='email'>"
        f"<button>Sign up</button></form></div></article></main>"
        f"<aside><h2>More stories</h2><ul>{cards(count)}</ul></aside>"
        f"<footer><ul>{menu}</ul><p>© The Meridian</p></footer>"
    )
    left = max(0, SIZE - len(body.encode()) - 400)
    rule = ".a-b{margin:0;padding:1px}"
    style = rule * (left // 3 // len(rule))
    state = json.dumps({"state": ["a word of the page's own data"] * ((left - len(style)) // 33)})
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Forty days on the dyke</title>"
        f"<style>{style}</style></head><body>{body}<script type='application/json'>{state}</script></body></html>"
    )


def measure(browser: Chromium, url: str, times: int) -> list[float]:
    """Milliseconds from click to article, for each click that counts."""
    taken = []
    for n in range(WARM + times):
        tab = browser.open(url)
        tab.wait_for_load_state("networkidle")
        clicked = time.time() * 1000
        browser.press(tab)
        browser.state(tab, "done")
        drawn = browser.until(lambda tab=tab: tab.evaluate("globalThis.drawn"))
        if n >= WARM:
            taken.append(drawn - clicked)
        tab.close()
    return taken


def main() -> int:
    """0, always: what it prints is a measurement, not a test."""
    parser = argparse.ArgumentParser(description="from the click to the readable article")
    parser.add_argument("--times", type=int, default=20, help="clicks that count, for each page (20)")
    times = parser.parse_args().times
    find = [ROOT / "scripts/find_browser.sh", "chromium"]
    chromium = subprocess.run(find, capture_output=True, text=True, check=True).stdout.strip()
    stand, server = opened()
    with (
        Service() as service,
        sync_playwright() as driver,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        Chromium.started(driver, chromium, ROOT / "extension", Path(profile)) as browser,
    ):
        browser.fresh(service.url)
        browser.context.add_init_script(DRAWN)
        for name, count in (("newspaper", 300), ("3,500 cards", 3_500)):
            html = page(count)
            taken = sorted(measure(browser, stand.make(f"{count}.html", html), times))
            print(
                f"{name} ({len(html.encode()) / 1e6:.2f} MB): median of {times} clicks "
                f"{statistics.median(taken):.0f} ms, fastest {taken[0]:.0f}, slowest {taken[-1]:.0f}",
                flush=True,
            )
    server.shutdown()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
