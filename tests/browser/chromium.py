"""Chromium with the extension, through Playwright; the toolbar's button through the DevTools protocol."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import clicks
from playwright.sync_api import BrowserContext, FrameLocator, Page, Playwright, Worker
from playwright.sync_api import Error as PlaywrightError

ARGUMENTS = ["--host-resolver-rules=MAP *.test 127.0.0.1"]
PATIENCE = 15_000
"""milliseconds that a page may take; a busy machine needs a multiple of the usual"""


@dataclass
class Chromium:
    context: BrowserContext
    worker: Worker

    @classmethod
    @contextmanager
    def started(cls, driver: Playwright, executable: str, extension: Path, profile: Path) -> Iterator[Chromium]:
        """A headless Chromium with the extension loaded and its first-run page waited for."""
        context = driver.chromium.launch_persistent_context(
            str(profile),
            executable_path=executable,
            headless=True,
            ignore_default_args=["--disable-extensions"],
            args=[*ARGUMENTS, f"--load-extension={extension}"],
        )
        context.set_default_timeout(PATIENCE)
        worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
        browser = cls(context, worker)
        browser.until(lambda: browser.worker.evaluate("Boolean(globalThis.chrome?.storage)"))
        browser.until(lambda: any("?welcome" in page.url for page in context.pages))
        yield browser
        context.close()

    @property
    def id(self) -> str:
        """The extension's id."""
        return self.worker.url.split("/")[2]

    def extension_url(self, path: str) -> str:
        return f"chrome-extension://{self.id}/{path}"

    def until(self, condition: Any, patience: int = PATIENCE) -> Any:
        """Ask until the answer is true. Playwright hears of new tabs only while it waits itself."""
        page = self.context.pages[0]
        for _ in range(patience // 20):
            if value := condition():
                return value
            page.wait_for_timeout(20)
        raise AssertionError(f"not true within {patience} ms")

    def fresh(self, service: str) -> None:
        """As installed, with this service."""
        self.close_tabs()
        self.settings(address=service)

    def settings(self, **values: Any) -> None:
        """Set what stands in the extension's storage, and clear the rest."""
        self.worker.evaluate(
            "async (values) => { await chrome.storage.local.clear(); await chrome.storage.session.clear();"
            " await chrome.storage.local.set(values); }",
            values,
        )

    def awake(self) -> None:
        """Take the worker that runs now: one that was stopped can't be asked any more."""

        def running() -> Worker | None:
            for worker in reversed(self.context.service_workers):
                try:
                    if worker.evaluate("Boolean(globalThis.chrome?.storage)"):
                        return worker
                except PlaywrightError:
                    continue
            return None

        self.worker = self.until(running)

    def close_tabs(self) -> None:
        keep = self.context.new_page()
        for page in self.context.pages:
            if page != keep:
                page.close()

    def open(self, url: str) -> Page:
        page = self.context.new_page()
        page.goto(url)
        return page

    def press(self, page: Page, times: int = 1) -> None:
        """Click the extension's button, in the tab in front, as a reader does; twice for a double click."""
        clicks.note("Chromium")
        page.bring_to_front()
        devtools = self.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
        targets = devtools.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        tab = next(target for target in targets if target["url"] == page.url)
        for _ in range(times):
            devtools.send("Extensions.triggerAction", {"id": self.id, "targetId": tab["targetId"]})
        devtools.detach()

    def state(self, page: Page, state: str) -> None:
        """Wait until the reading view is `done` or `failed`."""
        page.wait_for_url(self.extension_url("reader/**"))
        page.wait_for_selector("html[data-state=done], html[data-state=failed]")
        seen = page.evaluate("document.documentElement.dataset.state")
        assert seen == state, page.locator("#failed").inner_text() if seen == "failed" else seen

    def read(self, url: str) -> Page:
        """Open a page, click, and wait for its clean copy."""
        page = self.open(url)
        self.press(page)
        self.state(page, "done")
        return page

    def fail(self, url: str) -> Page:
        """Open a page, click, and wait for the sentence that says why not."""
        page = self.open(url)
        self.press(page)
        self.state(page, "failed")
        return page

    @staticmethod
    def article(page: Page) -> FrameLocator:
        """The frame with the article."""
        return page.frame_locator("#article")

    def badge(self, page: Page) -> str:
        """What stands on the button for this tab."""
        return str(
            self.worker.evaluate(
                "async (url) => { const tabs = await chrome.tabs.query({});"
                " const tab = tabs.find((tab) => tab.url === url);"
                " return tab ? chrome.action.getBadgeText({ tabId: tab.id }) : 'no such tab'; }",
                page.url,
            )
        )
