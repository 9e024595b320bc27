"""Programs of the machine that some tests need: nginx, redis-server, caddy, openssl."""

from __future__ import annotations

import shutil

import pytest


def program(name: str) -> str:
    """The path of a program; without it the test is skipped."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"no {name} on this machine (scripts/ensure_program.sh)")
    return found
