"""The pages that are tortured: the invented ones, and the scoring corpora where they lie beside the checkout."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SETS = ("fundus", "zyte", "wcxb")


@dataclass(frozen=True)
class Source:
    """One whole page, before anything is done to it."""

    name: str
    text: str


def invented() -> list[Source]:
    """The pages of `tests/pages`."""
    files = sorted((ROOT / "tests/pages").glob("*/page.*"))
    return [Source(file.parent.name, file.read_text(encoding="utf-8")) for file in files]


def corpus() -> list[Source]:
    """The real pages, where there are any (CORPUS names another place)."""
    place = Path(os.environ.get("CORPUS", ROOT / "../shared/corpus"))
    files = [file for name in SETS for file in sorted((place / name / "html").glob("*.html.gz"))]
    return [Source(file.name, gzip.decompress(file.read_bytes()).decode("utf-8", "replace")) for file in files]
