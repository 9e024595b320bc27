"""Pictures and embeds: the address that a reader's browser would load, caption and credit told apart."""

from __future__ import annotations

import pytest

from blocks.reading import kinds, one, outline
from server.model import Embed, Figure, List, Paragraph, Quote, Table

AT = "https://gazette.test"


def pictures(body: str, url: str | None = f"{AT}/news/story") -> list[str]:
    """Addresses of the pictures of a page."""
    return [block.picture.src for block in outline(body, url) if isinstance(block, Figure)]


def figure(body: str) -> Figure:
    block = one(body)
    assert isinstance(block, Figure)
    return block


def embed(body: str) -> Embed:
    block = one(body)
    assert isinstance(block, Embed)
    return block


def post(body: str) -> Quote:
    block = one(body)
    assert isinstance(block, Quote)
    return block


# --- which picture


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("src=/a.jpg", "/a.jpg"),
        ("src=../pics/a.jpg", "/pics/a.jpg"),
        ("src='data:image/gif;base64,R0lG' data-src=/a.jpg", "/a.jpg"),
        ("src=/grey.gif data-lazy-src=/a.jpg", "/a.jpg"),
        ("src=/grey.gif data-original=/a.jpg", "/a.jpg"),
        ("data-srcset='/s.jpg 300w, /m.jpg 1200w'", "/m.jpg"),
        ("src=data:image/svg+xml;base64,PHN2 data-flickity-lazyload=/a.jpg", "/a.jpg"),
        ("src=data:image/svg+xml;base64,PHN2 data-flickity-lazyload-srcset='/m.jpg 1x, /l.jpg 2x'", "/l.jpg"),
        ("data-splide-lazy=/a.jpg", "/a.jpg"),
        ("srcset='/s.jpg 300w, /m.jpg 1200w, /xl.jpg 4000w' src=/s.jpg", "/m.jpg"),
        ("srcset='/xl.jpg 4000w, /xxl.jpg 6000w'", "/xl.jpg"),
        ("srcset='/one.jpg, /two.jpg 2x' src=/one.jpg", "/two.jpg"),
        ("srcset='/w_200,h_100/s.jpg 200w, /w_800,h_400/m.jpg 800w'", "/w_800,h_400/m.jpg"),
        ("srcset='data:image/gif;base64,R0 1w' src=/a.jpg", "/a.jpg"),
        ("data-cc-src=/chosen.jpg srcset='/m.jpg 1200w' src=/s.jpg", "/chosen.jpg"),
        ("src='/a b.jpg'", "/a%20b.jpg"),
    ],
)
def test_the_address_of_a_picture(attributes: str, expected: str) -> None:
    assert pictures(f"<img {attributes}>") == [AT + expected]


@pytest.mark.parametrize(
    "body",
    [
        "<picture><source srcset='/p.webp 900w'><source srcset='/q.webp 600w'><img class=lazy></picture>",
        "<picture><source data-srcset='/p.webp 900w' /><img class=lazy></picture>",
        "<img src='data:image/gif;base64,R'><noscript><img src=/p.webp></noscript>",
        "<img class=lazy><noscript>&lt;img src='/p.webp' alt=''&gt;</noscript>",
        "<div class=wait><noscript><img src=/p.webp></noscript></div>",
        "<amp-img src=/p.webp width=600 height=400></amp-img>",
    ],
)
def test_where_a_picture_may_hide(body: str) -> None:
    assert pictures(body) == [f"{AT}/p.webp"]


def test_a_noscript_beside_its_picture_is_not_a_second_one() -> None:
    assert pictures("<div><img data-src=/a.jpg><noscript><img src=/a.jpg></noscript></div>") == [f"{AT}/a.jpg"]


