"""The floors below which quality may not fall: bench/floors.py [--raise | --lower ROW --because "..."]

Floors only rise. Lowering one takes a reason, which stays in the file.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench import quality
from bench.corpus import Corpus

FILE = ROOT / "bench" / "floors.toml"
HEAD = """\
# The quality below which no change may fall, as the scorers measure it. Floors only rise:
#     bench/floors.py --raise
# Lowering one takes a reason: bench/floors.py --lower ROW --because "..."
"""


@dataclass(frozen=True)
class Lowered:
    """A floor that was lowered (or a ceiling that was raised), and why."""

    row: str
    before: float
    after: float
    because: str


@dataclass(frozen=True)
class Floors:
    """What is held: rows of which at least, and rows of which at most so much is wanted."""

    at_least: dict[str, float] = field(default_factory=dict)
    at_most: dict[str, float] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()

    def broken(self, figures: quality.Figures) -> list[str]:
        """Every floor that is not held, in words; a row that was not measured holds nothing."""
        faults = []
        for row, floor in self.at_least.items():
            if figures.get(row, -math.inf) < floor:
                faults.append(f"{row} is {figures.get(row, 'not measured')}, at least {floor} is wanted")
        for row, ceiling in self.at_most.items():
            if figures.get(row, math.inf) > ceiling:
                faults.append(f"{row} is {figures.get(row, 'not measured')}, at most {ceiling} is wanted")
        return faults

    def raised(self, figures: quality.Figures) -> Floors:
        """The floors at what was measured, where that is better than what was held; new rows come in."""
        least, most = dict(self.at_least), dict(self.at_most)
        for row, figure in figures.items():
            if quality.is_ceiling(row):
                most[row] = min(most.get(row, math.inf), rounded(row, figure))
            else:
                least[row] = max(least.get(row, -math.inf), rounded(row, figure))
        return Floors(least, most, self.lowered)

    def lower(self, row: str, figure: float, because: str) -> Floors:
        """One floor at a worse figure, with the reason.

        Raises:
            ValueError: no such row, no reason, or the figure is not worse than what is held.
        """
        held = (self.at_most if quality.is_ceiling(row) else self.at_least).get(row)
        if held is None:
            raise ValueError(f"no floor is named {row}")
        if not because.strip():
            raise ValueError("say why: --because")
        after = rounded(row, figure)
        if (after <= held) if quality.is_ceiling(row) else (after >= held):
            raise ValueError(f"{row} is {figure}, which holds its floor of {held}: there is nothing to lower")
        least, most = dict(self.at_least), dict(self.at_most)
        (most if quality.is_ceiling(row) else least)[row] = after
        return Floors(least, most, (*self.lowered, Lowered(row, held, after, because.strip())))

    def written(self) -> str:
        """The file's text."""
        parts = [HEAD]
        for name, rows in (("at_least", self.at_least), ("at_most", self.at_most)):
            parts.append(f"\n[{name}]\n" + "".join(f'"{row}" = {rows[row]:.3f}\n' for row in sorted(rows)))
        for entry in self.lowered:
            parts.append(
                f'\n[[lowered]]\nrow = "{entry.row}"\nbefore = {entry.before:.3f}\nafter = {entry.after:.3f}\n'
                f"because = {json.dumps(entry.because, ensure_ascii=False)}\n"
            )
        return "".join(parts)


def rounded(row: str, figure: float) -> float:
    """To three places, to the side on which the floor holds what was measured."""
    shifted = round(figure * 1000, 6)
    return (math.ceil(shifted) if quality.is_ceiling(row) else math.floor(shifted)) / 1000


def read(path: Path = FILE) -> Floors:
    """The floors of the file; none where there is no file."""
    if not path.exists():
        return Floors()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = tuple(Lowered(**entry) for entry in data.get("lowered", []))
    return Floors(data.get("at_least", {}), data.get("at_most", {}), lowered)


def main() -> int:
    """0 when the floors hold, or were written; 1 when one does not; 2 for a wrong order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "../shared/corpus")
    parser.add_argument("--raise", dest="up", action="store_true", help="raise each floor to what is measured")
    parser.add_argument("--lower", metavar="ROW", help="lower one floor to what is measured")
    parser.add_argument("--because", default="", help="why it is lowered")
    wanted = parser.parse_args()
    if wanted.lower and wanted.up:
        parser.error("either --raise or --lower")
    figures = quality.ours(Corpus(wanted.corpus.resolve()), ROOT / "build/answers/clean-copy")
    floors = read()
    if wanted.lower:
        try:
            floors = floors.lower(wanted.lower, figures.get(wanted.lower, math.nan), wanted.because)
        except ValueError as error:
            print(error)
            return 2
        FILE.write_text(floors.written(), encoding="utf-8")
    elif wanted.up:
        floors = floors.raised(figures)
        FILE.write_text(floors.written(), encoding="utf-8")
    faults = floors.broken(figures)
    print("\n".join(faults) or f"{len(floors.at_least) + len(floors.at_most)} floors hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
