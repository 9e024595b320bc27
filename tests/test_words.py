"""The word files: each entry catches and leaves what it says that it does."""

import pytest

from server import words

LANGUAGES = [words.language(code) for code in words.languages()]
CATCH = [(lang.code, e.id, text) for lang in LANGUAGES for e in (*lang.entries, *lang.stays) for text in e.catch]
LEAVE = [(lang.code, e.id, text) for lang in LANGUAGES for e in (*lang.entries, *lang.stays) for text in e.leave]


@pytest.mark.parametrize(("code", "entry", "text"), CATCH)
def test_entry_catches(code: str, entry: str, text: str) -> None:
    assert entry in words.language(code).matcher.find(text).met


@pytest.mark.parametrize(("code", "entry", "text"), LEAVE)
def test_entry_leaves(code: str, entry: str, text: str) -> None:
    assert not words.weigh(text, code).plain, f"{entry}: {words.weigh(text, code).why}"


@pytest.mark.parametrize("lang", LANGUAGES, ids=lambda lang: lang.code)
def test_every_entry_shows_what_it_catches(lang: words.Language) -> None:
    ids = [entry.id for entry in (*lang.entries, *lang.stays)]
    assert len(ids) == len(set(ids))
    assert [entry.id for entry in (*lang.entries, *lang.stays) if not entry.catch] == []
