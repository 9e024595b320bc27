"""Cut-off articles are announced; whole ones whose publishers sell subscriptions are not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from server import chrome, completeness
from server.model import Block, Completeness, Context, Harvest, Limits, Metadata, Paragraph, Region, Wrapper

BODY = (
    "The lighthouse at Cape Orrin has gone dark for the first time since the war, the keeper's daughter said.",
    "Ships now pass two miles further out, and the lifeboat crew has asked for a buoy before the winter.",
    "The ministry answered in one sentence: money had been set aside, and it would be spent in due course.",
)
LONG = tuple(f"{text} It was the {n}th time that the parish had heard so." for n in range(1, 6) for text in BODY)
CUT = "Then, on the last night of the season, the lamp was seen again by"


@dataclass(frozen=True)
class Case:
    name: str
    blocks: tuple[str, ...]
    after: tuple[str, ...] = ()
    """blocks of a region behind the text"""
    names: tuple[str, ...] = ()
    """class names around the article's last block"""
    about: Metadata = field(default_factory=lambda: Metadata(language="en"))
    flags: frozenset[str] = frozenset()
    """flags of the blocks behind the text"""


def says(case: Case) -> Completeness:
    last = (Wrapper(1, "div", frozenset(case.names)),) if case.names else ()
    blocks: list[Block] = []
    for n, text in enumerate(case.blocks, 1):
        context = Context(wrappers=last if n == len(case.blocks) else ())
        blocks.append(Paragraph(id=f"b{n}", text=text, context=context))
    behind = tuple(Paragraph(id="", text=text, context=Context(flags=case.flags)) for text in case.after)
    regions = (Region("section", frozenset(), behind, f"b{len(blocks)}"),) if behind else ()
    harvest = Harvest(tuple(blocks), None, regions)
    closed = chrome.judge(harvest, case.about, kind="html", limits=Limits())
    return completeness.judge(harvest, closed, case.about)


CUTS = [
    Case("gate and dots", (*BODY, f"{CUT}..."), ("Subscribe to continue reading",)),
    Case("gate inside the article", (*BODY, f"{CUT}…", "To read the full story, subscribe or sign in.")),
    Case("gate and an open sentence, short", (*BODY, CUT), ("This story is for subscribers.",)),
    Case("gate, dots, long", (*LONG, f"{CUT} ..."), ("Unlock this article for £1",)),
    Case("registration gate", (*BODY, f"{CUT}..."), ("Create a free account to continue reading",)),
    Case("share left", (*BODY, f"{CUT}...", "72% of this article remaining")),
    Case("declared count and not free", BODY, (), (), Metadata(language="en", declared_words=900, free=False)),
    Case("gate, not free, short", BODY, ("Already a subscriber? Log in",), (), Metadata(language="en", free=False)),
    Case("declared count and gate", BODY, ("Keep reading with full access",), (),
         Metadata(language="en", declared_words=400)),
    Case("German gate", (*BODY[:1], "Der Leuchtturm am Kap ist seit dem Krieg erstmals dunkel, und niemand weiß..."),
         ("Jetzt weiterlesen mit dem Digitalabo",), (), Metadata(language="de")),
    Case("French gate", ("Le phare du cap est éteint, une première depuis la guerre, et personne ne sait...",),
         ("La suite est réservée aux abonnés",), (), Metadata(language="fr")),
    Case("Spanish gate", ("El faro del cabo se ha apagado por primera vez desde la guerra y nadie sabe...",),
         ("Suscríbete para seguir leyendo",), (), Metadata(language="es")),
]  # fmt: skip
WHOLE = [
    Case("nothing but text", LONG),
    Case("not free, says the page", LONG, (), (), Metadata(language="en", free=False)),
    Case(
        "a gate that the page hides",
        BODY,
        ("Subscribe to continue reading",),
        (),
        Metadata(language="en", free=False),
        frozenset({"hidden-inline"}),
    ),
    Case("paywall class on real paragraphs", LONG, (), ("paywall", "article-body")),
    Case("newsletter box behind", LONG, ("Sign up for our newsletter",)),
    Case("donation behind", LONG, ("Support our journalism from £2 a month",)),
    Case("other stories behind", LONG, ("Most read", "Ferry fares to double in April")),
    Case("ends in a quotation", (*LONG, "“We shall light it ourselves,” he said, “with our own hands”")),
    Case("ends in a list", (*LONG, "Open daily. Bring a lamp, boots and a coat.")),
    Case("declared count holds", LONG, (), (), Metadata(language="en", declared_words=400)),
    Case("a short note", ("The pier is shut today. It opens again on Monday at nine.",)),
    Case("an advertisement that the text continues behind", (*LONG, "Article continues below this advertisement")),
    Case("the text speaks of a paywall", (*LONG, "The paper then took its paywall down, and its readers came back.")),
]


@pytest.mark.parametrize("case", CUTS, ids=lambda case: case.name)
def test_a_cut_is_announced(case: Case) -> None:
    told = says(case)
    assert told.state == "partial"
    assert len(told.why) >= 2


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case.name)
def test_a_whole_article_is_not_called_cut(case: Case) -> None:
    assert says(case) == Completeness("complete")


def test_a_strong_sign_alone_is_unknown_not_partial() -> None:
    assert says(Case("gate alone", LONG, ("Subscribe to continue reading",))).state == "unknown"


def test_removing_the_gate_does_not_hide_the_cut() -> None:
    gate = "To read the full story, subscribe for £1 a week."
    case = Case("gate inside", (*BODY, f"{CUT}...", gate))
    blocks = tuple(Paragraph(id=f"b{n}", text=text) for n, text in enumerate(case.blocks, 1))
    closed = chrome.judge(Harvest(blocks, None, ()), case.about, kind="html", limits=Limits())
    assert gate not in [block.text for block in closed.blocks]
    assert says(case).state == "partial"


def test_a_page_without_text_is_unknown() -> None:
    assert says(Case("empty", ())).state == "unknown"
