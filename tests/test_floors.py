"""Quality does not fall: the floors hold on the corpus where there is one, and can't be lowered in silence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench import floors, quality
from bench.corpus import Corpus
from bench.floors import Floors

HELD = Floors({"fundus.F1": 0.95}, {"fundus.short": 0.03})
GOOD = {"fundus.F1": 0.9617, "fundus.short": 0.0214}


@pytest.mark.corpus
def test_the_floors_hold(corpus: Path, tmp_path: Path) -> None:
    assert not floors.read().broken(quality.ours(Corpus(corpus), tmp_path))


def test_floors_are_held() -> None:
    assert HELD.broken(GOOD) == []
    worse = {"fundus.F1": 0.9499, "fundus.short": 0.0301}
    assert HELD.broken(worse) == [
        "fundus.F1 is 0.9499, at least 0.95 is wanted",
        "fundus.short is 0.0301, at most 0.03 is wanted",
    ]


def test_a_row_that_was_not_measured_holds_nothing() -> None:
    assert len(HELD.broken({})) == 2


def test_raising_takes_what_was_measured_and_the_floor_then_holds() -> None:
    raised = HELD.raised(GOOD | {"facts.nuggets": 0.5})
    assert raised.at_least == {"fundus.F1": 0.961, "facts.nuggets": 0.5}
    assert raised.at_most == {"fundus.short": 0.022}
    assert not raised.broken(GOOD | {"facts.nuggets": 0.5})


def test_raising_lowers_nothing() -> None:
    assert HELD.raised({"fundus.F1": 0.9, "fundus.short": 0.1}) == HELD


def test_lowering_keeps_the_reason_in_the_file(tmp_path: Path) -> None:
    lowered = HELD.lower("fundus.F1", 0.9412, 'gold said "no"').lower("fundus.short", 0.0333, "so did it here")
    assert lowered.at_least == {"fundus.F1": 0.941}
    assert lowered.at_most == {"fundus.short": 0.034}
    file = tmp_path / "floors.toml"
    file.write_text(lowered.written(), encoding="utf-8")
    assert floors.read(file) == lowered
    assert [entry["because"] for entry in tomllib.loads(lowered.written())["lowered"]] == [
        'gold said "no"',
        "so did it here",
    ]


@pytest.mark.parametrize(
    ("row", "figure", "because", "says"),
    [
        ("fundus.F1", 0.9, "", "say why"),
        ("fundus.F1", 0.9, "  ", "say why"),
        ("fundus.F1", 0.96, "a reason", "nothing to lower"),
        ("fundus.short", 0.01, "a reason", "nothing to lower"),
        ("fundus.P", 0.9, "a reason", "no floor is named"),
    ],
)
def test_no_floor_is_lowered_without_need_and_reason(row: str, figure: float, because: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        HELD.lower(row, figure, because)


def test_the_file_reads_as_it_was_written() -> None:
    held = floors.read()
    assert held.at_least
    assert floors.FILE.read_text(encoding="utf-8") == held.written()


def test_every_scorer_says_which_way_is_better() -> None:
    more = {name for names in quality.AT_LEAST.values() for name in names}
    less = {name for names in quality.AT_MOST.values() for name in names}
    assert not more & less
    assert quality.is_ceiling("wcxb.without")
    assert not quality.is_ceiling("wcxb.with")
