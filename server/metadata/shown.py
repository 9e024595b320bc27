"""What the page shows near its headline: who wrote it and when, as readers see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise

from server.metadata import credits, datelines, dates, names
from server.metadata.survey import LONG, MAX_LABEL, Run, after, before, texts, words
from server.model import Element, Page

BEFORE = 30
AFTER = 110
"""elements around the headline that are looked at"""
MAX_PROSE = 900
"""characters of long lines after which the article itself has surely begun"""
MAX_NODES = 4_000

_OTHERS = r"related|teaser|recommend|comment|card|widget|footer|more-|popular|latest"
_ASIDE = re.compile(rf"{_OTHERS}|sidebar", re.IGNORECASE)
_OF_OTHERS = re.compile(_OTHERS, re.IGNORECASE)
MAX_LINK = 40
"""characters that a link has beside the date in it: a longer one is a card that leads to another article"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands near the headline."""

    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    announced: str | None = None
    """`published` where the page says that it is that"""


def near(page: Page, headline: Element | None, language: str | None) -> Shown:
    """Authors and dates that the page shows around its headline.

    Args:
        page: whose tree is read.
        headline: the element that shows the title; without one, the beginning of the page is read.
        language: BCP 47, for the names of months.
    """
    runs = list(_runs(page, headline))
    return Shown(credits.authors(runs), *datelines.read(runs, language))


def _runs(page: Page, headline: Element | None) -> Iterator[Run]:
    """The texts after the headline, as far as the article's first paragraphs, and then those before it."""
    if headline is None:
        start = page.root.find("body") if page.root.tag == "html" else page.root
        nodes: Iterator[Element] = iter(()) if start is None else islice(start.iter(), 2 * AFTER)
    else:
        nodes = after(headline, AFTER)
    prose = 0
    for run in texts(nodes):
        yield run
        prose += len(run.text) if len(run.text) > LONG else 0
        if prose > MAX_PROSE:
            break
    if headline is not None:
        yield from texts(before(headline, BEFORE))


def anywhere(page: Page, language: str | None) -> Shown:
    """The same in the whole page, for one that says nothing near its headline: only what is surely a byline or date.

    Args:
        page: of which the first `MAX_NODES` nodes are read.
        language: BCP 47, for the names of months.
    """
    body = page.root.find("body") if page.root.tag == "html" else page.root
    if body is None:
        return Shown()
    runs = [run for run in texts(islice(body.iter(), MAX_NODES)) if len(run.text) <= LONG]
    bare_dates = [run for run in runs if run.time or _is_mostly_date(run.text, language)]
    own = [run for run in bare_dates if not is_aside(run.element) and not _is_in_card(run)]
    lines = [run for run in runs if not is_aside(run.element)] if len(runs) < MAX_NODES else []
    found = datelines.read(own, language)
    if not any(found) and (labelled := _labelled(runs, language)):
        found = (labelled, None, labelled)
    return Shown(credits.authors(lines), *found)


def _labelled(runs: list[Run], language: str | None) -> str | None:
    """The date behind a label of its own, such as `Published` in the fact sheet beside an article."""
    for label, run in pairwise(runs):
        if not datelines.is_label(label.text):
            continue
        said = dates.from_machine(run.time, language) if run.time else datelines.whole(run.text, language)
        if said and not _is_in_card(run) and not _stands_in(run.element, _LISTS, _OF_OTHERS):
            return said
    return None


_LISTS = frozenset({"nav", "footer", "li"})
_BESIDE = _LISTS | {"aside"}


def signed(page: Page) -> str | None:
    """The name under the article: a last paragraph of its own, on the right, as letters are signed."""
    for paragraph in islice(page.root.iter("p"), MAX_NODES):
        style = f"{paragraph.get('align')};{paragraph.get('style')}"[:MAX_LABEL].replace(" ", "").lower()
        if not style.startswith("right") and "text-align:right" not in style:
            continue
        name = words(paragraph, MAX_LABEL)
        if not names.is_plain(name) or not credits.looks_like_name(name):
            continue
        is_last = not any(words(later, MAX_LABEL) for later in paragraph.itersiblings("p"))
        if is_last and not _stands_in(paragraph, _LISTS, _OF_OTHERS):
            return name
    return None


def is_aside(element: Element) -> bool:
    """Whether the element stands in a menu, a footer, a list of other articles or a comment."""
    return _stands_in(element, _BESIDE, _ASIDE)


def _stands_in(element: Element, tags: frozenset[str], classes: re.Pattern[str]) -> bool:
    return any(
        around.tag in tags or _says(classes, (around.get("class") or "")[:MAX_LABEL])
        for around in chain((element,), islice(element.iterancestors(), 12))
    )


def _is_in_card(run: Run) -> bool:
    """Whether the text is a small part of a link: what says when the article behind the link appeared."""
    around = next(run.element.iterancestors("a"), None)
    return around is not None and len(words(around)) > len(run.text) + MAX_LINK


def _is_mostly_date(text: str, language: str | None) -> bool:
    if not any(c.isdigit() for c in text):
        return False
    found = next(dates.in_line(text, language), None)
    return found is not None and 2 * (found.end - found.start) >= len(text) - 20


@lru_cache(maxsize=4_096)
def _says(classes: re.Pattern[str], label: str) -> bool:
    """Whether a class holds one of the names."""
    return classes.search(label) is not None
