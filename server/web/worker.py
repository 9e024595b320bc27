"""What gunicorn runs: a sync worker that waits for nobody, and logs that hold nothing of a request.

One process cleans one page at a time (`server.budget` says why). The weak side of sync workers is that a
connection on which nothing is sent holds one: browsers open such connections in advance. So the kernel hands
a connection over only when its first bytes are there (`TCP_DEFER_ACCEPT`, see `gunicorn.conf.py`), and where
it can't, or after its time, the worker gives a silent connection a moment and closes it.
"""

from __future__ import annotations

import contextlib
import logging
import select
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.sync import SyncWorker

from server.web import ending, memory

SILENT_SECONDS = 0.5
"""how long a connection may say nothing before it is closed"""
STALL_SECONDS = 20.0
"""how long one read or write may take"""
LAST_SECONDS = 0.3
"""how long nobody must come before the last ones are thought to be answered; a lost packet comes again after 0.2"""


class PageWorker(SyncWorker):
    """A sync worker that does not wait on silent connections, and leaves nobody waiting when the service ends."""

    def run(self) -> None:
        """Serve until told to end; then, if the whole service ends, whoever still stands in the queue."""
        memory.map_large_blocks()
        if ending.has_begun():  # while this worker was starting: it did not hear the signal
            self.alive = False
        super().run()
        while ending.has_begun():
            self.notify()
            ready, _, _ = select.select(self.sockets, [], [], LAST_SECONDS)
            if not ready:
                return
            for listener in ready:
                with contextlib.suppress(BlockingIOError, ConnectionAbortedError):  # another worker was quicker
                    self.accept(listener)

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """Serve one connection: one request."""
        ready, _, _ = select.select([client], [], [], SILENT_SECONDS)
        if not ready:
            client.close()
            return
        client.settimeout(STALL_SECONDS)
        super().handle(listener, client, addr)
        if self.nr % memory.PAGES == 0:  # after the answer, so that nobody waits for it
            memory.give_back()


class QuietLogger(Logger):
    """Gunicorn's logger without what came in: its messages on a broken request hold addresses and queries."""

    def setup(self, cfg: Any) -> None:
        """Put the filter on the error log; the access log's format names no such thing."""
        super().setup(cfg)
        self.error_log.addFilter(without_request)


def without_request(record: logging.LogRecord) -> bool:
    """Keep the kind of what went wrong with a request, drop its words; always True: the line itself stays."""
    message = str(record.msg)
    if message.startswith("Error handling request"):
        record.msg, record.args = "Error handling request", ()
    elif message.startswith("Invalid request from ip="):
        record.msg, record.args = "Invalid request", ()
    elif message.startswith("Socket error"):
        record.msg, record.args = "Socket error", ()
    else:
        return True
    if record.exc_info and record.exc_info[0]:
        record.msg += f": {record.exc_info[0].__name__}"
    record.exc_info = record.exc_text = None
    return True