@pytest.mark.parametrize(
    "attributes",
    [
        "src=/dot.gif width=1 height=1", "src=/a.jpg class=logo", "src=/img/icon-share.png",
        "src=/a.png class='user-avatar'",
        "src=https://pixel.stats.test/p.gif", "src=https://b.scorecardresearch.com/p?c=1",
        "src=https://www.facebook.com/tr?id=1",
        "src='data:image/png;base64,AA'", "src=blob:https://gazette.test/1", "src=javascript:x", "src=file:///a.jpg",
        "",
        "src=http://localhost/a.jpg", "src=http://127.0.0.1/a.jpg", "src=http://127.1/a.jpg",
        "src=http://0x7f000001/a.jpg",
        "src=http://2130706433/a.jpg", "src=http://10.1.2.3/a.jpg", "src=http://192.168.0.9/a.jpg",
        "src=http://169.254.169.254/x.jpg",
        "src=http://[::1]/a.jpg", "src=http://[fd00::1]/a.jpg", "src=http://[::ffff:10.0.0.1]/a.jpg",
        "src=http://printer/a.jpg",
        "src=http://nas.local/a.jpg", "src=http://wiki.internal/a.jpg", "src=http://localhost./a.jpg",
        "src=http:///a.jpg",
    ],
)  # fmt: skip
def test_decoration_pixels_and_private_hosts_are_no_pictures(attributes: str) -> None:
    assert pictures(f"<p>text</p><img {attributes}>") == []


def test_a_pixel_in_a_noscript_is_no_picture() -> None:
    pixel = "<noscript><img src='https://count.test/x.gif' width=1 height=1></noscript>"
    assert pictures(f"<p>text</p><img src=/icons/logo.svg>{pixel}<div>{pixel}</div>") == []
    assert pictures("<div><noscript><a href=/c><img src='https://ads.test/view.php?n=1'></a></noscript></div>") == []


def test_http_becomes_https_on_an_https_page_alone() -> None:
    assert pictures("<img src=http://pics.test/a.jpg>") == ["https://pics.test/a.jpg"]
    assert pictures("<img src=http://pics.test/a.jpg>", "http://gazette.test/") == ["http://pics.test/a.jpg"]


def test_without_an_address_relative_pictures_go() -> None:
    assert pictures("<img src=/a.jpg><img src=https://pics.test/b.jpg>", None) == ["https://pics.test/b.jpg"]


def test_size_and_alternative_text() -> None:
    picture = figure("<img src=/a.jpg width=640 height='480px' alt='  A  quay at dawn '>").picture
    assert (picture.alt, picture.width, picture.height) == ("A quay at dawn", 640, 480)
    assert figure("<img src=/a.jpg width='100%'>").picture.width is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [("/other-story", f"{AT}/other-story"), ("/a.jpg", None), ("/full/a.PNG?x=1", None), ("#", None)],
)
def test_where_a_picture_leads(href: str, expected: str | None) -> None:
    assert figure(f"<a href='{href}'><img src=/a.jpg></a>").href == expected


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Rain <img class=emoji alt=🌧 src=https://s.test/1.svg> today</p>", "Rain 🌧 today"),
        ("<p><img alt=⚓ src=/1.svg width=16 height=16> Harbour</p>", "⚓ Harbour"),
        ("<p>All <img class=emoji alt='👨‍👩‍👧' src=/e.png></p>", "All 👨‍👩‍👧"),
    ],
)
def test_emoji_drawn_as_pictures_are_text(body: str, text: str) -> None:
    assert one(body).text == text


def test_a_picture_in_a_line_stands_behind_it() -> None:
    assert kinds("<p>one <img src=/a.jpg width=600> two</p><p>three") == [
        ("paragraph", "one two"),
        ("figure", ""),
        ("paragraph", "three"),
    ]


# --- caption and credit


