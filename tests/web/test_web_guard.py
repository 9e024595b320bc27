"""Who may call: host, peer, origin, token, limit."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from .conftest import PAGE
from .test_web_problems import assert_problem

TOKEN = "a-token-of-enough-letters"
OLD = "the-token-of-last-month"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.44"}
ClientOf = Callable[..., FlaskClient]

CONTENT: dict[str, dict[str, Any]] = {
    "json": {"json": {"html": PAGE}},
    "html": {"data": PAGE, "content_type": "text/html"},
    "text": {"data": "Rain.", "content_type": "text/plain"},
    "form": {"data": {"html": PAGE}},
    "multipart": {"data": {"html": PAGE}, "content_type": "multipart/form-data"},
}
each_content = pytest.mark.parametrize("content", CONTENT.values(), ids=CONTENT.keys())


def post(client: FlaskClient, peer: str = "127.0.0.1", content: Any = None, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    place = {"REMOTE_ADDR": peer}
    return client.post("/clean", headers=named, environ_overrides=place, **(content or CONTENT["html"]))


# --- host ---


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8000"])
def test_loopback_names_are_known(client: FlaskClient, host: str) -> None:
    assert post(client, Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["rebound.example", "rebound.example:8000", "127.0.0.1.rebound.example", "localhost.rebound.example", "127.0.0.2",
     "user@localhost", "localhost:80:80", "[::1", "::1", "a b", "localhost/", "xn--nxasmq6b", "[::1].rebound.example",
     "192.0.2.1"],
)  # fmt: skip
@each_content
def test_a_rebound_name_is_refused(client: FlaskClient, host: str, content: dict[str, Any]) -> None:
    assert_problem(post(client, content=content, Host=host), "host")


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/openapi.json", "/static/page.css", "/nothing"])
def test_no_address_answers_to_a_rebound_name(client: FlaskClient, path: str) -> None:
    with client.get(path, headers={"Host": "rebound.example"}) as answer:
        assert_problem(answer, "host")


def test_own_names_are_known(client_of: ClientOf) -> None:
    client = client_of(hosts=("clean.example.org", "lan:8000"), bind="192.0.2.7")
    for host in ("clean.example.org", "clean.example.org:444", "lan:8000", "192.0.2.7", "192.0.2.7:8000"):
        assert post(client, Host=host).status_code == 200, host
    for host in ("lan", "lan:8001", "example.org", "a.clean.example.org"):
        assert_problem(post(client, Host=host), "host")
    assert post(client_of(hosts=("*",)), Host="anything.example").status_code == 200
    assert post(client_of(bind="2001:db8::7"), Host="[2001:db8::7]:8000").status_code == 200


# --- peer ---


@pytest.mark.parametrize("peer", ["192.0.2.44", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.1", ""])
def test_without_token_or_public_only_loopback_is_answered(client: FlaskClient, peer: str) -> None:
    assert_problem(post(client, peer), "not-open", "CLEANCOPY_TOKEN")
    assert_problem(client.get("/", environ_overrides={"REMOTE_ADDR": peer}), "not-open")


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_answered(client: FlaskClient, peer: str) -> None:
    assert post(client, peer).status_code == 200


@pytest.mark.parametrize("header", [{"X_Forwarded_For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}])
def test_a_proxy_that_is_not_declared_opens_nothing(client: FlaskClient, header: dict[str, str]) -> None:
    assert_problem(post(client, **header), "not-open")


def test_public_answers_everyone(client_of: ClientOf) -> None:
    assert post(client_of(public=True), "192.0.2.44").status_code == 200


def test_declared_proxies_are_believed_and_no_more_of_them(client_of: ClientOf) -> None:
    closed = client_of(proxies=1)
    assert_problem(post(closed, X_Forwarded_For="127.0.0.1, 192.0.2.44"), "not-open")
    assert post(closed, X_Forwarded_For="192.0.2.44, 127.0.0.1").status_code == 200
    named = client_of(proxies=1, public=True, hosts=("clean.example.org",))
    forwarded = {
        "X_Forwarded_Host": "clean.example.org",
        "X_Forwarded_Proto": "https",
        "X_Forwarded_For": "192.0.2.1",
    }
    assert post(named, Origin="https://clean.example.org", **forwarded).status_code == 200
    assert_problem(post(named, Origin="http://clean.example.org", **forwarded), "origin", "CLEANCOPY_PROXIES")
    deaf = client_of(public=True)
    assert_problem(post(deaf, Origin="https://clean.example.org", **forwarded), "origin")


# --- origin ---

OWN = ["http://localhost"]
EXTENSIONS = [
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://6f1c1f6e-0d5a-4a5d-9a53-0d8d6c3b1a77",
]
FOREIGN = [
    "null", "", "https://news.example", "http://localhost:9999", "https://localhost", "http://localhost.news.example",
    "http://127.0.0.1", "chrome-extension://", "moz-extension:x", "safari-web-extension://abc", "file://",
    "http://localhost/", "HTTP://LOCALHOST", "http://localhost http://localhost",
]  # fmt: skip


@pytest.mark.parametrize("origin", OWN + EXTENSIONS)
@each_content
def test_own_pages_and_extensions_may_call(client: FlaskClient, origin: str, content: dict[str, Any]) -> None:
    answer = post(client, content=content, Origin=origin, Sec_Fetch_Site="cross-site")
    assert answer.status_code in (200, 422)
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("origin", FOREIGN)
@each_content
def test_other_pages_may_not(client: FlaskClient, origin: str, content: dict[str, Any]) -> None:
    assert_problem(post(client, content=content, Origin=origin), "origin")


def test_a_page_s_preflight_is_refused(client: FlaskClient) -> None:
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
    assert_problem(client.options("/clean", headers=asked), "origin")


@each_content
def test_without_origin_a_cross_site_request_is_refused(client: FlaskClient, content: dict[str, Any]) -> None:
    assert_problem(post(client, content=content, Sec_Fetch_Site="cross-site"), "origin")
    for site in ("same-origin", "none", "same-site"):
        assert post(client, content=content, Sec_Fetch_Site=site).status_code in (200, 422)


def test_a_link_to_the_start_page_works_and_a_frame_does_not(client: FlaskClient) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/", headers=followed).status_code == 200
    assert_problem(client.get("/", headers={**followed, "Sec-Fetch-Dest": "iframe"}), "origin")
    assert_problem(client.get("/", headers={**followed, "Sec-Fetch-Mode": "no-cors"}), "origin")
    assert_problem(client.post("/clean", headers=followed, **CONTENT["form"]), "origin")


# --- token ---


def test_a_token_is_wanted_even_on_loopback_when_it_is_set(client_of: ClientOf) -> None:
    client = client_of(tokens=(TOKEN, OLD), hosts=("*",))
    for peer in ("127.0.0.1", "192.0.2.44"):
        answer = post(client, peer)
        assert_problem(answer, "token")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Clean Copy"'
        assert post(client, peer, Authorization=f"Bearer {TOKEN}").status_code == 200
        assert post(client, peer, Authorization=f"bearer  {OLD} ").status_code == 200


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", TOKEN, f"Token {TOKEN}", "Basic !!!",
     "Basic /////w==", "Bearer \xe9\xe9", f"Bearer {TOKEN},{OLD}"],
)  # fmt: skip
def test_a_wrong_token_is_none(client_of: ClientOf, authorization: str) -> None:
    assert_problem(post(client_of(tokens=(TOKEN, OLD)), Authorization=authorization), "token")


@pytest.mark.parametrize("form", ["form", "multipart"])
def test_a_form_makes_the_browser_ask(client_of: ClientOf, form: str) -> None:
    client = client_of(tokens=(TOKEN,))
    assert post(client, content=CONTENT[form]).headers["WWW-Authenticate"] == 'Basic realm="Clean Copy"'
    basic = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()
    assert post(client, content=CONTENT[form], Authorization=f"Basic {basic}").status_code == 200


def test_what_tells_nothing_needs_no_token(client_of: ClientOf) -> None:
    client = client_of(tokens=(TOKEN,))
    for path in ("/", "/healthz", "/readyz", "/openapi.json"):
        assert client.get(path).status_code == 200
    assert client.options("/clean").status_code == 200


# --- limit ---


def test_a_caller_from_elsewhere_is_limited(client_of: ClientOf) -> None:
    client = client_of(public=True, rate=2)
    first = post(client, "192.0.2.44")
    assert (first.headers["RateLimit-Limit"], first.headers["RateLimit-Remaining"]) == ("2", "1")
    assert 1 <= int(first.headers["RateLimit-Reset"]) <= 60
    assert "Retry-After" not in first.headers
    assert post(client, "192.0.2.44").status_code == 200
    third = post(client, "192.0.2.44")
    assert_problem(third, "rate", "wait")
    assert 1 <= int(third.headers["Retry-After"]) <= 60
    assert post(client, "192.0.2.45").status_code == 200
    assert client.get("/", environ_overrides=ELSEWHERE).status_code == 200


def test_loopback_is_not_limited_and_0_is_no_limit(client_of: ClientOf) -> None:
    here, anywhere = client_of(rate=1), client_of(rate=0, public=True)
    for _ in range(3):
        assert "RateLimit-Limit" not in post(here).headers
        assert post(here).status_code == 200
        assert post(anywhere, "192.0.2.44").status_code == 200


def test_a_network_of_ipv6_is_one_caller(client_of: ClientOf) -> None:
    client = client_of(public=True, rate=1)
    assert post(client, "2001:db8:0:1::5").status_code == 200
    assert_problem(post(client, "2001:db8:0:1:ffff::9"), "rate")
    assert post(client, "2001:db8:0:2::5").status_code == 200


def test_tokens_are_counted_apart_and_guesses_by_address(client_of: ClientOf) -> None:
    client = client_of(tokens=(TOKEN, OLD), rate=1)
    assert post(client, "192.0.2.44", Authorization=f"Bearer {TOKEN}").status_code == 200
    assert_problem(post(client, "192.0.2.45", Authorization=f"Bearer {TOKEN}"), "rate")
    assert post(client, "192.0.2.44", Authorization=f"Bearer {OLD}").status_code == 200
    assert_problem(post(client, "192.0.2.46", Authorization="Bearer a-guess-of-a-token"), "token")
    assert_problem(post(client, "192.0.2.46", Authorization="Bearer another-guess-of-it"), "rate")


def test_without_its_redis_it_goes_on_and_says_so(client_of: ClientOf, caplog: pytest.LogCaptureFixture) -> None:
    client = client_of(public=True, rate=2, redis_url="redis://127.0.0.1:1/0")
    assert [post(client, "192.0.2.44").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/readyz").get_json()["limits"] == "memory, redis is gone"
    assert "falling back to in-memory" in caplog.text
