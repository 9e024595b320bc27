"""All that is rendered of the hostile pages, in one page of a real browser without any policy: nothing happens."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Playwright, Route

from server import render

from .payloads import payloads
from .test_hostile_pages import chosen
from .views import rendered

pytestmark = pytest.mark.browser

HOST = "https://views.example/"
SECURE = "https://"
"""Where a picture may be asked for: a publisher's word of where its pictures are is taken, the scheme is not."""
BATCH = 60
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DOT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
SHOW = """async views => {
    document.body.replaceChildren();
    await Promise.all(views.map(view => new Promise(done => {
        const frame = document.createElement("iframe");
        frame.onload = () => { frames_done.push(frame.contentDocument.scripts.length); done(); };
        frame.srcdoc = view;
        document.body.append(frame);
    })));
    for (const frame of document.querySelectorAll("iframe"))
        for (const element of frame.contentDocument.querySelectorAll("summary, [tabindex]")) {
            element.focus(); element.click();
        }
    return frames_done.splice(0);
}"""


def test_nothing_runs_and_nothing_but_pictures_is_asked_for(driver: Playwright, chromium_path: str) -> None:
    views = set()
    for kind in ("html", "text"):
        for seen in rendered((p for n, p in enumerate(chosen(kind)) if n % 5 == 0), kind, Counter()):
            made = seen.views()
            # Without the policy, so that it is the HTML itself that is on trial; every picture at once.
            views.add(POLICY.sub("", made["view"]).replace('loading="lazy"', ""))
            views.update(made[name].replace('loading="lazy"', "") for name in ("pieces", "markdown"))
    happened: list[str] = []
    asked: Counter[str] = Counter()

    def answer(route: Route) -> None:
        request = route.request
        if request.url == HOST:
            return route.fulfill(content_type="text/html", body="<!doctype html><script>frames_done = []</script>")
        asked[request.resource_type] += 1
        if request.resource_type != "image" or request.method != "GET" or not request.url.startswith(SECURE):
            happened.append(f"{request.method} {request.resource_type} {request.url}")
        return route.fulfill(content_type="image/gif", body=DOT)

    browser = driver.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
    page = browser.new_page()
    page.route("**/*", answer)
    page.on("dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: happened.append(f"console {message.text}"))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
    page.on("download", lambda download: happened.append(f"download {download.url}"))
    page.goto(HOST)
    queue = sorted(views)
    for start in range(0, len(queue), BATCH):
        scripts = page.evaluate(SHOW, queue[start : start + BATCH])
        assert scripts == [0] * len(queue[start : start + BATCH])
    assert page.url == HOST
    browser.close()
    assert len(queue) > 150
    assert asked["image"] > 10
    assert happened == []


def test_the_policy_takes_the_view_as_it_is_and_would_stop_a_script(driver: Playwright, chromium_path: str) -> None:
    """The header's hash is that of the sheet, and behind the HTML stands a policy that stops a script in it."""
    seen = next(rendered(payloads(), "html", Counter()))
    html = render.to_page(seen.article)
    spoiled = html.replace("</footer>", "<script>alert(1)</script><img src=x onerror=alert(1)></footer>")
    browser = driver.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
    page = browser.new_page()
    headers = {"Content-Security-Policy": render.csp()}
    page.route(
        "**/*",
        lambda route: route.fulfill(
            content_type="text/html", headers=headers, body=spoiled if "spoiled" in route.request.url else html
        ),
    )
    dialogs: list[str] = []
    console: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: console.append(message.text))
    page.goto(HOST)
    styled = page.evaluate("getComputedStyle(document.querySelector('.skip')).position")
    clean = list(console)
    page.goto(HOST + "spoiled")
    page.evaluate("1")
    browser.close()
    assert styled in ("absolute", "fixed")
    assert clean == []
    assert dialogs == []
    assert any("Content Security Policy" in line for line in console)
