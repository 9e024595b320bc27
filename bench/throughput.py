"""Pages a second behind gunicorn: the service, and trafilatura behind the same gunicorn with as many workers.

    build/bench/bin/python bench/throughput.py --corpus DIR [--seconds 30] [--rounds 3] [--senders 8]

Both take a page as `text/html` and answer with JSON: ours the whole contract with key facts, trafilatura's its text
and metadata, extracted as its authors' own benchmark does. Same pages, same senders, same worker class, two workers
on two cores; they take turns, so that a busier minute of the machine hits both. The senders share the cores with the
workers: they are one light process, and the same for both.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

WORKERS = "2"
NAMES = ("clean-copy", "trafilatura")
PEER = """
import sys
sys.path.insert(0, {root!r})
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn", "bench.throughput:trafilatura_app"]
run()
"""
"""the same gunicorn.conf.py, with another application"""


def trafilatura_app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """trafilatura as a service, with nothing around it: the body is a page, the answer its text and metadata."""
    from trafilatura import bare_extraction

    page = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    found = bare_extraction(page, include_comments=False, with_metadata=True)
    answer = json.dumps(found.as_dict() if found else {}, ensure_ascii=False, default=str).encode("utf-8", "replace")
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]


@contextmanager
def running(name: str) -> Iterator[Any]:
    """One of the two behind gunicorn, on a free port of loopback."""
    from support.service import Service

    program = ("-m", "gunicorn") if name == "clean-copy" else ("-c", PEER.format(root=str(ROOT)))
    with Service({"CLEANCOPY_WORKERS": WORKERS}, program=program) as service:
        yield service


def a_second(service: Any, pages: list[bytes], seconds: float, senders: int) -> tuple[float, Counter[int]]:
    """Pages a second while so many senders send without a pause, and how they were answered."""
    turns, lock = itertools.cycle(pages), threading.Lock()
    statuses: Counter[int] = Counter()
    ends = time.monotonic() + seconds

    def send() -> None:
        while time.monotonic() < ends:
            with lock:
                page = next(turns)
            status = service.request("POST", "/clean?anyway=1", page, {"Content-Type": "text/html"}).status
            with lock:
                statuses[status] += 1

    threads = [threading.Thread(target=send) for _ in range(senders)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses.total() / (time.monotonic() - begun), statuses


def main() -> int:
    """0; 2 where there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--senders", type=int, default=8)
    wanted = parser.parse_args()
    from bench.corpus import Corpus

    corpus = Corpus(wanted.corpus.resolve())
    pages = [page.html.encode("utf-8", "replace") for name in corpus.sets for page in corpus.pages(name)]
    if not pages:
        print(f"no corpus in {wanted.corpus}", file=sys.stderr)
        return 2
    print(f"{len(pages)} pages, {WORKERS} workers, {wanted.senders} senders, {os.cpu_count()} cores", flush=True)
    figures: dict[str, list[float]] = {name: [] for name in NAMES}
    for turn in range(wanted.rounds):
        for name in NAMES if turn % 2 == 0 else reversed(NAMES):
            with running(name) as service:
                a_second(service, pages[::7], 3, wanted.senders)  # what is loaded on first use is loaded
                figure, statuses = a_second(service, pages, wanted.seconds, wanted.senders)
            figures[name].append(figure)
            print(f"{name}: {figure:.1f} pages a second, answered {dict(statuses)}", flush=True)
    ours, theirs = (statistics.median(figures[name]) for name in NAMES)
    print(
        f"clean-copy {ours:.1f}, trafilatura {theirs:.1f} pages a second (medians): {ours / theirs:.2f} times as many"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
