"""What the elements of a page are to its text: blocks, headings, inline markup, or nothing that is read."""

from __future__ import annotations

from server.model import Element, SpanKind

SKIPPED = frozenset(
    "script style template head title meta link select datalist option input textarea canvas map area svg object "
    "applet param source track noframes progress meter rp colgroup col base basefont".split()
)
BLOCK = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main menu nav ol optgroup p pre search section "
    "summary table caption tbody td tfoot th thead tr ul amp-story".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
HEADING_REACH = 6
"""elements between a heading and its words: links, boxes, theme hooks"""
MARKUP: dict[str, SpanKind] = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup", "mark": "mark", "small": "small",
    "del": "del", "s": "del", "strike": "del", "ins": "ins", "u": "ins",
}  # fmt: skip
TEXTUAL = frozenset("p h1 h2 h3 h4 h5 h6 td th figcaption a span li dt dd".split())
"""Inside these a custom element or a button is part of the line."""


def breaks_line(element: Element) -> bool:
    """Whether an empty `span` stands for a line break: content systems without `br` call it that."""
    return not element.text and "br" in (element.get("class") or "").split()
