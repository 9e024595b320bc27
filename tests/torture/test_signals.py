"""Ends, reloads and dead workers while many call: nobody is lost but whom the dead worker served."""

from __future__ import annotations

import os
import re
import signal
import socket

import pytest
from support.service import Service
from web.conftest import PAGE

from . import workers
from .load import TURNED_AWAY, Callers

TWO = {"CLEANCOPY_WORKERS": "2"}
WAITING = 40
LEFT = re.compile(r"(?:.*Worker exiting){2}", re.S)
BOOTED, BOOTED_AGAIN = (re.compile(rf"(?:.*Booting worker with pid){{{n}}}", re.S) for n in (2, 4))


def waiting(running: Service) -> list[socket.socket]:
    """Many who have sent their whole request and wait for the answer."""
    body = PAGE.encode()
    head = "POST /clean?format=text HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\n"
    sent = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    calls = [socket.create_connection((running.host, running.port), 60) for _ in range(WAITING)]
    for call in calls:
        call.sendall(sent)
    return calls


def first_lines(calls: list[socket.socket]) -> set[bytes]:
    """How each answer begins; an empty one where none came."""
    lines = set()
    for call in calls:
        with call, call.makefile("rb") as answer:
            try:
                lines.add(answer.read()[:12])
            except ConnectionResetError:
                lines.add(b"reset")
    return lines


def test_all_who_were_let_in_are_answered_before_it_ends() -> None:
    with Service(TWO) as running:
        calls = waiting(running)
        running.signal(signal.SIGTERM)
        assert first_lines(calls) == {b"HTTP/1.1 200"}
        assert running.wait() == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((running.host, running.port), 5)


def test_it_ends_although_many_go_on_calling() -> None:
    with Service(TWO) as running, Callers(running.host, running.port, [PAGE.encode()], 12) as callers:
        assert running.wait_for(re.compile(r"(?:POST /clean 200.*){8}", re.S), 60)
        running.signal(signal.SIGTERM)
        tally = callers.join()
        assert running.wait() == 0
    assert tally.failed == 0, tally.answers
    assert tally.answers[TURNED_AWAY] == 12
    assert tally.answers["200"] > 8


def test_a_reload_loses_nobody() -> None:
    with Service(TWO) as running:
        with Callers(running.host, running.port, [PAGE.encode()], 12) as callers:
            running.signal(signal.SIGHUP)
            assert running.wait_for(BOOTED_AGAIN, 60)
            assert running.wait_for(LEFT, 60)
        assert callers.tally.failed == 0, callers.tally.answers
        assert callers.tally.answers["200"] >= 12


def test_a_killed_worker_loses_no_more_than_its_own_request() -> None:
    with Service(TWO) as running:
        assert running.wait_for(BOOTED, 60)
        with Callers(running.host, running.port, [PAGE.encode()], 12) as callers:
            killed = workers.of(running)
            for pid in killed:
                os.kill(pid, signal.SIGKILL)
            assert running.wait_for(BOOTED_AGAIN, 60)
        assert callers.tally.failed <= len(killed), callers.tally.answers
        assert callers.tally.answers["200"] >= 12
