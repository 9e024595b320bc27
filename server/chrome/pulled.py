"""Pull quotes: sentences of the text that stand once more, set large, with the name of who said them."""

from __future__ import annotations

from collections.abc import Iterator

from server.chrome.survey import GRAM, Survey, plain, word_rows
from server.model import Paragraph, Quote

NAMES = frozenset({"pullquote", "pull"})
SHORTEST, LONGEST = 25, 400
"""letters of a pull quote"""
SPEAKER = 12
"""words of the line that says whose words they are"""
FEWEST, ALIKE = 8, 0.8
"""words of a quote that is compared row by row; share of the rows that the text must have, because a quote is
shortened and its "he said" left out"""
FEW = 3
"""texts in a pull quote's own box"""


def judge(survey: Survey) -> dict[int, str]:
    """The places of pull quotes and of the lines that name their speakers, with the reason."""
    found: dict[int, str] = {}
    for n, block in enumerate(survey.blocks):
        quoted = isinstance(block, Quote) and block.provider is None
        if not quoted and not (isinstance(block, Paragraph) and block.context.names & NAMES):
            continue
        lines = block.text.split("\n")
        short = len(lines) > 1 and len(lines[-1].split()) <= SPEAKER
        said = [block.text, "\n".join(lines[:-1])] if short else [block.text]
        if any(_repeats(survey, text, own=not quoted) for text in said):
            found[n] = "a sentence of the text, set large"
            for speaker in _speakers(survey, n):
                found[speaker] = "names who said a sentence that is set large"
    return found


def _repeats(survey: Survey, text: str, *, own: bool) -> bool:
    """Whether the text says this elsewhere; `own`: these words are themselves among the running text."""
    letters = plain(text)
    if not SHORTEST < len(letters) < LONGEST:
        return False
    if survey.bodies.count(letters) >= (2 if own else 1):
        return True
    rows = word_rows(text, GRAM)
    if own or len(rows) <= FEWEST - GRAM:
        return False
    return sum(row in survey.said_in_rows for row in rows) >= ALIKE * len(rows)


def _speakers(survey: Survey, n: int) -> Iterator[int]:
    """Short lines beside a pull quote in a box that holds nothing else."""
    wrappers = survey.blocks[n].context.wrappers
    for wrapper in wrappers[-2:]:
        beside = [
            at
            for at in range(max(0, n - FEW), min(len(survey.blocks), n + FEW + 1))
            if any(around.number == wrapper.number for around in survey.blocks[at].context.wrappers)
        ]
        if 1 < len(beside) <= FEW and n in beside:
            yield from (at for at in beside if at != n and _is_speaker(survey, at))
            return


def _is_speaker(survey: Survey, n: int) -> bool:
    block = survey.blocks[n]
    return (
        isinstance(block, Paragraph) and 0 < survey.words[n] <= SPEAKER and not block.text.endswith((".", "!", "?"))
    )
