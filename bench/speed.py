"""Time: the same pages through each extractor, in one process, one after the other."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from bench.corpus import RealPage
from server import pipeline, render
from server.model import Limits, PageError

Run = Callable[[RealPage], object]

WIDE = Limits(max_bytes=1 << 30, max_elements=100_000_000, seconds=600)
"""Caps that no page of the bench reaches."""


def clean_copy(page: RealPage) -> object:
    """Ours: the whole pipeline, key facts and JSON included."""
    return json.dumps(render.to_dict(pipeline.clean(page.html, url=page.url, limits=WIDE)), ensure_ascii=False)


def parse(page: RealPage) -> object:
    """lxml's bare parse: what no extractor that uses it can beat."""
    return lxml_html.document_fromstring(page.html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def trafilatura(page: RealPage) -> object:
    """trafilatura's extraction, as a Python object, with metadata."""
    from trafilatura import bare_extraction

    return bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)


def readability(page: RealPage) -> object:
    """readability-lxml's summary."""
    from readability import Document

    return Document(page.html).summary()


RUNS: dict[str, Run] = {
    "clean-copy": clean_copy, "trafilatura": trafilatura, "readability-lxml": readability, "lxml parse": parse,
}  # fmt: skip


def seconds(run: Run, page: RealPage) -> float:
    """Wall time of one page; a page without an article takes its time too."""
    start = time.perf_counter()
    try:
        run(page)
    except PageError:
        return time.perf_counter() - start
    return time.perf_counter() - start


def side_by_side(pages: Sequence[RealPage], warm: Sequence[RealPage]) -> dict[str, list[float]]:
    """By extractor, milliseconds for each page.

    Each page goes through each extractor once, so that no cache knows it, and they take turns at being first.
    Other pages have gone before, so that tables and patterns are loaded.
    """
    for page in warm:
        for run in RUNS.values():
            seconds(run, page)
    times: dict[str, list[float]] = {name: [0.0] * len(pages) for name in RUNS}
    names = list(RUNS)
    for number, page in enumerate(pages):
        gc.collect()
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            times[name][number] = 1000 * seconds(RUNS[name], page)
    return times


@dataclass(frozen=True)
class Ratio:
    """Ours over another's time."""

    of_medians: float
    of_p90s: float
    median: float
    """of the pages' own ratios"""
    p90: float
    """of the pages' own ratios"""


def p90(values: Sequence[float]) -> float:
    """The 90th percentile."""
    return statistics.quantiles(values, n=10)[-1]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """How ours compares, in the two ways that people mean by it."""
    each = [a / b for a, b in zip(ours, theirs, strict=True)]
    return Ratio(
        statistics.median(ours) / statistics.median(theirs),
        p90(ours) / p90(theirs),
        statistics.median(each),
        p90(each),
    )


def by_room(pages: Sequence[RealPage]) -> dict[str, list[float]]:
    """By room, milliseconds for each page that has an article; `json` is the answer's rendering and encoding."""
    times: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        marks: list[tuple[str, float]] = []
        try:
            article = pipeline.clean(
                page.html,
                url=page.url,
                limits=WIDE,
                checkpoint=lambda room, to=marks: to.append((room, time.perf_counter())),
            )
        except PageError:
            continue
        marks.append(("json", time.perf_counter()))
        json.dumps(render.to_dict(article), ensure_ascii=False)
        ends = [moment for _, moment in marks[1:]] + [time.perf_counter()]
        for (room, start), end in zip(marks, ends, strict=True):
            if room != "render":
                times[room].append(1000 * (end - start))
    return dict(times)


def many_times(page: RealPage, times: int) -> RealPage:
    """The same page with what stands in its body said so many times."""
    lower = page.html.lower()
    start = lower.index(">", lower.index("<body")) + 1
    end = lower.rindex("</body")
    inner = page.html[start:end]
    return RealPage(page.id, page.url, page.html[:start] + inner * times + page.html[end:])


def growth(page: RealPage, steps: Sequence[int]) -> dict[int, float]:
    """How many times as long a page takes when its body is said so many times."""
    once = statistics.median(seconds(clean_copy, page) for _ in range(5))
    return {step: seconds(clean_copy, many_times(page, step)) / once for step in steps}
