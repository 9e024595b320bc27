"""A scoring corpus: sets of real pages with gold, and the scorers that lie beside it. None of it is ours to keep."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

SETS = ("fundus", "zyte", "wcxb")


@dataclass(frozen=True)
class RealPage:
    """One page of a set."""

    id: str
    url: str
    html: str


@dataclass(frozen=True)
class Corpus:
    """`root` holds the sets; `bench` with the scorers and `gold` with more gold lie beside it."""

    root: Path

    @property
    def sets(self) -> list[str]:
        """The sets that are there."""
        return [name for name in SETS if (self.root / name / "gold.jsonl").exists()]

    def scorer(self, name: str) -> Path:
        """The path of a scorer."""
        return self.root.parent / "bench" / name

    def gold(self, name: str) -> Path:
        """The path of a file with gold that spans sets."""
        return self.root.parent / "gold" / name

    def pages(self, name: str, limit: int | None = None) -> list[RealPage]:
        """The pages of a set, in the order of its gold, as text: the scorers decode them so."""
        lines = (self.root / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines][:limit]
        folder = self.root / name / "html"
        return [
            RealPage(
                row["id"], row["url"], gzip.decompress((folder / row["file"]).read_bytes()).decode("utf-8", "replace")
            )
            for row in rows
        ]
