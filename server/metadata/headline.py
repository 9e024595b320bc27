"""The headline: which of the page's candidates readers see, and in which element it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from server.metadata.jsonld import bare, fold
from server.metadata.survey import Survey, squeeze, words
from server.model import Element, Page

_MARKS = re.compile(r"\s[|–—-]\s|\s?[｜|¦»•]\s?|[：ㅣ]|\s[·:]{1,2}\s|-(?=[^\W\d_ ]{1,8}ㅣ)")
_BARS = re.compile(r"\s[|｜¦]\s|[：ㅣ]")
_WORD = re.compile(r"\w+")
_KICKERS = re.compile(r"kicker|overline|topline|dachzeile|roofline|eyebrow|spitzmarke|vorspann", re.IGNORECASE)

MAX_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """The chosen title, where it was found, and the element that shows it."""

    title: str | None
    source: str
    element: Element | None


def choose(survey: Survey, structured: str | None, sites: Iterable[str], page: Page, *, news: bool) -> Headline:
    """The headline.

    The heading that agrees best with what the head says wins over what the head says; on news pages, whose heads
    are written by editors and not by a plug-in, two statements of the head that agree win over a heading that says
    something else, and so does an editor's shorter form of the same headline.

    Args:
        survey: of the page.
        structured: the headline in the page's JSON-LD.
        sites: names of the site, which are no headline and are cut from the ends of one.
        page: the page itself.
        news: whether the page calls itself a news article.
    """
    names = {fold(s) for s in sites if s}
    social = trimmed(survey.first("og:title", "twitter:title") or "", names)
    document = trimmed(survey.document_title, names)
    structured = uncut(trimmed(structured or "", names), social, document)
    heading = _heading(survey, page, names, [x for x in (structured, social, document) if x])
    if heading is None:
        for said, origin in ((structured, "json-ld headline"), (social, "og:title"), (document, "title")):
            if said and fold(said) not in names:
                return Headline(said, origin, None)
        return Headline(document or None, "title" if document else "", None)
    shown, element = heading
    if news and fold(social) == fold(structured) != fold(shown) and social:
        return Headline(social, "og:title", element)
    if social and fold(social) != fold(shown) and (second := _second_heading(page, social)) is not None:
        return Headline(social, "h2", second)
    if news:
        if is_tail(shown, social) or (fold(social) != fold(document) and is_shortened(shown, social)):
            return Headline(social, "og:title", element)
        if is_tail(shown, structured) or is_shortened(shown, structured):
            return Headline(structured, "json-ld headline", element)
    return Headline(shown, "h1", element)


def _second_heading(page: Page, title: str) -> Element | None:
    """The `h2` that shows the title, where the `h1` is another one for search engines."""
    wanted = fold(title)
    for heading in islice(page.root.iter("h2"), MAX_HEADINGS):
        for element in (heading, *heading.iterchildren("span")):
            if fold(words(element)) == wanted:
                return element
    return None


def _heading(survey: Survey, page: Page, names: set[str], stated: list[str]) -> tuple[str, Element] | None:
    """The `h1` that is this article's headline, with its text; None where none of them is."""
    best: tuple[str, Element] | None = None
    best_likeness = 0.0
    for element in survey.headings[:MAX_HEADINGS]:
        full = words(element)
        text = trimmed(full, names)
        if not text or fold(text) in names:
            continue
        if all(fold(full) != fold(x) for x in stated):
            text = without_kicker(element, text)
        likeness = max((like(text, other) for other in stated), default=0.0)
        if likeness < 0.3 and (len(text) < 12 or links_elsewhere(element, page)):
            continue
        if best is None or likeness > best_likeness + 0.2:
            best, best_likeness = (text, element), likeness
    return best


def links_elsewhere(heading: Element, page: Page) -> bool:
    """Whether the heading is a link to another page: a masthead, a section's name, a teaser."""
    links = [a for a in (*heading.iter("a"), *heading.iterancestors("a")) if a.get("href")]
    own = bare(page.url)
    return bool(links) and all(bare(a.get("href")) not in own or len(bare(a.get("href"))) < 2 for a in links)


