"""Fits the weights that combine the evidence on a block, and prints them beside those in use.

    .venv/bin/python bench/fit_weights.py [--check ../shared/gold/appeals.jsonl] [--write]

A block goes by its own evidence when the strengths of its phrases, the weights of its cues and of its place add up
to the threshold of its length. That is a logistic regression whose scale is the phrases' own: the strengths stand in
the word files, and everything else is measured in them. It is fitted by Newton's method on the rows of
`bench/evidence.py`, with a penalty (ridge) on how far each weight goes from the one in use, so that a weight about
which the rows say nothing stays. The penalty is chosen by cross-validation, whole records held out, and so is the
answer to whether the fitted weights are better at all. Text that is lost costs `NEWS` times one that is left in.

`--check` scores both on a bank that was not fitted on. `--write` puts the fitted weights, rounded, into the files.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.evidence import ROOT, Row, of_bank, rows
from server import words
from server.chrome.evidence import STANDS, place

NEWS = 20.0
"""what a lost text costs beside one that is left in; there are about so many rows of chrome for each row of text"""
FEWEST = 20
"""rows in which a cue, a place or a length must stand for its weight to be fitted; with fewer it stays as it is"""
FOLDS = 10
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
STEPS = 30
"""of Newton's method, at most"""
ENOUGH = 1e-6
"""change of a weight at which it has settled"""
ROUND = 0.05
"""to which weights are written: finer digits would be noise"""
FILES = {"cue": ROOT / "server/words/weights.toml", "step": ROOT / "server/words/weights.toml",
         "place": ROOT / "server/chrome/weights.toml"}  # fmt: skip

Vector = list[float]


