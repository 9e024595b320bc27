"""The extension in real browsers: loaded unpacked, clicked for real, against the real service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import clicks
import pytest
from chromium import Chromium
from gecko import Gecko
from newsstand import Newsstand, opened
from playwright.sync_api import Playwright

HERE = Path(__file__).parent
EXTENSION = HERE.parent.parent / "extension"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many scenarios began with a real click: tests that pressed the toolbar's button, each counted once."""
    for browser, tests in sorted(clicks.TESTS.items()):
        terminalreporter.write_line(f"Scenarios with a real click in {browser}: {len(tests)}")


@pytest.fixture(scope="session")
def _stand() -> Iterator[Newsstand]:
    stand, server = opened()
    yield stand
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(_stand: Newsstand) -> Newsstand:
    """The news site, with nothing asked for and nothing made yet."""
    _stand.asked.clear()
    _stand.made.clear()
    return _stand


@pytest.fixture(scope="session")
def _chromium(driver: Playwright, chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium.started(driver, chromium_path, EXTENSION, tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def chromium(_chromium: Chromium, service_url: str) -> Iterator[Chromium]:
    """Chromium with the extension as installed, its service the real one, and no tabs of another test."""
    _chromium.fresh(service_url)
    yield _chromium
    _chromium.close_tabs()


@pytest.fixture(scope="session")
def _gecko(firefox_path: str) -> Iterator[Gecko]:
    browser = Gecko(firefox_path, EXTENSION)
    yield browser
    browser.firefox.quit()


@pytest.fixture
def gecko(_gecko: Gecko, service_url: str) -> Gecko:
    """Firefox with the same extension, in the same state."""
    _gecko.fresh(service_url)
    return _gecko
