"""Whose page it is, in which language, and where it and its picture stand."""

import pytest
from lxml import etree

from metadata.pages import URL, article, page, read, script
from server import metadata

H1 = "<h1>Ferry returns to the harbour after eleven weeks</h1>"


def test_the_site_and_every_name_of_the_publication():
    head = (
        '<meta property="og:site_name" content="Harbour Herald">'
        + article(publisher={"@type": "NewsMediaOrganization", "name": "Herald Media"})
        + script({"@type": "WebSite", "name": "harbour-herald.example", "alternateName": ["HH", "The Herald"]})
    )
    found = read(head, H1)
    assert found.site == "Harbour Herald"
    assert found.sources["site"] == "og:site_name"
    assert found.publishers[:2] == ("Harbour Herald", "Herald Media")
    assert {"HH", "The Herald", "harbour-herald"} <= set(found.publishers)


def test_the_host_names_the_site_where_nothing_else_does():
    found = read("", H1, url="https://www.news.herald.co.uk/a")
    assert found.site == "news.herald.co.uk"
    assert found.publishers == ("news.herald.co.uk", "herald")


def test_without_an_address_nothing_is_made_up():
    found = read("", H1, url=None)
    assert (found.site, found.publishers, found.canonical_url, found.page_of) == (None, (), None, None)


@pytest.mark.parametrize(
    ("html", "head", "tag"),
    [
        ('<html lang="en">', "", "en"),
        ('<html lang="EN_gb">', "", "en-GB"),
        ('<html lang="sr-cyrl-rs">', "", "sr-Cyrl-RS"),
        ("<html>", '<meta property="og:locale" content="en_US">', "en-US"),
        ("<html>", '<meta http-equiv="x" name="language" content="English">', "en"),
        ("<html>", article(inLanguage={"@type": "Language", "name": "en-AU"}), "en-AU"),
        ('<html lang="xx-unknown">', "", "en"),
        ("<html>", "", "en"),
    ],
)
def test_the_language_that_the_page_declares(html, head, tag):
    assert read(head, H1, html=html).language == tag


def test_a_declaration_that_the_words_bear_out_keeps_its_script_and_country():
    chinese = "<p>渡轮停航十一周之后，星期一重新启航。港务长说，第一班船上的自行车比汽车还多。</p>"
    sent = page("", "<h1>渡轮回来了</h1>", html='<html lang="zh-hans-cn">')
    for paragraph in list(sent.root.iter("p")):
        paragraph.getparent().remove(paragraph)
    sent.root.find("body").append(etree.HTML(chinese).find("body/p"))
    assert metadata.read(sent).language == "zh-Hans-CN"


def test_the_words_win_over_a_declaration_that_they_contradict():
    german = (
        "<p>Die Fähre fährt seit Montag wieder, und der Hafenmeister sagte, dass auf der ersten Fahrt mehr Räder als "
        "Autos an Bord waren. Es ist nicht das erste Mal, dass sie so lange in der Werft lag.</p>"
    )
    found = metadata.read(page("", f"<h1>Die Fähre ist wieder da</h1>{german * 2}", html='<html lang="en-US">'))
    assert (found.language, found.sources["language"]) == ("de", "words")


def test_a_language_without_words_of_ours_is_believed():
    assert read("", H1, html='<html lang="is-IS">').language == "is-IS"


@pytest.mark.parametrize(
    ("html", "direction"),
    [
        ('<html lang="en">', "ltr"),
        ('<html lang="fa">', "rtl"),
        ('<html lang="is" dir="rtl">', "rtl"),
        ('<html lang="he" dir="LTR">', "ltr"),
    ],
)
def test_the_direction(html, direction):
    assert read("", H1, html=html).direction == direction


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/town/ferry">', "https://www.harbour-herald.example/town/ferry"),
        ('<link rel="alternate CANONICAL" href="https://h.example/f">', "https://h.example/f"),
        ('<meta property="og:url" content="https://h.example/f">', "https://h.example/f"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ("", None),
    ],
)
def test_the_canonical_address(head, canonical):
    assert read(head, H1).canonical_url == canonical


def test_the_lead_picture_with_its_size_and_caption():
    head = (
        '<meta property="og:image" content="/f.jpg"><meta property="og:image:width" content="1200px">'
        '<meta property="og:image:alt" content="A ferry">'
    ) + article(
        image=[{"url": "https://www.harbour-herald.example/f.jpg", "height": 800, "caption": "The ferry at noon"}]
    )
    picture = read(head, H1).lead_image
    assert picture is not None
    assert picture.src == "https://www.harbour-herald.example/f.jpg"
    assert (picture.width, picture.height, picture.alt, picture.caption) == (
        1200,
        800,
        "A ferry",
        "The ferry at noon",
    )


def test_the_widest_picture_of_json_ld():
    small, wide = (
        {"url": "https://h.example/s.jpg", "width": 300},
        {"url": "https://h.example/w.jpg", "width": "1600"},
    )
    picture = read(article(image=[small, wide, "https://h.example/x.jpg"]), H1).lead_image
    assert picture is not None
    assert (picture.src, picture.width) == ("https://h.example/w.jpg", 1600)


@pytest.mark.parametrize("src", ["data:image/png;base64,AAAA", "javascript:x", "f.jpg", "", "//"])
def test_a_picture_is_absolute_and_of_the_web_or_none(src):
    assert read(f'<meta property="og:image" content="{src}">', H1, url=None).lead_image is None


def test_the_fields_of_json_ld_that_need_no_thought():
    found = read(
        article(articleSection=["Town", "Sea"], wordCount="612", isAccessibleForFree="False", description="Short."),
        H1,
    )
    assert (found.section, found.declared_words, found.free, found.kind) == ("Town", 612, False, "newsarticle")
    assert found.description == "Short."


@pytest.mark.parametrize(
    ("value", "free"),
    [(True, True), (False, False), ("http://schema.org/True", True), ("no", False), ("perhaps", None), (None, None)],
)
def test_whether_it_is_free(value, free):
    assert read(article(isAccessibleForFree=value), H1).free is free


def test_a_bare_page_knows_its_address_and_headline_alone():
    found = read("", H1)
    assert found.sources == {"title": "h1", "site": "address", "language": "html lang"}
    assert URL.startswith("https://www.harbour-herald.example")
    assert (found.section, found.kind, found.free, found.lead_image, found.authors) == (None, None, None, None, ())


def test_the_head_where_json_ld_is_silent():
    head = (
        '<meta property="article:section" content="Town &amp;amp; sea"><meta name="description" content="Short.">'
        '<meta property="og:type" content="Article"><meta property="article:content_tier" content="locked">'
        '<meta name="wordcount" content="612">'
    )
    found = read(head, H1)
    assert (found.section, found.description, found.kind) == ("Town & sea", "Short.", "article")
    assert (found.free, found.declared_words) == (False, 612)
    assert found.sources["section"] == "meta"
    assert found.sources["free"] == "article:content_tier"


@pytest.mark.parametrize(
    ("found", "shown"),
    [("World news", "World news"), ("news_news", None), ("/sport/football/", None), (None, None)],
)
def test_a_section_is_worded_for_readers(found, shown):
    head = f'<meta property="article:section" content="{found}">' if found else ""
    assert read(head, H1).section == shown
