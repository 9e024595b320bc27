"""The second wall: what `blocks.py` built from typed values passes nh3 once more, on a tight list.

The builders escape everything already; this holds even if one of them should fail to.
"""

from __future__ import annotations

import re

import nh3

_TAGS = {
    "a", "blockquote", "br", "caption", "code", "del", "div", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "img", "ins", "li", "mark", "ol", "p", "pre", "rp", "rt", "ruby", "small", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip

_ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "aria-label"},
    "div": {"aria-label"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "mark": {"data-fact"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

_DIRECTIONS = {"dir": {"ltr", "rtl"}}

_VALUES = dict.fromkeys(_TAGS, _DIRECTIONS) | {
    "div": _DIRECTIONS | {"tabindex": {"0"}, "role": {"group"}},
    "pre": _DIRECTIONS | {"tabindex": {"0"}},
    "img": {"loading": {"lazy", "eager"}, "referrerpolicy": {"no-referrer"}},
    "th": _DIRECTIONS | {"scope": {"col", "row"}},
}

_CLASSES = {
    "a": {"note", "back"}, "div": {"wide"}, "p": {"dek", "missing"}, "figure": {"embed"}, "td": {"n", "t"},
    "th": {"n", "t"}, "span": {"credit", "cite"}, "ul": {"key-points"}, "ol": {"key-points"},
}  # fmt: skip

_SCHEMES = {"http", "https", "mailto"}
_OURS = {"id", "data-fact"}
"""attributes whose values are ids of ours"""

_OUR_ID = re.compile(r"(?:b|f|n|nr)[0-9]{1,6}(?:-[0-9]{1,4})?\Z|dek\Z")
_FRAGMENT = re.compile(r"#[a-z]{1,2}[0-9]{1,6}(?:-[0-9]{1,4})?\Z")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Ids are ours alone; a link goes to the web, a mailbox or a place of ours; a picture may be a data: one."""
    if name in _OURS:
        return value if _OUR_ID.match(value) else None
    if name == "href":
        goes = _WEB.match(value) or value[:7].lower() == "mailto:" or _FRAGMENT.match(value)
        return value if tag == "a" and goes else None
    if name == "src":
        return value if _WEB.match(value) or value.startswith("data:image/") else None
    return value


def _cleaner(*, link_rel: str | None = None, outward: bool = False) -> nh3.Cleaner:
    """One setting of the wall.

    Args:
        link_rel: None: a link keeps its `rel` where that is ours; else every link gets this one.
        outward: nothing passes that `_attribute` would have to judge: no id, no link but to the web or a mailbox,
            no picture but from there. Nothing is asked of Python then, which takes half as long again.
    """
    link = _DIRECTIONS | {"target": {"_blank"}}
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes={tag: names - _OURS for tag, names in _ATTRIBUTES.items()} if outward else _ATTRIBUTES,
        attribute_filter=None if outward else _attribute,
        tag_attribute_values=_VALUES | {"a": link if link_rel else link | {"rel": {"noopener noreferrer nofollow"}}},
        allowed_classes=_CLASSES,
        link_rel=link_rel,
        url_schemes=_SCHEMES if outward else _SCHEMES | {"data"},
        url_relative="deny" if outward else None,
    )


_CLEANER = _cleaner()
_OUTWARD = _cleaner(outward=True)
_BRIEF = _cleaner(link_rel="noreferrer")


def clean(html: str) -> str:
    """The fragment without anything that is not on the list."""
    ours = ' id="' in html or 'href="#' in html or 'src="data:' in html
    return (_CLEANER if ours else _OUTWARD).clean(html)


def clean_briefly(html: str) -> str:
    """The same with short links, for the hundreds of them in menus: `noreferrer` holds the opener back too."""
    return _BRIEF.clean(html)
