"""Every error of the service in one shape: `application/problem+json`, RFC 9457.

`type` is stable and what a program should look at; `detail` is a sentence for people. A browser that asked
for a page gets the same as a page.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, TooManyRequests

from server.model import PageError

TYPE = "urn:clean-copy:problem:"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error: its status and its title."""

    status: int
    title: str


PROBLEMS: Mapping[str, Problem] = {
    "malformed": Problem(400, "The request can't be read"),
    "empty": Problem(400, "Nothing was sent"),
    "unknown-format": Problem(400, "No such format"),
    "token": Problem(401, "A token is needed"),
    "not-open": Problem(403, "This service is not open to you"),
    "host": Problem(403, "Not a name of this service"),
    "origin": Problem(403, "Web pages may not call this service"),
    "not-found": Problem(404, "Nothing is here"),
    "method": Problem(405, "Not with this method"),
    "not-acceptable": Problem(406, "None of the accepted formats is spoken here"),
    "slow-body": Problem(408, "The body came too slowly"),
    "too-large": Problem(413, "The page is too large"),
    "media-type": Problem(415, "Not a kind of body that is read here"),
    "no-article": Problem(422, "No article was found"),
    "not-text": Problem(422, "This is no text"),
    "rate": Problem(429, "Too many pages"),
    "internal": Problem(500, "A fault in Clean Copy"),
    "over-budget": Problem(503, "The page took too long"),
}
"""The last part of `type` → what it stands for. The kinds of `PageError` are among them."""


class Refusal(Exception):
    """A request that is not carried out.

    Args:
        kind: a key of `PROBLEMS`.
        detail: a plain sentence for the caller; says nothing of the page's text.
        headers: headers that the answer needs, such as `Retry-After`.
    """

    def __init__(self, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})


def answer(kind: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The response for one problem."""
    problem = PROBLEMS[kind]
    if wants_page():
        body = render_template("problem.html", problem=problem, detail=detail, kind=kind)
        response = Response(body, problem.status, content_type="text/html; charset=utf-8")
    else:
        fields = {"type": TYPE + kind, "title": problem.title, "status": problem.status, "detail": detail}
        body = json.dumps(fields, ensure_ascii=False)
        response = Response(body, problem.status, content_type="application/problem+json")
    response.headers.extend(headers or {})
    response.vary.add("Accept")
    return response


def wants_page() -> bool:
    """Whether a browser navigates: it alone asks for XHTML beside HTML, by name."""
    names = {name for name, quality in request.accept_mimetypes if quality > 0}
    return {"text/html", "application/xhtml+xml"} <= names


def attach(app: Flask) -> None:
    """Answer every error of the application in this shape."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        return answer(error.kind, error.detail, error.headers)

    @app.errorhandler(PageError)
    def page(error: PageError) -> Response:
        return answer(error.kind, str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if isinstance(error, MethodNotAllowed):
            allowed = ", ".join(sorted(error.valid_methods or ()))
            return answer("method", f"This address takes {allowed}.", {"Allow": allowed})
        if isinstance(error, TooManyRequests):
            return answer("rate", "More pages came than are taken in a minute. Please wait before the next.")
        if error.code == 404:
            return answer("not-found", "No page of this service has this address.")
        if error.code is not None and error.code < 500:
            return answer("malformed", "The request does not follow HTTP.")
        return internal(error)

    @app.errorhandler(Exception)
    def internal(error: Exception) -> Response:
        # Where, but not what: the message of an exception may hold words of the page.
        frames = reversed(traceback.extract_tb(error.__traceback__))
        where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        log.error("%s at %s", type(error).__name__, where)
        return answer("internal", "Clean Copy failed on this request. The fault is ours, not the page's.")
