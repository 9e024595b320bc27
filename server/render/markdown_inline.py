"""Text with its inline markup as Markdown: escaped so that it reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.model import Span
from server.render import addresses

_SPECIAL = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};|#?\w{0,32}$)|!$")
"""Where markup could begin. `&` only before what could be a character's name, `!` only before a link."""

_HEAD = re.compile(r"(?m)^(#{1,6}(?=\s|$)|[-+](?=\s|$)|[-=:](?=[-=: \t]*\\?$)|>)")
_NUMBERED = re.compile(r"(?m)^(\d{1,9})([.)])(?=\s|$)")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_TICKS = re.compile(r"`+")
_EMPHASIS = {"strong": "**", "em": "*", "del": "~~"}
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_UNSAFE_IN_ADDRESS = str.maketrans({c: f"%{ord(c):02X}" for c in " ()<>\\|`"})


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes inline Markdown; `notes` are the footnotes that get a definition, by number."""

    notes: frozenset[str] = frozenset()
    in_table: bool = False

    def write(self, text: str, spans: Sequence[Span] = (), start: int = 0, end: int | None = None) -> str:
        """`text[start:end]`; its lines stay lines, as hard breaks."""
        end = len(text) if end is None else end
        inside = [s for s in spans if s.start < end and s.end > start and s.start < s.end]
        inside.sort(key=lambda s: (s.start, -s.end))
        written = self._run(text, inside, start, end, within=frozenset())
        lines = [line.strip() for line in written.split("\n") if line.strip()]
        joined = (" " if self.in_table else "\\\n").join(lines)
        return _NUMBERED.sub(r"\1\\\2", _HEAD.sub(r"\\\1", joined))

    def _run(self, text: str, spans: Sequence[Span], start: int, end: int, *, within: frozenset[str]) -> str:
        out, at, n = "", start, 0
        while n < len(spans):
            span = spans[n]
            n += 1
            left, right = max(span.start, at), min(span.end, end)
            if left >= right or span.kind in within:
                continue  # of the same kind again: what is inside it follows in the list
            nested = []
            while n < len(spans) and spans[n].start < right:
                nested.append(spans[n])
                n += 1
            out += escape(text[at:left])
            out += self._span(text, span, nested, left, right, out[-1:], within=within)
            at = right
        return out + escape(text[at:end])

    def _span(
        self,
        text: str,
        span: Span,
        nested: Sequence[Span],
        start: int,
        end: int,
        before: str,
        *,
        within: frozenset[str],
    ) -> str:
        if span.kind == "code":
            return self._code(text[start:end])
        if span.kind == "note" and span.value in self.notes:
            return f"[^{span.value}]"
        target = addresses.link(span.value) if span.kind == "link" else None
        inner = self._run(text, nested, start, end, within=within | {span.kind})
        if target and inner.strip():
            return f"[{inner}]({destination(target)})"
        if span.kind in _EMPHASIS:
            nested_in_other = not within.isdisjoint(_EMPHASIS)
            return emphasised(inner, _EMPHASIS[span.kind], before, text[end : end + 1], alone=not nested_in_other)
        if span.kind == "ruby" and span.value:
            return f"{inner}({escape(span.value)})"
        if span.kind in ("sup", "sub", "note") and not any(inside.kind == "note" for inside in nested):
            # 10<sup>3</sup> must not become 103.
            return inner.translate(_LOWERED if span.kind == "sub" else _RAISED)
        return inner

    def _code(self, code: str) -> str:
        code = code.replace("\n", " ")
        if self.in_table:
            code = code.replace("|", "\\|")
        ticks = "`" * (1 + max((len(found) for found in _TICKS.findall(code)), default=0))
        pad = " " if code.strip() != code or code.startswith("`") or code.endswith("`") else ""
        return f"{ticks}{pad}{code}{pad}{ticks}" if code.strip() else code


def escape(text: str) -> str:
    """Text in which nothing is inline markup. What only counts at the start of a line is left to `Inline`."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def destination(address: str) -> str:
    """A link's address so that it can't end the link."""
    return _ENTITY.sub(r"\\&", address.translate(_UNSAFE_IN_ADDRESS))


def emphasised(inner: str, marker: str, before: str, after: str, *, alone: bool) -> str:
    """`inner` between markers, or bare where CommonMark's flanking rules would show the markers as text.

    Args:
        before, after: the characters on either side, empty at the text's edge.
        alone: not inside other emphasis, where a marker that could both open and close would close that.
    """
    bare = inner.strip()
    if not bare or bare != inner or before == marker[0]:
        return inner
    first, last = _is_word(bare[0]), _is_word(bare[-1])
    outer_left, outer_right = _is_word(before), _is_word(after)
    flanks = (first or not outer_left) and (last or not outer_right)
    opens_only = not (first and outer_left) and (first or not before)
    closes_only = not (last and outer_right) and (last or not after)
    return f"{marker}{inner}{marker}" if flanks and (alone or (opens_only and closes_only)) else inner


def _is_word(character: str) -> bool:
    return character != "" and not character.isspace() and not _is_mark(character)


def _is_mark(character: str) -> bool:
    """Punctuation or a symbol, as CommonMark counts them."""
    return not character.isalnum() and not character.isspace()
