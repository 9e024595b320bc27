"""An article that speaks to its reader throughout is not an appeal, and takes none of its paragraphs for one."""

from server.model import Item, List, Metadata, Span
from tests.chrome.page import NEWS, article, box, gone, left, para

GUIDE = (
    "Before you buy a kettle, think about how much water you boil on a normal morning and where it will stand.",
    "You will want a lid that opens wide enough for your hand, because you have to descale it twice a year.",
    "If your tap water is hard, fill it the night before; you will notice that the scale settles at the bottom.",
    "We tried nine of them in our kitchen for a month, and you can hear the difference between the cheap ones.",
    "Ask yourself whether you need the app: you can set the temperature from your phone, but you rarely will.",
    "Join the queue early when the sales begin, and keep your receipt, because you may want to send it back.",
    "Most makers sell a subscription for filters, which you can start with the kettle or later from their app.",
    "Your old kettle can go to the recycling centre, where you hand it in together with the cable and the base.",
)
"""A buyer's guide: it says you, we and subscription, and sells nothing of its publisher's."""


def test_a_guide_keeps_its_second_person() -> None:
    assert left(article(*GUIDE)) == list(GUIDE)


def test_an_appeal_in_a_guide_goes_all_the_same() -> None:
    appeal = "Support our journalism: subscribe for £4 a month, cancel at any time and read every test we publish."
    assert appeal in gone(article(*GUIDE[:4], appeal, *GUIDE[4:]))


def test_a_label_takes_no_paragraph_of_its_box_with_it() -> None:
    around = box(7, "section")
    closed = article(*NEWS[:3], para("Advertisement", wrapper=around), para(NEWS[3], wrapper=around), *NEWS[4:])
    assert left(closed) == list(NEWS)
    assert gone(closed) == {"Advertisement": "ad"}


def test_a_long_list_that_speaks_of_an_app_stays() -> None:
    lines = (
        "Download the app of the ferry company at home, where the network is better than on the long quay",
        "Choose the crossing that leaves before the tide turns, because the later one often waits at the bar",
        "Walk to the second gate and hold the printed code under the lamp until the green light comes on",
    )
    at, items = 0, []
    for line in lines:
        items.append(Item(at, at + len(line)))
        at += len(line) + 1
    block = List(id="", text="\n".join(lines), items=tuple(items))
    assert block.text in left(article(*NEWS[:4], block, *NEWS[4:]))


def test_sources_on_other_sites_stay_and_own_stories_go() -> None:
    lines = ("Harbour board: minutes of the spring meeting", "Survey office: the depth of the channel")

    def listed(host: str) -> List:
        made = para("", link_density=1.0, links=2, tag="ul")
        items = (Item(0, len(lines[0])), Item(len(lines[0]) + 1, len("\n".join(lines))))
        spans = tuple(Span("link", item.start, item.end, f"https://{host}/{n}") for n, item in enumerate(items))
        return List(id="", text="\n".join(lines), spans=spans, items=items, context=made.context)

    about = Metadata(language="en", canonical_url="https://gazette.example/harbour")
    away = article(*NEWS, listed("survey.test"), about=about)
    own = article(*NEWS, listed("www.gazette.example"), about=about)
    assert "\n".join(lines) in left(away)
    assert gone(own) == {"\n".join(lines): "related"}


def test_an_offer_in_a_guide_takes_no_neighbour_that_speaks_as_the_guide_does() -> None:
    appeal = "Support our journalism: subscribe for £4 a month, cancel at any time and read every test we publish."
    beside = (
        "If you only want the filters, you can start with a free trial and pay £6.99 a month for them after that."
    )
    closed = article(*GUIDE[:6], appeal, beside, *GUIDE[6:])
    assert appeal in gone(closed)
    assert beside in left(closed)
