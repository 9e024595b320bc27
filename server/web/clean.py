"""`POST /clean`: a page in, the article out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Response, current_app, request

from server import budget, hosts, pipeline, render
from server.model import Article, PageTooLarge
from server.render import formats
from server.web import intake, wishes
from server.web.metrics import Metrics, Rooms
from server.web.state import settings

blueprint = Blueprint("clean", __name__)
LONGEST_URL = 8192
"""characters; a longer address is no page's"""


@blueprint.post("/clean")
def clean() -> Response:
    """Clean one page. The time budget holds for the way from the page to the written answer."""
    anyway = wishes.anyway(request)
    order = intake.read(request, settings())
    wanted = wishes.format_of(request, order.format)
    limits = settings().limits
    rooms = Rooms()
    counts: Metrics | None = current_app.extensions["cleancopy.metrics"]
    try:
        with budget.within(limits.seconds), rooms:
            article = cleaned(order, anyway=anyway, rooms=rooms)
            body = wanted.write(article)
    except RecursionError as error:
        raise PageTooLarge("The page is nested more deeply than this service can follow.") from error
    finally:
        if counts:
            counts.passed(rooms)
    if counts:
        counts.cleaned(article, wanted.name)
    # A lone surrogate that came through the page is one character of its text: replaced, no offset moves.
    content_type = wanted.media if wanted.name == "json" else f"{wanted.media}; charset=utf-8"
    response = Response(body.encode("utf-8", "replace"), content_type=content_type)
    if wanted.name == "html":
        response.headers["Content-Security-Policy"] = render.csp()
        response.headers["Referrer-Policy"] = "no-referrer"
    response.vary.add("Accept")
    return response


def cleaned(order: intake.Order, *, anyway: bool, rooms: Rooms) -> Article:
    """The article of an order. An address that is none is left out, and the answer says so.

    Raises:
        PageError: as `pipeline.clean`.
    """
    url = order.url if is_address(order.url) else None
    article = pipeline.clean(
        order.data,
        url=url,
        kind=order.kind,
        charset=order.charset,
        limits=settings().limits,
        anyway=anyway,
        checkpoint=rooms.enter,
    )
    if order.url and not url:
        note = "The address that came with the page is no http or https address, so it was left out."
        article = replace(article, notes=(*article.notes, note))
    return article


def is_address(url: str | None) -> bool:
    """Whether a string is an absolute http or https address, as a caller may send one.

    >>> is_address("https://example.org/a"), is_address("file:///a"), is_address("https://example.org/a b")
    (True, False, False)
    """
    if not url or len(url) > LONGEST_URL or any(c.isspace() or not c.isprintable() for c in url):
        return False
    return hosts.is_web(url)


def warm() -> None:
    """Clean the invented sample once, so that what is loaded on first use is loaded before the workers part."""
    sample = Path(__file__).parent.parent / "static" / "sample.html"
    article = pipeline.clean(sample.read_bytes())
    for each in formats.every().values():
        each.write(article)
