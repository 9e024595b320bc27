"""`python -m server clean`: the same without a service."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from web.conftest import PAGE, SENTENCE

from server import cli, pipeline
from server.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
TEXT = "\n\n".join(part.split("</p>")[0].replace("\n", " ") for part in PAGE.split("<p>")[1:])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A directory with a saved page, its text, and an empty file."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b" \n")
    return tmp_path


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CLEANCOPY_"):
            monkeypatch.delenv(name)


def test_one_page_as_json(saved: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["clean", str(saved / "page.html"), "--url", "https://post.example/a"]) == 0
    out, err = capsysbinary.readouterr()
    answer = json.loads(out)
    assert answer["url"] == "https://post.example/a"
    assert SENTENCE in answer["text"]
    assert err == b""


@pytest.mark.parametrize(
    ("format_", "mark"),
    [("html", "<!doctype html>"), ("markdown", "# Old bridge"), ("text", "The stone bridge over")],
)
def test_formats(saved: Path, capsysbinary: pytest.CaptureFixture[bytes], format_: str, mark: str) -> None:
    assert cli.main(["clean", str(saved / "page.html"), "--format", format_]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert mark.lower() in out.lower()
    assert SENTENCE in " ".join(out.split())


@pytest.mark.parametrize(("sent", "kind"), [("\n" + PAGE, "html"), (TEXT, "text")])
def test_standard_input_is_told_by_its_first_character(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], sent: str, kind: str
) -> None:
    asked = []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent.encode())))
    real = pipeline.clean
    monkeypatch.setattr(pipeline, "clean", lambda data, **named: asked.append(named["kind"]) or real(data, **named))
    assert cli.main(["clean", "-"]) == 0
    assert SENTENCE in json.loads(capsysbinary.readouterr().out)["text"]
    assert asked == [kind]


def test_a_bad_file_does_not_stop_the_rest(saved: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    names = [str(saved / name) for name in ("page.html", "gone.html", "empty.html", "page.txt")]
    assert cli.main(["clean", *names, "--jobs", "2"]) == 1
    out, err = capsysbinary.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["file"] for answer in answers] == [names[0], names[3]]
    assert all(SENTENCE in answer["text"] for answer in answers)
    told = err.decode().splitlines()
    assert told[0] == f"[1/4] {names[0]}: cleaned"
    assert told[1] == f"[2/4] {names[1]}: can't be read: No such file or directory"
    assert told[2].startswith(f"[3/4] {names[2]}: ")
    assert len(told) == 4


def test_several_texts_say_which_is_which(saved: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    names = [str(saved / "page.html"), str(saved / "page.txt")]
    assert cli.main(["clean", *names, "--format", "text", "--jobs", "1"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert [line for line in out.splitlines() if line.startswith("==>")] == [f"==> {name} <==" for name in names]


def test_explain_names_rules_and_leaves_the_answer_alone(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    sample = str(ROOT / "server/static/sample.html")
    assert cli.main(["clean", sample, "--explain"]) == 0
    out, err = capsysbinary.readouterr()
    removed = json.loads(out)["removed"]
    account = err.decode()
    assert removed
    for removal in removed:
        assert f"{removal['id']} {removal['category']} after {removal['after'] or 'the beginning'}" in account
        assert removal["rule"] in account
    assert "Maren Oduya, Piet Halloran  [" in account


def test_a_page_over_the_budget_ends(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def without_end(*_args: object, **_named: object) -> None:
        while True:
            pass

    monkeypatch.setenv("CLEANCOPY_SECONDS", "0.2")
    monkeypatch.setattr(pipeline, "clean", without_end)
    assert cli.main(["clean", str(saved / "page.html")]) == 1
    assert b"took longer" in capsysbinary.readouterr().err


def test_a_file_over_the_cap_is_not_read(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("CLEANCOPY_MAX_BYTES", "1000")
    (saved / "page.html").write_text(PAGE + " " * 1000, encoding="utf-8")
    assert cli.main(["clean", str(saved / "page.html")]) == 1
    assert b"larger than 1,000 bytes" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "a.html", "b.html", "--url", "https://post.example/"], "address of one file"),
        (["clean", "-", "-"], "read once"),
        (["clean", "a.html", "--jobs", "0"], "above 0"),
        (["clean", "a.html", "--format", "pdf"], "invalid choice"),
        (["clean"], "FILE"),
        ([], "command"),
    ],
)
def test_wrong_calls(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = cli.main(arguments)
    except SystemExit as end:
        status = end.code
    assert status == 2
    assert said in capsys.readouterr().err


def test_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLEANCOPY_SECONDS", "soon")
    assert cli.main(["clean", "a.html"]) == 2
    assert "CLEANCOPY_SECONDS must be a number" in capsys.readouterr().err


def test_as_a_program() -> None:
    command = [sys.executable, "-W", "error", "-m", "server"]
    told = subprocess.run([*command, "--version"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == f"Clean Copy {VERSION}\n"
    piped = subprocess.run(
        [*command, "clean", "-", "--format", "text"], cwd=ROOT, input=PAGE.encode(), capture_output=True, check=True
    )
    assert SENTENCE in piped.stdout.decode()
    assert piped.stderr == b""


def test_a_reader_that_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m server clean server/static/sample.html server/static/sample.html | head -c 5"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
