"""Addresses for machines: health, readiness, and the description of the service."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from server.render import formats
from server.version import VERSION
from server.web.guard import from_here, is_token, sent_token
from server.web.metrics import CONTENT_TYPE
from server.web.problems import Refusal
from server.web.state import settings

blueprint = Blueprint("ops", __name__)
counts = Blueprint("counts", __name__)
"""There where `CLEANCOPY_METRICS` is set; else the address does not exist."""
DESCRIPTION = Path(__file__).with_name("openapi.json")


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok", version=VERSION)


@blueprint.get("/readyz")
def readyz() -> Response:
    """Pages may be sent. Without its Redis the service goes on, under limits that each worker counts alone."""
    return jsonify(status="ready", version=VERSION, limits=where_counted())


def where_counted() -> str:
    """Where the rate limit is counted: `off`, `memory`, `redis`, or `memory, redis is gone`."""
    limiter = current_app.extensions["cleancopy.rate"]
    if limiter is None:
        return "off"
    if not current_app.extensions["cleancopy"].redis_url:
        return "memory"
    return "redis" if limiter.storage.check() else "memory, redis is gone"


@counts.get("/metrics")
def metrics() -> Response:
    """The counts of all workers, for Prometheus.

    Raises:
        Refusal: for a caller from elsewhere (`not-open`) or, where a token is set for it, without that (`token`).
    """
    wanted = settings().metrics
    if wanted == "1" and not from_here():
        raise Refusal("not-open", "The counts are for this machine alone. CLEANCOPY_METRICS may be a token instead.")
    if wanted != "1" and not is_token(sent_token(), (wanted,)):
        raise Refusal(
            "token",
            "Send the token of CLEANCOPY_METRICS as `Authorization: Bearer TOKEN`.",
            {"WWW-Authenticate": 'Bearer realm="Clean Copy"'},
        )
    return Response(current_app.extensions["cleancopy.metrics"].page(), content_type=CONTENT_TYPE)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, with this version and every format in it."""
    read: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    read["info"]["version"] = VERSION
    clean, schemas = read["paths"]["/clean"]["post"], read["components"]["schemas"]
    next(p for p in clean["parameters"] if p["name"] == "format")["schema"]["enum"] = list(formats.every())
    for name in ("Form", "Upload"):
        schemas[name]["properties"]["format"]["enum"] = list(formats.every())
    schemas["Page"]["properties"]["format"]["enum"] = [*formats.every(), None]
    for each in formats.every().values():
        clean["responses"]["200"]["content"].setdefault(each.media, {"schema": {"type": "string"}, "example": "…"})
    return read


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The contract for programs."""
    return jsonify(description())
