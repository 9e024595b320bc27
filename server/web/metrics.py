"""What Prometheus may count: how many, how long, of which kind. Never an address or a word of a page.

Every label has a fixed set of values: nothing that a caller sends becomes one. Several workers count in files of
one folder, each in its own; the worker that is asked adds them up. A worker that takes the place of another goes
on in that one's files, so that they stay few and no count ever falls while the service runs.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    values,
)
from prometheus_client.multiprocess import MultiProcessCollector

from server import budget
from server.model import CATEGORIES, Article
from server.version import VERSION

ROOMS = ("page", "metadata", "blocks", "body", "chrome", "completeness", "facts", "render")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""upper ends of the histograms' buckets"""
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Rooms:
    """How long one page was in each room; `enter` is the pipeline's checkpoint, and holds the budget too."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._room: str | None = None
        self._since = 0.0

    def enter(self, room: str) -> None:
        """Leave the room before and come into the next.

        Raises:
            OverBudget: when the budget around this call is used up.
        """
        self._leave()
        budget.checkpoint(room)
        self._room, self._since = room, time.perf_counter()

    def _leave(self) -> None:
        if self._room is not None:
            self.seconds[self._room] = time.perf_counter() - self._since
        self._room = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._leave()


class Metrics:
    """The counts of one application.

    Args:
        folder: where the workers' files are, see `Shelf`; None: this process is the only one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._own = CollectorRegistry()

        def count(name: str, meaning: str, *labels: str) -> Counter:
            return Counter(f"cleancopy_{name}", meaning, labels, registry=self._own)

        def times(name: str, meaning: str, *labels: str) -> Histogram:
            return Histogram(f"cleancopy_{name}", meaning, labels, registry=self._own, buckets=SECONDS)

        self._requests = count("requests", "Requests answered.", "route", "method", "status")
        self._seconds = times("request_seconds", "Time from a request's head to its answer.", "route")
        self._pages = count("pages", "Pages cleaned, by what was found of their end.", "completeness", "format")
        self._removals = count("removals", "Blocks and regions taken out of pages.", "category")
        self._rooms = times("room_seconds", "Time of one page in one room of the pipeline.", "room")
        version = Gauge(
            "cleancopy_version", "The version that runs.", ["version"], registry=self._own, multiprocess_mode="max"
        )
        version.labels(VERSION).set(1)
        for category in CATEGORIES:  # so that each is there, at 0, before the first
            self._removals.labels(category)
        for room in ROOMS:
            self._rooms.labels(room)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is a rule of the application, not the path that was asked for."""
        self._requests.labels(route, method if method in METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def passed(self, rooms: Rooms) -> None:
        """Count the time of a page, cleaned or not."""
        for room, seconds in rooms.seconds.items():
            self._rooms.labels(room).observe(seconds)

    def cleaned(self, article: Article, format_: str) -> None:
        """Count a page that was cleaned, and what was taken out of it."""
        self._pages.labels(article.completeness.state, format_).inc()
        for removal in article.removals:
            self._removals.labels(removal.category).inc()

    def page(self) -> bytes:
        """The counts of all workers, as Prometheus reads them."""
        registry = self._own
        if self._folder:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, path=str(self._folder))  # type: ignore[no-untyped-call]
        return generate_latest(registry)


class Shelf:
    """The folder in which the workers of one gunicorn count; gone when the process that made it ends."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside it, with a name that nobody can guess
        self.folder = Path(
            tempfile.mkdtemp(prefix="clean-copy-counts-", dir=memory if os.access(memory, os.W_OK) else None)
        )
        self._place = "first"
        self._maker = os.getpid()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(self.folder)
        values.ValueClass = values.MultiProcessValue(lambda: self._place)  # type: ignore[no-untyped-call]
        atexit.register(self.clear)

    def take(self, place: int) -> None:
        """Count from now on in the files of a place; after the fork, and in no two processes the same."""
        self._place = str(place)

    def clear(self) -> None:
        """Remove the folder; in a worker it does nothing."""
        if os.getpid() == self._maker:
            shutil.rmtree(self.folder, ignore_errors=True)


def free_place(taken: Iterable[int]) -> int:
    """The lowest number that is not taken.

    >>> free_place([0, 1, 3]), free_place([])
    (2, 0)
    """
    used = set(taken)
    return next(n for n in range(len(used) + 1) if n not in used)


shelf: Shelf | None = None
"""The one of this process, as the library's own choice between one process and several is; None: it counts alone."""


def share() -> Shelf:
    """Let the workers of this process count together. A second call, as on a reload, changes nothing."""
    global shelf
    shelf = shelf or Shelf()
    return shelf


def attach(app: Flask) -> None:
    """Count answers where the settings say so: `app.extensions["cleancopy.metrics"]`, None where they do not.

    Attached first, so that it sees what every other part answers, and how long that took.
    """
    app.extensions["cleancopy.metrics"] = None
    if not app.extensions["cleancopy"].metrics:
        return
    counts = Metrics(shelf.folder if shelf else None)
    app.extensions["cleancopy.metrics"] = counts

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "elsewhere"
        counts.answered(route, request.method, response.status_code, time.perf_counter() - g.began)
        return response
