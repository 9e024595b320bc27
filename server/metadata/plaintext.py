"""Metadata of a plain text: its first lines are the headline, the dek, the names and the date."""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType

from server import words as word_files
from server.metadata import credits, datelines, dates, names, publication
from server.metadata.jsonld import fold
from server.metadata.survey import LONG, words
from server.model import Metadata, Page

HEAD = 25
"""lines in which the headline and the byline are looked for"""
LONGEST_TITLE = 220
"""characters of a headline"""
LONGEST_DEK = 400


def read(page: Page) -> Metadata:
    """What the first lines of a plain text say; every line of it is a paragraph of the page."""
    lines = [text for p in islice(page.root.iter("p"), HEAD) if (text := words(p))]
    sample = " ".join(line for line in lines if len(line) > 60)[:600]
    language = word_files.language_of(sample, None)
    when, published, modified = _date(lines, language)
    by, authors = _authors(lines, when)
    first_said = min((at for at in (by, when) if at is not None), default=len(lines))
    at = _headline(lines, first_said, language)
    title = lines[at] if at is not None else None
    dek = _dek(lines, at, first_said) if at is not None else None
    sources = {"title": title, "authors": authors, "published": published, "language": language, "modified": modified}
    site = publication.hostname(page.url)
    return Metadata(
        title=title,
        authors=authors,
        published=published,
        modified=modified,
        site=site,
        publishers=publication.house_names(page.url),
        language=language,
        direction=publication.direction(language, page),
        description=dek,
        sources=MappingProxyType({field: "first lines" for field, value in sources.items() if value}),
    )


def _date(lines: list[str], language: str | None) -> tuple[int | None, str | None, str | None]:
    """The line of the first date that stands by itself, when the article appeared, and when it was changed."""
    at: int | None = None
    published: str | None = None
    modified: str | None = None
    for number, line in enumerate(lines):
        if len(line) > LONG:
            if at is not None:
                break
            continue
        for found in sorted(dates.in_line(line, language), key=lambda f: f.start):
            if 2 * (found.end - found.start) < len(line) - 60:
                continue
            if datelines.is_changed(line[: found.start]):
                modified = modified or found.value
            else:
                published = published or found.value
            at = number if at is None else at
    return at, published or modified, modified


def _authors(lines: list[str], when: int | None) -> tuple[int | None, tuple[str, ...]]:
    """The line with the names, and the names: one that says "By", else a line of names right at the date."""
    for number, line in enumerate(lines):
        if len(line) <= LONG and credits.starts_with_by(line):
            found = tuple(name for name in names.people([line]) if credits.looks_like_name(name))
            if found:
                return number, found
    if when is None:
        return None, ()
    for number in (when - 1, when + 1):
        if 0 <= number < len(lines) and _is_names(lines[number]):
            return number, names.people([lines[number]])
    return None, ()


def _is_names(line: str) -> bool:
    """Whether a line is nothing but names of people: each of two to four words, each word with a capital."""
    found = names.split(line)
    told = sum(len(fold(name)) for name in found)
    return bool(found) and all(names.is_plain(name) for name in found) and told > 0.75 * len(fold(line))


def _headline(lines: list[str], end: int, language: str | None) -> int | None:
    """The line of the headline among those before the byline.

    One that is said again further on (a caption) is surely it. Else it is the last line without a full stop that
    has a line of prose, or nothing, between it and the byline, and that is not plainly a notice.
    """
    before = lines[:end] if end < len(lines) else lines[:6]
    rest = {fold(line) for line in lines[end:]}
    can_be = [
        n
        for n, line in enumerate(before)
        if 8 <= len(line) <= LONGEST_TITLE
        and any(c.isalpha() for c in line)
        and not word_files.plainly(line, language)
    ]
    for n in can_be:
        if fold(lines[n]) in rest:
            return n
    headed = [n for n in can_be if not lines[n].endswith((".", "…", ":", ";", ","))]
    if not headed:
        return can_be[0] if can_be else None
    if end == len(lines):
        return headed[0]
    # the dek, where there is one, is the last line before the byline and longer than the headline
    if (
        len(headed) > 1
        and headed[-1] == end - 1
        and headed[-2] == end - 2
        and len(lines[end - 1]) >= len(lines[end - 2])
    ):
        return headed[-2]
    return headed[-1]


def _dek(lines: list[str], title: int, end: int) -> str | None:
    """The short lines between the headline and the byline, where there are some."""
    between = lines[title + 1 : end] if end < len(lines) else []
    text = " ".join(between)
    return text if 20 <= len(text) <= LONGEST_DEK and len(between) <= 3 else None
