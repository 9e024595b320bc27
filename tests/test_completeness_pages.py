"""Twenty invented pages, whole from head to footer: cut ones, each by other signs, and whole ones that look cut."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from server import pipeline

STORY = (
    "The last foundry on the Marle canal will close in the spring, its owners told the ninety people who work "
    "there on "
    "Monday morning, an hour before the shift began.",
    "The works have cast bells, bollards and manhole covers since 1862, and the oldest pattern in the store is "
    "that of "
    "the fire bell which still hangs in the town hall.",
    "“We had orders until last autumn,” said Edda Brandt, who has run the moulding shop for eleven years. “Then two "
    "ports cancelled in the same week, and the bank did the sums that we had not wanted to do.”",
    "Gas costs the foundry three times what it did four years ago. A new furnace that runs on electricity would have "
    "cost 6.4 million, according to the company's last report, of which the region had offered a third.",
    "The works council asked on Monday for a year's grace, in which a buyer might be found. A firm from the coast "
    "has "
    "looked at the books twice, two people who know of the talks said, without making an offer.",
    "Mayor Tilo Hansen called the decision a blow that the town had seen coming and not prepared for. The site "
    "lies on "
    "the water, between the old granary and the station, and three builders have already asked about it.",
    "For the apprentices, of whom there are seven, a place has been found at the shipyard in Orre. For the older "
    "hands "
    "there is a fund, which the company fills with what the sale of the land brings.",
    "Brandt has been asked to stay until June, to cast what is still on the books. The last piece will be a bell "
    "for a "
    "school on the island, ordered in December and paid for in advance.",
    "It will be poured on a Friday, in the evening, when the wind drops. The school's children are to be there, "
    "and so "
    "is the woman whose great-grandfather cut the first pattern.",
)
CUT = "What happens to the patterns, of which there are some eleven thousand, nobody at the works could"
NEWS = "".join(f"<p>{text}</p>" for text in STORY)
SOME = "".join(f"<p>{text}</p>" for text in STORY[:3])


@dataclass(frozen=True)
class Page:
    name: str
    state: str
    body: str
    """what stands in the article's element"""
    after: str = ""
    """what stands behind it"""
    meta: str = ""
    lang: str = "en"
    article: str = "class=story"

    @property
    def html(self) -> str:
        return (
            f"<!doctype html><html lang={self.lang}><head><meta charset=utf-8><title>Last foundry on the Marle to "
            "close "
            '| Marle Observer</title><meta property="og:title" content="Last foundry on the Marle to close">'
            f'<meta property="og:site_name" content="Marle Observer"><meta property="og:type" '
            f'content="article">{self.meta}'
            '</head><body><header><a href="/">Marle Observer</a><nav><a href="/town">Town</a> <a '
            'href="/port">Port</a> '
            '<a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></nav></header><main>'
            f"<article {self.article}><h1>Last foundry on the Marle to "
            f"close</h1>{self.body}</article>{self.after}</main>"
            '<footer><p>© Marle Observer</p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer>'
            "</body></html>"
        )


def ld(**said: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Last foundry on the Marle to close",
    }
    return f'<script type="application/ld+json">{json.dumps({**data, **said})}</script>'


