"""A worker gives back what large pages needed."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from support.service import Service
from torture import memory as measured
from torture import workers

from server.web import memory

from .conftest import PAGE

LARGE = PAGE.replace(
    "<footer>", "<ul>" + "<li><a href='/a'>A line of the menu</a></li>" * 40_000 + "</ul><footer>"
).encode()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="counts resident memory as Linux does")
def test_a_worker_holds_no_more_after_a_large_page_than_before() -> None:
    if memory._libc() is None:
        pytest.skip("another allocator than glibc's")
    with Service({"CLEANCOPY_WORKERS": "1"}, "--max-requests", "0") as running:

        def pages(count: int, page: bytes) -> None:
            for _ in range(count):
                assert running.request("POST", "/clean", page, {"Content-Type": "text/html"}).status == 200

        pages(2 * memory.PAGES, PAGE.encode())
        (worker,) = workers.of(running)
        before = measured.resident(worker)
        pages(1, LARGE)
        during = measured.resident(worker)
        pages(2 * memory.PAGES - 1, PAGE.encode())
        after = measured.resident(worker)
    assert during > before + 20_000_000
    assert after < before + (during - before) / 3


def test_what_holds_itself_goes_between_pages() -> None:
    class Circle:
        pass

    circle = Circle()
    circle.itself = circle  # type: ignore[attr-defined]
    gone = weakref.ref(circle)
    gc.disable()
    try:
        del circle
        assert gone() is not None
        memory.give_back()
        assert gone() is None
    finally:
        gc.enable()
        gc.unfreeze()


def test_without_glibc_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        pass

    monkeypatch.setattr("ctypes.CDLL", lambda _: Other())
    memory._libc.cache_clear()
    try:
        memory.map_large_blocks()
        memory.give_back()
        assert memory._libc() is None
    finally:
        memory._libc.cache_clear()