def without_kicker(heading: Element, text: str) -> str:
    """The heading's text without the line above the headline that stands in the same element.

    A kicker with a colon behind it is read as part of the headline and stays.
    """
    first = next(iter(heading.iterchildren("span", "div", "small", "p", "strong")), None)
    if first is None or not _KICKERS.search(first.get("class") or ""):
        return text
    kicker = words(first)
    rest = text.removeprefix(kicker).strip()
    if not kicker or rest == text or rest.startswith(":") or kicker.endswith(":"):
        return text
    return squeeze(rest.lstrip("-–—|· ")) or text


def uncut(title: str, *others: str) -> str:
    """The title, whole where another says how it goes on: schema.org asked for 110 characters at most."""
    start = title.rstrip(" .…")
    return next((o for o in others if len(start) >= CUT and len(o) > len(title) and o.startswith(start)), title)


CUT = 90
"""characters from which a headline may have been cut"""


def is_tail(shown: str, text: str) -> bool:
    """Whether `text` is `shown` without the kicker before it."""
    whole, part = fold(shown), fold(text)
    return 0 < len(part) < len(whole) and whole.endswith(part) and len(part) > 0.4 * len(whole)


def is_shortened(shown: str, text: str) -> bool:
    """Whether `text` is a shorter form of `shown`: its words in the same order, at least half of them.

    Words of one or two letters may differ: articles change with the word behind them. Numbers may not.
    """
    full, short = ([w for w in _WORD.findall(t.casefold()) if len(w) > 2 or w.isdecimal()] for t in (shown, text))
    if fold(shown) == fold(text) or len(short) < max(3, len(full) // 2):
        return False
    rest = iter(full)
    return all(word in rest for word in short)


def like(one: str, other: str) -> float:
    """How alike two headlines are, 0 to 1."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    left, right = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    shared = len(left & right) / max(len(left), len(right), 1)
    short, long = sorted((a, b), key=len)
    return 0.9 * max(shared, len(short) / len(long) if short in long else 0.0)


def trimmed(title: str, names: set[str]) -> str:
    """A title without the site's name before or behind it, and without a short label behind a last bar.

    Args:
        title: as the page has it.
        names: folded names of the site.
    """
    for _ in range(4):
        marks = list(_MARKS.finditer(title))
        if not marks:
            return title
        first, last = marks[0], marks[-1]
        head, tail = title[: last.start()].strip(), title[last.end() :].strip()
        if head and (fold(tail) in names or _is_label(last, head, tail, names)):
            title = head
        elif fold(title[: first.start()]) in names and title[first.end() :].strip():
            title = title[first.end() :].strip()
        else:
            return title
    return title


def _is_label(mark: re.Match[str], head: str, tail: str, names: set[str]) -> bool:
    """Whether what stands behind the last mark is a site's or a section's name, not the headline's end."""
    folded = fold(tail)
    if len(folded) > 3 and any(folded in n or (len(n) > 5 and n in folded) for n in names) and len(tail) < len(head):
        return True
    return bool(_BARS.search(mark[0])) and len(tail) < 0.7 * len(head) and len(tail.split()) <= 5


def headline_element(page: Page, title: str | None) -> Element | None:
    """The element in which the title stands visibly: the `h1` that says it, else another heading that does.

    Args:
        page: whose tree is searched.
        title: as `Metadata.title` has it.
    """
    wanted = fold(title)
    if not wanted:
        return None
    near: Element | None = None
    for element in page.root.iter("h1", "h2", "h3", "h4", *(["p"] if page.kind == "text" else [])):
        text = fold(words(element, 600))
        if not text:
            continue
        if text == wanted:
            return element
        if element.tag == "h1" and near is None and (wanted in text or like(words(element, 600), title or "") >= 0.3):
            near = element
    return near
