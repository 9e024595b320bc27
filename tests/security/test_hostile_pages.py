"""No hostile page gets anything that runs, or that asks for something, into any rendering."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from server import render
from server.model import Figure, Heading, KeyFacts, Metadata, Paragraph, Picture, Span, Text
from server.render.policy import meta_csp

from .inert import faults
from .payloads import ADDRESSES, KEPT, MARKUP, TEXTS, Payload, payloads
from .views import Kind, rendered

EVERY = os.environ.get("HOSTILE") == "all"
"""`HOSTILE=all` runs every vector in every place: a minute or two"""
STEP = 9
"""without it, one page in so many: each vector in some of its places, each place with some of its vectors"""
SWALLOWED = frozenset({"script that never ends", "comment that never ends", "plaintext", "mathml table mutation",
                       "out of a comment", "Markdown heading"})  # fmt: skip
"""where these stand before the article, browsers too read it as something else"""


def chosen(kind: Kind) -> Iterator[Payload]:
    """Which pages are sent as this kind. As text a page's source is words alone, so fewer do."""
    step = STEP if kind == "html" else STEP * 4
    return (payload for payload in payloads() if EVERY or payload.turn % step == 0)


def test_there_are_many_and_each_vector_is_sent() -> None:
    whole, sent = list(payloads()), list(chosen("html"))
    assert len(whole) > 3_500
    assert len(sent) == len(whole) if EVERY else 350 < len(sent) < 600
    assert {p.vector for p in sent} == {*MARKUP, *ADDRESSES, *TEXTS}
    assert {p.place for p in sent} == {p.place for p in whole}
    assert len(list(chosen("text"))) > 80


@pytest.mark.parametrize("kind", ["html", "text"])
def test_nothing_that_runs_is_rendered(kind: Kind) -> None:
    refused: Counter[str] = Counter()
    found, lost = [], []
    for seen in rendered(chosen(kind), kind, refused):
        for name, html in seen.views().items():
            if html.strip():
                found += [(seen.payload.vector, seen.payload.place, name, f) for f in faults(html, policy=meta_csp())]
        if KEPT not in seen.text and seen.payload.vector not in SWALLOWED:
            lost.append((seen.payload.vector, seen.payload.place))
        for address in (seen.article.url, render.to_dict(seen.article)["canonical_url"]):
            if address and not str(address).startswith(("http://", "https://")):
                found.append((seen.payload.vector, seen.payload.place, "address", str(address)))
    assert found == []
    assert lost == []
    assert refused == {}


@pytest.mark.parametrize(
    "html",
    ["<script>1</script>", "<p onclick=x>", "<img src=x/onerror=alert(1)>", "<svg><a>",
     "<a href=' java\tscript:1'>x</a>",
     "<a href='data:text/html,x'>x</a>", "<img src='data:image/svg+xml,x'>", "<iframe>", "<form>", "<base href=/>",
     "<meta http-equiv=refresh content=0>", "<p style=x>", "<a href='https://a.example' target=_blank>x</a>",
     "<!-- x -->",
     "<link rel=stylesheet>", "<img srcset='x 1x'>", "<video poster=x>", "<a href=vbscript:x>", "<math>", "<object>",
     "<meta http-equiv=Content-Security-Policy content='script-src *'>", "<a href=#x ping=https://a.example>x</a>"],
)  # fmt: skip
def test_the_judge_sees_what_it_must(html: str) -> None:
    assert faults(f"<p>Rain.</p>{html}") != []


@pytest.mark.parametrize("vector", [*TEXTS.values(), *ADDRESSES.values()])
def test_values_that_no_room_should_give_are_still_held(vector: str) -> None:
    """The renderings trust nobody: not ids, not spans, not languages, not the kind of an address."""
    sample = next(rendered(iter([Payload("", "", "", "<p>" + "The weir held. " * 40)]), "html", Counter())).article
    spans = (
        Span("link", 0, 4, vector),
        Span("lang", 4, 6, vector),
        Span("ruby", 6, 8, vector),
        Span("note", 8, 9, vector),
    )
    hostile = replace(
        sample,
        url=vector,
        dek=Text(vector, (Span("link", 0, len(vector), vector),)),
        blocks=(
            Paragraph(id=vector, text="The weir held.", spans=spans),
            Heading(id=vector, text=vector),
            Figure(id="b3", picture=Picture(vector, alt=vector, caption=vector), caption=Text(vector), href=vector),
        ),
        metadata=Metadata(
            title=vector, authors=(vector,), published=vector, modified=vector, site=vector, section=vector,
            language=vector, canonical_url=vector,
            lead_image=Picture(vector, alt=vector, caption=vector, credit=vector),
        ),
        facts=KeyFacts(notes=(vector,)),
        notes=(vector,),
    )  # fmt: skip
    assert faults(render.to_page(hostile), policy=meta_csp()) == []
    assert faults(render.to_fragment(hostile)) == []
