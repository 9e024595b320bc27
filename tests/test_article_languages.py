"""Articles in the world's scripts come out whole and in order, and nothing of the page around them does.

The same invented story, in each language as one would write it there: a bus full of books, a short answer, a
question set in bold, a date for readers, a menu, links to other stories and a footer, in the encoding of its region.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from server import pipeline
from server.model import Limits


@dataclass(frozen=True)
class Story:
    """A page's texts."""

    title: str
    dek: str
    date: str
    text: tuple[str, ...]
    question: str
    menu: tuple[str, ...]
    other: str
    rights: str
    codec: str
    direction: str


STORIES = {
    language: Story(**{**told, "text": tuple(told["text"]), "menu": tuple(told["menu"])})
    for language, told in tomllib.loads(Path(__file__).with_name("article_languages.toml").read_text("utf-8")).items()
}


def html(language: str, story: Story) -> bytes:
    """The story's page, in its encoding."""
    menu = "".join(f"<li><a href=/{n}>{word}</a>" for n, word in enumerate(story.menu))
    first, *rest = (f"<p>{line}</p>" for line in story.text)
    page = (
        f"<html lang={language} dir={story.direction}><meta charset={story.codec}><title>{story.title}</title>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><article><header><h1>{story.title}</h1>"
        f"<p class=dek>{story.dek}</p><div class=date>{story.date}</div></header><div class=body>{first}"
        f"<p><b>{story.question}</b></p>{''.join(rest)}</div></article>"
        f"<aside class=related><ul><li><a href=/other>{story.other}</a></ul></aside>"
        f"<footer><p>{story.rights}</p></footer></body></html>"
    )
    return page.encode(story.codec)


@pytest.mark.parametrize("language", STORIES)
def test_an_article_is_whole_in_its_script(language: str) -> None:
    story = STORIES[language]
    found = pipeline.clean(
        html(language, story), url="https://gazette.test/bus", kind="html", charset=None, limits=Limits()
    )
    assert found.metadata.title == story.title
    assert (found.metadata.language, found.metadata.direction) == (language, story.direction)
    assert found.metadata.published == "2024-03-04"
    assert found.dek is not None
    assert found.dek.text == story.dek
    first, *rest = story.text
    assert [block.text for block in found.blocks] == [first, story.question, *rest]
    taken = "\n".join(removal.text for removal in found.removals)
    assert all(words in taken for words in (*story.menu, story.other, story.rights))


@pytest.mark.parametrize("language", [code for code, story in STORIES.items() if story.codec != "utf-8"])
def test_the_encoding_may_be_declared_wrong(language: str) -> None:
    story = STORIES[language]
    wrong = html(language, story).decode(story.codec).replace(f"charset={story.codec}", "charset=iso-8859-1").encode()
    found = pipeline.clean(wrong, url=None, kind="html", charset="iso-8859-1", limits=Limits())
    assert found.metadata.title == story.title
    assert story.text[-1] in found.text
