"""Every word that a page shows is the headline, the dek, a block or a region: nothing goes in secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import pages
from lxml import etree

from body.pages import LINES, STORY, TITLE, said, site
from server import blocks, body, metadata, page

IMG = "<img src=/a.jpg>"
UNSEEN = frozenset(
    "script style template noscript svg select textarea datalist canvas map object iframe video audio".split()
)
"""What is no text of the page: code, fields, drawings, and what stands in for what a browser can't show."""


def shown(html: str) -> Iterator[str]:
    """The text nodes of a page that a browser shows, told from the tree alone."""
    sent = page.read(html)
    steps = etree.iterwalk(sent.root.find("body"), events=("start", "end"))
    for event, element in steps:
        if event == "end":
            yield element.tail or ""
        elif element.tag in UNSEEN:
            steps.skip_subtree()
        else:
            yield element.text or ""


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text.replace("\u00ad", "")))


def lost(html: str) -> list[str]:
    """Texts of the page that are nowhere in what was found."""
    sent = page.read(html, url="https://gazette.test/")
    about = metadata.read(sent)
    harvest = body.find(blocks.outline(sent, about), about, anyway=True)
    everything = [about.title or "", harvest.dek.text if harvest.dek else ""]
    everything += [said(block) for block in harvest.blocks]
    everything += [said(block) for region in harvest.regions for block in region.blocks]
    told = "|".join(map(letters, everything))
    return [text for text in shown(html) if letters(text) not in told]


@pytest.mark.parametrize("invented", [page for page in pages() if page.kind == "html"], ids=lambda page: page.slug)
def test_of_the_invented_pages(invented: object) -> None:
    source = invented.file.read_bytes().decode("utf-8", "replace")  # type: ignore[attr-defined]
    assert len("".join(shown(source))) > 500
    assert lost(source) == []


@pytest.mark.parametrize(
    "main",
    [
        f"<h1>Another headline than the title</h1>{STORY}",
        f"<h1>{TITLE}</h1><h1>A second one</h1>{STORY}",
        f"{STORY}</body></html><p>Behind the end of the page.</p>",
        f"<figure><figure>{IMG}<figcaption>Inner</figcaption></figure><figcaption>Outer</figcaption></figure>{STORY}",
        f"<figure>{IMG}<figcaption>Seen <b class=credit>Ida</b> <i class=source>AFP</i></figcaption></figure>{STORY}",
        f"<figure><img src=/a.jpg><figcaption>Photo: <b class=credit>Ida Lund</b></figcaption></figure>{STORY}",
        f"<div class=top><img src=/a.jpg><div class=credits>© Ida Lund</div></div><div class=x>{STORY}</div>",
        f"{STORY}<table><caption>Crossings</caption><tr><th>a<th>b<tr><td>1<td>2</table>",
        f"{STORY}<ul>loose<li>one<ul><li>two</ul>three</ul><ol><li></ol>",
        f"{STORY}<blockquote class=twitter-tweet><p>Words</p>— Ida <a href=/x>May</a></blockquote>",
        f"{STORY}<dialog>Words</dialog><details><summary>More</summary>Words</details><p hidden>Quiet</p>",
        f"{STORY}<p>漢<ruby>字<rt>じ</rt></ruby> and <math><mi>x</mi></math></p><pre>a  b\n\n c</pre>",
        f"<x-a><template shadowrootmode=open>In <slot></slot></template>light</x-a>{STORY}",
        f"<article>{STORY}</article><aside>" + "".join(f"<p>{line}</p>" for line in LINES) + "</aside>",
    ],
)
def test_of_pages_that_are_easy_to_lose_words_of(main: str) -> None:
    assert lost(site(main)) == []


TAGS = st.sampled_from(
    "div p section article aside nav header footer figure figcaption h1 h2 ul li ol blockquote table tr td th form "
    "button span a b em details summary pre dl dt dd main label".split()
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """A random page part, each text in it told from every other."""
    out = []
    for _ in range(draw(st.integers(1, 3))):
        word = f"word{draw(st.integers(0, 10**6))}"
        if depth and draw(st.booleans()):
            tag = draw(TAGS)
            names = draw(
                st.sampled_from(["", " class=share", " class=caption", " class=credit", " class=dek", " hidden"])
            )
            out.append(f"<{tag}{names}>{draw(trees(depth=depth - 1))}</{tag}>")
        else:
            out.append(
                draw(st.sampled_from([word, f"{word} ", f"<img src=/{word}.jpg width=600>{word}", f"{word}<br>"]))
            )
    return "".join(out)


@given(trees())
def test_of_any_page(part: str) -> None:
    assert lost(f"<html><body>{part}</body></html>") == []
    assert lost(site(f"<main><h1>{TITLE}</h1>{part}{STORY}{part}</main>")) == []
