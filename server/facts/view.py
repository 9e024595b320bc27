"""The article as the facts read it: its lines, their sentences, quotations and words, each made once.

Facts come from the dek, paragraphs, quotations and list items; captions, cards, tables and code say nothing here,
and headings only help to tell what is important.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, filterfalse, pairwise
from typing import Literal, NamedTuple

from server.facts import lexicon, marks
from server.facts.sentences import Range, split
from server.model import Block, List, Paragraph, Place, Quote, Text

MAX_CHARACTERS = 30_000
"""of the article that are read: the rest of a longer text changes the box no more"""
# "villages.Police" are two words that lost their gap.
_TOKEN = re.compile(r"[^\W\d_]+(?:(?:['’‑&-]|\.(?![A-Z][a-z]{2}))[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_BEHIND_WORDS = frozenset(",.;:?!)")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_ASCII_WORD = re.compile(WORD.pattern.replace(r"[^\W_]", "[a-z0-9]"))
"""the same for a text of ASCII in lower case, for which `re` is quicker"""
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")

_CREDIT = re.compile(
    r"\((?:(?:AP|AFP|EPA|REUTERS|Reuters|Getty|PA|Handout|Supplied)[ /][^()]{1,80}"
    r"|[^()]{0,40}\b(?:[Pp]hoto|[Pp]hotos|[Pp]hotograph|[Pp]icture|[Ii]mage|[Vv]ideo)s?"
    r"(?::|/| by\b| courtesy\b| credit\b| via\b)[^()]{0,80}|[^()]{0,40}(?:Getty Images|[Cc]redit:)[^()]{0,60})\)\.?$"
)
ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Capt Sgt Maj Adm Rev Prof Hon Jr Sr Cllr Insp Supt".split()
)
"""capitalised words that own the dot behind them"""

Kind = Literal["dek", "paragraph", "quote", "item"]


class Tokens(NamedTuple):
    """The words, numbers and marks of a line, in order: what they are, and where they begin."""

    texts: list[str]
    starts: list[int]
    capitals: list[int]
    """which of them begin with a capital"""
    possessives: set[int]
    """which have a possessive ending; it is not part of the word"""

    def end(self, k: int) -> int:
        """Where the token ends."""
        return self.starts[k] + len(self.texts[k])


@dataclass(eq=False)
class Line:
    """One line of the article's text. Offsets are in `text`; `place` gives those in the block."""

    number: int
    """in reading order"""
    block: str
    kind: Kind
    text: str
    shift: int
    language: str
    adjoins: bool
    """it is a paragraph, and nothing of the article's text stands between it and the line before"""
    quoted: tuple[marks.Quoted, ...] = field(init=False)
    """its quotations, outermost only"""
    sentences: tuple[Range, ...] = field(init=False)
    """(start, end) of each sentence"""
    low: str = field(init=False)
    """the text in lower case, each letter in its place"""
    by_sentence: list[list[str]] = field(init=False)
    """the words and numbers of each sentence in lower case"""
    odd: str = field(init=False)
    """those that are not letters alone, with spaces between: "didn't 2,000 covid-19" """
    words: frozenset[str] = field(init=False)
    """its runs of letters in lower case: a quick look whether a rule has anything to read"""
    digits: bool = field(init=False)
    """whether there is a digit in it"""

    def __post_init__(self) -> None:
        self.quoted = marks.find(self.text)
        self.sentences = split(self.text, self.language, self.quoted)
        self.low = self.text.lower()
        if len(self.low) == len(self.text):
            words = (_ASCII_WORD if self.low.isascii() else WORD).findall
            self.by_sentence = [words(self.low, a, b) for a, b in self.sentences]
        else:  # a few capitals have longer small letters
            self.by_sentence = [WORD.findall(self.text[a:b].lower()) for a, b in self.sentences]
            self.low = "".join([letter.lower()[0] for letter in self.text])
        self.odd = " ".join(filterfalse(str.isalpha, chain.from_iterable(self.by_sentence)))
        self.words = frozenset(chain(*self.by_sentence, _LETTERS.findall(self.odd)))
        self.digits = _DIGIT.search(self.odd) is not None

    @cached_property
    def tokens(self) -> Tokens:
        """Its words, numbers and marks."""
        return _tokens(self.text)

    def sentence_at(self, at: int) -> Range:
        """The sentence that holds the character; the whole line where none does."""
        return next(((a, b) for a, b in self.sentences if a <= at < b), (0, len(self.text)))

    def place(self, start: int, end: int) -> Place:
        """The place of `text[start:end]` in the block."""
        return Place(self.block, self.shift + start, self.shift + end)


