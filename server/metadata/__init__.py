"""What the page says of its article: title, authors, dates, and whose it is. Each field knows its source."""

from server.metadata.reading import read

__all__ = ["read"]
