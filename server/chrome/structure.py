"""Chrome that its form gives away: links to other stories, bars of buttons, what repeats the page's head.

Each rule looks at one block in the survey of its article and says what it is, or nothing. Class names count only
beside other evidence: many links, few words, a place after the end, repetition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.chrome import boxes, pulled, repeats
from server.chrome.names import named
from server.chrome.survey import Survey, beginning, linked
from server.model import Category, Heading, List, Paragraph, Quote

COUNTER = re.compile(
    r"\(?(?:(?:page|seite|página|pagina|sida|side|sivu|strona|strana|sayfa|страница)\s)?\d{1,3}\s?(?:/|of|von|de|sur|di|van|av|z)\s?\d{1,3}\)?"
    r"|(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s?/\s?(?:\d{1,2}:)?\d{1,2}:\d{2})?(?:\s?min\.?)?|\d(?:[.,]\d)?x|\d{1,4}|[‹›<>«»|•·×+–-]{1,3}",
    re.IGNORECASE,
)
BAR = 6
"""words that a line of a bar of buttons has at most"""

CHOICE = 12
"""words that the label of a choice in a poll or a form has at most"""
REPEATS = 5
"""how often a label of a word or two stands in the page before it is the template's"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a block."""

    category: Category
    rule: str
    why: str


Rule = Callable[[Survey, int], Finding | None]


def judge(survey: Survey, *, plain_text: bool = False) -> dict[int, Finding]:
    """What the article's form gives away: for the place of each such block, what it is.

    Args:
        survey: the article's blocks, looked at as a whole.
        plain_text: the page was sent as plain text, which has no form but repetition.
    """
    found: dict[int, Finding] = {}
    for n in range(len(survey.blocks)):
        for rule in (again,) if plain_text else RULES:
            finding = rule(survey, n)
            if finding:
                found[n] = finding
                break
    for n, why in ({} if plain_text else pulled.judge(survey)).items():
        found.setdefault(n, Finding("ui", "structure/pull-quote", why))
    for n, (category, name, why) in boxes.judge(survey, set(found)).items():
        found.setdefault(n, Finding(category, name, why))
    return found


def linked_line(survey: Survey, n: int) -> Finding | None:
    """A paragraph that is nothing but a link leads elsewhere."""
    block = survey.blocks[n]
    if not isinstance(block, Paragraph) or survey.words[n] < 3:
        return None
    if linked(block):
        return Finding("related", "structure/linked-line", "the whole line is a link")
    if block.context.link_density > 0.5 and (
        block.text.startswith((">", "»", "→", "▶")) or survey.prefixes[beginning(block)] >= 2
    ):
        return Finding("related", "structure/linked-line", "one of several links that begin alike")
    return None


def link_list(survey: Survey, n: int) -> Finding | None:
    """A list of links to other stories: behind the text, or all link and worded like headlines."""
    block = survey.blocks[n]
    if not isinstance(block, List) or block.key_points or not block.items:
        return None
    density, links = block.context.link_density, block.context.links
    long = survey.words[n] >= 4 * len(block.items)
    if survey.within(n, "breadcrumb"):
        return Finding("ui", "structure/breadcrumb", "the way to this page through the site")
    behind = n > survey.last_prose
    loose = density >= 0.4 and behind and links >= len(block.items)
    if links >= 2 and ((density >= 0.9 and (long or behind)) or loose) and not survey.leads_away(n):
        return Finding("related", "structure/link-list", "a list of links to other pages")
    if links >= 2 and density >= 0.9 and n < survey.first_prose:
        return Finding("ui", "structure/link-list", "a list of links before the text")
    return None


def embedded_post(survey: Survey, n: int) -> Finding | None:
    """A block quote that is only a link: another story, embedded."""
    block = survey.blocks[n]
    if isinstance(block, Quote) and block.context.link_density >= 0.95:
        return Finding("related", "structure/embedded-story", "another story as a quotation that is only a link")
    return None


def tags(survey: Survey, n: int) -> Finding | None:
    """The article's tags."""
    block = survey.blocks[n]
    if (
        survey.within(n, "tags")
        and (block.context.link_density >= 0.5 or survey.words[n] <= 3)
        and n > survey.first_prose
    ):
        return Finding("related", "structure/tags", "a list of topics")
    return None


def menu(survey: Survey, n: int) -> Finding | None:
    """A menu or the way to this page, inside the article."""
    block = survey.blocks[n]
    if survey.words[n] > 40 or isinstance(block, Heading):
        return None
    if "nav" in block.context.flags or named(block.context.names, "breadcrumb"):
        return Finding("ui", "structure/menu", "part of a menu")
    if linked(block) and n < survey.first_prose and survey.words[n] <= BAR:
        return Finding("ui", "structure/menu", "a link before the text")
    return None


def bar(survey: Survey, n: int) -> Finding | None:
    """A short line in a bar for sharing, or a counter."""
    block = survey.blocks[n]
    if isinstance(block, Paragraph | List) and COUNTER.fullmatch(block.text.strip()):
        return Finding("ui", "structure/counter", "a counter or a time code")
    if not isinstance(block, Paragraph):
        return None
    if block.context.tag == "label" and survey.words[n] <= CHOICE:
        return Finding("ui", "structure/choice", "the label of a field or of a choice")
    if (
        survey.words[n] <= BAR
        and survey.within(n, "share")
        and (block.context.links or "button" in block.context.flags)
    ):
        return Finding("share", "structure/share-bar", "a short line in a bar for sharing")
    if survey.words[n] <= BAR and "button" in block.context.flags and not block.text.rstrip().endswith("?"):
        return Finding("ui", "structure/button", "a button")
    return None


def call_to_action(survey: Survey, n: int) -> Finding | None:
    """A short line in a box that is named a call to action: "Get a quote"."""
    if n in survey.calls:
        return Finding("ad", "structure/call-to-action", "a short line in a box that asks the reader to do something")
    return None


def for_readers_aloud(survey: Survey, n: int) -> Finding | None:
    """A label that only screen readers hear, or one that the page repeats."""
    block = survey.blocks[n]
    names = block.context.names
    hidden = named(names, "hidden") or {"visually", "hidden"} <= names or {"sr", "only"} <= names
    repeated = isinstance(block, Paragraph) and block.context.repeats >= REPEATS and survey.words[n] <= 2
    if repeated or (hidden and survey.words[n] <= 8):
        return Finding("ui", "structure/label", "a label of the page's own, hidden or repeated")
    return None


def again(survey: Survey, n: int) -> Finding | None:
    """What says the page's head or a caption once more."""
    told = repeats.judge(survey, n)
    return Finding("ui", *told) if told else None


RULES: Sequence[Rule] = (
    again,
    menu,
    bar,
    for_readers_aloud,
    call_to_action,
    tags,
    link_list,
    linked_line,
    embedded_post,
)
