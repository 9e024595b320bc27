"""Answers to hostile pages in the extension's reader: nothing runs, and nothing is asked for but pictures."""

from __future__ import annotations

from collections import Counter

from chromium import Chromium
from playwright.sync_api import Route
from security.payloads import KEPT
from security.test_hostile_pages import EVERY, SWALLOWED, chosen
from security.views import rendered

from server import render

STEP = 4 if EVERY else 14
"""one in so many of the pages that are chosen there"""
DOT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
OF_THE_DRIVER = "Blocked script execution in 'about:srcdoc' because the document's frame is sandboxed"
"""what Chromium says of Playwright's own script in a frame without scripts, whatever stands in it"""
ALIVE = """html => [...html.querySelectorAll("*")].filter(e =>
    e.matches("script, iframe, frame, object, embed, form, svg, math, [href^='javascript' i], [srcdoc]")
    || [...e.attributes].some(a => a.name.startsWith("on"))).map(e => e.outerHTML.slice(0, 200))"""
KEEP = """async view => {
    await chrome.storage.session.clear();
    await chrome.storage.session.set({ ["view:" + view.id]: view });
}"""


def test_nothing_of_a_hostile_answer_runs_in_the_reader(chromium: Chromium) -> None:
    happened: list[str] = []
    asked: Counter[str] = Counter()
    now = ""

    def note(what: str) -> None:
        happened.append(f"{now}: {what}")

    def answer(route: Route) -> None:
        request = route.request
        if request.url.startswith(chromium.extension_url("")):
            return route.continue_()
        asked[request.resource_type] += 1
        if request.resource_type != "image" or request.method != "GET" or not request.url.startswith("https://"):
            note(f"{request.method} {request.resource_type} {request.url}")
        return route.fulfill(content_type="image/gif", body=DOT)

    page = chromium.context.new_page()
    page.route("**/*", answer)
    page.on("dialog", lambda dialog: (note(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: message.text.startswith(OF_THE_DRIVER) or note(f"console {message.text}"))
    page.on("pageerror", lambda error: note(f"error {error}"))
    page.on("popup", lambda popup: note(f"popup {popup.url}"))
    page.on("download", lambda download: note(f"download {download.url}"))
    shown = 0
    for number, seen in enumerate(
        rendered((p for n, p in enumerate(chosen("html")) if n % STEP == 0), "html", Counter())
    ):
        now = f"{seen.payload.vector} / {seen.payload.place}"
        view = {
            "id": f"hostile-{number}", "tab": 1, "url": seen.payload.url, "title": seen.payload.vector, "started": 1,
            "state": "done", "html": render.to_page(seen.article).replace('loading="lazy"', ""),
        }  # fmt: skip
        chromium.awake()
        chromium.worker.evaluate(KEEP, view)
        page.goto(chromium.extension_url(f"reader/reader.html?id=hostile-{number}"))
        chromium.state(page, "done")
        inner = chromium.article(page)
        if seen.payload.vector not in SWALLOWED:
            assert KEPT in inner.locator("body").inner_text(), now
        assert inner.locator("html").evaluate(ALIVE) == [], now
        for fold in inner.locator("summary").all():
            fold.click()
        shown += 1
    assert shown >= 25
    assert asked["image"] > 3
    assert happened == []
