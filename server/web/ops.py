"""Addresses for machines: health, readiness, and the description of the service."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from server.version import VERSION

blueprint = Blueprint("ops", __name__)
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


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, with this version in it."""
    read: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    read["info"]["version"] = VERSION
    return read


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The contract for programs."""
    return jsonify(description())