@pytest.mark.parametrize(
    ("caption", "expected", "credit"),
    [
        ("The quay at dawn.", "The quay at dawn.", None),
        ("The quay at dawn. (Reuters)", "The quay at dawn.", "Reuters"),
        ("The quay at dawn. Photo: Ida Lund", "The quay at dawn.", "Ida Lund"),
        ("Der Kai am Morgen. Foto: Ida Lund/dpa", "Der Kai am Morgen.", "Ida Lund/dpa"),
        ("Le quai à l’aube. Crédit : Ida Lund", "Le quai à l’aube.", "Ida Lund"),
        ("El muelle al alba. Foto de: Ida Lund", "El muelle al alba.", "Ida Lund"),
        ("Причал на рассвете. Фото: Ида Лунд", "Причал на рассвете.", "Ида Лунд"),
        ("夜明けの岸壁。写真：井田", "夜明けの岸壁。", "井田"),
        ("The quay at dawn © Ida Lund", "The quay at dawn", "Ida Lund"),
        ("The quay. <span class=credit>Ida Lund</span>", "The quay.", "Ida Lund"),
        ("The quay. <span>Photo: <span class='photo-credit'>Ida Lund</span></span>", "The quay.", "Ida Lund"),
        ("<p>The quay.</p><p class=image__copyright>Ida Lund</p>", "The quay.", "Ida Lund"),
        ("The quay at dawn [Ida Lund/Harbour Press]", "The quay at dawn", "Ida Lund/Harbour Press"),
        ("الميناء عند الفجر [المنارة]", "الميناء عند الفجر", "المنارة"),
        ("The mayor [right]", "The mayor [right]", None),
        ("El muelle al alba. <span>IDA LUND</span>", "El muelle al alba.", "IDA LUND"),
        ("El muelle al alba. EFE", "El muelle al alba.", "EFE"),
        ("The quay at dawn. AP Photo/Ida Lund, File", "The quay at dawn.", "AP Photo/Ida Lund, File"),
        ("The quay at dawn. Photo: Ida Lund (Reuters)", "The quay at dawn. Photo: Ida Lund", "Reuters"),
        ("The quay at dawn (Photo: Ida Lund)", "The quay at dawn", "Photo: Ida Lund"),
        ("Der Kai am Morgen. Bild © Ida Lund (Hafenfunk)", "Der Kai am Morgen.", "Bild © Ida Lund (Hafenfunk)"),
        ("Şafakta rıhtım. Fotoğraf : Ida Lund", "Şafakta rıhtım.", "Ida Lund"),
        (
            "The old quay at dawn. (AP Photo/Ida Lund) <span class=credit>Copyright AP</span>",
            "The old quay at dawn.",
            "AP Photo/Ida Lund / Copyright AP",
        ),
        ("<p class=credit>The old quay at dawn. Photo: Ida Lund</p>", "The old quay at dawn.", "Photo: Ida Lund"),
        (
            "<p>The old quay at dawn.</p><p>(Image: Ida Lund)</p><p class=credit>)</p>",
            "The old quay at dawn.",
            "Ida Lund",
        ),
        ("<p>The old quay.</p><span class=credit>(Image:</span><p>Ida Lund)</p>", "The old quay.", "Image: Ida Lund"),
        ("A flag of the EU", "A flag of the EU", None),
        ("The quay at dawn. The Ida Lund", "The quay at dawn. The Ida Lund", None),
        ("The quay (the old one)", "The quay (the old one)", None),
        ("The photo shows the quay", "The photo shows the quay", None),
    ],
)
def test_caption_and_credit(caption: str, expected: str, credit: str | None) -> None:
    found = figure(f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>")
    assert found.caption.text == expected
    assert (credit or "") in (found.credit or "")
    assert (found.credit is None) == (credit is None)


def test_words_behind_a_credit_that_stands_alone_beside_it_are_not_a_second_credit() -> None:
    alone = "<figcaption><span class=credit>Photograph: Ida Lund</span></figcaption>"
    outer = "<div class=caption>Photograph: Ida Lund View image in fullscreen</div>"
    found = figure(f"<div class=media><figure><img src=/a.jpg>{alone}</figure>{outer}</div>")
    assert found.credit == "Photograph: Ida Lund"


def test_a_caption_keeps_its_markup() -> None:
    body = "<figure><img src=/a.jpg><figcaption>The <a href=/q>quay</a>. (AFP)</figcaption></figure>"
    (span,) = figure(body).caption.spans
    assert (span.kind, span.start, span.end, span.value) == ("link", 4, 8, f"{AT}/q")


@pytest.mark.parametrize(
    "body",
    [
        "<div class=image-box><img src=/a.jpg><p>The quay at dawn.</p></div>",
        "<div class=photo><img src=/a.jpg><div class=caption>The quay at dawn.</div></div>",
        "<div><div><img src=/a.jpg></div><div class='media-legende'>The quay at dawn.</div></div>",
        "<figure><img src=/a.jpg>The quay at dawn.</figure>",
        "<figure><div><img src=/a.jpg></div><p>The quay at dawn.</p></figure>",
    ],
)
def test_captions_outside_a_figcaption(body: str) -> None:
    found = [block for block in outline(body) if isinstance(block, Figure)]
    assert [block.caption.text for block in found] == ["The quay at dawn."]
    assert not [block for block in outline(body) if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=image><img src=/a.jpg><p>{'A long story about the quay. ' * 12}</p></div>",
        "<div><img src=/a.jpg><p>A short paragraph of the article.</p></div>",
        "<div class=image><img src=/a.jpg><h2>A heading</h2><p>And its text.</p></div>",
    ],
)
def test_text_beside_a_picture_is_no_caption(body: str) -> None:
    assert any(isinstance(block, Paragraph) for block in outline(body))


