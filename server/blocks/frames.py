"""Where the walk stands: a frame for each open element, with what it says of the blocks inside."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase

from server.blocks.tags import HEADING_REACH, HEADINGS
from server.model import Element, Wrapper

ROLES = {
    "complementary": "aside", "navigation": "nav", "banner": "header", "contentinfo": "footer", "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog", "alert": "live", "status": "live", "button": "button", "form": "form",
    "menu": "nav", "menubar": "nav", "toolbar": "nav", "tablist": "nav", "note": "note",
}  # fmt: skip
"""ARIA roles as the landmark flags of `model.Context`."""

_NONE: frozenset[str] = frozenset()
_TAGS = {"aside", "nav", "header", "footer", "form", "dialog", "button", "details", "figure", "figcaption", "label"}
_OF_TAG = {tag: frozenset((tag,)) for tag in _TAGS}
"""What elements are by their tag alone."""
_TELLING = frozenset({"role", "aria-modal", "aria-hidden", "aria-live", "hidden", "style"})
"""attributes that may give an element a flag: most elements have none of them"""
_NAMED = ("class", "data-testid", "data-test", "data-component", "data-module", "data-qa", "itemprop")
_RARELY_NAMED = frozenset(_NAMED[1:])
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLANKED = bytes(byte if chr(byte) in ascii_lowercase else 0x20 for byte in range(256))
"""what parts the words of a name without capitals as spaces: the words that `_WORD` would find, many times faster"""
_HIDING = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
MOST_ID_WORDS = 3
_MAX_NAMES = 600
"""characters of names that are read: build tools write class lists of any length"""


def _words(name: str) -> frozenset[str]:
    name = name[:_MAX_NAMES]
    data = name.encode()
    if data == data.lower():
        return frozenset(data.translate(_BLANKED).decode().split())
    return frozenset(map(str.lower, _WORD.findall(name)))


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """Lower-case words of a class, id or test name: `newsletterSignUp--big` gives newsletter, sign, up, big."""
    return _words(name)


class Frame:
    """One open element of the walk. What few elements are asked for is found out when it is asked for."""

    __slots__ = (
        "_chain", "_flags", "_heading", "_names", "_own_flags", "block", "element", "holds", "marked", "marks",
        "number", "parent", "start", "tag",
    )  # fmt: skip

    def __init__(
        self, element: Element, tag: str, number: int, parent: Frame | None, *, block: bool, start: int
    ) -> None:
        self.element = element
        self.tag = tag
        self.number = number
        self.parent = parent
        self.block = block
        self.start = start
        """index of the first block that the element may hold"""
        self._chain: tuple[Wrapper, ...] | None = None
        self._names: frozenset[str] | None = None
        self._flags: frozenset[str] | None = None
        self._own_flags: frozenset[str] = _NONE
        self._heading: tuple[int, int] | None = None
        """the level of the heading around it, and how many elements further out that stands"""
        self.marked = False
        """the element is inline markup, which the line must close"""
        self.holds = False
        """other elements in it have blocks too: text right in it stands beside those, as in an element of its own"""
        self.marks: list[tuple[Frame, int, int]] | None = None
        """of a list or table, its items or cells: their frame and the range of their blocks"""

    @property
    def box(self) -> Frame:
        """The block element in which the text right in this element stands."""
        at = self
        while not at.block and at.parent is not None:
            at = at.parent
        return at

    @property
    def names(self) -> frozenset[str]:
        """The words of the element's names."""
        if self._names is None:
            self._names = _names_of(self.element)
        return self._names

    @property
    def flags(self) -> frozenset[str]:
        """What the element and those around it are, see `model.Context.flags`."""
        if self._flags is None:
            missing = [self]
            frame = self.parent
            while frame is not None and frame._flags is None:
                missing.append(frame)
                frame = frame.parent
            flags = _NONE if frame is None else frame._flags or _NONE
            for frame in reversed(missing):
                own = frame._own_flags = _flags(frame.element, frame.tag)
                if own:
                    flags = own | flags
                frame._flags = flags
        return self._flags or _NONE

    @property
    def chain(self) -> tuple[Wrapper, ...]:
        """The wrappers of what stands directly inside this element, itself the last."""
        if self._chain is None:
            _ = self.flags
            missing: list[Frame] = []
            frame: Frame | None = self
            while frame is not None and frame._chain is None:
                missing.append(frame)
                frame = frame.parent
            chain = frame._chain or () if frame is not None else ()
            for frame in reversed(missing):
                own = Wrapper(frame.number, frame.tag, frame.names, frame.element.get("role"), frame._own_flags)
                chain = frame._chain = (*chain, own)
        return self._chain or ()

    @property
    def level(self) -> int | None:
        """The level of the heading in which the element's text stands, None outside of headings."""
        missing: list[Frame] = []
        frame: Frame | None = self
        while frame is not None and frame._heading is None:
            missing.append(frame)
            frame = frame.parent
        level, steps = (frame._heading if frame is not None else None) or (0, HEADING_REACH)
        for frame in reversed(missing):
            own = _level_of(frame.element, frame.tag)
            level, steps = (own, 0) if own else (level, steps + 1)
            frame._heading = level, steps
        return level if steps < HEADING_REACH else None


def _level_of(element: Element, tag: str) -> int:
    """The level of an element that is a heading, 0 for others."""
    if (level := HEADINGS.get(tag)) is not None:
        return level
    if element.get("role") != "heading":
        return 0
    said = element.get("aria-level", "2")
    return int(said) if said in ("1", "2", "3", "4", "5", "6") else 2


def _names_of(element: Element) -> frozenset[str]:
    """Words of the element's names; an id of many words is the slug of a heading and names nothing."""
    keys = element.keys()
    if not keys:
        return _NONE
    if _RARELY_NAMED.isdisjoint(keys):
        names = words_of(element.get("class", ""))
    else:
        names = words_of(" ".join([element.get(name, "") for name in _NAMED if name in keys]))
    if "id" in keys and (own := element.get("id")) and len(found := _words(own)) <= MOST_ID_WORDS:
        return names | found
    return names


def _flags(element: Element, tag: str) -> frozenset[str]:
    """What an element itself is."""
    keys = element.keys()
    if not keys or _TELLING.isdisjoint(keys):
        return _OF_TAG.get(tag, _NONE)
    flags = set(_OF_TAG.get(tag, _NONE))
    role = element.get("role")
    if role and (flag := ROLES.get(role.strip().lower())):
        flags.add(flag)
    if element.get("aria-modal") == "true":
        flags.add("dialog")
    if element.get("aria-hidden") == "true":
        flags.add("aria-hidden")
    if element.get("aria-live") in ("polite", "assertive"):
        flags.add("live")
    if element.get("hidden") is not None or ((style := element.get("style")) and _HIDING.search(style[:400])):
        flags.add("hidden-inline")
    return frozenset(flags) if flags else _NONE
