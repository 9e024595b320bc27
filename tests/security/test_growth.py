"""A page twice as large takes about twice as long, whatever it repeats: each of these once took four times as long.

As with the patterns, what counts is the growth, never the time itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from server import pipeline
from server.model import Limits, PageError

from .payloads import page as invented

GROWTH = 3.0
"""times as long for a page twice as large: 2 is linear, 4 quadratic"""
SHORT = 0.2
"""seconds of the processor: growth below that is noise, and harmless"""
WIDE = Limits(max_elements=1_000_000, seconds=120)

GROWING: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "letters before a byte of no known encoding": (
        10_000,
        lambda n: b"<p>" + b"a" * n + b" \xe4\xf6\xfc \xcf\xf0</p>" + invented().replace("charset", "x").encode(),
    ),
    "at signs": (60_000, lambda n: invented(slot=f"<p>{'a@' * n}</p>").encode()),
}  # fmt: skip
"""what was found: how much of it, and the page that has so much"""


def spent(page: bytes) -> float:
    """Seconds of the processor for one page."""
    begun = time.process_time()
    try:
        pipeline.clean(page, limits=WIDE, anyway=True)
    except PageError:
        return time.process_time() - begun
    return time.process_time() - begun


@pytest.mark.parametrize("name", GROWING)
def test_a_page_twice_as_large_takes_no_four_times_as_long(name: str) -> None:
    size, make = GROWING[name]
    half, whole = make(size), make(2 * size)
    spent(invented().encode())  # what is loaded on first use is loaded
    once, twice = spent(half), spent(whole)
    if twice > SHORT and twice > GROWTH * once:
        # Measured again, the best of three each: another program may have been in the way.
        once, twice = (min(spent(page) for _ in range(3)) for page in (half, whole))
        assert twice <= GROWTH * once, (once, twice)
