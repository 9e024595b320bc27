"""What is written down of a request: which kind of thing was asked for, how it went, and an id to find it by.

The id comes from the caller or a proxy in `X-Request-ID`, or is drawn here; the answer carries it, and so does every
line that is written while the request is worked on. Lines are text for people or, with `CLEANCOPY_LOG=json`, an
object each for machines. Neither holds an address, a query, or a word of a page.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, has_request_context, request

from server.web.worker import QuietLogger

ID = "cleancopy.id"
"""where the id stands in the WSGI environment"""
ROUTE = "cleancopy.route"
ACCEPTED = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""An id of a caller: UUIDs, trace ids, nginx's `$request_id`. No dots and slashes, so that it can't be an address."""


def attach(app: Flask) -> None:
    """Give every request its id, and every answer its request's."""

    @app.before_request
    def take() -> None:
        request.environ[ID] = id_of(request.headers.get("X-Request-ID"))

    @app.after_request
    def give(response: Response) -> Response:
        response.headers["X-Request-ID"] = request.environ[ID]
        return response


def id_of(sent: str | None) -> str:
    """The id that was sent, where it is one; else a new one.

    >>> id_of("a-1"), len(id_of("https://a.example/b")), len(id_of(None))
    ('a-1', 32, 32)
    """
    return sent if sent and ACCEPTED.fullmatch(sent) else uuid.uuid4().hex


def current_id() -> str | None:
    """The id of the request that is worked on; None outside of one."""
    return request.environ.get(ID) if has_request_context() else None


class Line(logging.Formatter):
    """A line of text."""

    def __init__(self) -> None:
        super().__init__("[%(asctime)s] [%(process)d] [%(levelname)s] %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the id at its end where there is one."""
        line, found = super().format(record), current_id()
        return f"{line} id={found}" if found else line


class Object(logging.Formatter):
    """A line that is a JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The object; what an exception says is left to `message`, which never holds a page's words."""
        found = current_id()
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "pid": record.process,
            "logger": record.name,
            **({"id": found} if found else {}),
            **getattr(record, "fields", {"message": record.getMessage()}),
        }
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


class ObjectLogger(QuietLogger):
    """Gunicorn's logger, a JSON object a line."""

    def setup(self, cfg: Any) -> None:
        """Gunicorn's own handlers, with the other form."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(Object())

    def access(self, resp: Any, req: Any, environ: Any, request_time: timedelta) -> None:  # noqa: ARG002
        """Write down one request."""
        fields = {
            "method": environ.get("REQUEST_METHOD"),
            "route": environ.get(ROUTE),
            "status": int(str(resp.status).split(None, 1)[0]),
            "bytes": resp.sent,
            "ms": round(request_time.total_seconds() * 1000),
            "id": environ.get(ID),
        }
        if self.access_log_enabled:
            self.access_log.info("request", extra={"fields": fields})


LOGGERS: dict[str, type[QuietLogger]] = {"text": QuietLogger, "json": ObjectLogger}
"""the value of `CLEANCOPY_LOG` → gunicorn's logger"""


def write_as(form: str) -> None:
    """Write what the service's own parts and libraries say, warnings and worse, in that form to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Object() if form == "json" else Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
