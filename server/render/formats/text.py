"""Plain text: the dek and the blocks, blank lines between them."""

from server.render.plain import to_text as write

__all__ = ["MEDIA", "write"]

MEDIA = "text/plain"
