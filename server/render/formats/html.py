"""The reading view, a whole page."""

from server.render.page import to_page as write

__all__ = ["MEDIA", "write"]

MEDIA = "text/html"
