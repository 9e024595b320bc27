"""Bytes become the text that a browser would show, whatever the page says of its encoding."""

from __future__ import annotations

import random

import pytest

from server import page
from server.model import NotText

TRAM = {
    "ru": "Старый трамвай снова вышел на линию, и жители района встретили его цветами и долгими аплодисментами.",
    "fr": "La vieille école a rouvert ses portes « après l’été », dit la mairie ; les élèves étaient ravis.",
    "tr": "Eski vapur yeniden sefere çıktı; yolcular güvertede çay içip şarkı söyledi, ışıklar altında.",
    "ja": "古い路面電車が再び走り出し、住民は花束と拍手で出迎えた。運転士は笑顔で手を振った。",
    "ko": "오래된 전차가 다시 달리기 시작했고 주민들은 꽃다발과 박수로 맞이했다.",
    "zh": "老电车重新上路,居民们用鲜花和掌声迎接它,司机微笑着向大家挥手。",
    "zh-TW": "老電車重新上路,居民們用鮮花和掌聲迎接它,司機微笑著向大家揮手。",
    "pl": "Stara łódź znów wypłynęła na jezioro, a dzieci śpiewały piosenki żeglarskie całą drogę.",
    "el": "Το παλιό τραμ βγήκε ξανά στους δρόμους και οι κάτοικοι το υποδέχτηκαν με λουλούδια.",
    "he": "החשמלית הישנה חזרה לרחובות העיר והתושבים קיבלו אותה בפרחים ובמחיאות כפיים.",
    "ar": "عاد الترام القديم إلى شوارع المدينة واستقبله السكان بالزهور والتصفيق الطويل.",
    "th": "รถรางเก่ากลับมาวิ่งอีกครั้ง ชาวบ้านต้อนรับด้วยดอกไม้และเสียงปรบมือ",
}
"""One story in many languages."""

LABELS = [
    ("ru", "windows-1251"), ("ru", "koi8-r"), ("ru", "iso-8859-5"), ("fr", "windows-1252"), ("tr", "windows-1254"),
    ("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp"), ("ko", "euc-kr"), ("zh", "gb18030"),
    ("zh", "gb2312"), ("zh-TW", "big5"), ("pl", "iso-8859-2"), ("pl", "windows-1250"), ("el", "iso-8859-7"),
    ("he", "windows-1255"), ("ar", "windows-1256"), ("th", "tis-620"), ("fr", "utf-8"),
]  # fmt: skip


def html(text: str, head: str = "", lang: str = "") -> str:
    return f"<html{f' lang={lang}' if lang else ''}><head>{head}</head><body><p>{text}</p></body></html>"


def said(data: bytes | str, charset: str | None = None) -> str:
    """The words of a page."""
    return " ".join("".join(page.read(data, charset=charset).root.itertext()).split())


@pytest.mark.parametrize(("lang", "label"), LABELS)
def test_the_label_that_came_with_the_bytes(lang: str, label: str) -> None:
    assert said(html(TRAM[lang]).encode(label), label) == TRAM[lang]


@pytest.mark.parametrize(("lang", "label"), LABELS)
def test_the_label_in_the_page(lang: str, label: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    assert said(html(TRAM[lang], head).encode(label)) == TRAM[lang]


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("ru", "windows-1251"), ("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp"), ("ko", "euc-kr"),
        ("zh", "gb18030"), ("zh-TW", "big5"), ("tr", "windows-1254"), ("pl", "windows-1250"),
        ("ar", "windows-1256"), ("he", "windows-1255"), ("fr", "windows-1252"),
    ],
)  # fmt: skip
def test_no_label_at_all(lang: str, label: str) -> None:
    assert said(html(TRAM[lang], lang=lang).encode(label)) == TRAM[lang]


@pytest.mark.parametrize("label", ["no-such-thing", "", "punycode", "undefined", "idna", "hex", "utf-7", "x" * 500])
def test_a_label_that_browsers_do_not_know_is_no_error(label: str) -> None:
    assert said(html(TRAM["ja"]).encode("euc-jp"), label) == TRAM["ja"]


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "utf-16"])
def test_utf8_wins_over_a_wrong_label(label: str) -> None:
    assert said(html(TRAM["fr"], f"<meta charset={label}>").encode(), label) == TRAM["fr"]


def test_a_wrong_utf8_label_does_no_harm() -> None:
    assert said(html(TRAM["ru"], "<meta charset=utf-8>").encode("windows-1251"), "utf-8") == TRAM["ru"]


