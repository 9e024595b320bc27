"""Many callers at once, and what became of each request."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType

TURNED_AWAY = "turned away"
"""the connection was refused: nothing was sent, nothing is lost"""


@dataclass
class Tally:
    """What became of the requests of all callers."""

    answers: Counter[str] = field(default_factory=Counter)
    """by status, or by what went wrong"""
    seconds: list[float] = field(default_factory=list)
    """how long each answer took to come in whole"""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float) -> None:
        with self.lock:
            self.answers[what] += 1
            self.seconds.append(seconds)

    @property
    def failed(self) -> int:
        """Requests that got another answer than 200, or none."""
        return sum(self.answers.values()) - self.answers["200"] - self.answers[TURNED_AWAY]


class Callers:
    """So many callers who send page after page until told to stop; use it with `with`.

    Args:
        host: where the service listens.
        port: its port.
        pages: what they send, in turns.
        count: how many there are.
        path: where they send it.
    """

    def __init__(
        self, host: str, port: int, pages: Sequence[bytes], count: int = 32, path: str = "/clean?anyway=1"
    ) -> None:
        self.tally = Tally()
        self._where = (host, port)
        self._path = path
        self._pages = itertools.cycle(pages)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._call, daemon=True) for _ in range(count)]

    def _call(self) -> None:
        while not self._stop.is_set():
            with self.tally.lock:
                page = next(self._pages)
            begun = time.monotonic()
            what = self._one(page)
            self.tally.note(what, time.monotonic() - begun)
            if what == TURNED_AWAY:
                return

    def _one(self, page: bytes) -> str:
        connection = http.client.HTTPConnection(*self._where, timeout=120)
        try:
            connection.connect()
        except ConnectionRefusedError:
            return TURNED_AWAY
        except OSError as error:
            return f"not connected: {type(error).__name__}"
        try:
            connection.request("POST", self._path, page, {"Content-Type": "text/html"})
            answer = connection.getresponse()
            answer.read()
            return str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()

    def __enter__(self) -> Callers:
        for thread in self._threads:
            thread.start()
        return self

    def join(self) -> Tally:
        """Wait until each caller has its last answer."""
        for thread in self._threads:
            thread.join(150)
        return self.tally

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self.join()
