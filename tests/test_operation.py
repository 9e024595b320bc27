"""What a host sees of the running service: counts over several workers, a log for machines, clean beginnings."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.service import BOOTED, Service
from web.conftest import PAGE
from web.test_web_metrics import counts

from server.web.cores import allowed

HTML = {"Content-Type": "text/html"}
DONE = ("cleancopy_requests_total", ("POST", "/clean", "200"))


def clean(service: Service, _number: int = 0) -> int:
    return service.request("POST", "/clean", PAGE.encode(), HTML).status


def counted(service: Service) -> float:
    """How many pages all workers together say that they cleaned."""
    return counts(service.request("GET", "/metrics").text)[DONE]


def folder_of(service: Service) -> Path:
    """Where the workers count: the master has a file of it open."""
    found = re.search(r"(\S+/clean-copy-counts-\w+)/\S+\.db", Path(f"/proc/{service.pid}/maps").read_text())
    assert found
    return Path(found[1])


def test_workers_count_together_and_a_worker_s_end_loses_no_count() -> None:
    with Service({"CLEANCOPY_METRICS": "1", "CLEANCOPY_WORKERS": "2"}) as running, ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda n: clean(running, n), range(12))) == {200}
        assert {counted(running) for _ in range(6)} == {12}  # whichever worker is asked
        workers = [int(pid) for pid in BOOTED.findall(running.log)]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        assert running.wait_for(re.compile(r"(?s)(Booting worker with pid.*){3}"), 30)
        assert clean(running) == 200
        assert counted(running) == 13
        running.signal(signal.SIGHUP)
        assert running.wait_for(re.compile(r"(?s)(Booting worker with pid.*){5}"), 30)
        assert running.wait_for(re.compile(r"(?s)Hang up.*(Worker exiting.*){2}"), 30)
        assert clean(running) == 200
        assert counted(running) == 14
        made = folder_of(running)
        # two workers, and on a reload two old ones beside two new ones: four places and the master's own
        assert len({path.stem.split("_")[-1] for path in made.glob("*.db")}) <= 5
        assert running.stop() == 0
    assert not made.exists()


def test_the_log_for_machines_is_an_object_a_line() -> None:
    secret = "zugzwang"
    with Service({"CLEANCOPY_LOG": "json", "CLEANCOPY_WORKERS": "1"}) as running:
        body = PAGE.replace("quarry", secret).encode()
        told = running.request(
            "POST", f"/clean?url=https://{secret}.example/", body, {**HTML, "X-Request-ID": "find-me"}
        )
        assert told.status == 200
        assert told.headers["x-request-id"] == "find-me"
        running.request("GET", f"/{secret}?{secret}")
        assert running.stop() == 0
        lines = [json.loads(line) for line in running.log.splitlines()]
    assert secret not in running.log
    requests = [line for line in lines if line["logger"] == "gunicorn.access"]
    assert [(line["method"], line["route"], line["status"]) for line in requests] == [
        ("POST", "/clean", 200),
        ("GET", "elsewhere", 404),
    ]
    assert requests[0]["id"] == "find-me"
    assert requests[0]["bytes"] > 1000
    assert requests[0]["ms"] >= 0
    assert all({"time", "level", "pid"} <= set(line) for line in lines)


def test_the_log_for_people_names_the_request() -> None:
    with Service({"CLEANCOPY_WORKERS": "1"}) as running:
        running.request("GET", "/healthz", headers={"X-Request-ID": "find-me"})
        running.stop()
        assert re.search(r"GET /healthz 200 \d+ bytes \d+ ms id=find-me\n", running.log)


def test_it_is_replaced_before_it_grows_and_never_all_at_once() -> None:
    """With workers that retire after some pages, under load, no request is lost."""
    environment = {"CLEANCOPY_WORKERS": "2", "CLEANCOPY_METRICS": "1"}
    with Service(environment, "--max-requests", "10", "--max-requests-jitter", "5") as running:
        failed: list[int] = []
        ended = threading.Semaphore(0)

        def load() -> None:
            failed.extend(status for status in (clean(running) for _ in range(20)) if status != 200)
            ended.release()

        for _ in range(4):
            threading.Thread(target=load, daemon=True).start()
        assert all(ended.acquire(timeout=60) for _ in range(4))
        assert not failed
        assert counted(running) == 80
        assert len(BOOTED.findall(running.log)) >= 6


@pytest.mark.parametrize(
    ("environment", "workers"),
    [({"WEB_CONCURRENCY": "3"}, 3), ({"WEB_CONCURRENCY": "3", "CLEANCOPY_WORKERS": "1"}, 1)],
)
def test_a_platform_may_say_how_many_workers_there_are(environment: dict[str, str], workers: int) -> None:
    with Service(environment) as running:
        assert running.request("GET", "/healthz").status == 200
        running.stop()
        assert len(BOOTED.findall(running.log)) == workers


@pytest.mark.parametrize(
    ("quota", "cores"), [("max 100000", 4), ("200000 100000", 2), ("150000 100000", 2), ("1000 100000", 1), ("", 4)]
)
def test_a_container_s_share_of_the_cores_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quota: str, cores: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    file = tmp_path / "cpu.max"
    file.write_text(quota + "\n")
    assert allowed(file) == cores
    assert allowed(tmp_path / "not there") == 4
