"""The view's one stylesheet and the policy that allows it, and nothing else, to take effect."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path


def _compact(css: str) -> str:
    """The sheet without comments and spare white space. It holds no string with a brace, a comma or a colon."""
    css = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", css)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return css.replace(";}", "}").replace(": ", ":").strip()


STYLESHEET = _compact((Path(__file__).parent / "static" / "view.css").read_text("utf-8"))
"""inlined into every view, so that a saved or framed view needs nothing from the service"""

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLESHEET.encode()).digest()).decode()
"""of the text between `<style>` and `</style>`, as Content Security Policy wants it"""

_DIRECTIVES = (
    "default-src 'none'",
    "img-src https: http: data:",
    f"style-src 'self' '{STYLE_HASH}'",
    "script-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


def csp() -> str:
    """The `Content-Security-Policy` header to send with a view."""
    return "; ".join((*_DIRECTIVES, "frame-ancestors 'none'"))


def meta_csp() -> str:
    """The same for `<meta>`, where `frame-ancestors` is not allowed: it holds in saved and framed views too."""
    return "; ".join(_DIRECTIVES)
