"""Quality: the pages through an extractor, the answers through the scorers, the figures by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.extractors import Extractor, clean_copy
from tests.support.service import Service

Figures = dict[str, float]
"""`fundus.F1`, `appeals.removed` ... → what was measured"""

AT_LEAST = {
    "score": ("F1", "clean", "with", "title", "author", "date"),
    "residue": ("right", "appeal"),
    "trust": ("answered", "offsets"),
    "appeals": ("appeal_blocks_removed", "removed_owned_up", "category_right"),
    "facts": ("nuggets", "verbatim", "who_p", "who_central", "role", "where_p", "where_central", "when_p", "when_r",
              "numbers_p", "numbers_central", "quotes_right", "sources_r"),
}  # fmt: skip
"""By scorer, the figures of which more is better."""
AT_MOST = {
    "score": ("short", "without"),
    "residue": (),
    "trust": ("secret",),
    "appeals": ("news_wrongly_removed", "host_paragraphs_lost"),
    "facts": ("quotes_wrong",),
}  # fmt: skip
"""By scorer, the figures of which less is better."""
WITH_RESIDUE = ("fundus", "zyte")
"""The sets whose chrome was labelled by hand."""


def is_ceiling(row: str) -> bool:
    """Whether less of a figure is better."""
    return any(row.rsplit(".", 1)[1] in names for names in AT_MOST.values())


def predict(corpus: Corpus, name: str, extractor: Extractor, out: Path) -> Path:
    """Writes an extractor's answers to a set's pages where the scorers read them."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for page in corpus.pages(name):
            file.write(json.dumps(extractor(page), ensure_ascii=False) + "\n")
    return out


def score(corpus: Corpus, scorer: str, *arguments: str | Path) -> dict[str, Any]:
    """What a scorer prints as JSON.

    Raises:
        subprocess.CalledProcessError: the scorer failed; it has said why.
    """
    command = [sys.executable, str(corpus.scorer(scorer)), *map(str, arguments), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def chosen(kind: str, prefix: str, figures: dict[str, Any]) -> Figures:
    """The figures of a scorer that the bench shows and holds, named."""
    names = (*AT_LEAST[kind], *AT_MOST[kind])
    return {f"{prefix}.{name}": float(figures[name]) for name in names if figures.get(name) is not None}


def of_texts(corpus: Corpus, extractor: Extractor, folder: Path) -> Figures:
    """What can be said of any extractor: its texts and metadata against gold, and the chrome left in them."""
    figures: Figures = {}
    for name in corpus.sets:
        out = predict(corpus, name, extractor, folder / f"{name}.jsonl")
        figures |= chosen("score", name, score(corpus, "score.py", corpus.root / name, out))
        if name in WITH_RESIDUE:
            left = score(
                corpus, "score_residue.py", corpus.gold("chrome_dev.jsonl"), out, "--corpus", corpus.root / name
            )
            figures |= chosen("residue", name, left)
    return figures


def of_answers(corpus: Corpus, folder: Path) -> Figures:
    """What only our answers have: promises and key facts. The answers of `of_texts` lie in `folder`."""
    figures: Figures = {}
    for name in corpus.sets:
        kept = score(corpus, "score_trust.py", corpus.root / name, folder / f"{name}.jsonl")
        figures |= chosen("trust", name, kept)
    answers = "".join((folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in corpus.sets)
    (folder / "facts.jsonl").write_text(answers, encoding="utf-8")
    facts = score(corpus, "score_facts.py", corpus.gold("keyfacts.jsonl"), folder / "facts.jsonl")
    return figures | chosen("facts", "facts", facts)


def of_appeals(corpus: Corpus) -> Figures:
    """Appeals set among real paragraphs, through a service that is started for it."""
    with Service() as service:
        bank = corpus.gold("appeals.jsonl")
        return chosen(
            "appeals", "appeals", score(corpus, "score_appeals.py", service.url, bank, corpus.root / "fundus")
        )


def ours(corpus: Corpus, folder: Path) -> Figures:
    """Every figure of ours; the answers stay in `folder`."""
    return of_texts(corpus, clean_copy, folder) | of_answers(corpus, folder) | of_appeals(corpus)
