"""Appeals go by what they say and by the run they stand in; news in the same words stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import words
from server.model import Heading, List, Metadata, Quote
from tests.chrome.page import NEWS, article, box, gone, left, para

ESSAY = (
    "Our reporter Lise Tarn has sat through every sitting of the harbour board since the storm took the bridge.",
    "It is slow work, and most evenings nothing happens at all.",
    "We have no owner to please, and our reporting is paid for entirely by readers.",
    "If you can spare £3 a month, please support our journalism today.",
)


def test_an_essay_goes_as_one_run_its_first_paragraph_included() -> None:
    closed = article(*NEWS[:3], *ESSAY, *NEWS[3:])
    assert left(closed) == list(NEWS)
    assert set(gone(closed).values()) == {"donation"}


def test_a_wrapper_reaches_a_paragraph_that_reads_like_news() -> None:
    around = box(7, "x1")
    dry = "In the north the ice came early, and two villages were without a doctor until the road was cleared."
    asks = [para(text, wrapper=around) for text in (dry, *ESSAY[2:])]
    closed = article(*NEWS[:3], *asks, *NEWS[3:])
    assert left(closed) == list(NEWS)
    assert next(r for r in closed.removals if r.text == dry).rule.startswith("run/")


def test_a_news_paragraph_between_two_appeals_stays() -> None:
    closed = article(*NEWS[:3], "Sign up for our weekly newsletter.", NEWS[3], "Donate now", *NEWS[4:])
    assert left(closed) == list(NEWS)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Already a subscriber? Log in", "subscription"),
        ("Unlimited digital access for €2.49 a week. Cancel anytime.", "subscription"),
        ("Create a free account to keep reading", "registration"),
        ("Turn on notifications for breaking news", "notification"),
        ("Get the morning's news straight to your inbox: enter your email address.", "newsletter"),
        ("Join the conversation", "comments"),
        ("Copy link", "share"),
        ("Follow us on Instagram", "social"),
        ("Download our app from Google Play", "app"),
        ("Advertisement", "ad"),
        ("We and our partners use cookies to measure our audience.", "cookie"),
        ("Related stories", "related"),
        ("Please refresh the page and try again later.", "state"),
        ("Back to top", "ui"),
        ("All rights reserved. No part of this page may be reproduced without our permission.", "copyright"),
    ],
)
def test_each_category_is_told(text: str, category: str) -> None:
    closed = article(*NEWS[:4], text, *NEWS[4:])
    assert left(closed) == list(NEWS)
    assert gone(closed) == {text: category}


@pytest.mark.parametrize(
    "text",
    [
        "Correction: an earlier version of this report gave the wrong height of the pier.",
        "Editor's note: the names of two sailors have been left out at the request of their families.",
        "Additional reporting by Jon Beck in Hallow.",
        "If you have been affected, the Harbour Line answers on 0800 000 000 at any hour.",
        "In lieu of flowers, donations may be made to the lifeboat station.",
        "Residents can register to vote at the town hall until Friday, and need no passport to do so.",
        "Move the car uphill, fill the bath with clean water and switch off the gas before you leave.",
        "Bake the cookies for twelve minutes and share them while they are warm.",
        "Entry is free.",
        "Nobody signed up.",
        "She had subscribed in May.",
        "He declined to comment.",
        "\"Support us,\" the banner read, \"or we close on Sunday.\"",
        "I have walked to that pier every morning since my father died, and I shall miss it.",
        "The paper's newsletter had 40,000 readers when it was sold, the court was told.",
    ],
)  # fmt: skip
def test_what_must_stay_stays(text: str) -> None:
    assert text in left(article(*NEWS[:4], text, *NEWS[4:]))


def test_a_label_counts_only_as_a_paragraph_of_its_own() -> None:
    heading = Heading(id="", text="Comments")
    listed = List(id="", text="Advertisement\nRent\nWages")
    assert left(article(*NEWS, heading, listed)) == [*NEWS, "Comments", "Advertisement\nRent\nWages"]


def test_a_quotation_is_not_an_appeal() -> None:
    quote = Quote(id="", text="Support our journalism today. Donate now.")
    assert quote.text in left(article(*NEWS, quote))


def test_headlines_under_a_label_go_with_it() -> None:
    lines = ("Ferry fares to double in April", "Why the quay is sinking", "Five walks along the coast")
    closed = article(*NEWS[:5], "Most read", *lines, NEWS[5])
    assert left(closed) == list(NEWS)
    assert set(gone(closed).values()) == {"related"}


def test_a_box_of_short_lines_goes_with_its_seed() -> None:
    around = box(3, "card")
    lines = ("Take the Gazette with you", "Puzzles, tides and tonight's ferries.", "Download our app")
    closed = article(*NEWS, *(para(line, wrapper=around) for line in lines))
    assert left(closed) == list(NEWS)


def test_the_publication_speaking_of_itself_is_evidence() -> None:
    text = "At The Pier Gazette we think that a harbour should be watched, and we watch it for you every day."
    named = article(*NEWS[:4], text, "Your gift of £5 keeps our reporters on the quay.", *NEWS[4:])
    assert text not in left(named)


def test_the_publication_may_call_itself_by_the_last_word_of_its_name() -> None:
    text = "We have watched the harbour for the Gazette since the first crane stood there, and nobody else does."
    asks = "Your gift of £5 keeps our reporters on the quay."
    assert text not in left(article(*NEWS[:4], text, asks, *NEWS[4:]))
    assert text in left(article(*NEWS[:4], text, *NEWS[4:]))
    other = text.replace("the Gazette", "the gazette of a neighbour")
    assert other in left(article(*NEWS[:4], other, asks, *NEWS[4:]))


def test_the_reason_is_told_in_words() -> None:
    closed = article(*NEWS, "Give £3 a month.")
    why = closed.removals[0].why
    assert why.startswith("asks for money +")
    assert ", sells access +" in why


def test_a_block_of_a_run_says_what_its_run_is() -> None:
    around = box(7)
    texts = ("A quiet word.", "Support our independent journalism today.", "Give £3 a month.")
    closed = article(*NEWS, *(para(text, wrapper=around) for text in texts))
    first = next(removal for removal in closed.removals if removal.text == texts[0])
    assert first.why.startswith("its box is an appeal, which asks for money")


def test_every_cue_that_weighs_has_its_words() -> None:
    assert set(words.weights()["cues"]) == set(words.SPEAKS)


def test_a_text_is_judged_in_its_own_language() -> None:
    closed = article(*NEWS[:4], "Unterstützen Sie unsere unabhängige Berichterstattung mit einer Spende.", *NEWS[4:])
    assert left(closed) == list(NEWS)
    german = Metadata(language="de")
    assert left(article(*NEWS, "Lesen Sie auch", about=german)) == list(NEWS)


@given(st.lists(st.sampled_from([*NEWS, *ESSAY, "Donate", "Share", "Comments", ""]), max_size=14))
def test_every_block_is_left_or_owned_up(texts: list[str]) -> None:
    closed = article(*texts)
    kept = {block.id for block in closed.blocks}
    removed = [block.id for removal in closed.removals for block in removal.blocks]
    assert len(removed) == len(set(removed))
    assert kept | set(removed) == {f"b{n}" for n in range(1, len(texts) + 1)}
    assert not kept & set(removed)


def test_the_guard_takes_weak_removals_back_and_leaves_certain_appeals_out() -> None:
    weak = "Read more about the harbour and the tides in the paper that you hold in your hands this morning"
    sure = "We and our partners use cookies. Accept all cookies or manage your cookie settings at any time."
    closed = article(NEWS[0], weak, sure, max_cut=0.1)
    assert sure not in left(closed)
    assert weak in left(closed)
    assert closed.notes


def test_two_blocks_on_the_publications_own_work_are_an_essay_without_a_known_phrase() -> None:
    first = (
        "Our reporters have sat in that chamber since the bridge fell, and we print what its members would not say."
    )
    second = "We let our correspondents stay for as long as a story takes, and our editors answer to you alone."
    assert first not in left(article(*NEWS[:4], first, second, *NEWS[4:]))
    assert second not in left(article(*NEWS[:4], first, second, *NEWS[4:]))
    assert first in left(article(*NEWS[:4], first, *NEWS[4:]))


def test_a_short_line_between_two_appeals_goes_and_a_report_does_not() -> None:
    asks = ("Create a free account to keep reading.", "Already a subscriber? Log in")
    for line, goes in (("All of it, on any screen.", True), ("The quay was shut.", False)):
        closed = article(*NEWS[:4], asks[0], line, asks[1], *NEWS[4:])
        assert (line not in left(closed)) is goes


def test_a_short_line_is_judged_by_its_short_neighbours_language_too() -> None:
    lines = ("Dit verhaal is alleen voor onze abonnees.", "Tijdelijk € 6. Maandelijks opzegbaar.", "Al lid? Log in.")
    assert left(article(*NEWS[:4], *lines, *NEWS[4:])) == list(NEWS)


def test_a_button_takes_the_category_of_its_box() -> None:
    around = box(6, "x2")
    texts = ("Create a free account to save what you read.", "Not now")
    closed = article(*NEWS, *(para(text, wrapper=around) for text in texts))
    assert gone(closed) == {texts[0]: "registration", texts[1]: "registration"}


def test_a_line_of_dialogue_is_somebody_elses() -> None:
    text = "– Hva synes du om at bommen på kaien skal stå åpen hele natten?"
    assert words.weigh(text, "no").cues["speech"] == 1
    assert not words.weigh(text, "no").plain
    assert words.weigh(text.removeprefix("– "), "no").plain


def test_a_label_takes_no_sentence_of_the_story_with_it() -> None:
    around = box(7)
    texts = ("Related stories", "The inquest into the collapse opens on 4 March in the old customs house.")
    closed = article(*NEWS[:3], *(para(text, wrapper=around) for text in texts), *NEWS[3:])
    assert texts[0] not in left(closed)
    assert texts[1] in left(closed)


def test_a_report_beside_an_appeal_stays_though_it_holds_a_phrase() -> None:
    report = (
        "The trust that runs the lifeboat, which is funded by readers of a magazine for sailors and by the harbour "
        "dues of three counties, bought its first engine in 1954 and has had four crews since the war ended."
    )
    closed = article(*NEWS[:3], report, "Please support our journalism with a gift of £5 today.", *NEWS[3:])
    assert report in left(closed)


def test_names_to_choose_from_inside_an_appeal_go_with_it() -> None:
    topics = (
        "Turn on alerts for breaking news",
        "The Hallow bypass",
        "Ferry strike",
        "Manage your notifications here",
    )
    assert left(article(*NEWS[:3], *topics, *NEWS[3:])) == list(NEWS)
    assert "Ferry strike" in left(article(*NEWS[:3], "Turn on alerts for breaking news", "Ferry strike", *NEWS[3:]))


def test_an_editors_letter_goes_on_in_the_first_person() -> None:
    letter = (
        "Every Saturday I write to nine hundred people who are fond of lighthouses, and in my letter I tell them "
        "which of the lamps I have seen, and which of my guesses about the weather were wrong.",
        "Join them. Type your email address and get the newsletter on Saturday.",
    )
    assert left(article(*NEWS[:3], *letter, *NEWS[3:])) == list(NEWS)


def test_a_section_under_a_label_for_other_stories_stays() -> None:
    closed = article(*NEWS[:3], "Read next", "How the judges ruled on Friday", "The verdict", *NEWS[3:])
    assert "How the judges ruled on Friday" not in left(closed)
    assert "The verdict" in left(closed)
