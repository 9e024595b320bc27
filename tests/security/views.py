"""Every payload through the service's rooms, and everything that is rendered of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt

from server import pipeline, render
from server.model import Article, NoArticle

from .payloads import Payload

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKDOWN.validateLink = lambda _: True  # type: ignore[method-assign]  # a reader that trusts every address and all HTML

Kind = Literal["html", "text"]


@dataclass(frozen=True)
class Rendered:
    """What is rendered of one payload."""

    payload: Payload
    kind: Kind
    article: Article

    @property
    def text(self) -> str:
        return self.article.text

    def views(self) -> dict[str, str]:
        """The whole view, the fragment, the pieces of the JSON answer, and the Markdown read back as HTML."""
        answer = render.to_dict(self.article)
        pieces = [block["html"] for block in answer["blocks"]]  # type: ignore[attr-defined]
        pieces += [entry["html"] for entry in answer["removed"]]  # type: ignore[attr-defined]
        return {
            "view": render.to_page(self.article),
            "fragment": render.to_fragment(self.article),
            "pieces": "".join(pieces),
            "markdown": MARKDOWN.render(render.to_markdown(self.article)),
        }


def rendered(payloads: Iterator[Payload], kind: Kind, refused: Counter[str]) -> Iterator[Rendered]:
    """Each payload as the pipeline gives it; one whose page holds no article is counted in `refused`."""
    for payload in payloads:
        try:
            yield Rendered(payload, kind, pipeline.clean(payload.page, url=payload.url, kind=kind, anyway=True))
        except NoArticle:
            refused[f"{payload.vector} / {payload.place}"] += 1
