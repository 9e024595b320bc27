"""Direct quotations with the one who says them, the parts of one speech joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from server.facts import speakers
from server.facts.cast import Cast
from server.facts.marks import Quoted
from server.facts.speakers import Speaker
from server.facts.view import Line, View
from server.model import Quotation

FEWEST = 4
"""words: shorter ones are mostly words held at arm's length, not speech"""
FEWEST_UNSPOKEN = 7
"""words of a quotation without a speaker: a shorter one may be a title or a name"""
MOST_WORDS = 110
"""of one joined quotation"""
_STOP = re.compile(r"[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Speech:
    """One quotation with its speaker."""

    line: Line
    quoted: Quoted
    speaker: Speaker | None


def find(view: View, cast: Cast) -> tuple[Speech, ...]:
    """Every quotation of the article, in reading order, with its speaker where that is certain."""
    out: list[Speech] = []
    for line in view.lines:
        first = len(out)
        for q in line.quoted:
            if len(line.text[q.start : q.end].split()) >= 2:
                out.append(Speech(line, q, speakers.beside(view, cast, line, q)))
        _doubted(cast, out, first)
        out[first:] = shared(out[first:])
        if len(out) > first and out[first].speaker is None and _all_quotation(line):
            speaker = _carried(view, cast, line, out[first - 1] if first else None)
            out[first:] = [replace(s, speaker=speaker) if s.speaker is None else s for s in out[first:]]
    _backwards(out)
    return tuple(out)


def _doubted(cast: Cast, out: list[Speech], first: int) -> None:
    """A pronoun that leads to another one than the speaker just before, who is not named in between, is not sure."""
    for n in range(max(first, 1), len(out)):
        left, right = out[n - 1], out[n]
        if not (right.speaker and right.speaker.by_pronoun) or left.speaker == right.speaker:
            continue
        if left.speaker is None and not _alone_before(left, right):
            continue
        if right.line.number - left.line.number > 1:
            continue
        after = left.quoted.close if left.line is right.line else 0
        between = cast.outside_quotations(right.line, after, right.quoted.open)
        if left.line is not right.line:
            between = cast.outside_quotations(left.line, left.quoted.close, len(left.line.text)) + between
        if not any(figure is right.speaker.figure for _, figure in between):
            out[n] = replace(right, speaker=None)


def _alone_before(left: Speech, right: Speech) -> bool:
    """Whether nothing but the first quotation, which names no speaker, stands before the second one's sentence."""
    if not left.quoted.closed or _size([left]) < FEWEST_UNSPOKEN:
        return False  # one left open goes on in the second
    end = right.line.sentence_at(right.quoted.open)[0] if left.line is right.line else len(left.line.text)
    return not (left.line.text[: left.quoted.open] + left.line.text[left.quoted.close : end]).strip(" .,–—-")


def shared(speeches: list[Speech]) -> list[Speech]:
    """Parts of one speech in one line share the speaker that the part before them has."""
    out: list[Speech] = []
    for s in speeches:
        if s.speaker is None and out and out[-1].speaker and goes_on(out[-1], s):
            s = replace(s, speaker=out[-1].speaker)
        out.append(s)
    return out


def goes_on(left: Speech, right: Speech) -> bool:
    """Whether the second quotation goes on with the first: nothing but an attribution stands between."""
    between = left.line.text[left.quoted.close : right.quoted.open]
    return (
        len(between.split()) <= 14 and len(_STOP.findall(between)) <= 1 and between.rstrip()[-1:] in (".", ",", ":")
    )


def _all_quotation(line: Line) -> bool:
    outside = line.text
    for q in reversed(line.quoted):
        outside = outside[: q.open] + outside[q.close :]
    return not outside.strip(" .,–—-")


def _carried(view: View, cast: Cast, line: Line, previous: Speech | None) -> Speaker | None:
    """The speaker of the line before, for a line that is nothing but quotation."""
    if line.number == 0:
        return None
    if previous and previous.line.number == line.number - 1:
        ends = previous.line.text[previous.quoted.close :].strip()
        return previous.speaker if len(ends.split()) <= 24 else None
    return speakers.of_statement(cast, view.lines[line.number - 1])


def _backwards(out: list[Speech]) -> None:
    """A quotation left open goes on in the next paragraph: whoever is named there said both."""
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        follows = right.line.number == left.line.number + 1 and right.quoted.open == 0
        if left.speaker is None and not left.quoted.closed and follows and right.speaker:
            out[i] = replace(left, speaker=right.speaker)


def facts(speeches: tuple[Speech, ...]) -> tuple[Quotation, ...]:
    """The quotations of the box, the best first: with a speaker, long enough, early."""
    groups: list[list[Speech]] = []
    for s in speeches:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.line is s.line
            and last.speaker
            and last.speaker == s.speaker
            and goes_on(last, s)
            and _size([*groups[-1], s]) <= MOST_WORDS
        ):
            groups[-1].append(s)
        else:
            groups.append([s])
    kept = [group for group in groups if _size(group) >= (FEWEST if group[0].speaker else FEWEST_UNSPOKEN)]
    ranked = [(_worth(group) - n / 20, -n, group) for n, group in enumerate(kept)]
    return tuple(_fact(group) for _, _, group in sorted(ranked, key=lambda r: r[:2], reverse=True))


def _size(group: list[Speech]) -> int:
    return sum(len(s.line.text[s.quoted.start : s.quoted.end].split()) for s in group)


def _worth(group: list[Speech]) -> float:
    return (1.0 if group[0].speaker else 0.0) + min(_size(group), 25) / 25


def _fact(group: list[Speech]) -> Quotation:
    spans = [_trim(s.line.text, s.quoted.start, s.quoted.end) for s in group]
    return Quotation(
        text=" ".join(s.line.text[a:b] for s, (a, b) in zip(group, spans, strict=True)),
        places=tuple(s.line.place(a, b) for s, (a, b) in zip(group, spans, strict=True)),
        speaker=group[0].speaker.text if group[0].speaker else None,
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end
