"""The article as JSON, as an HTML fragment, as the whole reading view, as Markdown and as plain text."""

from server.render.contract import to_dict
from server.render.markdown import to_markdown
from server.render.page import to_page
from server.render.plain import to_fragment, to_text
from server.render.policy import STYLE_HASH, STYLESHEET, csp

__all__ = ["STYLESHEET", "STYLE_HASH", "csp", "to_dict", "to_fragment", "to_markdown", "to_page", "to_text"]
