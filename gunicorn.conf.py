"""How gunicorn runs the service. Every number that depends on the place is a setting: docs/settings.md."""

import contextlib
import gc
import os
import socket
import sys

from server import settings as _settings
from server.web import clean as _clean
from server.web import cores as _cores
from server.web import ending as _ending
from server.web import journal as _journal
from server.web import keys as _keys
from server.web import memory as _memory
from server.web import metrics as _metrics
from server.web.guard import is_loopback

try:
    _wanted = _settings.read()
    _keys.known(_wanted)
except _settings.SettingError as error:
    sys.exit(f"Clean Copy does not start: {error}")

wsgi_app = "server:create_app()"
proc_name = "clean-copy"

_unix = _wanted.bind.startswith("unix:")
_address = f"[{_wanted.bind}]" if ":" in _wanted.bind and not _unix else _wanted.bind
bind = _address if _unix else f"{_address}:{_wanted.port}"
backlog = 1024

# One process, one page: see server/budget.py and server/web/worker.py.
worker_class = "server.web.worker.PageWorker"
workers = _wanted.workers or _wanted.concurrency or max(2, _cores.allowed())
preload_app = True  # word tables are read once, before the workers part
control_socket_disable = True
# A worker is replaced after so many pages, each after another number, so that they never go all at once.
max_requests = 5_000
max_requests_jitter = 1_000
# The last wall behind the two budgets, for a call into C that no alarm can end.
timeout = int(_wanted.upload_seconds + _wanted.seconds + 10)
graceful_timeout = timeout
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108  gunicorn's own heartbeat

limit_request_line = 8190
limit_request_fields = 64
# Only ProxyFix, by CLEANCOPY_PROXIES, decides which forwarded headers are believed.
forwarded_allow_ips = ""
secure_scheme_headers = {}

# No address of a caller or of a page, no query: only what kind of thing was asked for, and how it went.
_journal.write_as(_wanted.log)
logger_class = _journal.LOGGERS[_wanted.log]
accesslog = "-"
access_log_format = "%(t)s %(m)s %({cleancopy.route}e)s %(s)s %(B)s bytes %(M)s ms id=%({cleancopy.id}e)s"
errorlog = "-"
loglevel = "info"


_shelf = _metrics.share() if _wanted.metrics else None


def _local(address):
    """Whether a bound address can be reached from this machine alone."""
    if isinstance(address, (str, bytes)):  # a Unix socket: whoever stands in front of it is anyone
        return False
    return address[0] == "localhost" or is_loopback(address[0])


def on_starting(server):
    """Refuse to stand open by mistake: asked here, because `-b` on the command line comes after this file."""
    if not _wanted.guarded and not all(_local(address) for address in server.cfg.address):
        shown = ", ".join(str(a) if isinstance(a, str) else f"{a[0]}:{a[1]}" for a in server.cfg.address)
        server.log.error(
            "Clean Copy does not start: on %s others can reach it, and nothing says who may call. Set "
            "CLEANCOPY_TOKEN to a secret of at least 16 characters, or CLEANCOPY_PUBLIC=1 to let anyone in.",
            shown,
        )
        sys.exit(1)
    _clean.warm()
    # What is loaded by now stays for good: no worker looks through it for garbage, and none copies its pages.
    _memory.settle()
    # A page makes some thousand objects and hardly a cycle: looking every 700 objects finds nothing.
    gc.set_threshold(50_000, 10, 10)


def when_ready(server):
    """Let the kernel keep connections on which nothing has come yet (Linux; elsewhere the worker closes them).

    And before gunicorn stops: see server/web/ending.py. There is no hook for that moment, so its method is wrapped.
    """
    stop = server.stop

    def stop_for_all(graceful=True):
        # Sockets that a successor (USR2) or systemd keeps open lose nobody, and must not be closed to new callers.
        kept = server.systemd or server.reexec_pid or server.master_pid
        if graceful and not kept:
            _ending.begin(listener.sock for listener in server.LISTENERS)
        stop(graceful)

    server.stop = stop_for_all
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            with contextlib.suppress(OSError):  # a Unix socket has no such option
                listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 10)


def pre_fork(server, worker):
    """Give each worker a place to count in: the lowest that no living one has."""
    worker.place = _metrics.free_place(other.place for other in server.WORKERS.values())


def post_fork(_server, worker):
    """Count there, from the first request on."""
    if _shelf:
        _shelf.take(worker.place)
