"""The weights' fit: on a small invented bank it finds what tells chrome from text, and leaves the rest alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import fit_weights as fw
from bench.evidence import ROOT, of_bank, of_pages, of_word_files
from server import words

BANK = [
    ("appeal", "Please support our independent journalism: give £3 a month."),
    ("appeal", "Donate now"),
    ("appeal", "Sign up for our weekly newsletter and get it in your inbox."),
    ("news", "The charity said that it would sign up for the ministry's newsletter, according to its chairman."),
    ("news", "The river rose by a hand's width in the night."),
]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "small.jsonl"
    rows = [
        {"kind": kind, "category": "donation", "lang": "en", "blocks": [text], "html": None} for kind, text in BANK
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_row_is_a_text_with_a_phrase(bank: Path) -> None:
    rows = list(of_bank(bank))
    assert [row.chrome for row in rows] == [True, True, True, False]
    assert rows[0].record == "small:1"
    assert rows[3].cues["speech"] > 1.0
    assert all(row.phrases > 0 for row in rows)


def test_the_margin_is_the_sum_that_judges(bank: Path) -> None:
    names = fw.Names.in_use()
    for row, case in zip(of_bank(bank), fw.cases_of(list(of_bank(bank)), names), strict=True):
        weight = words.weigh(row.text, "en")
        assert case.margin(names.weights()) == pytest.approx(weight.score - weight.threshold)


def case(chrome: bool, phrases: float, *x: float) -> fw.Case:
    return fw.Case(f"{chrome}{phrases}{x}", chrome, phrases, list(x))


def test_a_fit_moves_what_tells_and_leaves_what_never_stands_there() -> None:
    cases = [case(True, 1.0, 1.0, 0.0, 0.0, -1.0)] * 30 + [case(False, 1.0, 0.0, 1.0, 0.0, -1.0)] * 30
    telling, against, absent, threshold = fw.fit(cases, [0.0, 0.0, 0.3, 1.0], penalty=1.0, steepness=3.0)
    assert telling > 0.2
    assert against < -0.2
    assert absent == pytest.approx(0.3)
    assert threshold == pytest.approx(1.0, abs=0.6)


def test_what_stands_in_a_few_rows_stays_as_it_is() -> None:
    cases = [case(True, 1.0, 1.0, float(n < 5)) for n in range(30)] + [case(False, 1.0, 0.0, 0.0)] * 30
    common, rare = fw.fit(cases, [0.0, 0.4], penalty=1.0, steepness=3.0)
    assert common > 0.2
    assert rare == pytest.approx(0.4)


def test_a_heavier_penalty_stays_nearer() -> None:
    cases = [case(True, 1.0, 1.0)] * 25 + [case(False, 1.0, 0.0)] * 25
    near, far = (fw.fit(cases, [0.0], penalty, steepness=3.0)[0] for penalty in (100.0, 1.0))
    assert 0 < near < far


def test_scores_count_what_is_left_and_what_is_lost() -> None:
    yes, no = case(True, 1.0, 0.0), case(False, 1.0, 0.0)
    score = fw.Score.of([(yes, 0.4), (yes, -0.1), (no, 0.0), (no, -2.0)], steepness=2.0)
    assert (score.left, score.lost) == (0.5, 0.5)
    assert fw.Score.of([(yes, 3.0), (no, -3.0)], 2.0).loss < score.loss


def test_held_out_cases_are_judged_without_their_record() -> None:
    cases = [fw.Case(str(n), n % 2 == 0, 1.0, [1.0]) for n in range(40)]
    seen: list[set[str]] = []

    def learn(train: list[fw.Case]) -> list[float]:
        seen.append({case.record for case in train})
        return [float(len(train))]

    judged = fw.held_out(cases, learn)
    assert {case.record for case, _ in judged} == {str(n) for n in range(40)}
    assert all(len(train) < 40 for train in seen)


def test_weights_are_written_rounded_and_longer_texts_never_need_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = fw.Names(("ask", "we"), ("button",), (3, 8))
    weights = fw.rounded([0.512, -0.33, 0.8, 1.2, 0.9], names)
    assert weights == [0.5, -0.35, 0.8, 1.2, 1.2]
    files = {}
    for kind, text in {
        "cue": "[cues]\nask = 0.1   # verbs\nwe = 2\n\n[threshold]\n3 = 0\n8 = 0\n",
        "place": "button = 1.0\n",
    }.items():
        files[kind] = tmp_path / f"{kind}.toml"
        files[kind].write_text(text, encoding="utf-8")
    monkeypatch.setattr(fw, "FILES", {**files, "step": files["cue"]})
    fw.write(names, weights)
    assert files["cue"].read_text(encoding="utf-8") == (
        "[cues]\nask = 0.5   # verbs\nwe = -0.35\n\n[threshold]\n3 = 1.2\n8 = 1.2\n"
    )
    assert files["place"].read_text(encoding="utf-8") == "button = 0.8\n"
    with pytest.raises(ValueError, match="no weight you"):
        fw.write(fw.Names(("you",), (), ()), [1.0])


def test_the_repository_has_rows_of_every_source_and_both_kinds() -> None:
    sentences = list(of_word_files())
    assert {row.source for row in sentences} == {"catch", "leave"}
    assert any(row.chrome for row in of_pages(ROOT / "tests/pages"))
