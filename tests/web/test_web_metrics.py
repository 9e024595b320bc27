"""Counts for Prometheus: what is counted, who may read it, and that nothing of a page is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from server.model import CATEGORIES, OverBudget
from server.web import metrics
from server.web.metrics import Metrics, Rooms

from .conftest import PAGE
from .test_web_problems import assert_problem

ClientOf = Callable[..., FlaskClient]
TOKEN = "a-token-to-read-counts"
GATED = Path(__file__).resolve().parent.parent / "pages/gate/page.html"
"""an invented page that a gate cuts off"""
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.44"}


def counts(text: str) -> Mapping[tuple[str, tuple[str, ...]], float]:
    """`("cleancopy_requests_total", ("POST", "/clean", "200"))` → 3.0; label values in the order of their names."""
    return {
        (sample.name, tuple(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def clean(client: FlaskClient, page: str = PAGE, **named: Any) -> int:
    return client.post("/clean", data=page, content_type="text/html", **named).status_code


def test_it_is_off_unless_set(client: FlaskClient) -> None:
    assert_problem(client.get("/metrics"), "not-found")


def test_requests_rooms_removals_and_ends_are_counted(client_of: ClientOf) -> None:
    client = client_of(metrics="1")
    appeal = "<p>If you value our reporting, please support us with a gift today.</p></article>"
    assert clean(client, PAGE.replace("</article>", appeal)) == 200
    assert clean(client, "<nav>a</nav>") == 422
    assert client.get("/nothing/at/all").status_code == 404
    assert client.open("/clean", method="BREW").status_code == 405
    found = counts(client.get("/metrics").text)
    assert found["cleancopy_requests_total", ("POST", "/clean", "200")] == 1
    assert found["cleancopy_requests_total", ("POST", "/clean", "422")] == 1
    assert found["cleancopy_requests_total", ("GET", "elsewhere", "404")] == 1
    assert found["cleancopy_requests_total", ("other", "elsewhere", "405")] == 1
    assert found["cleancopy_request_seconds_count", ("/clean",)] == 2
    assert found["cleancopy_removals_total", ("donation",)] == 1
    assert {key[1][0] for key in found if key[0] == "cleancopy_removals_total"} == set(CATEGORIES)
    for room in metrics.ROOMS:
        assert found["cleancopy_room_seconds_count", (room,)] >= 1, room
    assert found["cleancopy_room_seconds_count", ("page",)] == 2
    assert found["cleancopy_room_seconds_count", ("facts",)] == 1
    assert sum(value for key, value in found.items() if key[0] == "cleancopy_pages_total") == 1


def test_a_page_that_was_cut_off_is_counted_as_such(client_of: ClientOf) -> None:
    client = client_of(metrics="1")
    answer = client.post("/clean?format=text", data=GATED.read_bytes(), content_type="text/html")
    assert "only a part of the article" in answer.text
    assert counts(client.get("/metrics").text)["cleancopy_pages_total", ("partial", "text")] == 1


def test_nothing_of_a_page_or_a_caller_is_in_it(client_of: ClientOf) -> None:
    client = client_of(metrics="1", public=True, tokens=("a-token-of-enough-letters",))
    secret = "zugzwang"
    allowed = {"Authorization": "Bearer a-token-of-enough-letters", "X-Request-ID": secret, "User-Agent": secret}
    page = PAGE.replace("quarry", secret)
    path = f"/clean?url=https://{secret}.example/{secret}"
    assert client.post(path, data=page, content_type="text/html", headers=allowed).status_code == 200
    for asked in (f"/{secret}", f"/clean?format={secret}", f"/static/{secret}"):
        client.get(asked, headers={"Host": "localhost", "Referer": f"https://{secret}.example"})
    client.open("/", method=secret.upper())
    read = client.get("/metrics").text
    for word in (secret, secret.upper(), "a-token", "Ferndale", "127.0.0.1", "192.0.2", "localhost", "example"):
        assert word not in read, word


def test_with_1_this_machine_alone_may_read_it(client_of: ClientOf) -> None:
    client = client_of(metrics="1", public=True)
    assert client.get("/metrics").status_code == 200
    assert_problem(client.get("/metrics", environ_overrides=ELSEWHERE), "not-open", "CLEANCOPY_METRICS")
    assert_problem(client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}), "not-open")


def test_with_a_token_whoever_sends_it_may_read_it(client_of: ClientOf) -> None:
    cleaning = "a-token-of-enough-letters"
    client = client_of(metrics=TOKEN, tokens=(cleaning,))

    def read(token: str | None) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.get("/metrics", headers=headers, environ_overrides=ELSEWHERE)

    assert read(TOKEN).status_code == 200
    for wrong in (None, cleaning, TOKEN[:-1], ""):
        assert_problem(read(wrong), "token", "CLEANCOPY_METRICS")
    assert_problem(client.get("/metrics"), "token")
    assert clean(client, headers={"Authorization": f"Bearer {TOKEN}"}) == 401


def test_what_ends_a_page_still_leaves_its_times() -> None:
    rooms = Rooms()

    def ended() -> None:
        with rooms:
            rooms.enter("page")
            rooms.enter("metadata")
            raise OverBudget

    with pytest.raises(OverBudget):
        ended()
    assert list(rooms.seconds) == ["page", "metadata"]
    counted = Metrics()
    counted.passed(rooms)
    assert counts(counted.page().decode())["cleancopy_room_seconds_count", ("metadata",)] == 1
