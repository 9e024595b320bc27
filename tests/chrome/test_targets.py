"""Where the links of a block lead."""

from __future__ import annotations

import pytest

from server import chrome
from server.chrome.targets import asks, site_of
from server.model import Harvest, Limits, Metadata, Paragraph, Span

HOME = "https://www.gazette.test/news/ferry"
LINES = [
    "You know the old ferry, and you know how long we waited for it to come back to the quay this spring.",
    "I stood on the pier with you that morning, and we counted the boats that came out to meet her again.",
    "You may ask what nine crowns buy: a seat on the lee side, and a view that you will not forget so soon.",
    "We asked the captain, and you can read in her face what she thinks of two winters in the dry dock.",
    "If you have a bicycle, I would come early, because you will not be the only one on the lower deck.",
    "You will hear the horn before you see her, and then you and I can go down to the landing stage.",
]
"""A column that speaks to its reader throughout."""
ASK = "Subscribe to GULLS and stay dry with more of your favorite harbour columns."


def block(address: str) -> Paragraph:
    return Paragraph(id="b9", text=ASK, spans=(Span("link", 0, 9, address),))


@pytest.mark.parametrize(
    ("address", "offer"),
    [
        ("https://www.gazette.test/subscribe", True),
        ("https://abo.gazette.test/angebote", True),
        ("https://gazette.test/account/newsletter-signup?from=article", True),
        ("https://gazette.test/support-us/", True),
        ("https://gazette.test/2024/subscribe-now-says-mayor-of-the-harbour", False),
        ("https://gazette.test/news/ferry", False),
        ("https://elsewhere.test/subscribe", False),
        ("mailto:subscribe@gazette.test", False),
    ],
)
def test_a_link_to_an_offer_of_the_publication(address: str, offer: bool) -> None:
    assert asks(block(address), site_of(HOME)) is offer


def test_without_an_address_of_the_page_no_link_is_its_own() -> None:
    assert not asks(block("https://gazette.test/subscribe"), site_of(None))


@pytest.mark.parametrize(("address", "goes"), [("https://gazette.test/subscribe", True), (HOME, False)])
def test_an_appeal_in_a_column_that_speaks_as_appeals_do_is_told_by_its_link(address: str, goes: bool) -> None:
    told = [Paragraph(id=f"b{n}", text=line) for n, line in enumerate(LINES)]
    harvest = Harvest(blocks=(*told, block(address)), dek=None, regions=())
    metadata = Metadata(language="en", canonical_url=HOME)
    judged = chrome.judge(harvest, metadata, kind="html", limits=Limits())
    assert [removal.category for removal in judged.removals] == (["subscription"] if goes else [])
    if goes:
        assert "its link leads to an offer +1.0" in judged.removals[0].why
