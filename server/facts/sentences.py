"""Sentences of a line, with exact offsets: sentencex, and repairs where it is known to go wrong.

sentencex takes an opening quotation mark to the sentence before, splits after "Ms.", "Gen.", "p.m." before
a zone's name and "tsp.", and never splits after a quotation that ends a sentence.
"""

from __future__ import annotations

import re
from itertools import accumulate

import sentencex

from server.facts import marks

Range = tuple[int, int]

# Abbreviations that stand before what they belong to: a sentence never ends there.
_BOUND = frozenset(
    """
    mr mrs ms mx dr prof gen sen rep gov lt col capt maj sgt cmdr adm rev hon pres st ste sr jr messrs mt ft no
    nos vs v fig vol pp p art ed eds approx est tel dept univ assn tsp tbsp tbs oz lb lbs pt qt gal min hr hrs
    jan feb mar apr jun jul aug sept sep oct nov dec cllr supt det insp sra fra dra srta nr bzw ca z.b u.a d.h inkl
    ggf evtl sog m mm mme mlle pag núm av ave blvd rd e.g i.e cf al bros etc
    """.split()
)
_ORDINALS = frozenset("de da nb nn no cs sk fi hu hr sl sr et lv is".split())
"""languages that write ordinals with a dot: im 1. Stock"""
_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|BST|UTC|CES?T|IST|JST|AES?T|[A-Z]{2,4}T|local|on|in|and|to)\b")
_LAST_WORD = re.compile(r"(?:^|[\s(\"“'‘])([^\s(\"“'‘]{1,12})\.$")
_AFTER_QUOTE = re.compile(r"[.!?…][”\"»“’']\s+(?=[\"“«„‘]?[A-ZÀ-ÖØ-Þ0-9])")
LONGEST_ABBREVIATION = 14
"""characters: with its dot and what stands before it"""


def split(text: str, language: str, quoted: tuple[marks.Quoted, ...]) -> tuple[Range, ...]:
    """The sentences of `text` as (start, end), white space trimmed, in order, never overlapping.

    Args:
        text: one line.
        quoted: its quotations.
        language: primary language subtag; sentencex falls back along its own table for one that it lacks.
    """
    cuts = set(accumulate(map(len, sentencex.segment(language, text))))  # its parts are the text, nothing left out
    if quoted:
        cuts.update(_after_quotations(text, quoted))
    if len(cuts) == 1:
        whole = _trim(text, 0, len(text))
        return (whole,) if whole else ()
    edges = sorted([_before_opening(text, cut) for cut in cuts])
    inside = [(q.start, q.end) for q in quoted if q.closed]
    out: list[Range] = []
    start = 0
    for cut in edges:
        if cut < len(text) and (
            cut <= start or _glued(text, start, cut, language) or (inside and any(a < cut < b for a, b in inside))
        ):
            continue
        trimmed = _trim(text, start, cut)
        if trimmed:
            out.append(trimmed)
        start = cut
    return tuple(out)


def _after_quotations(text: str, quoted: tuple[marks.Quoted, ...]) -> list[int]:
    """Cuts after a quotation whose last sentence ended inside the marks."""
    return [q.close + 1 for q in quoted if q.closed and _AFTER_QUOTE.match(text, q.close - 2)]


def _before_opening(text: str, cut: int) -> int:
    """Give an opening mark that was left at the end of a sentence to the next one."""
    if 1 < cut < len(text):
        at = cut - 1
        while at > 0 and text[at].isspace():
            at -= 1
        if text[at] in '“„«"‘(' and text[at - 1].isspace() and at + 1 <= cut:
            return at
    return cut


def _glued(text: str, start: int, cut: int, language: str) -> bool:
    """Whether the cut splits what belongs together."""
    left = text[max(start, cut - 24) : cut].rstrip()
    word = _LAST_WORD.search(left, max(0, len(left) - LONGEST_ABBREVIATION)) if left.endswith(".") else None
    if not word:
        return False
    right = text[cut : cut + 12].lstrip()
    last = word.group(1).lower()
    if language in _ORDINALS and last.isdigit() and len(last) <= 2:
        return True
    if last in ("p.m", "a.m"):
        return bool(_ZONE.match(right))
    if last in ("u.s", "u.k", "u.n", "e.u"):
        return bool(right) and (right[0].islower() or right.split()[0].rstrip(".,").lower() not in _STARTS)
    return last in _BOUND or (len(last) == 1 and last.isalpha() and last != "i" and word.group(1).isupper())


# After "the U.S." these words begin a sentence; others go on ("the U.S. Senate").
_STARTS = frozenset(
    "the a an he she it they we i but and in on at this that these those if when as for his her their its".split()
)


def _trim(text: str, start: int, end: int) -> Range | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
