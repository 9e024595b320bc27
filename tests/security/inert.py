"""Whether HTML is inert: nothing in it runs, and it asks for nothing but pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ELEMENTS = frozenset(
    "html head meta title style body a abbr article bdi blockquote br caption code dd del details div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img ins li main mark nav ol p pre q rp rt ruby s section "
    "small span strong sub summary sup table tbody td th thead time tr ul".split()
)
"""What our own templates and Markdown's reading need. No script, svg, math, form, frame, link or base is here."""
ADDRESSED = frozenset(
    "href src srcset action formaction data poster background cite longdesc ping manifest xlink:href".split()
)
METAS = frozenset({"viewport", "color-scheme", "referrer", "robots"})
SPARE = re.compile(r"[\x00-\x20\u00a0\ufeff]")
"""what browsers drop in front of a scheme and within it"""
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]*\Z", re.IGNORECASE)


class _Judge(HTMLParser):
    def __init__(self, policy: str) -> None:
        super().__init__(convert_charrefs=True)
        self.policy = policy
        self.faults: list[str] = []
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.faults.append(f"<{tag}> names an attribute twice: {attrs}")
        for name, value in values.items():
            if name.startswith("on") or (name in ("style", "srcdoc", "target") and value != "_blank"):
                self.faults.append(f"<{tag} {name}={value!r}>")
            if name in ADDRESSED and not _allowed(tag, name, value):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag == "meta" and not self._ours(values):
            self.faults.append(f"<meta> {values}")
        if values.get("target") and not {"noopener", "noreferrer"} & set(values.get("rel", "").split()):
            self.faults.append(f"<{tag}> opens a tab that keeps its opener")

    def _ours(self, values: dict[str, str]) -> bool:
        if "http-equiv" in values:
            return values["http-equiv"] == "Content-Security-Policy" and values["content"] == self.policy
        return "charset" in values or values.get("name") in METAS

    def handle_decl(self, decl: str) -> None:
        if decl != "doctype html":
            self.faults.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}>")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")


def _allowed(tag: str, name: str, value: str) -> bool:
    """A link leads to the web, a mailbox or a place of the view; a picture comes from the web or is small data."""
    address = SPARE.sub("", value).lower()
    if name == "href" and tag == "a":
        return address.startswith(("https://", "http://", "mailto:", "#"))
    if name == "src" and tag == "img":
        return address.startswith(("https://", "http://")) or bool(PICTURE.match(address))
    return False


def faults(html: str, *, policy: str = "") -> list[str]:
    """All that could run, load or lead elsewhere, as an HTML parser sees it.

    Args:
        html: a whole page or a fragment.
        policy: the only Content Security Policy that a `<meta>` may set.
    """
    judge = _Judge(policy)
    judge.feed(html)
    judge.close()
    if not judge.count:
        judge.faults.append("no element at all")
    return judge.faults
