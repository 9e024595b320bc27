"""The time budget ends what does not end by itself, and nothing else."""

from __future__ import annotations

import re
import signal
import threading

import pytest

from server import budget
from server.model import OverBudget


def without_end() -> None:
    while True:
        pass


def test_a_loop_is_ended() -> None:
    with pytest.raises(OverBudget, match="longer"), budget.within(0.05):
        without_end()


def test_a_pattern_that_backtracks_is_ended() -> None:
    with pytest.raises(OverBudget), budget.within(0.05):
        re.match(r"(a+)+$", "a" * 64 + "b")


def test_code_that_swallows_the_first_alarm_gets_another() -> None:
    swallowed = []

    def careless() -> None:
        try:
            without_end()
        except OverBudget as error:
            swallowed.append(error)
        without_end()

    with pytest.raises(OverBudget), budget.within(0.05):
        careless()
    assert len(swallowed) == 1


def test_afterwards_nothing_rings_and_the_handler_is_the_old_one() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with budget.within(60):
        assert signal.getsignal(signal.SIGALRM) is not before
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
    with pytest.raises(KeyError), budget.within(60):
        raise KeyError
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_another_error_can_be_asked_for() -> None:
    with pytest.raises(TimeoutError, match="body"), budget.within(0.05, lambda: TimeoutError("body")):
        without_end()


def test_checkpoints_end_a_page_in_any_thread() -> None:
    seen: list[str] = []

    def work() -> None:
        with budget.within(60):
            budget.checkpoint("page")
            seen.append("in time")
        try:
            with budget.within(-1):
                budget.checkpoint("page")
        except OverBudget:
            seen.append("late")
        budget.checkpoint("page")
        seen.append("without a budget")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == ["in time", "late", "without a budget"]
