"""The dates in what a page shows, and which of them says what."""

from __future__ import annotations

from server.metadata import dates
from server.metadata.knowledge import phrases
from server.metadata.survey import LONG, Run


def read(runs: list[Run], language: str | None) -> tuple[str | None, str | None, str | None]:
    """When the article appeared, when it was changed, and the first again where the page announces it as that.

    A date behind a word such as "published" wins over one without.
    """
    published: str | None = None
    modified: str | None = None
    label = ""
    for run in runs:
        if len(run.text) > LONG:
            label = ""
            # a dateline: the first words of the article
            found = next(dates.in_line(run.text[:60], language), None)
            if found and found.start < 25 and published is None:
                published = found.value
            continue
        stamp = dates.from_machine(run.time, language) if run.time else None
        said = [(stamp, run.text)] if stamp else [
            (found.value, run.text[: found.start])
            for found in sorted(dates.in_line(run.text, language), key=lambda f: f.start)
        ]  # fmt: skip
        for value, lead in said:
            before_it = f"{label} {lead}" if stamp or not lead.strip(" :,|·•-–") else lead
            if is_changed(before_it):
                modified = modified or value
            elif is_published(before_it):
                return value, modified, value
            else:
                published = published or value
        label = "" if said else run.text or label
    return published, modified, None


def is_changed(label: str) -> bool:
    """Whether the words before a date say that the article was changed then."""
    folded = label.casefold()[-40:]
    return any(word in folded for word in phrases("times", "changed"))


def is_published(label: str) -> bool:
    """Whether the words before a date say that the article appeared then."""
    folded = label.casefold()[-40:]
    return any(word in folded for word in phrases("times", "appeared"))


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label of a publication date: `Published:`, `Date`."""
    return text.strip(" :").casefold() in phrases("times", "appeared", "labels")


def whole(text: str, language: str | None) -> str | None:
    """The date that a text is, all but a sign or two: of a day, or as `YYYY-MM` of a month."""
    for found in dates.in_line(text, language):
        if len(text) - (found.end - found.start) <= 2:
            return found.value
    return dates.month_in(text, language)
