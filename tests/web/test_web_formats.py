"""`POST /clean`: every kind of body in, every format out."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from .conftest import PAGE, SENTENCE

HTML = {"Content-Type": "text/html"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def paragraphs(answer: Any) -> list[str]:
    return [block["text"] for block in answer.get_json()["blocks"]]


def test_json_with_html(client: FlaskClient, page: str) -> None:
    answer = client.post("/clean", json={"url": "https://post.example/bridge", "html": page})
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.get_json()["url"] == "https://post.example/bridge"
    assert answer.get_json()["title"] == "Old bridge at Ferndale reopens after nine months of repairs"
    assert any(SENTENCE in text for text in paragraphs(answer))
    assert not any("Sport" in text for text in paragraphs(answer))


BODIES: dict[str, dict[str, Any]] = {
    "json text": {"json": {"text": "PLAIN"}},
    "html": {"data": PAGE.encode(), "content_type": "text/html"},
    "html with a charset": {"data": PAGE.encode("utf-16"), "content_type": "text/html; charset=utf-16"},
    "html in an unknown charset": {"data": PAGE.encode(), "content_type": "text/html; charset=klingon-7"},
    "xhtml": {"data": PAGE.encode(), "content_type": "application/xhtml+xml"},
    "plain text": {"data": "PLAIN", "content_type": "text/plain"},
    "form": {"data": {"html": PAGE}},
    "form text": {"data": {"text": "PLAIN"}},
    "form page": {"data": {"page": "PLAIN"}},
    "form page in html": {"data": {"page": "\n" + PAGE}},
    "multipart": {"data": {"html": PAGE}, "content_type": "multipart/form-data"},
    "multipart file": {"data": {"file": (io.BytesIO(PAGE.encode()), "a.html")}},
    "multipart text file": {"data": {"file": (io.BytesIO(b"PLAIN"), "a.txt")}},
    "multipart beside blank fields": {
        "data": {"file": (io.BytesIO(PAGE.encode()), "a.html"), "page": " ", "url": "", "html": ""}
    },
    "gzip": {
        "data": gzip.compress(PAGE.encode()),
        "content_type": "text/html",
        "headers": {"Content-Encoding": "gzip"},
    },
    "gzip in two members": {
        "data": gzip.compress(PAGE.encode()[:300]) + gzip.compress(PAGE.encode()[300:]),
        "content_type": "text/html",
        "headers": {"Content-Encoding": "GZIP"},
    },
    "gzip json": {
        "data": gzip.compress(json.dumps({"html": PAGE}).encode()),
        "content_type": "application/json",
        "headers": {"Content-Encoding": "x-gzip"},
    },
}


TEXT = "\n\n".join(part.split("</p>")[0].replace("\n", " ") for part in PAGE.split("<p>")[1:])
"""The article of the page, as somebody would paste it."""


def plain(value: Any) -> Any:
    """A copy of a request with the article's text where it says PLAIN."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return (io.BytesIO(value[0].getvalue().replace(b"PLAIN", TEXT.encode())), *value[1:])
    return TEXT if value == "PLAIN" else value


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_every_kind_of_body(client: FlaskClient, body: dict[str, Any]) -> None:
    answer = client.post("/clean", **plain(body))
    assert answer.status_code == 200, answer.text
    assert any(SENTENCE in text for text in paragraphs(answer))


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        (BROWSER, "text/html; charset=utf-8"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/html;q=0.3, text/markdown;q=0.8", "text/markdown; charset=utf-8"),
    ],
)
def test_accept_chooses(client: FlaskClient, page: str, accept: str | None, media: str) -> None:
    answer = client.post("/clean", data=page, headers={**HTML, **({"Accept": accept} if accept else {})})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media
    assert "Accept" in answer.headers["Vary"]
    assert SENTENCE in " ".join(answer.text.split())


def test_the_query_wins_over_the_body_and_the_body_over_accept(client: FlaskClient, page: str) -> None:
    accept = {"Accept": "text/html"}
    body = {"html": page, "format": "markdown"}
    assert client.post("/clean", json=body, headers=accept).mimetype == "text/markdown"
    assert client.post("/clean?format=text", json=body, headers=accept).mimetype == "text/plain"
    assert client.post("/clean", data={"html": page, "format": "json"}, headers=accept).mimetype == "application/json"


def test_an_unknown_format_is_refused_wherever_it_stands(client: FlaskClient, page: str) -> None:
    """In the body too, where the query's own wins."""
    body = {"html": page, "format": "pdf"}
    for answer in (client.post("/clean?format=text", json=body), client.post("/clean?format=text", data=body)):
        assert answer.status_code == 400
        assert answer.get_json()["type"].endswith(":unknown-format")


def test_a_named_format_needs_no_accept(client: FlaskClient, page: str) -> None:
    answer = client.post("/clean?format=json", data=page, headers={**HTML, "Accept": "image/png"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clean?url=https://post.example/a", {"data": PAGE, "content_type": "text/html"}),
        ("/clean", {"data": {"html": PAGE, "url": " https://post.example/a "}}),
        ("/clean?url=https://other.example/", {"json": {"html": PAGE, "url": "https://post.example/a"}}),
    ],
)
def test_the_address_of_the_page(client: FlaskClient, path: str, body: dict[str, Any]) -> None:
    answer = client.post(path, **body)
    assert answer.get_json()["url"] == "https://post.example/a"
    assert not any("address" in note for note in answer.get_json()["notes"])


@pytest.mark.parametrize(
    "url", ["file:///home/a.html", "javascript:alert(1)", "somewhere", "https://[", "http://a b/"]
)
def test_an_address_that_is_none_is_left_out_and_the_answer_says_so(client: FlaskClient, page: str, url: str) -> None:
    answer = client.post("/clean", json={"html": page, "url": url}).get_json()
    assert answer["url"] is None
    assert any("no http or https address" in note for note in answer["notes"])


def test_text_is_not_read_as_html(client: FlaskClient) -> None:
    text = "\n\n".join(
        f"The {n}th sluice at <Arrow> was opened by the warden before the tide came in." for n in range(9)
    )
    answer = client.post("/clean", data=text, content_type="text/plain")
    assert any("<Arrow>" in paragraph for paragraph in paragraphs(answer))


def test_a_lone_surrogate_is_no_error(client: FlaskClient, page: str) -> None:
    body = json.dumps({"html": page.replace("Arrow", "Arrow\ud800"), "url": "https://post.example/\udfff"})
    answer = client.post("/clean", data=body, content_type="application/json")
    assert answer.status_code == 200
    assert any("Arrow�" in text for text in paragraphs(answer))


def test_anyway_gives_what_is_there(client: FlaskClient) -> None:
    page = "<title>A list</title><ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul>"
    assert client.post("/clean", data=page, headers=HTML).status_code == 422
    answer = client.post("/clean?anyway=1", data=page, headers=HTML)
    assert answer.status_code == 200
    assert client.post("/clean?anyway=0", data=page, headers=HTML).status_code == 422
    assert client.post("/clean?anyway=maybe", data=page, headers=HTML).status_code == 400
