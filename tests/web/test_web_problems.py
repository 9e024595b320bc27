"""Every error: its status, its stable type, a sentence, and the service up afterwards."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from server import pipeline
from server.version import VERSION
from server.web.problems import PROBLEMS, TYPE

from .conftest import PAGE

BIG = PAGE.encode() * 20
BOMB = gzip.compress(b"<p>" + b"a" * 5_000_000)
HTML = "text/html"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MANY_MEMBERS = gzip.compress(b"") * 200
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb" + bytes(range(256)) * 8


def sent(data: bytes, content_type: str | None, **headers: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"data": data, "headers": named, **({"content_type": content_type} if content_type else {})}


def json_of(value: Any) -> dict[str, Any]:
    return sent(json.dumps(value).encode(), JSON)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no body": (sent(b"", HTML), "empty", "empty"),
    "blank body": (sent(b" \n\t ", HTML), "empty", ""),
    "blank html": (json_of({"html": "  "}), "empty", "empty"),
    "blank form": (sent(b"html=&page=+", FORM), "empty", "empty"),
    "broken json": (sent(b'{"html": "a"', JSON), "malformed", "line 1, column 13"),
    "no json": (sent(b"html=x", JSON), "malformed", "line 1, column 1"),
    "json list": (json_of([PAGE]), "malformed", "must be an object"),
    "json html number": (json_of({"html": 7}), "malformed", "`html` must be a string, not a number"),
    "json html list": (json_of({"html": [PAGE]}), "malformed", "`html` must be a string, not a list"),
    "json html object": (json_of({"html": {}}), "malformed", "`html` must be a string, not an object"),
    "json html true": (json_of({"html": True}), "malformed", "`html` must be a string, not true or false"),
    "json url number": (json_of({"html": PAGE, "url": 1}), "malformed", "`url` must be a string"),
    "json format list": (json_of({"html": PAGE, "format": []}), "malformed", "`format` must be a string"),
    "json without a page": (json_of({"url": "https://post.example/"}), "malformed", "`html` or `text` must hold one"),
    "json nulls": (json_of({"html": None, "text": None}), "malformed", "must hold one"),
    "json both": (json_of({"html": PAGE, "text": "Rain."}), "malformed", "not several"),
    "json not utf-8": (sent(b'{"html": "caf\xe9"}', JSON), "malformed", "UTF-8"),
    "json nested": (sent(b"[" * 200_000, JSON), "malformed", "no JSON"),
    "json digits": (sent(b'{"html": ' + b"7" * 10_000 + b"}", JSON), "malformed", "no JSON"),
    "json unknown format": (json_of({"html": PAGE, "format": "pdf"}), "unknown-format", "json, html, markdown, text"),
    "form of nothing": (sent(PAGE.encode(), FORM), "malformed", "say text/html"),
    "form of many fields": (sent(b"&".join([b"a=1"] * 100), FORM), "malformed", "32 fields"),
    "form both": (sent(b"html=%3Cp%3Ea&text=b", FORM), "malformed", "not several"),
    "multipart without boundary": (sent(b"--x\r\n", "multipart/form-data"), "malformed", "multipart"),
    "multipart cut off": (
        sent(b'--x\r\nContent-Disposition: form-data; name="html"\r\n\r\n<p>', "multipart/form-data; boundary=x"),
        "malformed",
        "",
    ),
    "multipart of many parts": (
        sent(
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 100 + b"--x--\r\n",
            "multipart/form-data; boundary=x",
        ),
        "malformed",
        "",
    ),
    "gzip that is none": (sent(PAGE.encode(), HTML, Content_Encoding="gzip"), "malformed", "unpacked"),
    "gzip cut off": (sent(gzip.compress(BIG)[:-12], HTML, Content_Encoding="gzip"), "malformed", "unpacked"),
    "gzip then garbage": (
        sent(gzip.compress(PAGE.encode()) + b"more", HTML, Content_Encoding="gzip"),
        "malformed",
        "unpacked",
    ),
    "gzip of many members": (sent(MANY_MEMBERS, HTML, Content_Encoding="gzip"), "malformed", "unpacked"),
    "zlib": (sent(zlib.compress(PAGE.encode()), HTML, Content_Encoding="deflate"), "media-type", "gzip"),
    "two codings": (sent(b"x", HTML, Content_Encoding="gzip, gzip"), "media-type", "gzip"),
    "no type": (sent(PAGE.encode(), None), "media-type", "Content-Type must say which"),
    "image": (sent(JPEG, "image/jpeg"), "media-type", "not image/jpeg"),
    "a picture as html": (sent(JPEG, HTML), "not-text", ""),
    "too large": (sent(BIG, HTML), "too-large", "10,000 bytes"),
    "too large inside": (sent(BOMB, HTML, Content_Encoding="gzip"), "too-large", "10,000 bytes"),
    "no article": (sent(b"<title>Index</title><a href='/a'>One</a> <a href='/b'>Two</a>", HTML), "no-article", ""),
    "nothing acceptable": (sent(PAGE.encode(), HTML, Accept="image/png"), "not-acceptable", "text/markdown"),
    "refused by q": (sent(PAGE.encode(), HTML, Accept="application/json;q=0"), "not-acceptable", ""),
}


@pytest.fixture
def small(client_of: Any) -> FlaskClient:
    """A client of a service that takes 10,000 bytes."""
    made: FlaskClient = client_of(max_bytes=10_000)
    return made


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_request_is_told_what_is_wrong(name: str, client: FlaskClient, small: FlaskClient) -> None:
    request, kind, words = WRONG[name]
    answer = (small if kind == "too-large" else client).post("/clean", **request)
    assert_problem(answer, kind, words)


def assert_problem(answer: Any, kind: str, words: str = "") -> None:
    assert answer.status_code == PROBLEMS[kind].status, answer.text
    assert answer.content_type == "application/problem+json"
    told = answer.get_json()
    assert told["type"] == TYPE + kind
    assert told["status"] == answer.status_code
    assert told["title"] == PROBLEMS[kind].title
    assert words in told["detail"]
    assert told["detail"].endswith(".")


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/nothing", "not-found"),
        ("GET", "/clean/", "not-found"),
        ("GET", "/static/../settings.py", "not-found"),
        ("GET", "/metrics", "not-found"),
        ("GET", "/clean", "method"),
        ("PUT", "/clean", "method"),
        ("DELETE", "/", "method"),
        ("POST", "/healthz", "method"),
        ("POST", "/clean?format=pdf", "unknown-format"),
        ("POST", "/clean?format=", "unknown-format"),
    ],
)
def test_addresses_and_methods(client: FlaskClient, method: str, path: str, kind: str) -> None:
    with client.open(
        path, method=method, **({"data": PAGE, "content_type": HTML} if method == "POST" else {})
    ) as answer:
        assert_problem(answer, kind)
        if kind == "method":
            assert "OPTIONS" in answer.headers["Allow"]


def test_options_and_head(client: FlaskClient) -> None:
    allowed = client.options("/clean").headers["Allow"]
    assert set(allowed.split(", ")) == {"POST", "OPTIONS"}
    for path in ("/", "/healthz", "/readyz", "/openapi.json"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_a_body_may_be_as_large_as_the_cap_and_no_larger(client_of: Any) -> None:
    client = client_of(max_bytes=len(PAGE.encode()) + 4000)
    full = PAGE.encode() + b" " * 4000
    assert client.post("/clean", data=full, content_type=HTML).status_code == 200
    assert_problem(client.post("/clean", data=full + b" ", content_type=HTML), "too-large")
    packed = {"Content-Encoding": "gzip"}
    assert client.post("/clean", data=gzip.compress(full), content_type=HTML, headers=packed).status_code == 200
    over = gzip.compress(full + b" ")
    assert_problem(client.post("/clean", data=over, content_type=HTML, headers=packed), "too-large")


def test_415_says_what_would_do(client: FlaskClient) -> None:
    assert "text/html" in client.post("/clean", data=b"x", content_type="image/png").headers["Accept"]
    coded = client.post("/clean", data=b"x", content_type=HTML, headers={"Content-Encoding": "br"})
    assert coded.headers["Accept-Encoding"] == "gzip"


def test_a_refused_body_is_read_to_its_end(client: FlaskClient) -> None:
    body = io.BytesIO(b"x" * 300_000)
    answer = client.post("/clean", input_stream=body, content_type="image/png", content_length=300_000)
    assert_problem(answer, "media-type")
    assert body.tell() == 300_000


def test_a_runaway_page_is_ended(client_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(*_args: object, **_named: object) -> None:
        while True:
            pass

    monkeypatch.setattr(pipeline, "clean", without_end)
    assert_problem(client_of(seconds=0.1).post("/clean", data=PAGE, content_type=HTML), "over-budget", "longer")


def test_a_runaway_body_is_ended(client_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_end(*_args: object, **_named: object) -> None:
        while True:
            pass

    monkeypatch.setattr(json, "loads", without_end)
    answer = client_of(seconds=0.1).post("/clean", data=b"{}", content_type=JSON)
    assert answer.status_code == PROBLEMS["over-budget"].status


def test_a_fault_of_ours_says_nothing_of_the_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(data: bytes, **_named: object) -> None:
        raise ValueError(data.decode())

    monkeypatch.setattr(pipeline, "clean", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/clean", data="<p>Secret words", content_type=HTML)
    assert_problem(answer, "internal", "not the page's")
    assert "Secret" not in answer.text
    assert "Secret" not in caplog.text
    assert "ValueError at" in caplog.text


def test_nesting_beyond_python_is_too_large(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*_args: object, **_named: object) -> None:
        deep()

    monkeypatch.setattr(pipeline, "clean", deep)
    assert_problem(client.post("/clean", data=PAGE, content_type=HTML), "too-large", "nested")


def test_a_browser_that_navigates_gets_a_page(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.post("/clean?format=html", data={"html": " "}, headers=browser)
    assert answer.status_code == 400
    assert answer.content_type == "text/html; charset=utf-8"
    assert PROBLEMS["empty"].title in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/", "*/*"), ("/clean", "*/*"), ("/clean", "text/html"), ("/nothing", "*/*"), ("/static/page.css", "*/*")],
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str, accept: str) -> None:
    post = {"method": "POST", "data": PAGE, "content_type": HTML} if path == "/clean" else {}
    with client.open(path, headers={"Accept": accept}, **post) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Clean-Copy-Version"] == VERSION
        wanted = "same-origin" if path == "/" else "no-referrer"
        assert answer.headers["Referrer-Policy"] == wanted


def test_the_extension_reads_the_header_that_the_service_sends(client: FlaskClient) -> None:
    source = (Path(__file__).resolve().parents[2] / "extension/service.js").read_text(encoding="utf-8")
    read = re.findall(r'response\.headers\.get\("([\w-]*Version)"\)', source)
    assert read == ["Clean-Copy-Version"]
    assert client.get("/healthz").headers[read[0]] == VERSION


def test_the_view_has_the_view_s_policy(client: FlaskClient) -> None:
    policy = client.post("/clean?format=html", data=PAGE, content_type=HTML).headers["Content-Security-Policy"]
    assert "img-src https: http: data:; style-src 'self' 'sha256-" in policy
    assert policy.endswith("script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