def test_a_figure_without_a_picture_keeps_its_caption() -> None:
    found = figure("<figure><canvas></canvas><figcaption>How the tide rose. Chart: Ida Lund</figcaption></figure>")
    assert found.caption.text.startswith("How the tide rose.")
    assert found.picture.src == ""


def test_a_figure_around_text_keeps_it() -> None:
    long = "A story that stands in a figure element. " * 12
    assert kinds(f"<figure><p>{long}</p></figure>") == [("paragraph", long.strip())]
    quoted = outline("<figure><blockquote>Said.</blockquote><figcaption>Ida Lund</figcaption></figure>")
    assert [type(block) for block in quoted] == [Quote, Paragraph]


def test_a_figure_around_a_table() -> None:
    block = one("<figure><table><tr><th>a<th>b<tr><td>1<td>2</table><figcaption>Tides</figcaption></figure>")
    assert isinstance(block, Table)
    assert block.caption == "Tides"


# --- embeds


@pytest.mark.parametrize(
    ("src", "provider", "url"),
    [
        ("https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0", "YouTube",
         "https://www.youtube.com/watch?v=abcdefghijk"),
        ("//www.youtube.com/embed/abcdefghijk", "YouTube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("https://player.vimeo.com/video/123456?h=1", "Vimeo", "https://vimeo.com/123456"),
        ("https://www.google.com/maps/embed?pb=1", "Google Maps", "https://www.google.com/maps/embed?pb=1"),
        ("https://datawrapper.dwcdn.net/abcde/1/", "Datawrapper", "https://datawrapper.dwcdn.net/abcde/1/"),
        ("https://open.spotify.com/embed/episode/1", "Spotify", "https://open.spotify.com/embed/episode/1"),
        ("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fq%2Fposts%2F1", "Facebook",
         "https://www.facebook.com/q/posts/1"),
    ],
)  # fmt: skip
def test_frames_become_cards(src: str, provider: str, url: str) -> None:
    for attribute in ("src", "data-src", "data-lazy-src"):
        card = embed(f"<iframe {attribute}='{src}' title=' A  film '></iframe>")
        assert (card.provider, card.url, card.title, card.text) == (provider, url, "A film", "")


@pytest.mark.parametrize(
    "attributes",
    ["src=https://ads.test/x", "src=about:blank", "", "srcdoc='<p>x'", "src=javascript:x",
     "src=https://www.google.com/recaptcha/x",
     "src=https://youtube.com.evil.test/embed/abcdefghijk", "src='http://[bad'"],
)  # fmt: skip
def test_other_frames_go(attributes: str) -> None:
    assert kinds(f"<p>one</p><iframe {attributes}>inside</iframe><p>two</p>") == [
        ("paragraph", "one"),
        ("paragraph", "two"),
    ]


def test_a_post_that_stands_in_the_page_as_text() -> None:
    card = post(
        "<blockquote class='twitter-tweet'><p>The ferry is <b>back</b>!</p>— Harbour "
        "<a href='https://twitter.com/harbour/status/1'>May 1</a></blockquote>"
    )
    assert (card.provider, card.url) == ("X", "https://twitter.com/harbour/status/1")
    assert card.text == "The ferry is back!\n— Harbour May 1"
    assert [card.text[s.start : s.end] for s in card.spans] == ["back", "May 1"]


def test_a_post_with_its_address_in_an_attribute() -> None:
    at = "https://www.instagram.com/p/abc/"
    card = post(
        f"<blockquote class=instagram-media data-instgrm-permalink='{at}'><p>Morning on the quay</p></blockquote>"
    )
    assert (card.provider, card.url, card.text) == ("Instagram", at, "Morning on the quay")


def test_video_and_sound() -> None:
    assert embed("<video src=/v.mp4>old browser</video>").url == f"{AT}/v.mp4"
    assert embed("<video><source src=/v.webm><source src=/v.mp4></video>").url == f"{AT}/v.webm"
    assert embed("<audio src=/a.mp3 title='The speech'></audio>").title == "The speech"
    assert outline("<video src='blob:https://gazette.test/1'></video>") == ()
    captioned = embed("<figure><video src=/v.mp4></video><figcaption>The ferry lands.</figcaption></figure>")
    assert captioned.quote.text == "The ferry lands."


# --- what stands around a block


def flags(body: str) -> frozenset[str]:
    return one(body).context.flags


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        ("<aside>x</aside>", "aside"), ("<div role=complementary><p>x</p></div>", "aside"), ("<nav>x</nav>", "nav"),
        ("<footer><p>x</p></footer>", "footer"), ("<form><p>x</p></form>", "form"), ("<dialog>x</dialog>", "dialog"),
        ("<div aria-modal=true>x</div>", "dialog"), ("<p hidden>x</p>", "hidden-inline"),
        ("<div style='Display : none'><p>x</p></div>", "hidden-inline"), ("<p aria-hidden=true>x</p>", "aria-hidden"),
        ("<div aria-live=polite>x</div>", "live"), ("<button>x</button>", "button"),
        ("<details>x</details>", "details"),
    ],
)  # fmt: skip
def test_what_an_element_is(body: str, flag: str) -> None:
    assert flag in flags(body)
    assert flag not in flags("<div style='display:block' aria-hidden=false><p>x</p></div>")


