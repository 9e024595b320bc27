"""How many cores this process may use: fewer than the machine has, in a container or on a shared host."""

from __future__ import annotations

import math
import os
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""microseconds of processor time, and in how many: Linux, Documentation/admin-guide/cgroup-v2.rst"""


def allowed(quota: Path = QUOTA) -> int:
    """The cores that the scheduler gives and the container's quota allows, a part counted as a whole; at least 1."""
    given = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        share, period = quota.read_text(encoding="ascii").split()
    except (OSError, ValueError):  # another system, or an older Linux: no quota is known
        return given
    return given if share == "max" else max(1, min(given, math.ceil(int(share) / int(period))))
