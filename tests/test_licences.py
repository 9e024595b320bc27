"""What `make audit` says of licences."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts/licences.py"
sys.path.insert(0, str(SCRIPT.parent))

import licences  # noqa: E402


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("MIT", True), ("BSD-3-Clause", True), ("Apache Software License", True), ("MPL-2.0", True),
        ("Apache-2.0 OR GPL-3.0-only", True), ("GPL-3.0-only", False), ("LGPLv2+", False), ("AGPL-3.0", False),
        ("MIT AND GPL-2.0-only", False), ("Proprietary", False), ("", False), ("Permitted", False),
    ],
)  # fmt: skip
def test_a_licence_fits_or_not(said: str, fits: bool) -> None:
    assert (licences.verdict("a-library", said) is None) is fits
