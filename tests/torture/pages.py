"""Mutated pages through the whole service, in this process: how each was answered, how long it took, what is kept."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient

from server import create_app
from server.settings import Settings

from . import mutate
from .sources import Source

FORMATS = ("json", "html", "markdown", "text")
URL = "https://kestrel-gazette.example/valley/weir"


@dataclass(frozen=True)
class Outcome:
    """How one page went."""

    number: int
    how: str
    status: int
    seconds: float
    """of the wall clock, the answer included"""
    processor: float
    """seconds of the processor"""
    size: int
    """bytes sent"""
    memory: int
    """resident bytes of the process after it"""


def resident() -> int:
    """The resident memory of this process in bytes (Linux; elsewhere 0)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  read after every page
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def send(client: FlaskClient, page: mutate.Mutated, seed: int) -> Outcome:
    """Send one page in one of the ways in which pages are sent, and read the whole answer."""
    r = Random(f"{seed} {page.number} way")
    format_ = r.choice(FORMATS)
    path = f"/clean?format={format_}&anyway={r.randrange(2)}"
    way = r.choice(("html", "html", "html", "text", "json", "form", "file", "gzip"))
    kind = f"text/html; charset={quote(page.charset)}" if page.charset else "text/html"
    headers: dict[str, str] = {}
    body: object = page.data
    if way == "text":
        kind = kind.replace("html", "plain", 1)
    elif way == "json":
        codec, errors = r.choice((("utf-8", "replace"), ("utf-8", "surrogateescape"), ("latin-1", "strict")))
        text = page.data.decode(codec, errors)
        kind, body = "application/json", json.dumps({"url": URL, "html": text}).encode()
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
    begun, used = time.monotonic(), time.process_time()
    answer = client.post(path, data=body, content_type=kind, headers=headers)
    answer.get_data()
    return Outcome(
        page.number, f"{page.how}; as {way} to {format_}", answer.status_code, time.monotonic() - begun,
        time.process_time() - used, len(page.data), resident(),
    )  # fmt: skip


def outcomes(numbers: Sequence[int], seed: int, sources: Sequence[Source], settings: Settings) -> Iterator[Outcome]:
    """The pages of these numbers, one after the other, through one application."""
    client = create_app(settings).test_client()
    for number in numbers:
        yield send(client, mutate.page(seed, number, sources), seed)


def _all(numbers: Sequence[int], seed: int, sources: Sequence[Source], settings: Settings) -> list[Outcome]:
    return list(outcomes(numbers, seed, sources, settings))


def many(count: int, seed: int, sources: Sequence[Source], settings: Settings, at_once: int) -> list[list[Outcome]]:
    """The first `count` pages, shared among so many processes; what each process did, in its order."""
    run = partial(_all, seed=seed, sources=sources, settings=settings)
    with ProcessPoolExecutor(at_once) as pool:
        return list(pool.map(run, [range(part, count, at_once) for part in range(at_once)]))