@dataclass(frozen=True)
class View:
    """All lines, in reading order, the dek first."""

    lines: tuple[Line, ...]
    title: str
    language: str

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that stand in lower case somewhere: at a sentence's start their capital says nothing."""
        return frozenset(filter(str.islower, set().union(*[line.tokens.texts for line in self.lines])))


def _tokens(text: str) -> Tokens:
    found = Tokens([], [], [], set())
    texts, starts, capitals, _ = found
    at = 0
    for chunk in text.split(" "):
        # Most chunks are a word, or a word with a mark behind it: only the others need the pattern.
        if chunk.isalpha():
            if not chunk.islower() and chunk[0].isupper():
                capitals.append(len(texts))
            texts.append(chunk)
            starts.append(at)
        elif chunk[-1:] in _BEHIND_WORDS and (word := chunk[:-1]).isalpha() and not _may_abbreviate(word):
            if word[0].isupper():
                capitals.append(len(texts))
            texts += (word, chunk[-1])
            starts += (at, at + len(word))
        elif chunk:
            _match_tokens(text, at, at + len(chunk), found)
        at += len(chunk) + 1
    return found


def _may_abbreviate(word: str) -> bool:
    return len(word) == 1 or word in ABBREVIATED


def _match_tokens(text: str, at: int, stop: int, found: Tokens) -> None:
    """Add what stands in `text[at:stop]`, a stretch without a space."""
    last = at
    for match in _TOKEN.finditer(text, at, stop):
        start, end = match.span()
        if start < last:
            continue
        word = match.group()
        possessive = False
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
            possessive = True
            end -= 2
            word = word[:-2]
        elif word[0].isupper():
            follows = text[end : end + 1]
            if follows == "." and (_may_abbreviate(word) or word[-2] == "."):
                # "U.S.", "J." and "Gov." own their last dot
                end += 1
                word = text[start:end]
            elif word[-1] == "s" and follows and follows in "'’" and text[end + 1 : end + 2] == " ":
                possessive = True
        last = match.end() if possessive else end
        if possessive:
            found.possessives.add(len(found.texts))
        if word[0].isupper():
            found.capitals.append(len(found.texts))
        found.texts.append(word)
        found.starts.append(start)


Piece = tuple[str, Kind, str, int]
"""(block id, kind, line, offset of the line)"""


def read(pieces: list[Piece], blocks: Sequence[Block], title: str | None, language: str) -> View:
    """The lines of an article; only the first `MAX_CHARACTERS` of it."""
    lines: list[Line] = []
    left = MAX_CHARACTERS
    dropped = False
    begins = lexicon.phrases("openers", "credits", language)
    ends = lexicon.phrases("openers", "credited", language)
    headings = {after.id for before, after in pairwise(_written(blocks)) if not isinstance(before, Paragraph)}
    for block, kind, text, shift in pieces:
        if left <= 0:
            break
        whole = len(text) <= left
        if not whole:
            # an unfinished last sentence must not pass for a whole one
            text = text[: text.rfind(". ", 0, left) + 1]
        left -= len(text)
        if text.endswith((")", ").")) and (credit := _CREDIT.search(text)):
            # a picture's credit: a paragraph that ends in one is a caption
            text = text[: credit.start()].rstrip() if kind == "dek" else ""
        if text.startswith(begins) or text.endswith(ends):
            text = ""  # who wrote it is none of the story
        if text.strip():
            adjoins = kind == "paragraph" and bool(lines) and block not in headings
            lines.append(Line(len(lines), block, kind, text, shift, language, adjoins and not dropped))
        dropped = not text.strip()
        if not whole:
            break
    return View(tuple(lines), title or "", language)


def _written(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.text]


def pieces(blocks: Sequence[Block], dek: Text | None) -> list[Piece]:
    """All that facts may come from."""
    out: list[Piece] = []
    if dek:
        out += [("dek", "dek", line, at) for line, at in _lines(dek.text)]
    for block in blocks:
        if isinstance(block, Paragraph):
            out += [(block.id, "paragraph", line, at) for line, at in _lines(block.text)]
        elif isinstance(block, Quote):
            out += [(block.id, "quote", line, at) for line, at in _lines(block.text)]
        elif isinstance(block, List) and not block.key_points:
            out += [(block.id, "item", block.text[i.start : i.end], i.start) for i in block.items]
    return out


def _lines(text: str) -> list[tuple[str, int]]:
    if "\n" not in text:
        return [(text, 0)]
    out, at = [], 0
    for line in text.split("\n"):
        out.append((line, at))
        at += len(line) + 1
    return out
