"""Running text: white space as the browser shows it, and inline markup as spans over code points."""

from __future__ import annotations

from typing import NamedTuple

from server.model import Span, SpanKind, Text

_DROPPED = {0x00AD: None, 0xFEFF: None}
"""soft hyphens and byte order marks, which no reader sees"""


class Open(NamedTuple):
    """Markup that is open: `start` is where its first character stands, -1 before there is one."""

    kind: SpanKind
    value: str | None
    start: int


class Line:
    """The text of the block that is being read."""

    __slots__ = ("_gap", "_left", "_open", "_parts", "_space", "length", "linked", "links", "spans")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[Open] = []
        self._space = False
        self._gap = False
        """words on both sides of this place are not one word"""
        self._left: Open | None = None
        """the link or piece of code that ended where the line now stands"""
        self.spans: list[Span] = []
        self.length = 0
        self.linked = 0
        self.links = 0

    def add(self, text: str) -> None:
        """Add a text node."""
        words = text.split()
        if not words:
            self._space = self._space or bool(text)
            return
        joined = " ".join(words)
        if "\xad" in joined or "\ufeff" in joined:
            joined = joined.translate(_DROPPED)
            if not joined:
                return
        space = self._space or text[0].isspace() or (self._gap and joined[0].isalnum() and self._ends_in_word())
        if space and self.length and self._parts[-1] != "\n":
            self._parts.append(" ")
            self.length += 1
        start = self.length
        for n, opened in enumerate(self._open):
            if opened.start < 0:
                self._open[n] = opened._replace(start=start)
        self._parts.append(joined)
        self.length += len(joined)
        self._space = text[-1].isspace()
        self._gap = False
        self._left = None
        if any(opened.kind == "link" for opened in self._open):
            self.linked += len(joined)

    def newline(self) -> bool:
        """A line break; True where it is the second in a row, so that a paragraph ends here."""
        self._space = self._gap = False
        self._left = None
        if not self.length:
            return False
        if self._parts[-1] == "\n":
            return True
        self._parts.append("\n")
        self.length += 1
        return False

    def verbatim(self, text: str) -> None:
        """Add a line of preformatted text with its white space."""
        if not text:
            return
        self._parts.append(text.translate(_DROPPED))
        for n, opened in enumerate(self._open):
            if opened.start < 0:
                self._open[n] = opened._replace(start=self.length)
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
        self.links += kind == "link"
        self._open.append(Open(kind, value, -1))

    def close(self) -> None:
        """The markup that was opened last ends."""
        opened = self._open.pop()
        self._keep(opened)
        if opened.kind in ("link", "code") and 0 <= opened.start < self.length:
            self._left = opened

    def link(self) -> str | None:
        """The address of the link in which the line stands."""
        return next((opened.value for opened in reversed(self._open) if opened.kind == "link"), None)

    def _keep(self, opened: Open) -> None:
        if 0 <= opened.start < self.length:
            self.spans.append(Span(opened.kind, opened.start, self.length, opened.value))

    def take(self) -> Text:
        """The text so far; open markup goes on in the next block."""
        for opened in reversed(self._open):
            self._keep(opened)
        text = "".join(self._parts)
        if text[-1:].isspace():
            text = text.rstrip()
        end = len(text)
        spans = sorted(
            (s if s.end <= end else Span(s.kind, s.start, end, s.value) for s in self.spans if s.start < end),
            key=lambda s: (s.start, -s.end),
        )
        self._parts = []
        self._open = [opened._replace(start=-1) for opened in self._open]
        self.spans = []
        self._space = self._gap = False
        self._left = None
        self.length = self.linked = 0
        self.links = sum(opened.kind == "link" for opened in self._open)
        return Text(text, tuple(spans))


def joined(texts: list[Text], mark: str) -> tuple[Text, list[tuple[int, int]]]:
    """Several texts as one, `mark` (one character) between them; with each one's place in it."""
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        spans += [Span(s.kind, s.start + at, s.end + at, s.value) for s in text.spans]
        places.append((at, at + len(text.text)))
        at += len(text.text) + len(mark)
    return Text(mark.join(text.text for text in texts), tuple(spans)), places
