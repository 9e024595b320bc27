"""Pages of other sites: none may call unless it is named, and a named one gets no more than it needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from server.web.cors import ALLOWED_HEADERS

from .test_web_guard import CONTENT, TOKEN, post
from .test_web_problems import assert_problem

NAMED = "https://reader.example.org"
ASKED = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization, content-type"}
ClientOf = Callable[..., FlaskClient]


@pytest.fixture
def open_client(client_of: ClientOf) -> FlaskClient:
    return client_of(origins=(NAMED, "http://lan.example:8080"))


def shared(answer: object) -> dict[str, str]:
    """The headers of an answer that let another site's page in."""
    return {name: value for name, value in answer.headers if name.startswith("Access-Control-")}  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", CONTENT.values(), ids=CONTENT.keys())
def test_a_named_site_sends_and_reads(open_client: FlaskClient, content: dict[str, object]) -> None:
    answer = post(open_client, content=content, Origin=NAMED, Sec_Fetch_Site="cross-site")
    assert answer.status_code in (200, 422)
    assert answer.headers["Access-Control-Allow-Origin"] == NAMED
    assert "RateLimit-Remaining" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.vary


def test_its_preflight_is_answered(open_client: FlaskClient) -> None:
    answer = open_client.options("/clean", headers={"Origin": NAMED, **ASKED})
    assert answer.status_code == 200
    told = shared(answer)
    assert told.pop("Access-Control-Expose-Headers")
    assert told == {
        "Access-Control-Allow-Origin": NAMED,
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": ALLOWED_HEADERS,
        "Access-Control-Max-Age": "600",
    }


def test_a_preflight_needs_no_token_and_the_page_does(client_of: ClientOf) -> None:
    client = client_of(origins=(NAMED,), tokens=(TOKEN,))
    assert client.options("/clean", headers={"Origin": NAMED, **ASKED}).status_code == 200
    refused = post(client, Origin=NAMED)
    assert_problem(refused, "token")
    assert refused.headers["Access-Control-Allow-Origin"] == NAMED  # so that its page can read why
    assert post(client, Origin=NAMED, Authorization=f"Bearer {TOKEN}").status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["null", "", "*", "https://news.example", "http://reader.example.org", "https://reader.example.org:444",
     "https://reader.example.org/", "https://a.reader.example.org", "https://reader.example.org.news.example",
     "HTTPS://READER.EXAMPLE.ORG", f"{NAMED}, {NAMED}", f"{NAMED} https://news.example", "http://lan.example"],
)  # fmt: skip
def test_nobody_else_is_let_in_or_reflected(open_client: FlaskClient, origin: str) -> None:
    for answer in (
        post(open_client, Origin=origin),
        open_client.options("/clean", headers={"Origin": origin, **ASKED}),
    ):
        assert_problem(answer, "origin")
        assert shared(answer) == {}


def test_without_an_origin_nothing_is_shared_and_caches_are_told(open_client: FlaskClient) -> None:
    answer = post(open_client)
    assert answer.status_code == 200
    assert shared(answer) == {}
    assert "Origin" in answer.vary
    assert_problem(post(open_client, Sec_Fetch_Site="cross-site"), "origin")


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/openapi.json", "/metrics", "/static/page.js", "/none"]
)
def test_a_named_site_reads_nothing_but_articles(client_of: ClientOf, path: str) -> None:
    client = client_of(origins=(NAMED,), metrics="1")
    with client.get(path, headers={"Origin": NAMED}) as answer:
        assert_problem(answer, "origin")
        assert shared(answer) == {}


def test_an_extension_needs_no_such_header(open_client: FlaskClient) -> None:
    answer = post(open_client, Origin="moz-extension://6f1c1f6e-0d5a-4a5d-9a53-0d8d6c3b1a77")
    assert answer.status_code == 200
    assert shared(answer) == {}


def test_without_the_setting_there_is_no_such_header_at_all(client: FlaskClient) -> None:
    for answer in (post(client), post(client, Origin="http://localhost"), client.options("/clean")):
        assert answer.status_code == 200
        assert shared(answer) == {}
        assert "Origin" not in answer.vary
