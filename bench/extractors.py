"""Each extractor as one function of a page: what the scorers read of its answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import html as lxml_html

from bench.corpus import RealPage
from server import pipeline, render
from server.model import Limits, PageError

Prediction = dict[str, Any]
Extractor = Callable[[RealPage], Prediction]

PATIENT = Limits(seconds=60)
"""The service's caps, with more time: the bench measures time itself."""

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table td th tr ul".split()
)


def clean_copy(page: RealPage) -> Prediction:
    """Ours, as the service answers: the article with its key facts, as JSON."""
    try:
        answer = json.loads(json.dumps(render.to_dict(pipeline.clean(page.html, url=page.url, limits=PATIENT))))
    except PageError:
        return {"id": page.id, "status": 422, "text": "", "title": None, "authors": [], "date": None}
    kept = ("text", "title", "authors", "key_facts", "removed", "completeness", "dek", "blocks")
    return {"id": page.id, "status": 200, "date": answer["published"]} | {name: answer[name] for name in kept}


def trafilatura(page: RealPage) -> Prediction:
    """trafilatura with metadata and without comments, as its authors' own benchmark runs it."""
    from trafilatura import bare_extraction

    found = bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)
    if found is None:
        return {"id": page.id, "status": 200, "text": "", "title": None, "authors": [], "date": None}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    text = "\n\n".join(line for line in (found.text or "").split("\n") if line.strip())
    return {"id": page.id, "status": 200, "text": text, "title": found.title, "authors": authors, "date": found.date}


def readability(page: RealPage) -> Prediction:
    """readability-lxml: the text of its summary, a line a block. It gives no authors and no date."""
    from readability import Document

    document = Document(page.html)
    root = lxml_html.fragment_fromstring(document.summary(html_partial=True), create_parent="div")
    for element in root.iter():
        if element.tag in _BLOCKS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    text = "\n\n".join(line for line in lines if line)
    return {"id": page.id, "status": 200, "text": text, "title": document.title()}


PEERS: dict[str, Extractor] = {"trafilatura": trafilatura, "readability-lxml": readability}
