"""What the caller wants back: the format, and an answer even where no article stands."""

from __future__ import annotations

from flask import Request

from server.web.problems import Refusal

FORMATS = {
    "json": "application/json",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
}
"""Name in `?format=` → media type; the first is the default."""


def format_of(request: Request, asked: str | None) -> str:
    """The format of the answer: `?format=` before the body's own `format` before `Accept`.

    Args:
        request: the request.
        asked: the `format` that the body holds.

    Raises:
        Refusal: kind `unknown-format` or `not-acceptable`.
    """
    wanted = request.args.get("format", asked)
    if wanted is not None:
        if wanted not in FORMATS:
            raise Refusal("unknown-format", f"`format` is one of {', '.join(FORMATS)}.")
        return wanted
    if not request.accept_mimetypes:
        return "json"
    best = request.accept_mimetypes.best_match(FORMATS.values())
    if best is None:
        raise Refusal("not-acceptable", f"`Accept` must take one of {', '.join(FORMATS.values())}.")
    return next(name for name, media in FORMATS.items() if media == best)


def anyway(request: Request) -> bool:
    """Whether `?anyway=1` asks for what was found where no article was.

    Raises:
        Refusal: kind `malformed`, for anything but 0 and 1.
    """
    value = request.args.get("anyway", "0")
    if value not in ("0", "1"):
        raise Refusal("malformed", "`anyway` is 0 or 1.")
    return value == "1"
