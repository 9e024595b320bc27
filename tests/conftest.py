"""What several tests need: the browsers of this machine, and the scoring corpora beside the checkout."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
def corpus() -> Path:
    """The scoring corpora (CORPUS names another place); without them the test is skipped."""
    place = Path(os.environ.get("CORPUS", ROOT / "../shared/corpus")).resolve()
    if not place.is_dir():
        pytest.skip("no scoring corpora beside the checkout")
    return place
