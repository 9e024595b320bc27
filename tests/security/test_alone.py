"""The real service connects to nobody: where only loopback exists, and where every attempt is written down."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from invented import pages
from support.service import Service

from . import alone

WATCHED = """
import sys
def watch(event, arguments):
    if event in WORDS:
        sys.stderr.write(f"OUTGOING {event} {arguments[1:]}\\n")
sys.addaudithook(watch)
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn"]
run()
""".replace(
    "WORDS",
    repr(
        {
            "socket.connect",
            "socket.getaddrinfo",
            "socket.gethostbyname",
            "socket.sendto",
            "socket.sendmsg",
            "urllib.Request",
            "subprocess.Popen",
            "os.system",
            "os.exec",
            "os.posix_spawn",
        }
    ),
)
"""gunicorn, with a line on standard error for each of Python's own ways out"""


def test_where_only_loopback_exists_nothing_is_sent() -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces here")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLEANCOPY_")}
    done = subprocess.run(
        [unshare, "-rn", sys.executable, alone.__file__],
        env=kept, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["answers"]) == {"200"}
    assert told["answers"]["200"] > 80
    assert told["sent"] == dict.fromkeys(alone.COUNTED, 0)
    assert told["seen"]["Ip.OutNoRoutes"] == 1
    assert told["seen"]["Udp.OutDatagrams"] == 1


def test_no_page_makes_it_try() -> None:
    with Service({"CLEANCOPY_WORKERS": "1"}, program=["-c", WATCHED]) as running:
        for invented in pages():
            kind = {"Content-Type": "text/plain" if invented.kind == "text" else "text/html"}
            for format_ in ("json", "html"):
                assert (
                    running.request("POST", f"/clean?format={format_}", invented.file.read_bytes(), kind).status
                    == 200
                )
        for path in ("/", "/readyz", "/openapi.json"):
            assert running.request("GET", path).status == 200
        running.stop()
        assert "OUTGOING" not in running.log


def test_a_try_would_be_seen() -> None:
    tries = WATCHED.replace("run()\n", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))\nrun()\n")
    with Service({"CLEANCOPY_WORKERS": "1"}, program=["-c", tries]) as running:
        assert "OUTGOING socket.connect (('127.0.0.1', 9),)" in running.log
