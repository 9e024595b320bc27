"""Two copies against one: pages a second, and what a reader sees when one is taken away.

    bench/copies.py [--seconds 10] [--rounds 3] [--senders 8] [--corpus DIR]

Behind Debian's nginx with the files of `deploy/`, one Redis, one worker a copy, each copy pinned to a core of its
own. The senders are one light process on no core in particular; what nginx and they take is part of the figure, so
the machine must be at rest and have two cores at least. Pages: the corpus' first set, else the invented ones.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.stack import ALLOWED, Stack, stack

from bench.corpus import Corpus

WARM_PAGES = 40
FAULT = 599
"""stands for a connection that broke, which no status tells"""


@dataclass
class Load:
    """What came back of a load."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    """of each answer"""
    lasted: float = 0.0
    in_copies: float = 0.0
    """seconds of processor time that the copies took"""
    around: float = 0.0
    """the same of nginx and the senders"""

    @property
    def a_second(self) -> float:
        return self.statuses.total() / self.lasted

    @property
    def failed(self) -> int:
        """Answers that the page did not cause: 422 says that there is no article in it."""
        return sum(n for status, n in self.statuses.items() if status not in (200, 422))


def send(made: Stack, pages: Sequence[bytes], seconds: float, senders: int, half: threading.Event) -> Load:
    """Send pages, each sender one after the other, for so long; `half` is set in the middle of it."""
    load, lock = Load(), threading.Lock()
    start = time.perf_counter()

    def sender(number: int) -> None:
        connection = made.connection()
        turn = number
        while (now := time.perf_counter()) - start < seconds:
            if now - start > seconds / 2:
                half.set()
            try:
                connection.request("POST", "/clean", pages[turn % len(pages)], ALLOWED)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException):
                connection.close()
                status = FAULT
            turn += senders
            with lock:
                load.statuses[status] += 1
                load.seconds.append(time.perf_counter() - now)
        connection.close()

    before = processor_time(made)
    threads = [threading.Thread(target=sender, args=(number,)) for number in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.lasted = time.perf_counter() - start
    load.in_copies, load.around = (b - a for a, b in zip(before, processor_time(made), strict=True))
    return load


def processor_time(made: Stack) -> tuple[float, float]:
    """Seconds of processor time so far: of the copies; of nginx and this process."""
    nginx = int((made.folder / "nginx.pid").read_text())
    children = Path(f"/proc/{nginx}/task/{nginx}/children").read_text().split()
    copies = sum(taken(pid) for copy in made.copies.values() for pid in copy.pids)
    return copies, sum(map(taken, [nginx, *map(int, children), os.getpid()]))


def taken(pid: int) -> float:
    """Seconds of processor time of one process; 0 for one that is gone."""
    with contextlib.suppress(FileNotFoundError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def pin(made: Stack) -> None:
    """Pin each copy, its workers included, to a core of its own."""
    cores = sorted(os.sched_getaffinity(0))
    for core, copy in zip(cores, made.copies.values(), strict=False):
        for pid in copy.pids:
            os.sched_setaffinity(pid, {core})


@contextmanager
def warm(copies: int, pages: Sequence[bytes]) -> Iterator[Stack]:
    """So many copies behind nginx, each pinned, tables and patterns loaded."""
    with tempfile.TemporaryDirectory() as folder, stack(Path(folder), copies, CLEANCOPY_WORKERS="1") as made:
        send(made, pages[:WARM_PAGES], 2, 2 * copies, threading.Event())
        pin(made)
        yield made


def take_one(made: Stack, pages: Sequence[bytes], seconds: float, senders: int) -> Load:
    """A load in the middle of which one copy is told to end."""
    half = threading.Event()

    def take() -> None:
        half.wait()
        next(iter(made.copies.values())).end(signal.SIGTERM)

    gone = threading.Thread(target=take)
    gone.start()
    load = send(made, pages, seconds, senders, half)
    half.set()
    gone.join()
    return load


def tell(name: str, load: Load) -> None:
    """One line of the table."""
    cuts = statistics.quantiles(load.seconds, n=20)
    print(
        f"{name:27} {load.a_second:6.1f} pages a second, median {1000 * cuts[9]:.0f} ms, "
        f"95th percentile {1000 * cuts[18]:.0f} ms, {load.statuses.total()} answered, {load.failed} failed"
    )


def main() -> int:
    """0; 1 where a request failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--senders", type=int, default=8)
    parser.add_argument("--corpus", type=Path)
    wanted = parser.parse_args()
    if wanted.corpus:
        corpus = Corpus(wanted.corpus.resolve())
        pages = [page.html.encode() for page in corpus.pages(corpus.sets[0])]
    else:
        pages = [path.read_bytes() for path in sorted((ROOT / "tests/pages").glob("*/page.html"))]
    size = statistics.median(map(len, pages)) / 1000
    print(f"{len(pages)} pages, median {size:.0f} KB, {wanted.senders} senders, {wanted.seconds:g} s each")
    ones, twos = [], []
    with warm(1, pages) as single, warm(2, pages) as double:
        for _ in range(wanted.rounds):  # in turns, so that what else the machine does meets both
            ones.append(send(single, pages, wanted.seconds, wanted.senders, threading.Event()))
            tell("one copy on one core", ones[-1])
            twos.append(send(double, pages, wanted.seconds, wanted.senders, threading.Event()))
            tell("two copies on a core each", twos[-1])
        less = take_one(double, pages, wanted.seconds, wanted.senders)
        tell("two copies, one taken away", less)
    over = statistics.median(two.a_second / one.a_second for one, two in zip(ones, twos, strict=True))
    copies, around = (sum(getattr(load, name) for load in (*ones, *twos)) for name in ("in_copies", "around"))
    print(f"two copies over one: {over:.2f}")
    answered = sum(load.statuses.total() for load in (*ones, *twos))
    print(
        f"processor time of a page: {1000 * copies / answered:.1f} ms in the copies, "
        f"{1000 * around / answered:.1f} ms in nginx and the senders"
    )
    print(f"the same by processor time, on two cores that do nothing else: {2 * copies / (copies + around):.2f}")
    return 1 if sum(load.failed for load in (*ones, *twos, less)) else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
