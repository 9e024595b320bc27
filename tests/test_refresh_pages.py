"""A refresh can't hide a loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import InventedPage
from refresh_pages import main, refresh

STORY = """<html lang="en"><head><title>Ferry returns to Oxley</title></head><body><article>
<h1>Ferry returns to Oxley</h1>
<p>The ferry between Oxley and the mainland sailed again on Friday, nine weeks after its engine failed in a gale.</p>
<p>{last}</p>
<p>Fares stay as they were until the spring, the island council said, and bicycles travel without a ticket.</p>
</article></body></html>"""
FIRST = "Some two hundred islanders stood on the quay with flags, and the school let its children out at noon."
SECOND = "Nobody had told the harbour master, who was having his lunch and came running with a napkin at his neck."
MUST: dict[str, Any] = {"url": "https://oxley.example/ferry", "keep": ["Fares stay as they were until the spring"]}


def write(folder: Path, last: str, **musts: Any) -> InventedPage:
    (folder / "page.html").write_text(STORY.format(last=last), encoding="utf-8")
    return InventedPage(folder, MUST | musts)


def test_a_broken_must_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = write(tmp_path, FIRST, keep=["The ferry sank"])
    assert not refresh(page)
    assert "lost: 'The ferry sank'" in capsys.readouterr().out
    assert not any(path.exists() for path in page.expected())


def test_what_disappears_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refresh(write(tmp_path, FIRST))
    assert "disappeared" not in capsys.readouterr().out
    page = write(tmp_path, SECOND)
    assert refresh(page)
    shown = capsys.readouterr().out
    assert f"disappeared: {FIRST}" in shown
    assert f"came: {SECOND}" in shown
    assert SECOND in page.expected()[1].read_text(encoding="utf-8")


def test_nothing_is_said_of_a_page_that_stayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refresh(write(tmp_path, FIRST))
    capsys.readouterr()
    assert refresh(write(tmp_path, FIRST))
    assert not capsys.readouterr().out


def test_an_unknown_page_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-page"]) == 2
    assert "no such page: no-such-page" in capsys.readouterr().out
