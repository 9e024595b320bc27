"""Lines that say again what the view shows elsewhere: headline, dek, section, byline, caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.chrome.survey import Survey, plain
from server.model import Block, Heading, Paragraph, Quote

NEAR_TOP = 8
"""blocks in which the page's head may be repeated"""
KNOWN = 25
"""letters of a headline that is known although a kicker stands before it"""
LINE = 18
"""words that a byline has at most"""
OPENING = 16
"""characters of a text by which most are told apart"""
YEAR = re.compile(r"(?:19|20)\d{2}|\d{1,2}:\d{2}")


def judge(survey: Survey, n: int) -> tuple[str, str] | None:
    """The rule and the reason, where a block repeats what the view has elsewhere."""
    block = survey.blocks[n]
    if not isinstance(block, Paragraph | Heading | Quote) or not block.text:
        return None
    near = n < NEAR_TOP or n < survey.first_prose
    pulled = isinstance(block, Quote) or {"pullquote", "pull"} & block.context.names
    captioned = isinstance(block, Paragraph) and bool(survey.captions) and not survey.is_prose(n)
    if not (near or pulled or captioned):
        return None
    title = plain(survey.metadata.title or "")
    if not pulled and survey.is_prose(n) and survey.words[n] > LINE and not _may_be(block.text, (title, survey.dek)):
        return None  # nothing else is asked of a long paragraph
    said = plain(block.text)
    if not said:
        return None
    if near and _says_title(block, said, title):
        return "structure/headline-again", "the headline once more"
    if near and survey.dek and said == survey.dek:
        return "structure/dek-again", "the summary once more"
    if n < survey.first_prose and survey.metadata.section and said == plain(survey.metadata.section):
        return "structure/section", "the name of the section"
    if near and not isinstance(block, Quote) and survey.words[n] <= LINE and _byline(survey, n, said):
        return "structure/byline", "the names or the date that stand above the text"
    if captioned and len(said) > 12 and said in survey.captions:
        return "structure/caption-again", "a picture's caption once more"
    if pulled and 25 < len(said) < 400 and survey.bodies.count(said) >= (2 if isinstance(block, Paragraph) else 1):
        return "structure/pull-quote", "a sentence of the text, set large"
    return None


def _may_be(text: str, known: Sequence[str]) -> bool:
    """Whether a text begins as one of the known ones does, of which only letters are left."""
    opening = plain(text[:OPENING])
    return any(other.startswith(opening) for other in known)


def _says_title(block: Block, said: str, title: str) -> bool:
    """Whether a block is the headline; a heading may have a kicker before or behind it."""
    if not title or not isinstance(block, Heading) or len(title) < KNOWN or len(said) > 2 * len(title):
        return said == title != ""
    return said.startswith(title) or said.endswith(title)


def _byline(survey: Survey, n: int, said: str) -> bool:
    """Whether a short line near the top is made of the authors' names, or of the date."""
    text = survey.blocks[n].text
    if text.rstrip().endswith((".", "!", "?", "…", "”", '"')) and not YEAR.search(text):
        return False
    names = [plain(name) for name in survey.metadata.authors]
    covered = sum(len(name) for name in names if name and name in said)
    if covered and covered >= 0.55 * len(said):
        return True
    published = survey.metadata.published or ""
    dated = bool(published) and published[:4] in text and any(c.isdigit() for c in text.replace(published[:4], "", 1))
    if dated and survey.words[n] <= 9:
        return True
    return bool(YEAR.search(text)) and survey.words[n] <= LINE and survey.within(n, "byline")
