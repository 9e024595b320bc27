"""A time budget that really ends: an alarm for code that runs on, checkpoints for everything else.

Why an alarm. The service runs under gunicorn's sync workers: one process cleans one page at a time, in its
main thread, and the kernel hands the next request to a worker that is free. There a signal reaches the
page's own code: Python runs the handler between two bytecodes, and inside `re` too, so a loop that does not
end and a pattern that backtracks are both cut off, without a second thread, process or copy of the page.
Threads could not be stopped so, and would share one interpreter lock with the page that runs on.

Why it rings again. An exception raised by a handler can be swallowed: by an over-wide `except`, or in a
callback where the interpreter only prints it. So the alarm rings every tenth of a second until the budget
is closed.

What it can't end is a single call into C (a parse, a serialisation). Those are bounded by the caps on bytes,
elements and depth. The last wall is gunicorn's `timeout`, which kills the worker and starts another.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType

from server.model import OverBudget

AGAIN = 0.1
"""seconds between one ring and the next, once the budget is used up"""

_ends: ContextVar[float | None] = ContextVar("ends", default=None)


def over_budget() -> Exception:
    """The error that ends a page, with its sentence."""
    return OverBudget("This page took longer than the service allows for one page.")


def checkpoint(_room: str) -> None:
    """Before each room: go on only while there is time. Without a budget it does nothing.

    Works in every thread, the alarm in the main thread alone.

    Raises:
        OverBudget: when the budget around this call is used up.
    """
    ends = _ends.get()
    if ends is not None and time.monotonic() > ends:
        raise over_budget()


@contextmanager
def within(seconds: float, late: Callable[[], Exception] = over_budget) -> Iterator[None]:
    """Give the block `seconds` of wall time; budgets follow each other, they do not nest.

    Args:
        seconds: wall time in seconds.
        late: makes the error that is raised inside the block when the time is over.
    """
    token = _ends.set(time.monotonic() + seconds)
    try:
        if threading.current_thread() is threading.main_thread():
            with _alarm(seconds, late):
                yield
        else:
            yield
    finally:
        _ends.reset(token)


@contextmanager
def _alarm(seconds: float, late: Callable[[], Exception]) -> Iterator[None]:
    open_ = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if open_:
            raise late()

    before = signal.signal(signal.SIGALRM, ring)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
            yield
        finally:
            open_ = False  # an alarm on its way says nothing any more
    finally:
        # Twice `finally`: should the alarm ring on the very line that closes, this still runs.
        open_ = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
