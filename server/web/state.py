"""What the views of one application share."""

from __future__ import annotations

from flask import current_app

from server.settings import Settings


def settings() -> Settings:
    """The settings of the application that answers."""
    found: Settings = current_app.extensions["cleancopy"]
    return found
