"""The worker processes of a running service."""

from __future__ import annotations

import subprocess

from support.service import Service


def of(running: Service) -> list[int]:
    """The process ids of its workers."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(running.pid)], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in listed.stdout.split()]
