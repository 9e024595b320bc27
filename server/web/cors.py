"""Pages of other sites that may call: none, unless CLEANCOPY_ORIGINS names them.

Named ones get what they need to send a page and to read the answer, for `/clean` alone. An origin is never reflected
because it asks, `*` is never said, and browsers are never told that they may send what they keep for this service
(cookies, passwords): a page has to bring its token itself.
"""

from __future__ import annotations

from flask import Flask, Response, request

from server.settings import Settings
from server.web.state import settings

OPEN = frozenset({"clean.clean"})
"""endpoints that named origins may call"""
ALLOWED_HEADERS = "Authorization, Content-Encoding, Content-Type, X-Request-ID"
EXPOSED_HEADERS = (
    "Clean-Copy-Version, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-ID"
)
SECONDS = "600"
"""how long a browser may remember the answer to its preflight"""


def is_named(origin: str | None, known: Settings) -> bool:
    """Whether this origin may call the endpoint that was asked for: it is one of those named, letter for letter."""
    return origin in known.origins and request.endpoint in OPEN


def attach(app: Flask) -> None:
    """Put the headers on answers to named origins; without any named one, do nothing at all."""
    wanted: Settings = app.extensions["cleancopy"]
    if not wanted.origins:
        return

    @app.after_request
    def share(response: Response) -> Response:
        if request.endpoint not in OPEN:
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin is None or not is_named(origin, settings()):
            return response
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers["Access-Control-Allow-Methods"] = "POST"
            response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response.headers["Access-Control-Max-Age"] = SECONDS
        return response
