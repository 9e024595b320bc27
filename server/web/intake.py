"""What was asked for: the page and the wishes, out of any kind of body that the contract names."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from server import budget
from server.model import EmptyPage
from server.settings import Settings
from server.web import body
from server.web.problems import Refusal

Kind = Literal["html", "text"]
MOST_FIELDS = 32
"""fields of a form; ours has four"""
TEXT_FILES = (".txt", ".text", ".md")
STARTS_AS_HTML = re.compile(r"\s{0,100}<(?:!doctype|!--|html|head|body|article|main|section|div|h1|p|meta)\b", re.I)
"""How a page's source starts, told apart from its text in the one field that takes both."""


@dataclass(frozen=True, slots=True)
class Order:
    """One page to be cleaned."""

    data: bytes | str
    kind: Kind
    url: str | None = None
    charset: str | None = None
    """the label that came with the bytes, as it came"""
    format: str | None = None
    """the format that the body asks for"""


def read(request: Request, settings: Settings) -> Order:
    """The order that a request makes.

    Raises:
        Refusal: kind `media-type` or `malformed`, with a sentence that says what is wrong.
        PageError: `EmptyPage`, `PageTooLarge`, `OverBudget`.
    """
    reader = READERS.get(request.mimetype)
    if reader is None:
        sent = f"not {request.mimetype}" if request.mimetype else "and Content-Type must say which"
        raise Refusal(
            "media-type",
            "A page is taken as application/json, text/html, text/plain, multipart/form-data or "
            f"application/x-www-form-urlencoded, {sent}.",
            {"Accept": ", ".join(READERS)},
        )
    data = body.read(request, most=settings.max_bytes, seconds=settings.upload_seconds)
    if not data:
        raise EmptyPage("The body is empty. Send a page.")
    with budget.within(settings.seconds):
        order = reader(request, data)
    return order if order.url else replace(order, url=request.args.get("url"))


def from_json(_request: Request, data: bytes) -> Order:
    """`{"url", "html"}` or `{"url", "text"}`, and perhaps `format`."""
    try:
        fields = json.loads(data)
    except UnicodeDecodeError as error:
        raise Refusal("malformed", "The JSON is not in UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refusal("malformed", f"The body is no JSON: it goes wrong in {place}.") from error
    except (RecursionError, ValueError) as error:  # nested without end, or a number of thousands of digits
        raise Refusal("malformed", "The body is no JSON that can be read.") from error
    if not isinstance(fields, dict):
        raise Refusal("malformed", 'The JSON must be an object such as {"url": "…", "html": "…"}.')
    kind, page = one_page({name: string(fields, name) for name in ("html", "text")})
    url, format_ = string(fields, "url"), string(fields, "format")
    return Order(whole(page), "text" if kind == "text" else "html", url, None, format_)


def string(fields: dict[str, Any], name: str) -> str | None:
    """A field of the JSON that must be a string where it is there."""
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        given = {dict: "an object", list: "a list", bool: "true or false"}.get(type(value), "a number")
        raise Refusal("malformed", f"`{name}` must be a string, not {given}.")
    return value


def from_html(request: Request, data: bytes) -> Order:
    """The page itself."""
    return Order(data, "html", charset=request.mimetype_params.get("charset"))


def from_text(request: Request, data: bytes) -> Order:
    """The page itself, as plain text."""
    return Order(data, "text", charset=request.mimetype_params.get("charset"))


def from_multipart(request: Request, data: bytes) -> Order:
    """A form with `html`, `text`, `page` or `file`. Nothing of it is written to disk."""
    parser = FormDataParser(
        stream_factory=lambda *_args, **_named: io.BytesIO(),
        max_form_memory_size=len(data),
        max_form_parts=MOST_FIELDS,
        silent=False,
    )
    try:
        _, fields, files = parser.parse(io.BytesIO(data), request.mimetype, len(data), request.mimetype_params)
    except ValueError as error:
        raise Refusal("malformed", "The form can't be read: it is no well-formed multipart/form-data.") from error
    return from_fields(fields, files.get("file"))


def from_form(_request: Request, data: bytes) -> Order:
    """A form with `html`, `text` or `page`."""
    try:
        pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refusal("malformed", f"A form has at most {MOST_FIELDS} fields.") from error
    return from_fields(MultiDict(pairs), None)


def from_fields(fields: MultiDict[str, str], file: FileStorage | None) -> Order:
    """The order that a form's fields make; `file` is the uploaded file, where one is."""
    upload = file.stream.read() if file else b""
    pages: dict[str, Any] = {name: fields.get(name) for name in ("html", "text", "page")}
    kind, page = one_page({**pages, "file": upload or None})
    url, format_ = fields.get("url", "").strip() or None, fields.get("format") or None
    if kind == "file" and file is not None:
        as_text = file.mimetype == "text/plain" or (file.filename or "").lower().endswith(TEXT_FILES)
        return Order(page, "text" if as_text else "html", url, file.mimetype_params.get("charset"), format_)
    if kind == "page":
        kind = "html" if STARTS_AS_HTML.match(page) else "text"
    return Order(whole(page), "text" if kind == "text" else "html", url, None, format_)


def one_page(sent: dict[str, Any]) -> tuple[str, Any]:
    """The one field that holds a page, with its name; blank ones do not count.

    Raises:
        Refusal: kind `malformed`, when none of the fields was sent, or more than one.
        EmptyPage: when those sent are blank.
    """
    full = {name: page for name, page in sent.items() if page is not None and page.strip()}
    if len(full) == 1:
        return full.popitem()
    names = " or ".join(f"`{name}`" for name in sent)
    if full:
        raise Refusal("malformed", f"Send one page: {names}, not several.")
    if any(page is not None for page in sent.values()):
        raise EmptyPage("The page that was sent is empty.")
    raise Refusal("malformed", f"No page was sent: {names} must hold one. To send a page as the body, say text/html.")


def whole(text: str) -> str:
    """The text with lone surrogates, which JSON can hold and UTF-8 can't, as U+FFFD.

    >>> whole("a" + chr(0xd800) + "b")
    'a\\ufffdb'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text


READERS = {
    "application/json": from_json,
    "text/html": from_html,
    "application/xhtml+xml": from_html,
    "text/plain": from_text,
    "multipart/form-data": from_multipart,
    "application/x-www-form-urlencoded": from_form,
}
