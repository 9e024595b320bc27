"""The view's own words: the same in every language, and the article's language where there is one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from render import samples
from server import render
from server.model import CATEGORIES
from server.render import labels

FOLDER = Path(labels.__file__).parent
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
TEMPLATE = (FOLDER.parent / "templates/view.html").read_text("utf-8")


def read(language: str) -> dict[str, str]:
    words = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return words | {f"category.{name}": text for name, text in words.pop("category").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    english, own = read("en"), read(language)
    assert own.keys() == english.keys()
    assert {f"category.{name}" for name in CATEGORIES} <= own.keys()
    for name, text in own.items():
        assert text.strip() == text
        assert text
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english[name])), name


def test_every_label_is_used() -> None:
    used = set(re.findall(r"say\.(\w+)", TEMPLATE)) | {"who", "where", "when", "numbers", "unnamed", "untitled"}
    assert used == {name for name in read("en") if not name.startswith("category.")}


@pytest.mark.parametrize(
    ("language", "facts", "lang"),
    [("de", "Das Wichtigste", None), ("de-AT", "Das Wichtigste", None), ("fr", "L’essentiel", None),
     ("es-MX", "Lo esencial", None), ("en-GB", "Key facts", None), ("ja", "Key facts", "en"),
     (None, "Key facts", "en")],
)  # fmt: skip
def test_the_words_are_in_the_language_of_the_article_or_say_that_they_are_not(
    language: str | None, facts: str, lang: str | None
) -> None:
    news = samples.news()
    page = render.to_page(replace(news, metadata=replace(news.metadata, language=language)))
    title = lxml_html.document_fromstring(page).cssselect("#key-facts-title")[0]
    assert title.text_content() == facts
    assert title.get("lang") == lang


def test_reasons_are_in_english_and_say_so() -> None:
    news = samples.news()
    tree = lxml_html.document_fromstring(
        render.to_page(replace(news, metadata=replace(news.metadata, language="de")))
    )
    assert [bdi.get("lang") for bdi in tree.cssselect(".why bdi")] == ["en"] * len(news.removals)
    assert tree.cssselect(".removed > summary")[0].text_content() == f"Was entfernt wurde ({len(news.removals)})"
