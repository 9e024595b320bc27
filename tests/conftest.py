"""What several tests need: the running service, the browsers of this machine, the corpora beside the checkout."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright
from support.service import Service

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("repository", deadline=None)
settings.load_profile("repository")
"""how long an example takes says how busy the machine is, not whether the code is right"""


def browser(name: str) -> str:
    """The path of a browser; without one the test is skipped, in CI it fails."""
    found = subprocess.run([ROOT / "scripts/find_browser.sh", name], capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return found.stdout.strip()
    message = f"no {name} on this machine (scripts/ensure_browser.sh {name})"
    if os.environ.get("CI") in ("true", "1"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium or Chrome."""
    return browser("chromium")


@pytest.fixture(scope="session")
def firefox_path() -> str:
    """Firefox ESR, or another Firefox."""
    return browser("firefox")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Playwright, one for all tests: a second one in the same thread does not start."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The scoring corpora (CORPUS names another place); without them the test is skipped."""
    place = Path(os.environ.get("CORPUS", ROOT / "../shared/corpus")).resolve()
    if not place.is_dir():
        pytest.skip("no scoring corpora beside the checkout")
    return place


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """The real service under gunicorn, with no setting at all but a free port."""
    with Service() as running:
        yield running


@pytest.fixture(scope="session")
def service_url(service: Service) -> str:
    """Where the real service listens, e.g. `http://127.0.0.1:40123`, without a slash at the end."""
    return service.url
