"""Running text: white space as the browser shows it, and inline markup as spans over code points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.model import Span, SpanKind, Text

_DROPPED = {0x00AD: None, 0xFEFF: None}
"""soft hyphens and byte order marks, which no reader sees"""


def plain(text: str) -> str:
    """A text node as the browser shows it: single spaces, none at its ends."""
    joined = " ".join(text.split())
    if not joined.isascii() and ("\xad" in joined or "\ufeff" in joined):
        return joined.translate(_DROPPED)
    return joined


class Open:
    """Markup that is open: `start` is where its first character stands, -1 before there is one."""

    __slots__ = ("kind", "start", "value")

    def __init__(self, kind: SpanKind, value: str | None) -> None:
        self.kind = kind
        self.value = value
        self.start = -1


class Line:
    """The text of the block that is being read."""

    __slots__ = (
        "_gap",
        "_in_links",
        "_left",
        "_open",
        "_parts",
        "_unstarted",
        "length",
        "linked",
        "links",
        "space",
        "spans",
    )

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[Open] = []
        self._in_links = 0
        """how many of the open ones are links"""
        self._unstarted = False
        """one of them has no character yet"""
        self.space = False
        """white space came behind the text so far"""
        self._gap = False
        """words on both sides of this place are not one word"""
        self._left: Open | None = None
        """the link that ended where the line now stands"""
        self.spans: list[Span] = []
        self.length = 0
        self.linked = 0
        self.links = 0

    def add(self, text: str) -> None:
        """Add a text node."""
        joined = plain(text)
        if not joined:
            self.space = self.space or text.isspace()
            return
        if (
            self.length
            and (self.space or text[0].isspace() or (self._gap and joined[0].isalnum() and self._ends_in_word()))
            and self._parts[-1] != "\n"
        ):
            self._parts.append(" ")
            self.length += 1
        if self._unstarted:
            self._start()
        self._parts.append(joined)
        self.length += len(joined)
        self.space = text[-1].isspace()
        self._gap = False
        self._left = None
        if self._in_links:
            self.linked += len(joined)

    def _start(self) -> None:
        """What is open begins here, unless it began before."""
        for opened in self._open:
            if opened.start < 0:
                opened.start = self.length
        self._unstarted = False

    def newline(self) -> bool:
        """A line break; True where it is the second in a row, so that a paragraph ends here."""
        self.space = self._gap = False
        self._left = None
        if not self.length:
            return False
        if self._parts[-1] == "\n":
            return True
        self._parts.append("\n")
        self.length += 1
        return False

    def preformatted(self, text: str) -> None:
        """Add a text node with its white space and lines; nothing stands before the first line with a sign."""
        for n, line in enumerate(text.replace("\r", "").split("\n")):
            if n and self.length:
                self._verbatim("\n")
            if self.length or line.strip():
                self._verbatim(line)

    def _verbatim(self, text: str) -> None:
        if not text:
            return
        self._parts.append(text.translate(_DROPPED))
        self._start()
        self.length += len(self._parts[-1])

    def gap(self) -> None:
        """Words before and behind this place are not one word, although no white space parts them."""
        self._gap = True

    def _ends_in_word(self) -> bool:
        return bool(self._parts) and self._parts[-1][-1].isalnum()

    def open(self, kind: SpanKind, value: str | None = None) -> None:
        """Inline markup begins.

        Two links side by side are two entries of a row, one address twice is one link; two pieces of code are two.
        """
        left = self._left
        if left is not None and left.kind == kind and (kind == "code" or left.value != value):
            self.gap()
        if kind == "link":
            self.links += 1
            self._in_links += 1
        self._open.append(Open(kind, value))
        self._unstarted = True

    def close(self) -> None:
        """The markup that was opened last ends."""
        opened = self._open.pop()
        self._keep(opened)
        self._in_links -= opened.kind == "link"
        if opened.kind in ("link", "code") and 0 <= opened.start < self.length:
            self._left = opened

    @property
    def inside_markup(self) -> bool:
        """Whether markup is open."""
        return bool(self._open)

    def forget_links(self) -> None:
        """A block ends that has no text: its links, of pictures or of nothing, are not the next block's."""
        self.links = self._in_links

    def link(self) -> str | None:
        """The address of the link in which the line stands."""
        return next((opened.value for opened in reversed(self._open) if opened.kind == "link"), None)

    def _keep(self, opened: Open) -> None:
        if 0 <= opened.start < self.length:
            self.spans.append(Span(opened.kind, opened.start, self.length, opened.value))

    def take(self) -> tuple[str, tuple[Span, ...]]:
        """The text so far with its markup; what is open goes on in the next block."""
        for opened in reversed(self._open):
            self._keep(opened)
            opened.start = -1
        text = "".join(self._parts)
        if text[-1:].isspace():
            text = text.rstrip()
        spans: tuple[Span, ...] = ()
        if self.spans:
            end = len(text)
            kept = self.spans
            if end < self.length:
                kept = [s if s.end <= end else Span(s.kind, s.start, end, s.value) for s in kept if s.start < end]
            spans = tuple(sorted(_raised_once(kept), key=_outer_first)) if len(kept) > 1 else tuple(kept)
            self.spans = []
        self._parts = []
        self._unstarted = bool(self._open)
        self.space = self._gap = False
        self._left = None
        self.length = self.linked = 0
        self.links = self._in_links
        return text, spans


def _raised_once(spans: list[Span]) -> list[Span]:
    """Without the `sup` around or inside a reference to a note, which is raised by itself."""
    notes = {(span.start, span.end) for span in spans if span.kind == "note"}
    if not notes:
        return spans
    return [span for span in spans if span.kind != "sup" or (span.start, span.end) not in notes]


def _outer_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def moved(spans: tuple[Span, ...], by: int) -> Sequence[Span]:
    """Markup of a text before which `by` characters were put."""
    return [Span(s.kind, s.start + by, s.end + by, s.value) for s in spans] if by else spans


def joined(texts: list[Text], mark: str) -> tuple[Text, list[tuple[int, int]]]:
    """Several texts as one, `mark` (one character) between them; with each one's place in it."""
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        spans += moved(text.spans, at)
        places.append((at, at + len(text.text)))
        at += len(text.text) + len(mark)
    return Text(mark.join(text.text for text in texts), tuple(spans)), places


def is_gutter(text: str) -> bool:
    """Whether preformatted text is nothing but line numbers."""
    lines = text.split("\n")
    if len(lines) < 2 or not re.fullmatch(r"[0-9]{1,6}", lines[0]):
        return False
    return lines == [str(n) for n in range(int(lines[0]), int(lines[0]) + len(lines))]
