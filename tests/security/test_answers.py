"""Headers on every kind of answer, logs that hold nothing, and a service that connects to nobody."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from invented import InventedPage, pages
from support.service import Service

from server import create_app, pipeline, render
from server.settings import Settings

from .payloads import page as hostile_page

PAGE = hostile_page()
NOWHERE = "default-src 'none'"
TOKEN = "a-token-of-enough-letters"

Ask = Callable[[FlaskClient], Any]


def post(path: str = "/clean", data: Any = PAGE, kind: str = "text/html", **headers: str) -> Ask:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda client: client.post(path, data=data, content_type=kind, headers=named)


def get(path: str, **headers: str) -> Ask:
    return lambda client: client.get(path, headers=headers)


ANSWERS: dict[str, tuple[int, Ask]] = {
    "start page": (200, get("/")),
    "static file": (200, get("/static/page.js")),
    "sample": (200, get("/static/sample.html")),
    "health": (200, get("/healthz")),
    "readiness": (200, get("/readyz")),
    "description": (200, get("/openapi.json")),
    "icon": (308, get("/favicon.ico")),
    "JSON": (200, post()),
    "view": (200, post("/clean?format=html")),
    "Markdown": (200, post("/clean?format=markdown")),
    "text": (200, post("/clean?format=text")),
    "options": (200, lambda client: client.options("/clean")),
    "head": (200, lambda client: client.head("/")),
    "malformed": (400, post(data="{", kind="application/json")),
    "empty": (400, post(data="")),
    "unknown format": (400, post("/clean?format=pdf")),
    "host": (403, get("/", Host="rebound.example")),
    "origin": (403, post(Origin="https://evil.example")),
    "no origin": (403, post(Origin="null")),
    "cross-site": (403, post(Sec_Fetch_Site="cross-site")),
    "not found": (404, get("/<script>alert(1)</script>")),
    "not found, as a page": (404, get("/<script>alert(1)</script>", Accept="text/html")),
    "path out of static": (404, get("/static/../settings.py")),
    "method": (405, get("/clean")),
    "not acceptable": (406, post(Accept="image/png")),
    "media": (415, post(kind="image/png")),
    "no article, as a page": (422, post(data="<nav>a</nav>", Accept="text/html")),
    "not a text": (422, post(data=b"\x89PNG\r\n\x1a\n" + bytes(200))),
}


@pytest.mark.parametrize(("status", "ask"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_carries_the_headers(status: int, ask: Ask) -> None:
    with ask(create_app(Settings()).test_client()) as answer:
        headers = answer.headers
        assert answer.status_code == status
        assert NOWHERE in headers["Content-Security-Policy"]
        assert "base-uri 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Set-Cookie" not in headers
        assert "<script>alert" not in answer.get_data(as_text=True)


def test_the_policy_of_the_view_is_the_hash_of_its_only_sheet() -> None:
    answer = post("/clean?format=html")(create_app(Settings()).test_client())
    sheets = re.findall(r"<style>(.*?)</style>", answer.get_data(as_text=True), re.S)
    assert len(sheets) == 1
    digest = base64.b64encode(hashlib.sha256(sheets[0].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "script-src 'self'" in policy
    assert "form-action 'self'" in policy


def test_an_address_with_a_line_feed_makes_no_header() -> None:
    client = create_app(Settings()).test_client()
    answer = client.post("/clean?url=https://a.example/%0d%0aSet-Cookie:%20a=b", data=PAGE, content_type="text/html")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.json["url"] is None


class Outgoing(AssertionError):
    """Something wanted to leave the machine."""


@pytest.fixture
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every way to open a connection or to look a name up raises, and is written down even if that is swallowed."""
    tried: list[str] = []

    def refuse(name: str) -> Callable[..., Any]:
        def refused(*arguments: object, **_: object) -> Any:
            tried.append(f"{name}{arguments[1:]}")
            raise Outgoing(name)

        return refused

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse(name))
    return tried


@pytest.mark.parametrize("invented", pages(), ids=lambda invented: invented.slug)
def test_no_page_makes_it_connect(no_way_out: list[str], invented: InventedPage) -> None:
    article = invented.clean()
    for write in (render.to_page, render.to_fragment, render.to_markdown, render.to_text, render.to_dict):
        write(article)
    assert no_way_out == []


@pytest.mark.parametrize(
    "head",
    [
        '<!doctype html SYSTEM "http://evil.example/e.dtd"><!ENTITY x SYSTEM "http://evil.example/x">&x;',
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % d SYSTEM "http://evil.example/d"> %d;]>',
        '<link rel=stylesheet href="http://evil.example/s.css"><base href="http://evil.example/">',
        '<meta http-equiv=refresh content="0;url=http://evil.example/">',
    ],
)
def test_no_declaration_of_a_page_makes_it_connect(no_way_out: list[str], head: str) -> None:
    article = pipeline.clean(head + PAGE, url="http://evil.example/a", anyway=True)
    assert "Hallow Mill" in article.text
    assert no_way_out == []


def test_a_connection_would_be_seen(no_way_out: list[str]) -> None:
    with socket.socket() as any_socket, pytest.raises(Outgoing):
        any_socket.connect(("127.0.0.1", 9))
    assert no_way_out == ["connect(('127.0.0.1', 9),)"]


def test_the_log_holds_no_word_of_any_page() -> None:
    """Pages, addresses, answers and tokens, sent in every form and with every outcome, and then the whole log."""
    secret = "quincunx"
    page = PAGE.replace("weir", secret).replace("Weir", secret)
    address = f"https://{secret}.example/{secret}"
    with Service({"CLEANCOPY_TOKEN": TOKEN, "CLEANCOPY_WORKERS": "1"}) as running:
        right = {"Authorization": f"Bearer {TOKEN}"}
        sent: list[tuple[str, bytes, dict[str, str]]] = [
            (f"/clean?url={address}", page.encode(), {"Content-Type": "text/html", **right}),
            (f"/clean?url={address}&format=html", page.encode(), {"Content-Type": "text/html", **right}),
            ("/clean", f'{{"url": "{address}", "html": 7}}'.encode(), {"Content-Type": "application/json", **right}),
            ("/clean", f"html={secret}&url={address}".encode(),
             {"Content-Type": "application/x-www-form-urlencoded", **right}),
            ("/clean", secret.encode(), {"Content-Type": f"text/{secret}", **right}),
            ("/clean", page.encode(), {"Content-Type": "text/html; charset=" + secret, **right}),
            ("/clean", page.encode(), {"Content-Type": "text/html", "Authorization": f"Bearer {secret}-{TOKEN}"}),
            ("/clean", page.encode(),
             {"Content-Type": "text/html", "Authorization": f"Basic {secret}", "Cookie": secret}),
            (f"/{secret}?{secret}", page.encode(), {"Content-Type": "text/html", "Referer": address, **right}),
            ("/clean", page.encode(), {"Content-Type": "text/html", "Host": f"{secret}.example"}),
            ("/clean", page.encode(), {"Content-Type": "text/html", "Origin": f"https://{secret}.example"}),
            ("/clean", page.encode(), {"Content-Type": "text/html", "Content-Encoding": "gzip", **right}),
        ]  # fmt: skip
        statuses = [running.request("POST", path, body, headers).status for path, body, headers in sent]
        assert running.stop() == 0
        log = running.log.lower()
    assert statuses == [200, 200, 400, 422, 415, 200, 401, 401, 404, 403, 403, 400]
    assert log.count("post /clean") >= 10
    for word in (secret, "hallow mill", "lindqvist", TOKEN, "bearer", "127.0.0.1 -", "traceback"):
        assert word not in log, word
