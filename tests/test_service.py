"""The service as it really runs: gunicorn, several workers, connections that misbehave."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.service import LISTENING, Service
from web.conftest import PAGE, SENTENCE

ROOT = Path(__file__).resolve().parent.parent
HTML = {"Content-Type": "text/html"}
TOKEN = "a-token-of-enough-letters"


def clean(service: Service, body: bytes = PAGE.encode(), **headers: str) -> int:
    return service.request("POST", "/clean", body, {**HTML, **headers}).status


def test_a_page_is_cleaned(service: Service) -> None:
    answer = service.request("POST", "/clean", PAGE.encode(), HTML)
    assert answer.status == 200
    assert SENTENCE in json.loads(answer.text)["text"]


def test_fifty_megabytes_are_refused_and_the_answer_arrives(service: Service) -> None:
    answer = service.request("POST", "/clean", b"x" * 50_000_000, HTML)
    assert answer.status == 413
    assert json.loads(answer.text)["type"].endswith(":too-large")
    assert clean(service) == 200


def test_a_gzip_bomb_is_refused(service: Service) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    answer = service.request("POST", "/clean", bomb, {**HTML, "Content-Encoding": "gzip"})
    assert answer.status == 413
    assert clean(service) == 200


def test_a_body_in_chunks(service: Service) -> None:
    with socket.create_connection((service.host, service.port), 30) as raw:
        raw.sendall(b"POST /clean?format=text HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\n")
        raw.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
        data = PAGE.encode()
        for start in range(0, len(data), 400):
            piece = data[start : start + 400]
            raw.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        raw.sendall(b"0\r\n\r\n")
        answer = raw.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200")
    assert SENTENCE.encode() in answer


def test_silent_connections_hold_nobody_up(service: Service) -> None:
    """A browser opens connections in advance; more of them than there are workers."""
    silent = [socket.create_connection((service.host, service.port), 30) for _ in range(8)]
    try:
        assert clean(service) == 200
    finally:
        for connection in silent:
            connection.close()


def test_many_at_once(service: Service) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(lambda _: clean(service), range(64))) == {200}


def test_a_sender_that_leaves_is_no_fault(service: Service) -> None:
    with socket.create_connection((service.host, service.port), 30) as raw:
        raw.sendall(
            b"POST /clean HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>"
        )
    assert clean(service) == 200


def test_it_ends_when_told_and_logs_nothing_of_what_came_in() -> None:
    secret = "zugzwang"
    with Service({"CLEANCOPY_TOKEN": TOKEN, "CLEANCOPY_UPLOAD_SECONDS": "1"}) as running:
        allowed = {**HTML, "Authorization": f"Bearer {TOKEN}", "Referer": f"https://{secret}.example/"}
        page = PAGE.replace("quarry", secret).encode()
        told = running.request("POST", f"/clean?url=https://{secret}.example/{secret}", page, allowed)
        assert told.status == 200
        assert secret in told.text
        assert (
            running.request("POST", "/clean", page, {**HTML, "Authorization": f"Bearer {secret * 2}"}).status == 401
        )
        assert running.request("GET", f"/{secret}?{secret}").status == 404
        assert (
            running.request("POST", "/clean", b"{" + secret.encode(), {"Content-Type": "application/json"}).status
            == 401
        )
        for head in (f"GET /{secret} {secret} HTTP/1.1", f"{secret.upper()}@ / HTTP/1.1", f"GET /\r\n{secret}"):
            with socket.create_connection((running.host, running.port), 30) as raw:
                raw.sendall(f"{head}\r\n\r\n".encode())
                raw.makefile("rb").read()
        with socket.create_connection((running.host, running.port), 30) as raw:
            raw.sendall(
                f"POST /clean?{secret} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
                "Content-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>".encode()
            )
            assert raw.makefile("rb").read().startswith(b"HTTP/1.1 408")
        assert running.stop() == 0
        log = running.log
    assert re.search(r"POST /clean 200 \d+ bytes \d+ ms", log)
    assert "GET elsewhere 404" in log
    for word in (secret, secret.upper(), TOKEN, "127.0.0.1 ", "Traceback", "Ferndale"):
        assert word not in log, word


def test_a_redis_that_is_gone_is_told_in_the_log() -> None:
    settings = {"CLEANCOPY_PUBLIC": "1", "CLEANCOPY_PROXIES": "1", "CLEANCOPY_REDIS_URL": "redis://127.0.0.1:1/0"}
    with Service(settings) as running:
        assert clean(running, **{"X-Forwarded-For": "192.0.2.9"}) == 200
        running.stop()
        assert re.search(r"WARNING\] flask-limiter: .*falling back to in-memory", running.log)
        assert "192.0.2.9" not in running.log


SLOW = """
import re, sys
from server import pipeline
real = pipeline.clean
def slow(data, **named):
    if b"never ends" in data:
        re.match(r"(a+)+$", "a" * 80 + "b")
    if b"kills its worker" in data:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
    return real(data, **named)
