"""Mutated pages through the whole service, in processes of their own: how each was answered, how long it took, what
the process holds afterwards."""

from __future__ import annotations

import gzip
import itertools
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient

from server import create_app
from server.settings import Settings
from server.web import memory

from . import mutate
from .sources import Source

FORMATS = ("json", "html", "markdown", "text")
URL = "https://kestrel-gazette.example/valley/weir"
PATIENT = 300.0
"""seconds of the wall clock that a page may take here. What is held against the budget are seconds of the processor:
another program on the same machine is no fault of a page"""


@dataclass(frozen=True)
class Order:
    """One request: a page as it is sent."""

    number: int
    how: str
    size: int
    """bytes of the page"""
    path: str
    kind: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Outcome:
    """How one page went."""

    number: int
    how: str
    status: int
    seconds: float
    """of the processor, the answer included"""
    size: int
    memory: int
    """resident bytes of the process after it"""


def order(seed: int, number: int, sources: Sequence[Source]) -> Order:
    """The page of a number, sent in one of the ways in which pages are sent."""
    page = mutate.page(seed, number, sources)
    r = Random(f"{seed} {number} way")
    format_ = r.choice(FORMATS)
    path = f"/clean?format={format_}&anyway={r.randrange(2)}"
    way = r.choice(("html", "html", "html", "text", "json", "form", "file", "gzip"))
    kind = f"text/html; charset={quote(page.charset)}" if page.charset else "text/html"
    headers: dict[str, str] = {}
    body = page.data
    if way == "text":
        kind = kind.replace("html", "plain", 1)
    elif way == "json":
        codec, errors = r.choice((("utf-8", "replace"), ("utf-8", "surrogateescape"), ("latin-1", "strict")))
        kind = "application/json"
        body = json.dumps({"url": URL, "html": page.data.decode(codec, errors)}).encode()
    elif way == "form":
        kind, body = "application/x-www-form-urlencoded", urlencode({"page": page.data, "url": URL}).encode()
    elif way == "file":
        boundary = f"x{r.randrange(10**12)}"
        kind = f"multipart/form-data; boundary={boundary}"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\n'.encode()
        body = head + page.data + f"\r\n--{boundary}--\r\n".encode()
    elif way == "gzip":
        body, headers = gzip.compress(page.data, 1), {"Content-Encoding": "gzip"}
    if way not in ("json", "form"):
        path += f"&url={quote(URL)}"
    return Order(number, f"{page.how}; as {way} to {format_}", len(page.data), path, kind, headers, body)


def resident() -> int:
    """The resident memory of this process in bytes (Linux; elsewhere 0)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  read after every page
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def client() -> FlaskClient:
    """A client of the service as it is without any setting, with more time."""
    return create_app(Settings(seconds=PATIENT)).test_client()


def send(service: FlaskClient, sent: Order) -> Outcome:
    """Send one page and read the whole answer."""
    begun = time.process_time()
    answer = service.post(sent.path, data=sent.body, content_type=sent.kind, headers=sent.headers)
    answer.get_data()
    spent = time.process_time() - begun
    answer.close()
    return Outcome(sent.number, sent.how, answer.status_code, spent, sent.size, resident())


def _serve(orders: Connection) -> None:
    """In a process of its own: send what comes until nothing comes any more. It holds no page but that one."""
    service = client()
    memory.map_large_blocks()
    for number in itertools.count(1):
        if (sent := orders.recv()) is None:
            return
        orders.send(send(service, sent))
        if number % memory.PAGES == 0:  # as server/web/worker.py does
            memory.give_back()


def _feed(
    numbers: Sequence[int], seed: int, sources: Sequence[Source], tell: Callable[[Outcome], None]
) -> list[Outcome]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    process.start()
    outcomes: list[Outcome] = []
    for number in numbers:
        here.send(order(seed, number, sources))
        outcomes.append(here.recv())
        tell(outcomes[-1])
    here.send(None)
    process.join()
    return outcomes


def many(
    count: int, seed: int, sources: Sequence[Source], at_once: int, tell: Callable[[Outcome], None]
) -> list[list[Outcome]]:
    """The first `count` pages, shared among so many processes; what each process did, in its order.

    `tell` hears of each as it comes.
    """
    with ThreadPoolExecutor(at_once) as feeders:
        shares = [range(part, count, at_once) for part in range(at_once)]
        return list(feeders.map(lambda share: _feed(share, seed, sources, tell), shares))


def faults(outcomes: Sequence[Outcome], seconds: float) -> Iterator[Outcome]:
    """The pages that were answered with a fault, or took more seconds of the processor than the budget gives."""
    return (each for each in outcomes if each.status >= 500 or each.seconds > seconds)


def growth(outcomes: Sequence[Outcome]) -> float:
    """The least memory that a process held in the last quarter of its pages, over the least in the second.

    What is never given back raises the least; what one large page needs for a moment does not.
    """
    quarter = len(outcomes) // 4
    early = min(each.memory for each in outcomes[quarter : 2 * quarter])
    return min(each.memory for each in outcomes[-quarter:]) / early if early else 1.0