@dataclass(frozen=True)
class Names:
    """The weights' names, in the order of a vector: cues, then places, then thresholds by length."""

    cues: tuple[str, ...]
    places: tuple[str, ...]
    steps: tuple[int, ...]

    @classmethod
    def in_use(cls) -> Names:
        """Those of the weights' files."""
        weights = words.weights()
        return cls(tuple(weights["cues"]), tuple(STANDS), tuple(sorted(int(n) for n in weights["threshold"])))

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """Kind and name of each."""
        return (
            *(("cue", name) for name in self.cues), *(("place", name) for name in self.places),
            *(("step", str(step)) for step in self.steps),
        )  # fmt: skip

    def weights(self) -> Vector:
        """The weights in use."""
        used = words.weights()
        return [
            *(used["cues"][name] for name in self.cues), *(place(name) for name in self.places),
            *(used["threshold"][str(step)] for step in self.steps),
        ]  # fmt: skip

    def features(self, row: Row) -> Vector:
        """What each weight is multiplied with, so that the sum over the threshold is above 0."""
        at = next((n for n, step in enumerate(self.steps) if row.words <= step), len(self.steps) - 1)
        return [
            *(row.cues.get(name, 0.0) for name in self.cues), *(float(name in row.place) for name in self.places),
            *(-1.0 if n == at else 0.0 for n in range(len(self.steps))),
        ]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A row, ready to fit."""

    record: str
    chrome: bool
    phrases: float
    x: Vector

    @property
    def cost(self) -> float:
        """What it costs to be wrong about it."""
        return 1.0 if self.chrome else NEWS

    def margin(self, weights: Sequence[float]) -> float:
        """What it has beyond its threshold."""
        return self.phrases + sum(w * x for w, x in zip(weights, self.x, strict=True) if x)


@dataclass(frozen=True)
class Score:
    """How weights do on cases."""

    loss: float
    """mean logistic loss, lost texts counted as `NEWS`"""
    left: float
    """share of the chrome under its threshold"""
    lost: float
    """share of the rest at or over it"""

    @classmethod
    def of(cls, judged: Sequence[tuple[Case, float]], steepness: float) -> Score:
        """Scores cases with their margins."""
        chrome = [margin for case, margin in judged if case.chrome]
        rest = [margin for case, margin in judged if not case.chrome]
        losses = [case.cost * softplus(-steepness * margin if case.chrome else steepness * margin)
                  for case, margin in judged]  # fmt: skip
        return cls(
            sum(losses) / max(1.0, sum(case.cost for case, _ in judged)),
            sum(margin < 0 for margin in chrome) / max(1, len(chrome)),
            sum(margin >= 0 for margin in rest) / max(1, len(rest)),
        )

    def __str__(self) -> str:
        return f"loss {self.loss:.4f}  left in {self.left:.3f}  lost {self.lost:.3f}"


def softplus(x: float) -> float:
    """log(1 + exp(x)), without overflow.

    >>> round(softplus(0.0), 4)
    0.6931
    """
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def sigmoid(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def solve(matrix: list[Vector], right: Vector) -> Vector:
    """Solves a system of linear equations by Gauss's elimination.

    >>> solve([[2.0, 0.0], [1.0, 1.0]], [4.0, 5.0])
    [2.0, 3.0]
    """
    n = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        for i in range(k + 1, n):
            if factor := rows[i][k] / rows[k][k]:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    found = [0.0] * n
    for k in reversed(range(n)):
        found[k] = (rows[k][n] - sum(rows[k][j] * found[j] for j in range(k + 1, n))) / rows[k][k]
    return found


def steepness_of(cases: Sequence[Case], weights: Sequence[float]) -> float:
    """How steeply a margin tells chrome from text: the slope of a logistic regression on the margin alone."""
    slope = 1.0
    margins = [(case, case.margin(weights)) for case in cases]
    for _ in range(STEPS):
        gradient, curve = 0.0, 1e-9
        for case, margin in margins:
            p = sigmoid(slope * margin)
            gradient += case.cost * (p - case.chrome) * margin
            curve += case.cost * p * (1 - p) * margin * margin
        step = max(-1.0, min(1.0, gradient / curve))
        slope = max(0.1, slope - step)
        if abs(step) < ENOUGH:
            break
    return slope


def fit(cases: Sequence[Case], start: Sequence[float], penalty: float, steepness: float) -> Vector:
    """Ridge-penalised logistic regression by Newton's method, drawn towards `start`.

    Args:
        cases: the texts.
        start: the weights in use.
        penalty: how much it costs to leave them, per unit squared.
        steepness: logits for each unit of margin.
    """
    weights = tried = list(start)
    size = len(weights)
    rare = {n for n in range(size) if sum(bool(case.x[n]) for case in cases) < FEWEST}
    for _ in range(STEPS):
        gradient = [penalty * (w - s) for w, s in zip(weights, start, strict=True)]
        curve = [[penalty if i == j else 0.0 for j in range(size)] for i in range(size)]
        for case in cases:
            p = sigmoid(steepness * case.margin(weights))
            slope = case.cost * (p - case.chrome) * steepness
            bend = case.cost * p * (1 - p) * steepness * steepness
            there = [(i, x) for i, x in enumerate(case.x) if x and i not in rare]
            for i, x in there:
                gradient[i] += slope * x
                line = curve[i]
                for j, y in there:
                    line[j] += bend * x * y
        steps = solve(curve, gradient)
        before, pace = objective(cases, weights, start, penalty, steepness), 1.0
        while pace > ENOUGH:  # far from the optimum a whole step may lead uphill
            tried = [w - pace * step for w, step in zip(weights, steps, strict=True)]
            if objective(cases, tried, start, penalty, steepness) <= before:
                break
            pace /= 2
        weights = tried
        if pace * max(map(abs, steps)) < ENOUGH:
            break
    return weights


def objective(
    cases: Sequence[Case], weights: Sequence[float], start: Sequence[float], penalty: float, steepness: float
) -> float:
    """What `fit` makes small: the losses and the penalty."""
    losses = (case.cost * softplus(steepness * case.margin(weights) * (-1 if case.chrome else 1)) for case in cases)
    return sum(losses) + penalty / 2 * sum((w - s) ** 2 for w, s in zip(weights, start, strict=True))


def fold(record: str) -> int:
    """The fold of a record: the same on every machine."""
    return zlib.crc32(record.encode()) % FOLDS


def held_out(cases: Sequence[Case], learn: Callable[[list[Case]], Sequence[float]]) -> list[tuple[Case, float]]:
    """Each case with its margin by weights that were learned without its fold."""
    judged: list[tuple[Case, float]] = []
    for k in range(FOLDS):
        test = [case for case in cases if fold(case.record) == k]
        weights = learn([case for case in cases if fold(case.record) != k]) if test else []
        judged += [(case, case.margin(weights)) for case in test]
    return judged


def cases_of(found: Sequence[Row], names: Names) -> list[Case]:
    """Rows as numbers."""
    return [Case(row.record, row.chrome, row.phrases, names.features(row)) for row in found]


def rounded(weights: Sequence[float], names: Names) -> Vector:
    """Weights as they are written; a longer text never needs less than a shorter one."""
    found = [round(round(w / ROUND) * ROUND, 2) for w in weights]
    first = len(found) - len(names.steps)
    for a, b in pairwise(range(first, len(found))):
        found[b] = max(found[a], found[b])
    return found


def write(names: Names, weights: Sequence[float]) -> None:
    """Puts weights into their files; comments and order stay."""
    for (kind, name), value in zip(names.all, weights, strict=True):
        path = FILES[kind]
        text = path.read_text(encoding="utf-8")
        changed, times = re.subn(rf"(?m)^({re.escape(name)} *= *)-?\d+(?:\.\d+)?", rf"\g<1>{value}", text, count=1)
        if not times:
            raise ValueError(f"{path.name} has no weight {name}")
        path.write_text(changed, encoding="utf-8")


def main() -> None:
    """Fits, prints, and on request checks and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--banks", type=Path, nargs="*", default=sorted((ROOT / "bench/banks").glob("*.jsonl")))
    parser.add_argument("--pages", type=Path, default=ROOT / "tests/pages")
    parser.add_argument("--check", type=Path, help="a bank that is not fitted on")
    parser.add_argument("--write", action="store_true", help="put the rounded weights into their files")
    args = parser.parse_args()
    found = rows(args.banks, args.pages)
    names = Names.in_use()
    start, cases = names.weights(), cases_of(found, names)
    print("rows  " + "  ".join(f"{source} {n}" for source, n in sorted(Counter(row.source for row in found).items())))
    print(f"      chrome {sum(row.chrome for row in found)}, text {sum(not row.chrome for row in found)}")
    steepness = steepness_of(cases, start)
    print(f"in use              {Score.of([(case, case.margin(start)) for case in cases], steepness)}")
    best = (math.inf, PENALTIES[-1])
    for penalty in PENALTIES:
        score = Score.of(held_out(cases, lambda train, p=penalty: fit(train, start, p, steepness)), steepness)  # type: ignore[misc]
        print(f"penalty {penalty:5.1f} held out {score}")
        best = min(best, (score.loss, penalty))
    weights = rounded(fit(cases, start, best[1], steepness), names)
    print(f"fitted, rounded     {Score.of([(case, case.margin(weights)) for case in cases], steepness)}")
    print(f"\n{'weight':<16}{'in use':>8}{'fitted':>8}{'rows':>7}   penalty {best[1]}")
    for n, (kind, name) in enumerate(names.all):
        there = sum(bool(case.x[n]) for case in cases)
        print(f"{kind + ' ' + name if kind != 'cue' else name:<16}{start[n]:8.2f}{weights[n]:8.2f}{there:7}")
    if args.check:
        checked = cases_of(list(of_bank(args.check)), names)
        for told, used in (("in use", start), ("fitted", weights)):
            print(f"check {told:<14}{Score.of([(case, case.margin(used)) for case in checked], steepness)}")
    if args.write:
        write(names, weights)


if __name__ == "__main__":
    main()
