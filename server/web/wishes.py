"""What the caller wants back: the format, and an answer even where no article stands."""

from __future__ import annotations

from flask import Request

from server.render.formats import DEFAULT, Format, every
from server.web.problems import Refusal


def format_of(request: Request, asked: str | None) -> Format:
    """The format of the answer: `?format=` before the body's own `format` before `Accept`.

    Args:
        request: the request.
        asked: the `format` that the body holds.

    Raises:
        Refusal: kind `unknown-format` or `not-acceptable`.
    """
    named = request.args.get("format")
    if any(name is not None and name not in every() for name in (named, asked)):
        raise Refusal("unknown-format", f"`format` is one of {', '.join(every())}.")
    if named is not None or asked is not None:
        return every()[str(named if named is not None else asked)]
    if not request.accept_mimetypes:
        return every()[DEFAULT]
    by_media = {each.media: each for each in every().values()}
    best = request.accept_mimetypes.best_match(by_media)
    if best is None:
        raise Refusal("not-acceptable", f"`Accept` must take one of {', '.join(by_media)}.")
    return by_media[best]


def anyway(request: Request) -> bool:
    """Whether `?anyway=1` asks for what was found where no article was.

    Raises:
        Refusal: kind `malformed`, for anything but 0 and 1.
    """
    value = request.args.get("anyway", "0")
    if value not in ("0", "1"):
        raise Refusal("malformed", "`anyway` is 0 or 1.")
    return value == "1"
