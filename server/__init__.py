"""Clean Copy: the article of a news page, its key facts, and an open account of what was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from server.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The service as a WSGI application.

    Args:
        settings: what it runs with; None reads the environment, where nothing needs to be set.

    Raises:
        SettingError: when the environment holds a value that a setting can't have.
    """
    # Here and not above: a room that imports `server.model` loads no web framework.
    from server import settings as of_environment
    from server import web

    return web.application(settings or of_environment.read())
