"""Firefox, driven by its own Marionette protocol: no driver program, real clicks on the toolbar.

The wire format is `<length>:<json>`, see https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PREFERENCES = {
    "marionette.port": 0,
    "network.dns.localDomains": "news.test,server.test,refused.test",
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "browser.startup.page": 0,
    "startup.homepage_welcome_url": "about:blank",
    "termsofuse.bypassNotification": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,",
    "browser.region.network.url": "",
}
"""Quiet, offline, and with the test site's names on this machine."""

PATIENCE = 30.0
"""seconds that a condition may take to come true"""


class MarionetteError(Exception):
    """What Firefox answers to a command that it could not carry out."""


class Firefox:
    """One headless Firefox with a profile of its own.

    Args:
        executable: the path of Firefox.
        preferences: preferences beside `PREFERENCES`.
    """

    def __init__(self, executable: str, preferences: dict[str, Any] | None = None) -> None:
        self.profile = Path(tempfile.mkdtemp(prefix="clean-copy-firefox-"))
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in (PREFERENCES | (preferences or {})).items()
        ]
        (self.profile / "user.js").write_text("\n".join(lines))
        command = [executable, "--marionette", "--remote-allow-system-access", "--no-remote", "--headless"]
        self.process = subprocess.Popen(
            [*command, "--profile", str(self.profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self.socket = socket.create_connection(("127.0.0.1", self._port()))
        self.socket.settimeout(60)
        self.buffer = b""
        self.count = 0
        self._receive()
        self("WebDriver:NewSession", acceptInsecureCerts=True)

    def _port(self) -> int:
        deadline = time.monotonic() + 2 * PATIENCE
        file = self.profile / "MarionetteActivePort"
        while time.monotonic() < deadline and self.process.poll() is None:
            if file.exists() and (said := file.read_text().strip()):
                return int(said)
            time.sleep(0.05)
        self.quit()
        raise MarionetteError("Firefox did not open its Marionette port")

    def _receive(self) -> Any:
        while b":" not in self.buffer:
            self.buffer += self._more()
        length, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(length):
            self.buffer += self._more()
        message, self.buffer = self.buffer[: int(length)], self.buffer[int(length) :]
        return json.loads(message)

    def _more(self) -> bytes:
        data = self.socket.recv(1 << 20)
        if not data:
            raise MarionetteError("Firefox closed the connection")
        return data

    def __call__(self, command: str, **arguments: Any) -> Any:
        """Carry out a command: `[0, id, command, arguments]` out, `[1, id, error, result]` back."""
        self.count += 1
        message = json.dumps([0, self.count, command, arguments]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise MarionetteError(f"{error.get('error')}: {error.get('message')}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def js(self, script: str, *arguments: Any) -> Any:
        """Run a function body in the page; a promise that it returns is waited for."""
        return self("WebDriver:ExecuteScript", script=script, args=list(arguments), scriptTimeout=60_000)

    def chrome(self, script: str, *arguments: Any) -> Any:
        """The same with the browser's own privileges."""
        self("Marionette:SetContext", value="chrome")
        try:
            return self.js(script, *arguments)
        finally:
            self("Marionette:SetContext", value="content")

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        """Ask until the answer is true; an error while a page changes is no answer."""
        deadline = time.monotonic() + PATIENCE
        last: object = None
        while time.monotonic() < deadline:
            try:
                if value := condition():
                    return value
            except MarionetteError as error:
                last = error
            time.sleep(0.03)
        raise AssertionError(f"{what}: not within {PATIENCE:.0f} s ({last})")

    @property
    def url(self) -> str:
        return str(self("WebDriver:GetCurrentURL"))

    def get(self, url: str) -> None:
        """Go to an address in the current tab, and make the tab the one in front."""
        self("WebDriver:Navigate", url=url)
        self.front()

    def front(self) -> None:
        """Bring the current tab to the front: the toolbar's button is for the tab in front."""
        self("WebDriver:SwitchToWindow", handle=self("WebDriver:GetWindowHandle"), focus=True)

    def install(self, folder: Path) -> str:
        """Install an extension until the browser closes; gives its id."""
        return str(self("Addon:Install", path=str(folder), temporary=True))

    def click_chrome(self, selector: str) -> None:
        """A real click on a part of the browser's own window."""
        self("Marionette:SetContext", value="chrome")
        try:
            element = self("WebDriver:FindElement", using="css selector", value=selector)
            self("WebDriver:ElementClick", id=next(iter(element.values())))
        finally:
            self("Marionette:SetContext", value="content")

    def click(self, selector: str) -> None:
        """A real click on an element of the page."""
        element = self("WebDriver:FindElement", using="css selector", value=selector)
        self("WebDriver:ElementClick", id=next(iter(element.values())))

    def quit(self) -> None:
        """End this Firefox and remove its profile."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if hasattr(self, "socket"):
            self.socket.close()
        shutil.rmtree(self.profile, ignore_errors=True)
