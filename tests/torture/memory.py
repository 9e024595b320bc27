"""What a worker of the service holds on to: its resident memory while page after page goes through it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from support.service import Service

from .workers import of


def resident(pid: int) -> int:
    """Resident bytes of a process (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"no memory of process {pid}")


def after(counts: Sequence[int], pages: Sequence[bytes]) -> list[int]:
    """The resident bytes of the only worker after so many pages, sent in turns; it is not replaced meanwhile.

    Args:
        counts: rising numbers of pages.
        pages: what is sent.
    """
    held = []
    with Service({"CLEANCOPY_WORKERS": "1"}, "--max-requests", "0") as running:
        turns = itertools.cycle(pages)
        sent = 0
        for count in counts:
            for page in itertools.islice(turns, count - sent):
                running.request("POST", "/clean?anyway=1", page, {"Content-Type": "text/html"})
            sent = count
            (worker,) = of(running)
            held.append(resident(worker))
    return held
