"""The real service under gunicorn, on a free port of loopback, for tests that need all of it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
LISTENING = re.compile(r"Listening at: http://(\S+):(\d+)")
BOOTED = re.compile(r"Booting worker with pid: (\d+)")
START_SECONDS = 60
STOP_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """One answer of the service."""

    status: int
    headers: Mapping[str, str]
    """names in lower case"""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Service:
    """A running service; use it with `with`, or call `stop`.

    Args:
        environment: settings beside the machine's own environment, such as `{"CLEANCOPY_TOKEN": "…"}`.
        arguments: more for gunicorn's command line.
        program: Python's arguments that start gunicorn in another way.
        shell: a shell command that starts it.

    Raises:
        RuntimeError: when it does not come up; holds what it printed.
    """

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        *arguments: str,
        program: Sequence[str] = ("-m", "gunicorn"),
        shell: str | None = None,
    ) -> None:
        ours = ("CLEANCOPY_", "WEB_CONCURRENCY")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self._process = subprocess.Popen(
            ["sh", "-c", f"exec env {shell}"] if shell else [sys.executable, *program, *arguments],
            cwd=ROOT,
            env={**kept, "PORT": "0", "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout
        self._lines: list[str] = []
        self._news = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        found = self.wait_for(LISTENING, START_SECONDS)
        if not found:
            self.stop()
            raise RuntimeError(f"the service did not start:\n{self.log}")
        self.host, self.port = found[1], int(found[2])
        self.url = f"http://{self.host}:{self.port}"

    def _read(self, output: IO[str]) -> None:
        for line in output:
            with self._news:
                self._lines.append(line)
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    @property
    def log(self) -> str:
        """All that it printed so far."""
        with self._news:
            return "".join(self._lines)

    @property
    def pid(self) -> int:
        """The process id of gunicorn's master."""
        return self._process.pid

    @property
    def pids(self) -> list[int]:
        """The process ids of the master and of every worker that it ever had."""
        return [self.pid, *map(int, BOOTED.findall(self.log))]

    def wait_for(self, pattern: re.Pattern[str], seconds: float) -> re.Match[str] | None:
        """The first match in what it prints; None when it ends, or the time does, without one."""
        found: re.Match[str] | None = None

        def seen() -> bool:
            nonlocal found
            found = pattern.search("".join(self._lines))
            return bool(found) or self._ended

        with self._news:
            self._news.wait_for(seen, seconds)
        return found

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> Answer:
        """Send one request on a connection of its own."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=timeout)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to gunicorn's master."""
        self._process.send_signal(number)

    def end(self, how: signal.Signals) -> None:
        """Take it away: told to end, it finishes what it has; killed, it is gone with all its workers at once."""
        if how is signal.SIGKILL:
            for pid in self.pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, how)
        self.stop()

    def wait(self, seconds: float = STOP_SECONDS) -> int:
        """Its exit status, once it has ended by itself or by a signal that was sent to it."""
        return self._process.wait(seconds)

    def stop(self) -> int:
        """End it, gracefully where it can, and give its exit status."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        status = self._process.wait()
        self._reader.join(STOP_SECONDS)
        if self._process.stdout:
            self._process.stdout.close()
        return status

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