def test_names_wrappers_links_and_repeats() -> None:
    first, second, third = outline(
        "<div class='newsletterSignUp--big' data-testid=promo-box><p class=lead>See <a href=/a>this</a></p></div>"
        "<p>Again.</p><section><p>Again.</p></section>"
    )
    assert first.context.tag == "p"
    assert first.context.names == {"lead"}
    assert {"newsletter", "sign", "up", "big", "promo", "box"} <= first.context.wrappers[-1].names
    assert (first.context.link_density, first.context.links) == (0.5, 1)
    assert (first.context.repeats, second.context.repeats, third.context.repeats) == (1, 2, 2)
    assert [wrapper.tag for wrapper in third.context.wrappers] == ["body", "section"]
    assert first.context.wrappers[0] is second.context.wrappers[0]


def test_link_density_of_lists() -> None:
    block = one("<ul><li><a href=/a>one</a></li><li><a href=/b>two</a></li></ul>")
    assert isinstance(block, List)
    assert block.context.link_density > 0.8
    assert block.context.links == 2


@pytest.mark.parametrize("box", ["<p class=photo-caption>{}</p>", "<div class='c-caption'><span>{}</span></div>"])
def test_a_caption_told_by_its_name_alone_is_not_read_as_the_text(box: str) -> None:
    said = box.format("The quay at low tide. Photo: Ida Lund")
    last = outline(f"<p>One.</p>{said}")[-1]
    assert isinstance(last, Figure)
    assert (last.picture.src, last.caption.text, last.credit) == ("", "The quay at low tide.", "Photo: Ida Lund")


def test_a_caption_told_by_its_name_goes_to_the_picture_before_it() -> None:
    blocks = outline(
        "<main><div><img src=/q.jpg width=800></div><section><p class=caption>The quay</p></section></main>"
    )
    assert [type(block) for block in blocks] == [Figure]
    assert isinstance(blocks[0], Figure)
    assert blocks[0].caption.text == "The quay"


def test_what_follows_a_picture_in_a_gallery_is_its_caption() -> None:
    slide = "<div class=slide><img src={} width=800></div><span class=carousel-info><p>{}</p></span>"
    shown = slide.format("/a.jpg", "The bow.") + slide.format("/b.jpg", "The stern.")
    found = [b for b in outline(f"<div class=carousel>{shown}</div>") if isinstance(b, Figure)]
    assert [figure.caption.text for figure in found] == ["The bow.", "The stern."]


def test_a_button_beside_a_picture_is_no_part_of_its_caption() -> None:
    found = outline(
        "<figure><img src=/q.jpg width=800><button>Enlarge picture</button><figcaption>The quay</figcaption></figure>"
    )
    assert isinstance(found[0], Figure)
    assert found[0].caption.text == "The quay"
    assert [block.text for block in found[1:]] == ["Enlarge picture"]
