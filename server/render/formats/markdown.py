"""Markdown: headline, byline, key facts and text."""

from server.render.markdown import to_markdown as write

__all__ = ["MEDIA", "write"]

MEDIA = "text/markdown"
