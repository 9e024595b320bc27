"""The JSON answer: its fields, and the promise that every fact is the words where it points."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from render import samples
from server import render
from server.model import Article, Fact, KeyFacts, Metadata, Picture, Place

FIELDS = [
    "url", "canonical_url", "title", "dek", "authors", "published", "modified", "site", "section", "language",
    "direction", "lead_image", "word_count", "reading_minutes", "completeness", "key_facts", "notes", "blocks",
    "html", "text", "removed",
]  # fmt: skip


@pytest.fixture(params=samples.ALL)
def article(request: pytest.FixtureRequest) -> Article:
    return samples.ALL[request.param]()


def test_has_the_fields_of_the_contract_in_its_order(article: Article) -> None:
    answer = render.to_dict(article)
    assert list(answer) == FIELDS
    assert list(answer["key_facts"]) == ["origin", "points", "who", "where", "when", "numbers", "quotes", "sources"]
    assert json.loads(json.dumps(answer)) == answer


def test_the_same_article_gives_the_same_answer(article: Article) -> None:
    assert json.dumps(render.to_dict(article)) == json.dumps(render.to_dict(article))


def test_each_fact_is_the_words_where_it_points(article: Article) -> None:
    answer = render.to_dict(article)
    texts = {block["id"]: block["text"] for block in answer["blocks"]} | {"dek": answer["dek"]}
    for name, facts in answer["key_facts"].items():
        for fact in facts if name != "origin" else ():
            parts = fact.get("parts", [fact])
            said = " ".join(texts[part["block"]][part["start"] : part["end"]] for part in parts)
            assert said == fact.get("text", fact.get("name"))
            assert {key: fact[key] for key in ("block", "start", "end")} == {
                key: parts[0][key] for key in parts[0] if key in ("block", "start", "end")
            }


def test_each_fact_has_one_mark_that_holds_its_first_words(article: Article) -> None:
    answer = render.to_dict(article)
    tree = lxml_html.fragment_fromstring(answer["html"], create_parent=True)
    for name, facts in answer["key_facts"].items():
        for fact in facts if name != "origin" else ():
            found = tree.xpath(f"//mark[@id='{fact['mark']}']")
            assert len(found) == 1
            pieces = tree.xpath(f"//mark[@id='{fact['mark']}' or @data-fact='{fact['mark']}']")
            said = "".join("".join(piece.xpath(".//text()[not(ancestor::rt or ancestor::rp)]")) for piece in pieces)
            assert said.replace(" ", "") == fact.get("text", fact.get("name")).replace(" ", "")


def test_the_blocks_html_together_is_the_articles_html(article: Article) -> None:
    answer = render.to_dict(article)
    dek = [answer["html"].split("\n", 1)[0]] if answer["dek"] else []
    assert "\n".join(dek + [block["html"] for block in answer["blocks"]]) == answer["html"]
    assert answer["html"] == render.to_fragment(article)


def test_the_fields_of_each_kind_of_fact() -> None:
    facts = render.to_dict(samples.news())["key_facts"]
    place = ["block", "start", "end"]
    assert list(facts["points"][0]) == ["text", *place, "mark"]
    assert list(facts["who"][0]) == ["name", "role", "kind", "mentions", *place, "mark"]
    assert list(facts["where"][0]) == ["name", *place, "mark"]
    assert list(facts["when"][0]) == ["text", "date", *place, "mark"]
    assert list(facts["numbers"][0]) == ["text", *place, "mark"]
    assert list(facts["quotes"][0]) == ["text", "speaker", *place, "parts", "mark"]
    assert list(facts["sources"][0]) == ["text", "named", *place, "mark"]


def test_a_removal_says_why_and_can_be_put_back() -> None:
    removed = render.to_dict(samples.news())["removed"]
    assert list(removed[2]) == ["id", "category", "rule", "why", "text", "html", "after"]
    assert removed[2]["html"] == f'<p id="b5">{removed[2]["text"]}</p>'
    assert removed[1]["text"] == "Harbour\n\nWeather\n\nFishing\n\nObituaries\n\nLetters"
    assert removed[1]["after"] is None


def test_unknown_is_null_and_no_list_is_null() -> None:
    answer = render.to_dict(Article(None, Metadata(), None, (), (), samples.news().completeness, KeyFacts()))
    assert [answer[name] for name in ("url", "title", "dek", "published", "site", "language", "lead_image")] == [
        None
    ] * 7
    assert [answer[name] for name in ("authors", "notes", "blocks", "removed")] == [[], [], [], []]
    assert (answer["html"], answer["text"], answer["word_count"], answer["reading_minutes"]) == ("", "", 0, 0)


def test_a_lead_image_in_the_readers_own_network_is_left_out() -> None:
    article = samples.news()
    inside = replace(article.metadata, lead_image=Picture("https://192.168.0.1/lead.jpg"))
    assert render.to_dict(article)["lead_image"]["alt"] == "The ferry Dunlin"
    assert render.to_dict(replace(article, metadata=inside))["lead_image"] is None


def test_notes_say_which_page_this_is_then_what_the_cleaning_and_the_facts_have_to_say() -> None:
    assert render.to_dict(samples.cut_off())["notes"] == [
        "This is page 1 of 3 of the article. The next page is https://www.lantern-weekly.example/bakery?page=2",
        "Dates without a year were read as dates of 2025.",
        "The key facts speak of the part of the article that is here.",
    ]


def test_a_fact_of_the_dek_is_marked_there() -> None:
    sample = samples.news()
    fact = Fact(text="seven boats a day", places=(Place("dek", 14, 31),))
    answer = render.to_dict(replace(sample, facts=KeyFacts(numbers=(fact,))))
    assert answer["html"].startswith(
        '<p class="dek" id="dek">From December <mark id="f1">seven boats a day</mark> will'
    )


def test_a_fact_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a place"):
        render.to_dict(replace(samples.news(), facts=KeyFacts(points=(Fact(text="x", places=()),))))
