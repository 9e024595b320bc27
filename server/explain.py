"""An account of one article for people who work on the rules: where each field came from, what went and why."""

from __future__ import annotations

import textwrap

from server.model import Article, Removal

WIDTH = 110
SAID = 160
"""characters of a removal's text that are shown"""


def account(article: Article) -> str:
    """The account as lines of text."""
    meta = article.metadata
    facts = ", ".join(f"{len(found)} {name}" for name, found in article.facts.groups() if found)
    lines = [
        f"title         {meta.title or 'none'}{source(article, 'title')}",
        f"authors       {', '.join(meta.authors) or 'none'}{source(article, 'authors')}",
        f"published     {meta.published or 'unknown'}{source(article, 'published')}",
        f"language      {meta.language or 'unknown'}{source(article, 'language')}",
        f"completeness  {article.completeness.state}",
        *(f"              {why}" for why in article.completeness.why),
        f"key facts     {facts or 'none'} (by {article.facts.origin})",
        f"blocks        {len(article.blocks)} kept, {len(article.removals)} removals",
        *(f"note          {note}" for note in article.notes),
    ]
    for removal in article.removals:
        lines += of_removal(removal)
    return "\n".join(lines)


def source(article: Article, field: str) -> str:
    """Where a metadata field was found, in brackets."""
    found = article.metadata.sources.get(field)
    return f"  [{found}]" if found else ""


def of_removal(removal: Removal) -> list[str]:
    """One removal: its rule, its reason, and the beginning of what it said."""
    said = textwrap.shorten(removal.text, SAID, placeholder=" …")
    return [
        "",
        f"{removal.id} {removal.category} after {removal.after or 'the beginning'}: {removal.rule}",
        f"    {removal.why}",
        *textwrap.wrap(f"“{said}”" if said else "(no words)", WIDTH, initial_indent="    ", subsequent_indent="    "),
    ]
