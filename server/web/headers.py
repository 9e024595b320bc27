"""The headers that every answer carries."""

from __future__ import annotations

from flask import Flask, Response, request

from server.version import VERSION

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of an answer that is no page."""
OWN_PAGE = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The policy of the service's own pages."""


def attach(app: Flask) -> None:
    """Put the headers on every answer, errors included."""

    @app.before_request
    def name_route() -> None:
        # For the access log: the rule, not the path, in which a caller can put anything.
        request.environ["cleancopy.route"] = request.url_rule.rule if request.url_rule else "elsewhere"

    @app.after_request
    def add(response: Response) -> Response:
        is_page = response.mimetype == "text/html"
        response.headers.setdefault("Content-Security-Policy", OWN_PAGE if is_page else NOTHING)
        response.headers["X-Content-Type-Options"] = "nosniff"
        # `no-referrer` on a page with a form would make the browser say `Origin: null` when it is sent.
        response.headers.setdefault("Referrer-Policy", "same-origin" if is_page else "no-referrer")
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Clean-Copy-Version"] = VERSION  # by it the extension knows what it talks to
        return response
