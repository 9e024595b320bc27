"""What capture takes from the page: what the reader can see, and nothing that the page hides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chromium import Chromium
from newsstand import Newsstand

CAPTURE = Path(__file__).parent.parent.parent / "extension" / "capture.js"
FRAME = "<!doctype html><html><head><style>{css}</style></head><body><main>{body}</main></body></html>"


@pytest.fixture
def captured(chromium: Chromium, site: Newsstand) -> Any:
    """Captures a page made of this body and these styles; gives what `capture` gives."""
    source = CAPTURE.read_text().replace("export function capture", "function capture")

    def capture(body: str, css: str = "", before: str = "") -> dict[str, str]:
        page = chromium.open(site.make("made.html", FRAME.format(css=css, body=body)))
        page.evaluate(before or "0")
        taken: dict[str, str] = page.evaluate(f"() => {{ {source}; return capture(); }}")
        return taken

    return capture


HIDDEN = {
    "display none": ("<p class=x>secret</p>", ".x { display: none }", "display"),
    "the hidden attribute": ("<p hidden>secret</p>", "", "display"),
    "visibility": ("<p class=x>secret</p>", ".x { visibility: hidden }", "visibility"),
    "content-visibility": ("<div class=x><p>secret</p></div>", ".x { content-visibility: hidden }", "display"),
    "for screen readers": (
        "<span class=x>secret</span>",
        ".x { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0) }",
        "clipped",
    ),
    "clipped to nothing": ("<p class=x>secret</p>", ".x { position: absolute; clip: rect(0, 0, 0, 0) }", "clipped"),
    "no height": ("<div class=x><p>secret</p></div>", ".x { max-height: 0; overflow: hidden }", "clipped"),
    "off the screen": (
        "<p class=x>secret</p>",
        ".x { position: absolute; left: -9999px; width: 300px }",
        "offscreen",
    ),
    "cut off below": (
        "<div class=x><p>seen</p><div class=tall></div><p>secret</p></div>",
        ".x { height: 200px; overflow: hidden } .tall { height: 400px }",
        "cut",
    ),
    "a dialog that is closed": ("<dialog><p>secret</p></dialog>", "", "display"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_the_page_hides_is_marked_and_not_sent(captured: Any, name: str) -> None:
    body, css, why = HIDDEN[name]
    content = captured(f"<p>before</p>{body}<p>after</p>", css)["content"]
    assert f'data-cc-hidden="{why}"' in content
    assert "secret" not in content
    assert "<p>before</p>" in content
    assert "<p>after</p>" in content


SEEN = {
    "not scrolled to yet": ("<div class=x></div><p>words</p>", ".x { height: 5000px }"),
    "faded in by a script": ("<p class=x>words</p>", ".x { opacity: 0 }"),
    "made to lay out late": (
        "<div class=x><p>words</p></div>",
        ".x { content-visibility: auto; margin-top: 9000px }",
    ),
    "folded, to be opened": ("<details><summary>More</summary><p>words</p></details>", ""),
    "without a box of its own": ("<div class=x><p>words</p></div>", ".x { display: contents }"),
    "in a box that hides nothing": ("<div class=x><p>words</p></div>", ".x { overflow: hidden }"),
    "in a box that scrolls": (
        "<div class=x><div class=tall></div><p>words</p></div>",
        ".x { height: 200px; overflow: auto } .tall { height: 400px }",
    ),
    "under a dialog that locks scrolling": (
        "<div class=tall></div><p>words</p>",
        "html, body, main { height: 100%; overflow: hidden } .tall { height: 4000px }",
    ),
    "visible in a hidden parent": (
        "<div class=x><p class=y>words</p></div>",
        ".x { visibility: hidden } .y { visibility: visible }",
    ),
    "found by the browser's search": ("<div hidden=until-found><p>words</p></div>", ""),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_the_reader_can_come_to_is_sent(captured: Any, name: str) -> None:
    body, css = SEEN[name]
    assert "words</p>" in captured(body, css)["content"]


def test_the_page_says_that_it_was_captured_and_keeps_no_marks_of_its_own(captured: Any) -> None:
    content = captured("<p data-cc-hidden=display data-cc-src=x>words</p>")["content"]
    assert content.startswith('<!DOCTYPE html><html data-cc-captured="1">')
    assert "<p>words</p>" in content


def test_scripts_styles_handlers_and_typed_values_stay_behind(captured: Any) -> None:
    content = captured(
        "<script>let token = 'abc'</script><script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script>"
        "<p onclick='go()'>words</p><input name=csrf value=secret-token><textarea>default</textarea>",
        "p { color: red }",
        "document.querySelector('textarea').value = 'typed by the reader'",
    )["content"]
    assert '<script type="application/ld+json">{"@type": "NewsArticle"}</script>' in content
    for gone in ("token", "<style", "onclick", "typed by the reader", "color: red"):
        assert gone not in content


def test_text_and_attributes_come_through_unchanged(captured: Any, chromium: Chromium) -> None:
    body = "<p title='a &quot;b&quot; &amp; c'>1 &lt; 2 &amp;&amp; 3 &gt; 2&nbsp;!</p><pre>\n\n  x\n</pre>"
    content = captured(body)["content"]
    page = chromium.context.pages[-1]
    same = page.evaluate(
        "(html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main').innerHTML"
        " === document.querySelector('main').innerHTML",
        content,
    )
    assert same


def test_the_picture_that_the_browser_chose(captured: Any, site: Newsstand) -> None:
    wait = (
        "new Promise((done) => { const i = document.querySelector('img'); i.complete ? done() : i.onload = done; })"
    )
    content = captured("<img src='small.png' srcset='bridge.png 2000w' sizes='100vw' alt='A bridge'>", before=wait)[
        "content"
    ]
    assert f'data-cc-src="{site.url("bridge.png")}"' in content


def test_open_nested_and_slotted_shadow_roots(captured: Any) -> None:
    content = captured(
        "<div id=host><b slot=s>slotted</b></div>",
        before="() => { const a = document.getElementById('host').attachShadow({ mode: 'open' });"
        " a.innerHTML = '<section><slot name=s></slot><div id=in></div></section>';"
        " a.getElementById('in').attachShadow({ mode: 'open' }).innerHTML = '<p>innermost</p>'; }",
    )["content"]
    assert (
        '<div id="host"><template shadowrootmode="open"><section><slot name="s"></slot><div id="in">'
        '<template shadowrootmode="open"><p>innermost</p></template></div></section></template>'
        '<b slot="s">slotted</b></div>'
    ) in content


def test_a_frame_of_the_same_site_that_holds_the_text(captured: Any) -> None:
    story = "<p>" + "The frame tells the story. " * 40 + "</p><a href=next.html>Next</a>"
    content = captured(
        f'<iframe srcdoc="{story}" width=600 height=400></iframe><iframe srcdoc="<p>Advertisement</p>"></iframe>',
        before="new Promise((done) => { const ready = () => frames[0]?.document.querySelector('p') ? done()"
        " : requestAnimationFrame(ready); ready(); })",
    )["content"]
    assert '<div data-cc-frame=""><p>The frame tells the story.' in content
    assert "Advertisement" not in content


def test_half_a_character_does_not_break_the_rest(captured: Any) -> None:
    content = captured("<p></p>", before="() => { document.querySelector('p').textContent = 'a\\ud83d b'; }")[
        "content"
    ]
    assert "<p>a\ufffd b</p>" in content


def test_a_thousand_nested_elements(captured: Any) -> None:
    content = captured(
        "<div id=top></div>",
        before="() => { let e = document.getElementById('top');"
        " for (let n = 0; n < 1000; n++) e = e.appendChild(document.createElement('i')); e.textContent = 'deep'; }",
    )["content"]
    assert "<i>deep</i>" in content
