"""The two renderings that need no module of their own."""

from __future__ import annotations

from server.model import Article
from server.render import fragment

CUT_OFF = "The text ends here: the page that was sent holds only a part of the article."
"""A cleaned teaser must never look like a whole article, in no format."""


def to_fragment(article: Article) -> str:
    """The article's HTML: the dek, then the blocks, with the facts' marks; no headline, no styles."""
    return fragment.build(article).html


def to_text(article: Article) -> str:
    """The dek and the blocks, blank lines between them; a line in brackets behind a text that is cut off."""
    return f"{article.text}\n\n[{CUT_OFF}]" if article.completeness.state == "partial" else article.text
