"""Which tests clicked on the extension's real button, by browser: the end of a run says how many."""

from __future__ import annotations

import os

TESTS: dict[str, set[str]] = {}
"""browser → the tests in which its toolbar button, or the shortcut, was pressed"""


def note(browser: str) -> None:
    """The button of this browser is pressed, in the test that runs now."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    if test:
        TESTS.setdefault(browser, set()).add(test)
