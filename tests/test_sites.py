"""The files of single sites: each does what it says, each is needed, and none can say more than it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from server import pipeline, sitefiles
from server.chrome import by_site
from server.model import Article, Context, Paragraph, Wrapper
from server.sitefiles import Sample, Site

FILES = sorted(sitefiles.FOLDER.glob("*.toml"))
SITES = sorted({site.name: site for site in sitefiles.sites().values()}.values(), key=lambda site: site.name)
SAMPLES = [(site, sample) for site in SITES for sample in site.samples]
EXAMPLE = sitefiles.sites()["example.org"]


def faults(article: Article, sample: Sample) -> list[str]:
    """What of a sample's claims does not hold."""
    gone = "\n".join(removal.text for removal in article.removals)
    lost = [f"lost: {words}" for words in sample.keep if words not in article.text]
    left = [f"left: {words}" for words in sample.drop if words in article.text]
    secret = [f"in secret: {words}" for words in sample.drop if words not in gone]
    return lost + left + secret


def cleaned(page: str, url: str | None) -> Article:
    return pipeline.clean(page, url=url)


@pytest.mark.parametrize(("site", "sample"), SAMPLES, ids=[f"{s.name}-{n}" for n, (s, _) in enumerate(SAMPLES)])
def test_a_file_does_what_its_tests_say_and_is_needed(site: Site, sample: Sample) -> None:
    for host in site.hosts:
        assert not faults(cleaned(sample.page, f"https://www.{host}/a/story"), sample)
    assert faults(cleaned(sample.page, "https://elsewhere.example/a/story"), sample), "the general way does it too"


def test_every_file_is_read() -> None:
    assert [path.stem for path in FILES] == [site.name for site in SITES]


def test_a_strip_is_owned_up_to_with_its_rule() -> None:
    article = cleaned(EXAMPLE.samples[0].page, "https://example.org/")
    removal = next(removal for removal in article.removals if "Oskar" in removal.text)
    assert (removal.rule, removal.category) == ("site/example.org/1", "comments")
    assert removal.why == "a file for this site names it"
    assert removal.after == "b1"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/", "example.org"),
        ("https://WWW.Example.ORG:444/a?b", "example.org"),
        ("http://a.b.example.net/", "example.org"),
        ("https://notexample.org/", None),
        ("https://example.org.elsewhere.example/", None),
        ("https://org/", None),
        (None, None),
        ("", None),
        ("file:///example.org", None),
    ],
)
def test_a_site_is_its_host_and_what_stands_below(url: str | None, name: str | None) -> None:
    found = sitefiles.of(url)
    assert (found.name if found else None) == name


def test_without_an_address_the_page_s_own_is_asked() -> None:
    page = EXAMPLE.samples[0].page.replace("<title>", '<link rel="canonical" href="https://example.org/pier"><title>')
    assert not faults(cleaned(page, None), EXAMPLE.samples[0])


def test_a_site_that_was_made_anew_is_cleaned_in_the_general_way() -> None:
    page = EXAMPLE.samples[0].page.replace("paper-column", "other")
    anew = cleaned(page, "https://example.org/")
    general = cleaned(page, "https://elsewhere.example/")
    assert anew.text == general.text


def test_a_strip_takes_all_that_stands_in_its_element() -> None:
    box, inner = Wrapper(7, "div", frozenset({"chorus", "line"})), Wrapper(8, "section", frozenset())
    chains = [(), (box,), (box, inner), (inner,)]
    blocks = [Paragraph(id=f"b{n}", context=Context(wrappers=chain)) for n, chain in enumerate(chains, 1)]
    site = sitefiles.parse("a", {**GOOD, "strip": [{"selector": "div.chorus", "category": "comments"}]})
    assert [block.id for block, _ in by_site.judge(blocks[:3], site)] == ["b2", "b3"]
    assert [block.id for block, _ in by_site.judge([blocks[0], blocks[3]], site)] == []


def test_the_guard_against_cutting_too_much_holds_for_strips_too() -> None:
    story = "<p>The pier closes on Monday, the harbour office said, and opens again when the ice is gone.</p>" * 2
    half = '<p class="chorus">' + "The harbour is quiet and the boats are in their sheds. " * 12 + "</p>"
    article = cleaned(f"<article><h1>Pier closes</h1>{story}{half}</article>", "https://example.org/")
    assert "boats are in their sheds" in article.text
    assert any("left in" in note for note in article.notes)


GOOD: dict[str, Any] = {
    "hosts": ["a.example"],
    "body": ["div.story"],
    "strip": [{"selector": "p.voice", "category": "comments"}],
    "test": [{"page": "<p>", "keep": ["a"], "drop": ["b"]}],
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"hosts": []}, "hosts must list names"),
        ({"hosts": ["https://a.example/"]}, "hosts must list names"),
        ({"hosts": ["localhost"]}, "hosts must list names"),
        ({"body": [], "strip": []}, "neither body nor strip"),
        ({"body": ["div.story-text"]}, "'div.story-text' is no selector"),
        ({"body": ["div > p"]}, "'div > p' is no selector"),
        ({"body": [""]}, "'' is no selector"),
        ({"body": ["div."]}, "'div.' is no selector"),
        (
            {"strip": [{"selector": "p.voice", "category": "noise"}]},
            "the category of strip 1 must be one of donation",
        ),
        ({"strip": [{"selector": "p.voice"}]}, "the category of strip 1"),
        ({"strip": [{"selector": "p", "category": "ui", "user_agent": "x"}]}, "user_agent is none of category, sel"),
        ({"headers": {"Cookie": "a=b"}}, "headers is none of body, hosts, strip, test"),
        ({"test": []}, "a [[test]] must show a page"),
        ({"test": [{"page": "<p>", "url": "x"}]}, "url is none of drop, keep, page"),
    ],
)
def test_a_file_that_breaks_the_rules_says_which(change: dict[str, Any], sentence: str) -> None:
    assert sitefiles.parse("good", GOOD).strips[0].rule == "site/good/1"
    with pytest.raises(ValueError, match=r"^bad\.toml: ") as caught:
        sitefiles.parse("bad", {**GOOD, **change})
    assert sentence in str(caught.value)


def test_two_files_can_not_speak_for_one_host(tmp_path: Path) -> None:
    text = FILES[0].read_text(encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^two\.toml: example\.\w+ stands in one\.toml as well"):
        sitefiles.sites(tmp_path)


@pytest.mark.parametrize(
    ("text", "tag", "names", "meant"),
    [
        ("div.story.text", "div", {"story", "text", "wide"}, True),
        ("div.story.text", "div", {"story"}, False),
        ("div.story", "section", {"story"}, False),
        (".story", "section", {"story"}, True),
        ("h2", "h2", set(), True),
        ("h2", "h3", set(), False),
    ],
)
def test_a_selector_means_a_tag_and_words(text: str, tag: str, names: set[str], meant: bool) -> None:
    assert sitefiles.selector("a", text).meets(tag, frozenset(names)) is meant
