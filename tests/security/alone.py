"""The service in a network namespace of its own, where only loopback exists: what did it send?

Run as a program in such a namespace (`unshare -rn python alone.py`): starts the service on a Unix socket, sends it
pages in every format, and prints as JSON how it answered and what the kernel counted. The kernel counts for each
namespace apart, so whatever anything in it wanted to send, in C or in Python, is seen.
"""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COUNTED = (
    "Ip.OutRequests",
    "Ip.OutNoRoutes",
    "Tcp.ActiveOpens",
    "Udp.OutDatagrams",
    "Ip6OutNoRoutes",
    "Udp6OutDatagrams",
)
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def raise_loopback() -> None:
    """Switch loopback on: it is off in a new namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def counted() -> dict[str, int]:
    """What the kernel has counted in this namespace."""
    found: dict[str, int] = {}
    lines = Path("/proc/self/net/snmp").read_text(encoding="ascii").splitlines()
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        kind, _, rest = names.partition(": ")
        for name, value in zip(rest.split(), values.split()[1:], strict=True):
            found[f"{kind}.{name}"] = int(value)
    six = Path("/proc/self/net/snmp6")
    for line in six.read_text(encoding="ascii").splitlines() if six.exists() else ():
        name, value = line.split()
        found[name] = int(value)
    return {name: found.get(name, 0) for name in COUNTED}


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(self._path)


def post(path: str, page: bytes, query: str) -> int:
    """The status of one page."""
    connection = UnixConnection(path)
    try:
        connection.request("POST", f"/clean?{query}", page, {"Content-Type": "text/html"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@contextmanager
def service(path: str) -> Iterator[None]:
    """The real service on a Unix socket."""
    environment = {**os.environ, "CLEANCOPY_BIND": f"unix:{path}", "CLEANCOPY_PUBLIC": "1", "CLEANCOPY_RATE": "0"}
    running = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        ends = time.monotonic() + 60
        while not Path(path).exists():
            if running.poll() is not None or time.monotonic() > ends:
                raise RuntimeError("the service did not start")
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait(60)


def pages() -> Iterator[bytes]:
    """The invented pages, and hostile ones that name places to ask for."""
    from security.payloads import payloads

    yield from (file.read_bytes() for file in sorted((ROOT / "tests/pages").glob("*/page.html")))
    yield from (payload.page.encode("utf-8", "replace") for payload in islice(payloads(), 0, None, 47))


def main() -> None:
    """Send, count, try the counters, print."""
    raise_loopback()
    answers: Counter[int] = Counter()
    before = counted()
    with tempfile.TemporaryDirectory() as folder, service(f"{folder}/socket"):
        for number, page in enumerate(pages()):
            format_ = ("json", "html", "markdown", "text")[number % 4]
            query = f"anyway=1&format={format_}&url=http://192.0.2.1:8/a"
            answers[post(f"{folder}/socket", page, query)] += 1
    after = counted()
    for kind, place in ((socket.SOCK_STREAM, ("192.0.2.1", 80)), (socket.SOCK_DGRAM, ("127.0.0.1", 53))):
        with socket.socket(socket.AF_INET, kind) as tries:
            try:
                tries.connect(place)
                tries.send(b"x")
            except OSError:
                continue
    seen = counted()
    sys.stdout.write(json.dumps({
        "answers": answers,
        "sent": {name: after[name] - before[name] for name in COUNTED},
        "seen": {name: seen[name] - after[name] for name in COUNTED},
    }))  # fmt: skip


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    main()
