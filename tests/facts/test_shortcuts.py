"""Every quick way gives what the plain way gives."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from facts.test_any_text import TEXT
from server.facts import amountwords, datewords, headline, language, lexicon, points, view
from server.facts.standing import Sentence
from server.facts.view import Line, Tokens


@given(TEXT)
def test_words_parted_at_spaces_are_those_of_the_pattern(text: str) -> None:
    plain = Tokens([], [], [], set())
    view._match_tokens(text, 0, len(text), plain)
    assert view._tokens(text) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gov. Berg, of Ostvik.", ["Gov.", "Berg", ",", "of", "Ostvik", "."]),
        ("John J. Holt’s U.S. plan", ["John", "J.", "Holt", "U.S.", "plan"]),
        ("the farmers’ well-known “Elk Road”", ["the", "farmers", "’", "well-known", "“", "Elk", "Road", "”"]),
    ],
)
def test_a_dot_belongs_to_what_it_abbreviates(text: str, words: list[str]) -> None:
    found = view._tokens(text)
    assert found.texts == words
    assert [text[start : found.end(k)] for k, start in enumerate(found.starts)] == words


@given(TEXT)
def test_a_line_knows_its_words_and_digits(text: str) -> None:
    line = Line(0, "b1", "paragraph", text, 0, "en", False)
    said = [word for a, b in line.sentences for word in view.WORD.findall(text[a:b].lower())]
    assert [word for words in line.by_sentence for word in words] == said
    assert line.words == {*said, *(run for word in said for run in re.findall(r"[^\W\d_]+", word))}
    assert line.digits == (re.search(r"\d", " ".join(said)) is not None)
    assert len(line.low) == len(text)


@given(TEXT)
def test_the_parts_of_a_text_are_all_of_it(text: str) -> None:
    starts = [part["start_index"] for part in sentencex.get_sentence_boundaries("en", text)]
    parts = sentencex.segment("en", text)
    assert "".join(parts) == text
    assert [0, *accumulate(map(len, parts))][: len(parts)] == starts


@given(st.lists(TEXT, max_size=3).map("\n".join))
def test_the_words_that_tell_a_language_are_the_runs_of_letters(text: str) -> None:
    assert sorted(language._words(text.lower())) == sorted(re.findall(r"[^\W\d_]+", text.lower()))


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1), TEXT)
def test_a_look_at_the_first_letter_loses_no_word(words: list[str], text: str) -> None:
    slow = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for flags in ("", "i"):
        quick, plain = (re.compile(f"(?{flags}:{either})") for either in (lexicon.either(words), slow))
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_every_word_of_a_date_may_begin_one(code: str) -> None:
    grammar = datewords.grammar(code)
    names = [name.capitalize() for name in grammar.months] + [name.capitalize() for name in grammar.weekdays]
    for text in [*(f"on {name} 2019" for name in names), *(f"it was {word}, then" for word in grammar.relative)]:
        assert grammar.pattern.search(text), text


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_what_may_stand_before_an_amount_is_found_by_its_last_sign(code: str) -> None:
    leads = amountwords.grammar(code).leads
    assert all(text.rstrip(amountwords.SPACES)[-1] == sign for sign, texts in leads.items() for text in texts)


@pytest.mark.parametrize(
    ("word", "title", "there"),
    [
        ("holt", "holt’s plan", True),
        ("holt", "holtby and holt", True),
        ("holt", "holtby", False),
        ("holt", "anholt", False),
        ("holt", "", False),
    ],
)
def test_a_name_in_the_headline_is_a_word_of_its_own(word: str, title: str, there: bool) -> None:
    assert headline.has_word(word, title) is there


@pytest.mark.parametrize(("title", "there"), [("20km of road", True), ("in 2024", False), ("1920 or 20", True)])
def test_a_figure_in_the_headline_is_no_part_of_another(title: str, there: bool) -> None:
    assert headline.has_figure("20", title) is there


STEMS = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)


@given(st.lists(st.tuples(STEMS, st.floats(-1, 2)), max_size=12))
def test_the_points_are_those_that_weighing_all_again_would_choose(drawn: list[tuple[frozenset[str], float]]) -> None:
    line = Line(0, "b1", "paragraph", "", 0, "en", False)
    firsts = [Sentence(line, 0, 0, n, "", [], stems, True) for n, (stems, _) in enumerate(drawn)]
    fit = [points.Candidate((s,), s.stems, s, s.order + 1) for s in firsts]
    own = [weight for _, weight in drawn]
    worth = {stem: 1000 * n for n, stem in enumerate("abcdefgh", 1)}
    assert points._best(fit, own, worth) == _all_weighed(fit, own, worth)


def _all_weighed(fit: list[points.Candidate], own: list[float], worth: dict[str, int]) -> list[points.Candidate]:
    chosen: list[points.Candidate] = []
    told: frozenset[str] = frozenset()
    unit = points.WEIGHTS["words"] / 1000
    sums: list[float] = [sum(worth[stem] for stem in c.stems) for c in fit]
    left = list(range(len(fit)))
    while left and len(chosen) < points.MOST:
        best = max(left, key=lambda n: own[n] + unit * sums[n])
        point = fit[best]
        chosen.append(point)
        left.remove(best)
        for n in list(left):
            same = fit[n].stems & point.stems
            if len(same) >= points.SAME * max(1, min(len(fit[n].stems), len(point.stems))):
                left.remove(n)
            else:
                sums[n] -= (1 - points.SAID) * sum(worth[stem] for stem in same - told)
        told |= point.stems
    return chosen