@pytest.mark.parametrize("head", ["", "<meta charset=utf-8>"])
def test_one_broken_byte_does_not_spoil_a_page_of_utf8(head: str) -> None:
    whole = html(TRAM["fr"] * 3, head).encode()
    assert said(whole.replace(b"<p>", b"<p>\xff ")) == "\ufffd " + TRAM["fr"] * 3


def test_a_page_cut_in_the_middle_of_a_character() -> None:
    assert said(TRAM["ja"].encode()[:-1]) == TRAM["ja"][:-1] + "\ufffd"


def test_an_accent_at_the_very_end() -> None:
    assert said("Il boit un café".encode("latin-1")) == "Il boit un café"


def test_latin_1_is_read_as_windows_1252() -> None:
    assert said(b"<p>\x93quoted\x94 \x96 \x80 5</p>", "iso-8859-1") == "“quoted” – € 5"


@pytest.mark.parametrize(
    ("bom", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_byte_order_mark_wins_over_every_label(bom: bytes, encoding: str) -> None:
    data = bom + html(TRAM["ko"], "<meta charset=windows-1252>").encode(encoding)
    assert said(data, "iso-8859-1") == TRAM["ko"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", [None, "utf-16"])
def test_utf16_without_a_byte_order_mark(encoding: str, label: str | None) -> None:
    assert said(html(TRAM["zh"]).encode(encoding), label) == TRAM["zh"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"GIF89a\x01\x00\x01\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"PK\x03\x04\x14\x00", b"\x1f\x8b\x08\x00", b"RIFF\x24\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypmp42", b"ID3\x03\x00\x00", b"OggS\x00\x02", b"wOF2\x00\x01\x00\x00",
        random.Random(7).randbytes(4_000),
    ],
    ids=["png", "jpeg", "gif", "pdf", "zip", "gzip", "webp", "mp4", "mp3", "ogg", "woff2", "noise"],
)  # fmt: skip
def test_binary_files_are_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        page.read(data)


@pytest.mark.parametrize("text", ["RIFFs of the year: a list", "ID3 tags, explained", "OggS and other words"])
def test_a_text_may_begin_like_a_file(text: str) -> None:
    assert said(text.encode()) == text


def test_halves_of_surrogate_pairs_in_a_text() -> None:
    assert said("<p>one \ud83d two</p>") == "one \ufffd two"
    assert page.read("one \udc00 two", kind="text").root.findtext(".//p") == "one \ufffd two"


def test_control_characters_go() -> None:
    assert said("<p>one\x00 two\x1b\x07</p>") == "one two"
    assert said("<p>one&#2;s\x0ctwo&#x1F; three&#65534;&#x0000fFfF &#0012;four&#xb</p>") == "ones two three four"


def test_what_is_no_control_character_stays() -> None:
    assert said("<p>a&#10;b&#9;c&#13;d&#x20;e&#8211;f&#123;g&#x1F600;h&#655340;") == "a b c d e–f{g😀h\U0009ffec"


@pytest.mark.parametrize("odd", ["\x0c", "&#1;", "&#x1f;", "&#&#1;1;", "&#x&#x1;1;", "&#65535;", "&#12;"])
def test_no_character_is_left_that_a_tree_can_not_hold(odd: str) -> None:
    """Text that is moved within the tree must be text that lxml takes."""
    moved = f"<html><head><x-card>One</x-card></head>{odd}two<x-b slot=a>{odd}three</x-b>"
    hosted = f"<div>{odd}four<template shadowrootmode=open>{odd}<slot></slot>five</template></div>{odd}six"
    assert "six" in said(moved + hosted)
    assert page.read("one \x1b two", kind="text").root.findtext(".//p") == "one  two"


TWICE = "The keeper’s lamp – “the old one” – was lit in Café Ñandú at nine…"


@pytest.mark.parametrize("sent", [lambda text: text, str.encode], ids=["text", "bytes"])
def test_a_page_that_was_encoded_twice_is_read_once(sent) -> None:  # type: ignore[no-untyped-def]
    twice = TWICE.encode().decode("latin-1")
    assert said(sent(f"<p>{twice}</p>")) == TWICE


def test_letters_that_only_look_so_stay() -> None:
    assert said("<p>Ã© is how a wrong page writes é, and â† an arrow.</p>").startswith("Ã© is how")
