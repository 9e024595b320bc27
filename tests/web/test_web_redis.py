"""The rate limit in a real Redis: shared by workers and copies, gone, silent, and back again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from support.programs import program
from support.service import Service
from support.stack import free_port, running

from .conftest import PAGE
from .test_web_guard import OLD, TOKEN, post
from .test_web_problems import assert_problem

ClientOf = Callable[..., FlaskClient]
HERE = "192.0.2.44"


@contextmanager
def redis_on(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Debian's Redis on a port, in memory alone."""
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with running([program("redis-server"), *options], port) as process:
        yield process


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def redis(port: int) -> Iterator[subprocess.Popen[bytes]]:
    with redis_on(port) as process:
        yield process


def at(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def asked(port: int, *words: str) -> bytes:
    """What Redis answers to a command."""
    with socket.create_connection(("127.0.0.1", port), 5) as raw:
        raw.sendall((" ".join(words) + "\r\n").encode())
        return raw.recv(65536)


@pytest.mark.usefixtures("redis")
def test_two_applications_count_together(client_of: ClientOf, port: int) -> None:
    one, other = (client_of(public=True, rate=3, redis_url=at(port)) for _ in range(2))
    answers = [post(client, HERE) for client in (one, other, one, other)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert [answer.headers["RateLimit-Limit"] for answer in answers] == ["3"] * 4
    assert all(1 <= int(answer.headers["RateLimit-Reset"]) <= 60 for answer in answers)
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert one.get("/readyz").get_json()["limits"] == "redis"
    assert post(one, "192.0.2.45").status_code == 200


@pytest.mark.usefixtures("redis")
def test_tokens_are_counted_apart_and_stand_nowhere(client_of: ClientOf, port: int) -> None:
    client = client_of(tokens=(TOKEN, OLD), rate=1, redis_url=at(port))
    assert post(client, HERE, Authorization=f"Bearer {TOKEN}").status_code == 200
    assert_problem(post(client, "192.0.2.45", Authorization=f"Bearer {TOKEN}"), "rate")
    assert post(client, HERE, Authorization=f"Bearer {OLD}").status_code == 200
    assert_problem(post(client, HERE), "token")
    keys = asked(port, "KEYS", "*").decode()
    assert keys.startswith("*3\r\n")
    for word in (TOKEN, OLD, HERE, "192.0.2"):
        assert word not in keys


def test_it_goes_on_without_and_finds_it_again(
    client_of: ClientOf, port: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(public=True, rate=2, redis_url=at(port))

    def round_of(count: int) -> list[int]:
        return [post(client, HERE).status_code for _ in range(count)]

    with redis_on(port):
        assert round_of(1) == [200]
    assert round_of(3) == [200, 200, 429]
    assert client.get("/readyz").get_json()["limits"] == "memory, redis is gone"
    assert client.get("/readyz").status_code == 200
    assert caplog.text.count("falling back to in-memory") == 1
    with redis_on(port):
        # flask-limiter looks for it after 1, 2, 4 ... seconds: let its clock run ahead.
        monkeypatch.setattr("flask_limiter._extension.time.time", later())
        assert round_of(1) == [200]
        assert client.get("/readyz").get_json()["limits"] == "redis"


def later() -> Callable[[], float]:
    """A clock an hour ahead."""
    from time import time

    return lambda: time() + 3600


def test_a_redis_that_says_nothing_is_not_waited_for(
    client_of: ClientOf, port: int, redis: subprocess.Popen[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(public=True, rate=2, redis_url=at(port))
    assert post(client, HERE).status_code == 200
    redis.send_signal(signal.SIGSTOP)
    try:
        assert [post(client, HERE).status_code for _ in range(3)] == [200, 200, 429]
        assert client.get("/readyz").get_json()["limits"] == "memory, redis is gone"
        assert "falling back to in-memory" in caplog.text
    finally:
        redis.send_signal(signal.SIGCONT)


def test_workers_of_two_services_count_together(port: int) -> None:
    settings = {
        "CLEANCOPY_PUBLIC": "1",
        "CLEANCOPY_PROXIES": "1",
        "CLEANCOPY_RATE": "5",
        "CLEANCOPY_WORKERS": "2",
        "CLEANCOPY_REDIS_URL": at(port),
    }
    sent = {"Content-Type": "text/html", "X-Forwarded-For": HERE}
    with ExitStack() as held:
        held.enter_context(redis_on(port))
        services = [held.enter_context(Service(settings)) for _ in range(2)]
        seen = Counter(
            service.request("POST", "/clean", PAGE.encode(), sent).status for _ in range(6) for service in services
        )
    assert seen == {200: 5, 429: 7}


BALANCER = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    upstream copies {{ server 127.0.0.1:{ports[0]}; server 127.0.0.1:{ports[1]}; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://copies; proxy_set_header Host localhost; }}
    }}
}}
"""
"""nginx that passes `X-Forwarded-For` on as it came: so the caller may say where it is, and need not be elsewhere."""


def test_behind_nginx_with_one_redis_the_limit_is_one(port: int, tmp_path: Path) -> None:
    """Both copies answer in turn, and a caller gets no more than one limit's worth."""
    settings = {
        "CLEANCOPY_TOKEN": TOKEN,
        "CLEANCOPY_PROXIES": "1",
        "CLEANCOPY_RATE": "6",
        "CLEANCOPY_WORKERS": "1",
        "CLEANCOPY_REDIS_URL": at(port),
    }
    sent = {"Content-Type": "text/html", "X-Forwarded-For": HERE}
    with ExitStack() as held:
        held.enter_context(redis_on(port))
        copies = [held.enter_context(Service(settings)) for _ in range(2)]
        front = free_port()
        conf = tmp_path / "nginx.conf"
        user = "user root;" if os.geteuid() == 0 else ""
        ports = [copy.port for copy in copies]
        conf.write_text(user + BALANCER.format(folder=tmp_path, port=front, ports=ports), encoding="utf-8")
        held.enter_context(running([program("nginx"), "-c", conf, "-p", tmp_path], front))

        def page(**headers: str) -> int:
            with closing(http.client.HTTPConnection("127.0.0.1", front, timeout=60)) as connection:
                connection.request("POST", "/clean", PAGE.encode(), {**sent, **headers})
                return connection.getresponse().status

        of_token = Counter(page(Authorization=f"Bearer {TOKEN}") for _ in range(12))
        of_address = Counter(page(Authorization="Bearer a-guess-at-a-token") for _ in range(12))
        logs = [copy.log for copy in copies]
    assert of_token == {200: 6, 429: 6}
    assert of_address == {401: 6, 429: 6}
    assert all("POST /clean 200" in log and "POST /clean 429" in log for log in logs)
