"""The page at `/`, for people: paste a page, upload one, or try the invented sample."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Blueprint, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.version import VERSION
from server.web import keys
from server.web.state import settings

blueprint = Blueprint("pages", __name__)
SAMPLE_URL = "https://www.tidewater-courier.example/harbour/ferry-heat-pumps"
"""Where the sample would stand. The name is reserved: nothing answers there."""


@cache
def sample(static: str) -> str:
    """The invented news page, as a browser would have it."""
    return (Path(static) / "sample.html").read_text(encoding="utf-8")


@blueprint.get("/")
def index() -> str:
    """The start page."""
    return render_template(
        "index.html",
        sample=sample(str(current_app.static_folder)),
        sample_url=SAMPLE_URL,
        version=VERSION,
        max_bytes=settings().max_bytes,
        max_mb=settings().max_bytes >> 20,
        wants_token=bool(keys.known(settings())),
    )


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Where browsers look for the icon of a page that names none, such as the reading view."""
    return redirect(url_for("static", filename="icon.svg"), 308)
