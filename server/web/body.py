"""The body of a request: read once, inflated as it comes in, with one cap on what goes in and what comes out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO

from flask import Flask, Request, Response, request

from server import budget
from server.model import PageTooLarge
from server.web.problems import Refusal

CHUNK = 64 * 1024
"""bytes read at a time"""
GZIP = 16 + zlib.MAX_WBITS
MOST_MEMBERS = 64
"""gzip members in one body; a page has one"""
DRAIN_BYTES = 512 * 1024 * 1024
DRAIN_SECONDS = 5.0
"""How much of a refused body is read and thrown away, so that the sender gets to the answer."""


def attach(app: Flask) -> None:
    """Whatever is answered, let the sender come to the end of its body first."""

    @app.after_request
    def emptied(response: Response) -> Response:
        drain(request)
        return response


def read(sent: Request, *, most: int, seconds: float) -> bytes:
    """The whole body, decompressed.

    Args:
        sent: the request whose body has not been read.
        most: cap in bytes, for the body as sent and for what comes out of it.
        seconds: wall time for the sender.

    Raises:
        PageTooLarge: for a body over the cap.
        Refusal: `media-type` for another coding than gzip, `malformed` for broken gzip, `slow-body`.
    """
    coding = sent.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise Refusal("media-type", "A body may be sent as it is or as gzip.", {"Accept-Encoding": "gzip"})
    if (sent.content_length or 0) > most:
        raise too_large(most)
    with budget.within(seconds, too_slow):
        chunks = capped(sent.stream, most)
        return b"".join(chunks if coding in ("identity", "") else capped_inflation(chunks, most))


def drain(sent: Request) -> None:
    """Read what is left of a refused body, within bounds.

    Closing a connection on unread bytes resets it, and the sender, still sending, never sees the answer.
    """
    try:
        with budget.within(DRAIN_SECONDS, too_slow):
            left = DRAIN_BYTES
            while left > 0 and (chunk := sent.stream.read(CHUNK)):
                left -= len(chunk)
    except (Refusal, OSError):
        return  # too slow, or gone: then the connection is closed as it is


def capped(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """The stream in chunks.

    Raises:
        PageTooLarge: as soon as more than `most` bytes came.
    """
    seen = 0
    while chunk := stream.read(CHUNK):
        seen += len(chunk)
        if seen > most:
            raise too_large(most)
        yield chunk


def capped_inflation(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """What comes out of gzip, never more than `most` bytes of it, however much would.

    Raises:
        PageTooLarge: as soon as more than `most` bytes came out.
        Refusal: kind `malformed`, for what is no gzip or ends too early.
    """
    inflate, members, out = zlib.decompressobj(GZIP), 1, 0
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if inflate.eof:
                    members += 1
                    if members > MOST_MEMBERS:
                        raise broken_gzip()
                    inflate = zlib.decompressobj(GZIP)
                piece = inflate.decompress(data, min(CHUNK * 16, most - out + 1))
                out += len(piece)
                if out > most:
                    raise too_large(most)
                yield piece
                data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    except zlib.error as error:
        raise broken_gzip() from error
    if not inflate.eof:
        raise broken_gzip()


def too_large(most: int) -> PageTooLarge:
    """The error for a body over the cap."""
    return PageTooLarge(f"The body is larger than {most:,} bytes, the most that this service takes.")


def too_slow() -> Refusal:
    """The refusal for a body that does not come to its end."""
    return Refusal("slow-body", "The body did not come in within the time that this service waits for one.")


def broken_gzip() -> Refusal:
    """The refusal for a body that says it is gzip and is not, or not to its end."""
    return Refusal("malformed", "The body says it is gzip, but it can't be unpacked to its end.")
