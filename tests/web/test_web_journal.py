"""Request ids and log lines."""

from __future__ import annotations

import json
import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.settings import Settings
from server.web import journal

DRAWN = re.compile(r"[0-9a-f]{32}")


@pytest.mark.parametrize("sent", ["a", "6f1c1f6e-0d5a-4a5d-9a53-0d8d6c3b1a77", "Root_1-67891233abcdef", "f" * 64])
def test_an_id_that_came_goes_out(client: FlaskClient, sent: str) -> None:
    for path in ("/healthz", "/nothing"):
        assert client.get(path, headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent


@pytest.mark.parametrize(
    "sent", ["", " ", "a b", "a.example", "https://a.example/", "f" * 65, "é", "a;b", "<b>", 'a"b', "a/b", "١"]
)
def test_what_is_no_id_is_replaced(client: FlaskClient, sent: str) -> None:
    assert DRAWN.fullmatch(client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"])


def test_every_answer_has_an_id_of_its_own(client: FlaskClient) -> None:
    asked = [client.get("/"), client.get("/", headers={"Host": "rebound.example"}), client.post("/clean")]
    assert [answer.status_code for answer in asked] == [200, 403, 415]
    found = {answer.headers["X-Request-ID"] for answer in asked}
    assert len(found) == 3
    assert all(DRAWN.fullmatch(each) for each in found)


@pytest.fixture
def broken() -> Flask:
    """A service with an address at which it fails on words of a page."""
    app = create_app(Settings())

    @app.get("/broken")
    def fails() -> str:
        raise ValueError("zugzwang")

    return app


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_is_logged_with_its_request_s_id_and_without_its_words(
    broken: Flask, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    caplog.handler.setFormatter(journal.Object() if form == "json" else journal.Line())
    with caplog.at_level(logging.WARNING):
        answer = broken.test_client().get("/broken", headers={"X-Request-ID": "find-me"})
    assert answer.status_code == 500
    assert "zugzwang" not in caplog.text + answer.text
    if form == "json":
        line = json.loads(caplog.text)
        assert (line["id"], line["level"], line["logger"]) == ("find-me", "error", "server.web.problems")
        assert line["message"].startswith("ValueError at ")
    else:
        assert re.search(r"\[ERROR\] server\.web\.problems: ValueError at .* id=find-me$", caplog.text.strip())


def test_a_line_outside_of_a_request_has_no_id() -> None:
    record = logging.LogRecord("a.logger", logging.INFO, "", 0, 'said "%s"', ("so",), None)
    assert "id=" not in journal.Line().format(record)
    line = json.loads(journal.Object().format(record))
    assert line["message"] == 'said "so"'
    assert set(line) == {"time", "level", "pid", "logger", "message"}
