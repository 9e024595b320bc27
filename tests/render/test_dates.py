"""Dates as a reader writes them."""

from __future__ import annotations

import pytest

from server.render.dates import human


@pytest.mark.parametrize(
    ("iso", "language", "shown"),
    [
        ("2024-11-17T17:47:00-05:00", "en", "17 November 2024, 17:47 (UTC−5)"),
        ("2024-11-17T17:47:00-05:00", "en-US", "November 17, 2024, 5:47\u202fPM (UTC−5)"),
        ("2024-11-17T17:47:00+05:30", "de", "17. November 2024, 17:47 (UTC+5:30)"),
        ("2024-11-17T17:47:00Z", "fr", "17 novembre 2024, 17:47 (UTC)"),
        ("2024-11-17T17:47:00", None, "17 November 2024, 17:47"),
        ("2024-11-17", "ja", "2024年11月17日"),
        ("2024-11", "es", "noviembre de 2024"),
        ("2024", "de", "2024"),
        ("2024-11/2025-01", "en", "November 2024 – January 2025"),
        ("2024-11-17", "xx-unknown", "17 November 2024"),
        ("2024-11-17", "pt-BR", "17 de novembro de 2024"),
    ],
)
def test_each_form(iso: str, language: str | None, shown: str) -> None:
    assert human(iso, language) == shown


@pytest.mark.parametrize("iso", ["", "soon", "2024-13", "2024-11-31", "0000", "2024/soon"])
def test_what_is_no_date_is_not_shown(iso: str) -> None:
    assert human(iso, "en") is None