pipeline.clean = slow
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn"]
run()
"""


def test_a_page_that_never_ends_is_ended_and_the_others_go_on() -> None:
    with Service({"CLEANCOPY_SECONDS": "3", "CLEANCOPY_WORKERS": "2"}, program=["-c", SLOW]) as running:
        with ThreadPoolExecutor(8) as pool:
            bad = [pool.submit(clean, running, b"<p>never ends") for _ in range(2)]
            good = [pool.submit(clean, running) for _ in range(6)]
            assert [page.result() for page in bad] == [503] * 2
            assert [page.result() for page in good] == [200] * 6
        assert "WORKER TIMEOUT" not in running.log


def test_a_worker_that_dies_is_replaced() -> None:
    with Service({"CLEANCOPY_WORKERS": "2"}, program=["-c", SLOW]) as running:
        with pytest.raises(OSError):  # noqa: PT011  http.client says it in several ways
            clean(running, b"<p>kills its worker")
        assert [clean(running) for _ in range(4)] == [200] * 4


def test_reload_and_end_under_way_lose_no_request() -> None:
    with Service() as running, ThreadPoolExecutor(4) as pool:
        coming = [pool.submit(clean, running) for _ in range(60)]
        running.signal(signal.SIGHUP)
        assert {page.result() for page in coming} == {200}


def started(environment: dict[str, str], *arguments: str) -> str:
    """What gunicorn says when it is expected not to start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLEANCOPY_")}
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", *arguments],
        cwd=ROOT,
        env={**kept, "PORT": "0", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert not LISTENING.search(done.stderr)
    return done.stderr


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        ({"CLEANCOPY_BIND": "0.0.0.0"}, []),
        ({"CLEANCOPY_BIND": "::"}, []),
        ({"CLEANCOPY_PUBLIC": "0"}, ["--bind", "0.0.0.0:0"]),
        ({}, ["--bind", "127.0.0.1:0", "--bind", "0.0.0.0:0"]),
        ({}, ["--bind", "unix:/tmp/clean-copy-test.sock"]),
    ],
)
def test_it_does_not_stand_open_by_mistake(environment: dict[str, str], arguments: list[str]) -> None:
    said = started(environment, *arguments)
    assert "does not start" in said
    assert "CLEANCOPY_TOKEN" in said
    assert "CLEANCOPY_PUBLIC=1" in said


@pytest.mark.parametrize("environment", [{"CLEANCOPY_PUBLIC": "1"}, {"CLEANCOPY_TOKEN": TOKEN}])
def test_it_stands_open_when_it_says_to_whom(environment: dict[str, str]) -> None:
    with Service({"CLEANCOPY_BIND": "0.0.0.0", "CLEANCOPY_WORKERS": "1", **environment}) as running:
        assert running.request("GET", "/healthz", headers={"Host": "localhost"}).status == 200


def test_a_wrong_setting_stops_the_start_with_a_sentence() -> None:
    said = started({"CLEANCOPY_MAX_BYTES": "32MB"})
    assert said.strip().endswith(
        "Clean Copy does not start: CLEANCOPY_MAX_BYTES must be a whole number from 1000 to 1000000000, not '32MB'."
    )


def test_the_procfile_starts_it_on_the_given_port() -> None:
    command = (ROOT / "Procfile").read_text().removeprefix("web: ").strip()
    assert "CLEANCOPY_BIND=0.0.0.0" in command
    with Service(
        {
            "CLEANCOPY_PUBLIC": "1",
            "CLEANCOPY_HOSTS": "clean.example.org",
            "PATH": f"{Path(sys.executable).parent}:/bin:/usr/bin",
        },
        shell=command,
    ) as running:
        assert running.request("GET", "/healthz", headers={"Host": "clean.example.org"}).status == 200
