"""Firefox with the extension: a real click on its toolbar button."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import clicks
from marionette import Firefox

NAVBAR = (
    "const { CustomizableUI } = ChromeUtils.importESModule("
    "'moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs');"
    "CustomizableUI.addWidgetToArea(arguments[0], 'nav-bar');"
)


class Gecko:
    """One Firefox with the extension installed and its button in the toolbar."""

    def __init__(self, executable: str, extension: Path) -> None:
        self.firefox = Firefox(executable)
        identity = self.firefox.install(extension)
        self.widget = "".join(c if c.isalnum() or c in "-_" else "_" for c in identity.lower()) + "-browser-action"
        self.firefox.chrome(NAVBAR, self.widget)
        host = self.firefox.chrome("return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname", identity)
        self.base = f"moz-extension://{host}/"

    def fresh(self, service: str) -> None:
        """As installed, with this service, in one tab."""
        handle = self.firefox("WebDriver:GetWindowHandle")
        for other in self.firefox("WebDriver:GetWindowHandles"):
            if other != handle:
                self.firefox("WebDriver:SwitchToWindow", handle=other)
                self.firefox("WebDriver:CloseWindow")
        self.firefox("WebDriver:SwitchToWindow", handle=handle)
        self.settings(address=service)

    def settings(self, **values: Any) -> None:
        self.firefox.get(self.base + "options/options.html")
        self.firefox.js(
            "return browser.storage.local.clear().then(() => browser.storage.session.clear())"
            f".then(() => browser.storage.local.set({json.dumps(values)}))"
        )

    def press(self) -> None:
        """Click the extension's button in the toolbar."""
        clicks.note("Firefox")
        self.firefox.front()
        self.firefox.click_chrome(f"#{self.widget} .unified-extensions-item-action-button")

    def shortcut(self, key: str) -> None:
        """Press Alt, Shift and a key, as on a keyboard: the browser sees it before the page."""
        clicks.note("Firefox")
        alt, shift = "\ue00a", "\ue008"
        keys = [{"type": "keyDown", "value": value} for value in (alt, shift, key)]
        keys += [{"type": "keyUp", "value": value} for value in (key, shift, alt)]
        self.firefox("Marionette:SetContext", value="chrome")
        try:
            self.firefox("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": keys}])
        finally:
            self.firefox("Marionette:SetContext", value="content")

    def state(self, state: str) -> None:
        """Wait until the reading view is `done` or `failed`."""

        def reached() -> Any:
            return self.firefox.js(
                "return location.href.includes('/reader/') && document.documentElement?.dataset.state"
            ) in ("done", "failed")

        self.firefox.until(reached, f"a reading view at {self.firefox.url}")
        seen = self.firefox.js("return document.documentElement.dataset.state")
        assert seen == state, self.firefox.js("return document.getElementById('failed').innerText")

    def read(self, url: str) -> None:
        """Open a page, click, and wait for its clean copy."""
        self.firefox.get(url)
        self.press()
        self.state("done")

    def fail(self, url: str) -> None:
        """Open a page, click, and wait for the sentence that says why not."""
        self.firefox.get(url)
        self.press()
        self.state("failed")

    def text(self, selector: str = "body") -> str:
        """What stands in the article's frame."""
        script = (
            "return document.getElementById('article').contentDocument.querySelector(arguments[0])?.innerText ?? ''"
        )
        return str(self.firefox.js(script, selector))

    def allow(self) -> None:
        """Say yes to the browser's own question, which a click has just opened."""
        self._answer("button")

    def refuse(self) -> None:
        """Say no to it."""
        self._answer("secondaryButton")

    def _answer(self, button: str) -> None:
        found = f"document.getElementById('addon-webext-permissions-notification')?.{button}"
        self.firefox.until(lambda: self.firefox.chrome(f"return Boolean({found})"), "the browser's question")
        self.firefox.chrome(f"{found}.click()")
