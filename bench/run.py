"""Quality and time on a scoring corpus, beside other extractors: bench/run.py --corpus DIR [--only quality|speed]"""

from __future__ import annotations

import argparse
import statistics
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import floors, quality, speed
from bench.corpus import Corpus
from bench.extractors import PEERS

ANSWERS = ROOT / "build/answers"
ROOMS = ("page", "metadata", "blocks", "body", "chrome", "completeness", "facts", "json")


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    )


def show_quality(corpus: Corpus) -> None:
    """The quality tables: each set with the peers' rows, then what only our answers have, then the floors."""
    figures = {"clean-copy": quality.ours(corpus, ANSWERS / "clean-copy")}
    for name, extractor in PEERS.items():
        figures[name] = quality.of_texts(corpus, extractor, ANSWERS / name)
    columns = [*quality.AT_LEAST["score"], *quality.AT_MOST["score"], *quality.AT_LEAST["residue"]]
    for group in corpus.sets:
        used = [column for column in columns if f"{group}.{column}" in figures["clean-copy"]]
        rows = [[name, *(shown(row.get(f"{group}.{c}")) for c in used)] for name, row in figures.items()]
        print(f"\n{table([group, *used], rows)}")
    alone = {row: figure for row, figure in figures["clean-copy"].items() if row not in figures["trafilatura"]}
    print("\n" + table(["clean-copy alone", ""], [[row, shown(figure)] for row, figure in alone.items()]))
    print("\n" + ("\n".join(floors.read().broken(figures["clean-copy"])) or "every floor holds"))


def shown(figure: float | None) -> str:
    """Three places; a dash for what an extractor does not give."""
    return "-" if figure is None else f"{figure:.3f}"


def show_speed(corpus: Corpus) -> None:
    """The time a page, the ratios, the profile by room, and the growth with the page's size."""
    pages = [page for name in corpus.sets[:2] for page in corpus.pages(name)]
    warm = corpus.pages(corpus.sets[-1], limit=10)
    times = speed.side_by_side(pages, warm)
    rows = [[name, f"{statistics.median(t):.1f}", f"{speed.p90(t):.1f}"] for name, t in times.items()]
    print(f"\n{len(pages)} pages, {', '.join(corpus.sets[:2])}")
    print(table(["ms a page", "median", "p90"], rows))
    rows = []
    for name in [name for name in times if name != "clean-copy"]:
        r = speed.ratio(times["clean-copy"], times[name])
        rows.append([name, f"{r.of_medians:.2f}", f"{r.of_p90s:.2f}", f"{r.median:.2f}", f"{r.p90:.2f}"])
    print("\n" + table(["clean-copy over", "medians", "p90s", "median of pages", "p90 of pages"], rows))
    rooms = speed.by_room(pages)
    total = sum(sum(rooms[room]) for room in ROOMS)
    rows = [
        [
            room,
            f"{statistics.median(rooms[room]):.2f}",
            f"{speed.p90(rooms[room]):.2f}",
            f"{sum(rooms[room]) / total:.0%}",
        ]
        for room in ROOMS
    ]
    print("\n" + table(["room, ms a page", "median", "p90", "share"], rows))
    ours = times["clean-copy"]
    typical = min(range(len(pages)), key=lambda n: abs(ours[n] - statistics.median(ours)))
    grown = speed.growth(pages[typical], (10, 100))
    print(
        "\n" + table(["the page so many times over", "time over"], [[str(n), f"{x:.1f}"] for n, x in grown.items()])
    )


def main() -> int:
    """0; 2 where there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only", choices=("quality", "speed"))
    wanted = parser.parse_args()
    corpus = Corpus(wanted.corpus.resolve())
    if not corpus.sets:
        print(
            f"no corpus in {wanted.corpus}: bench/README.md says what it is (make bench CORPUS=...)", file=sys.stderr
        )
        return 2
    peers = ", ".join(f"{name} {version(name)}" for name in ("trafilatura", "readability-lxml", "lxml"))
    print(f"Python {sys.version.split()[0]}, {peers}")
    if wanted.only != "speed":
        show_quality(corpus)
    if wanted.only != "quality":
        show_speed(corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
