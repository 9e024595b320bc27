"""What is remembered from one page to the next has bounds: in number and in size."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any

import server
from server import kept, pipeline, tokens, words

from .payloads import page


def caches() -> Iterator[tuple[str, Any]]:
    """Every cache of the service's functions, by name."""
    for module in pkgutil.walk_packages(server.__path__, "server."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, _lru_cache_wrapper):
                    yield f"{module.name}.{name}", value


def without_bound() -> dict[str, int]:
    """How many answers the caches hold that have no bound."""
    return {name: cache.cache_info().currsize for name, cache in caches() if cache.cache_info().maxsize is None}


def odd(n: int) -> str:
    """A page that says something else of itself each time, wherever a page can."""
    head = (
        f'<meta property="og:locale" content="l{n}"><meta name="author" content="Ada Bee{n}">'
        f'<meta property="article:published_time" content="2024-11-{n % 28 + 1}"><meta name="x{n}" content="{n}">'
        f'<script type="application/ld+json">{{"@type": "T{n}", "inLanguage": "q{n}"}}</script>'
    )
    slot = f'<p class="c{n}" lang="x{n}" role="r{n}">On day {n} it cost £{n}, said Dr Cee{n} of Dee{n} on 3 May.</p>'
    return page(head=head, slot=slot).replace('lang="en"', f'lang="z{n}-{n}"')


def test_no_cache_grows_with_what_pages_say() -> None:
    for n in range(3):
        pipeline.clean(odd(n), url=f"https://h{n}.example/{n}")
    before = without_bound()
    assert len(before) > 10
    for n in range(3, 30):
        pipeline.clean(odd(n), url=f"https://h{n}.example/{n}")
    assert without_bound() == before


def test_long_texts_are_not_remembered() -> None:
    short, long = ("The weir held through the night. " * times for times in (2, 200))
    assert words.weigh(short, "en") is words.weigh(short, "en")
    assert words.weigh(long, "en") is not words.weigh(long, "en")
    assert tokens.tokens(short) is tokens.tokens(short)
    assert tokens.tokens(long) is not tokens.tokens(long)


def test_so_many_answers_are_kept() -> None:
    read: list[str] = []

    @kept.unless_long(answers=2)
    def said(text: str, sign: str) -> str:
        read.append(text)
        return text + sign

    for text in ("one", "two", "one", "three", "two"):
        assert said(text, "!") == text + "!"
    assert read == ["one", "two", "three", "two"]
