"""What `make torture` runs: all of it on loopback, all of it bounded; prints a table and fails where a line does.

    python -m torture [--pages 10000] [--seed 1] [--only pages,load,signals,memory,schemathesis] [--page NUMBER]

`--page` sends one page alone and says how it went: for the number that a failing run names.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.service import Service

from server.model import Limits

from . import memory, pages, workers
from .load import TURNED_AWAY, Callers, Tally
from .sources import ROOT, Source, corpus, invented

TOOLS = ROOT / "build/torture/bin"
CLIENTS = 32
LOAD_SECONDS = 60
SIGNAL_SECONDS = 10
"""how long the callers call before a signal, and after it"""
EXAMPLES = 600
ENOUGH = 2_000
"""pages from which the memory of mutated ones says something: before, caches fill"""
FLAT = 1.05
"""what a worker may hold after many pages, over what it held early on"""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    measure: str
    value: str
    asked: str
    good: bool


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    pages: int
    seed: int


def real_or_invented() -> list[bytes]:
    """The pages for load and memory: the real ones where there are any."""
    return [source.text.encode("utf-8", "replace") for source in (corpus() or invented())]


def of_pages(wanted: Wanted) -> list[Line]:
    """Mutated pages: none answered with a fault, none over budget, memory flat."""
    budget = Limits().seconds

    def hear(outcome: pages.Outcome) -> None:
        if outcome.number % 1_000 == 999:
            tell(f"  {outcome.number + 1:,} pages")
        if outcome.status >= 500 or outcome.seconds > budget:
            tell(shown(outcome))

    shares = pages.many(wanted.pages, wanted.seed, sources(), os.cpu_count() or 1, hear)
    seen = [outcome for share in shares for outcome in share]
    bad = list(pages.faults(seen, budget))
    for outcome in sorted(seen, key=lambda each: -each.seconds)[:3]:
        tell(shown(outcome))
    slowest = max(outcome.seconds for outcome in seen)
    lines = [
        Line("mutated pages answered 5xx or over budget", f"{len(bad)} of {len(seen):,}", "0", not bad),
        Line("slowest of them, seconds of the processor", f"{slowest:.1f}", f"{budget:g}", slowest <= budget),
    ]
    if len(seen) >= ENOUGH:
        grown = max(pages.growth(share) for share in shares)
        lines.append(
            Line("memory, least of the last quarter ÷ of the second", f"{grown:.3f}", f"{FLAT}", grown <= FLAT)
        )
    return lines


def shown(outcome: pages.Outcome) -> str:
    """One page, with the number that makes it again."""
    return f"  {outcome.number}: {outcome.status}, {outcome.seconds:.1f} s, {outcome.size:,} bytes: {outcome.how}"


def sources() -> list[Source]:
    """Every page that there is."""
    return [*invented(), *corpus()]


def of_load(_wanted: Wanted) -> list[Line]:
    """Many callers for a minute."""
    with Service(TWO) as running:
        tally = calls(running, lambda: None, LOAD_SECONDS, 0)
    answered = tally.answers["200"]
    return [
        Line(f"failed requests, {CLIENTS} clients for {LOAD_SECONDS} s", told(tally), "0", not tally.failed),
        Line("pages a second, and the median wait", f"{answered / LOAD_SECONDS:.1f} · "
             f"{statistics.median(tally.seconds):.2f} s", "", True),
    ]  # fmt: skip


TWO = {"CLEANCOPY_WORKERS": "2"}


def calls(running: Service, then: Callable[[], None], before: float, after: float) -> Tally:
    """The callers call for a while, something happens, and they go on for a while."""
    with Callers(running.host, running.port, real_or_invented(), CLIENTS) as callers:
        time.sleep(before)
        then()
        time.sleep(after)
    return callers.tally


def told(tally: Tally) -> str:
    """The failed requests of all, and what they were."""
    wrong = {what: n for what, n in tally.answers.items() if what not in ("200", TURNED_AWAY)}
    return f"{tally.failed} of {sum(tally.answers.values()) - tally.answers[TURNED_AWAY]:,}" + (
        f" ({wrong})" if wrong else ""
    )


def of_signals(_wanted: Wanted) -> list[Line]:
    """The same callers while it is reloaded, while workers die, and when it ends."""
    lines = []
    with Service(TWO) as running:
        tally = calls(running, lambda: running.signal(signal.SIGHUP), SIGNAL_SECONDS, SIGNAL_SECONDS)
        reloaded = bool(re.search(r"Handling signal: hup", running.log)) and running.log.count("Booting worker") == 4
        lines.append(Line("failed requests under HUP", told(tally), "0", not tally.failed and reloaded))
    with Service(TWO) as running:
        victims: list[int] = []

        def kill() -> None:
            for _ in range(3):
                victims.append(workers.of(running)[0])
                os.kill(victims[-1], signal.SIGKILL)
                time.sleep(2)

        tally = calls(running, kill, SIGNAL_SECONDS, SIGNAL_SECONDS)
        most = len(victims)
        lines.append(Line(f"lost requests, {most} workers killed", told(tally), f"{most}", tally.failed <= most))
    with Service(TWO) as running:
        tally = calls(running, lambda: running.signal(signal.SIGTERM), SIGNAL_SECONDS, 0)
        status = running.wait()
        lines.append(Line("failed requests under SIGTERM", told(tally), "0", not tally.failed and status == 0))
    return lines


def of_memory(_wanted: Wanted) -> list[Line]:
    """What a worker holds after many pages."""
    early, late = memory.after((500, 5_000), real_or_invented())
    return [
        Line(
            "memory of a worker after 5,000 pages ÷ after 500",
            f"{late / early:.3f} ({late / 1e6:.0f} MB)",
            f"{FLAT}",
            late <= FLAT * early,
        )
    ]


def of_schemathesis(wanted: Wanted) -> list[Line]:
    """The service against its own description."""
    program = TOOLS / "schemathesis"
    if not program.exists():
        return [Line("schemathesis failures", "not installed (make torture)", "0", False)]
    with Service(TWO) as running:
        done = subprocess.run(
            [program, "--config-file", Path(__file__).with_name("schemathesis.toml"), "run",
             f"{running.url}/openapi.json", "--max-examples", str(EXAMPLES), "--seed", str(wanted.seed),
             "--generation-database", "none", "--no-color", "--continue-on-failure"],
            cwd=TOOLS.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
    made = re.search(r"(\d+) generated", done.stdout)
    unique = re.search(r"found (\d+) unique", done.stdout)
    if done.returncode:
        tell(done.stdout)
    failures = "0" if done.returncode == 0 else unique[1] if unique else "?"
    value = f"{failures} of {made[1] if made else '?'}"
    return [Line("schemathesis failures", value, "0", done.returncode == 0)]


PARTS: dict[str, Callable[[Wanted], list[Line]]] = {
    "pages": of_pages, "load": of_load, "signals": of_signals, "memory": of_memory, "schemathesis": of_schemathesis,
}  # fmt: skip


def tell(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def table(lines: Sequence[Line]) -> str:
    """The lines, as a Markdown table."""
    rows = [f"| {line.measure} | {line.value} | {line.asked} | {'yes' if line.good else 'NO'} |" for line in lines]
    return "\n".join(["| measure | measured | asked | holds |", "| --- | --- | --- | --- |", *rows])


def main() -> int:
    """0 where every line holds, 1 where one does not."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--page", type=int)
    asked = parser.parse_args()
    if asked.page is not None:
        tell(str(pages.send(pages.client(), pages.order(asked.seed, asked.page, sources()))))
        return 0
    wanted = Wanted(asked.pages, asked.seed)
    tell(f"{len(sources())} pages to begin with, seed {asked.seed}")
    lines: list[Line] = []
    for name in asked.only.split(","):
        begun = time.monotonic()
        lines += PARTS[name](wanted)
        tell(f"{name}: {time.monotonic() - begun:.0f} s")
    tell("\n" + table(lines))
    return 0 if all(line.good for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