PAGES = [
    # cut, by other signs each
    Page("dots, then a wall to subscribe", "partial",
         f"{SOME}<p>{CUT}...</p><div class=wall><h3>Subscribe to read the full story</h3><p>Get unlimited access "
         "for £1 "
         "a week.</p><button>See my options</button></div>"),
    Page("a sentence without its end, then a wall to register", "partial",
         f"{SOME}<p>{CUT}</p><section class=regwall><h2>Create a free account to continue reading</h2>"
         "<p>Already registered? <a href=/login>Log in</a></p></section>"),
    Page("the wall behind the article's element, dots in it", "partial", f"{SOME}<p>{CUT}…</p>",
         after="<aside><h2>This article is for subscribers only</h2><p>Keep reading from €2 a week.</p></aside>"),
    Page("how much is left, in per cent", "partial",
         f"{SOME}<p>{CUT}...</p><p>74% of this article remaining</p><p>Unlock this article with a subscription.</p>"),
    Page("a third of the declared words, and a wall", "partial",
         f"{SOME}<p>Subscribe to continue reading</p>", meta=ld(wordCount=1200, isAccessibleForFree=False)),
    Page("a third of the declared words, not free, no wall in sight", "partial", SOME,
         meta=ld(wordCount=1200, isAccessibleForFree=False)),
    Page("a German wall", "partial",
         "<p>Die letzte Gießerei am Marlekanal schließt im Frühjahr, das erfuhren die neunzig Beschäftigten am "
         "Montag kurz "
         "vor der Frühschicht.</p><p>Seit 1862 werden hier Glocken, Poller und Kanaldeckel gegossen, und das "
         "älteste Modell "
         "im Lager ist das der Feuerglocke, die...</p><div class=paywall><p>Weiterlesen mit Marle "
         "Plus</p><p>Jetzt 4 Wochen "
         "für 1 € testen und alle Artikel lesen.</p></div>", lang="de"),
    Page("a French wall", "partial",
         "<p>La dernière fonderie du canal de la Marle fermera au printemps, ont appris lundi matin les "
         "quatre-vingt-dix "
         "salariés, une heure avant de prendre leur poste.</p><p>On y coule depuis 1862 des cloches et des "
         "bornes, et le "
         "plus ancien modèle est celui de...</p><div><p>Il vous reste 82 % de cet article à lire. La suite est "
         "réservée "
         "aux abonnés.</p></div>", lang="fr"),
    # whole, however much they look cut
    Page("a membership box behind the end", "complete",
         f"{NEWS}<div class=membership><h3>Become a member</h3><p>Members read us without advertisements and meet "
         "the "
         "newsroom twice a year. From £4 a month.</p></div>"),
    Page("teasers of Plus articles behind the end", "complete",
         f"{NEWS}<section class=plus><h3>More with Plus</h3><ul><li><a href=/p/1>Plus: Who buys a foundry?</a></li>"
         "<li><a href=/p/2>Plus: The canal that nobody wanted</a></li></ul><a href=/plus>Try Plus free for a "
         "month</a></section>"),
    Page("a wall to register that the page hides", "complete", NEWS,
         after="<div class=regwall hidden><h2>Create a free account to continue reading</h2></div>"),
    Page("comments for subscribers only", "complete",
         f"{NEWS}<section id=comments><h3>Comments</h3><p>Only subscribers can comment on this article. "
         "<a href=/subscribe>Subscribe</a> to join the conversation.</p></section>"),
    Page("a button that unfolds what the page has", "complete",
         f"{SOME}<button>Continue reading</button>" + "".join(f"<p>{text}</p>" for text in STORY[3:])),
    Page("an invitation to the forum", "complete",
         f"{NEWS}<p>What should become of the site? <a href=/forum>Join our forum</a> and read what others "
         "think.</p>"),
    Page("not free, says the page, and whole", "complete", NEWS, meta=ld(isAccessibleForFree=False, wordCount=330)),
    Page("a class for paid text on every paragraph", "complete", "".join(
        f"<p class='paywall premium-content'>{text}</p>" for text in STORY), article="class='story paywall gated'"),
    Page("a newsletter that takes the reader further", "complete",
         f"{NEWS}<aside><h3>Read on in our newsletter</h3><p>Sign up and get the week on the canal in your inbox "
         "every "
         "Friday.</p><input type=email><button>Sign up</button></aside>"),
    Page("a donation box that names what stays free", "complete",
         f"{NEWS}<div><p>We keep our reporting free for everyone. If you can, support the Observer from £2 a "
         "month.</p>"
         "<a href=/give>Give now</a></div>"),
    Page("an advertisement, behind which the text goes on", "complete",
         f"{SOME}<p>Article continues below advertisement</p>" + "".join(f"<p>{text}</p>" for text in STORY[3:])),
    Page("a story that ends on a question and dots in a quotation", "complete",
         f"{NEWS}<p>And the pattern of 1862? “We shall see who asks for it...” said Brandt, and turned back to "
         "the sand.</p>"),
]  # fmt: skip


def test_there_are_twenty() -> None:
    assert len({page.name for page in PAGES}) == 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_called_what_it_is(page: Page) -> None:
    article = pipeline.clean(page.html, url="https://marleobserver.example/town/foundry")
    assert (article.completeness.state, article.completeness.why) == (page.state, article.completeness.why)
    if page.state == "partial":
        assert len(article.completeness.why) >= 2


@pytest.mark.parametrize("page", [page for page in PAGES if page.state == "complete"], ids=lambda page: page.name)
def test_a_whole_page_keeps_its_words(page: Page) -> None:
    text = pipeline.clean(page.html, url="https://marleobserver.example/town/foundry").text
    assert all(paragraph in text for paragraph in STORY)
