"""A person's role in the article's words: before the name, between commas after it, or told by "is"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.facts import lexicon
from server.facts.names import Name
from server.facts.view import Token

MOST_WORDS = 14
_NOUNS = lexicon.words("roles", "nouns")
_TITLES = lexicon.words("roles", "titles")
_MODIFIERS = lexicon.words("roles", "modifiers")
_QUALIFIERS = lexicon.words("roles", "qualifiers")
_DEMONYMS = lexicon.words("demonyms", "words")
_HONORIFICS = lexicon.words("roles", "honorifics")
_ENDS = re.compile(
    r"[,;:.!?()“”\"—–]| who | whose | which | that | said | says | told | was | is | were | has | had | and (?:his|her) | - "
)
_ARTICLE = re.compile(r"(?:a|an|the|one of) ")
_APPOSITIVE = re.compile(r",(?: (?:aged )?\d{1,3},)? ")
_IS = re.compile(r" (?:is|was) (?:a|an|the) ")
_HEADS = re.compile(
    r", who (heads|leads|runs|chairs|directs|founded|co-founded|owns|manages|oversees|teaches|studies) "
)


def is_noun(word: str) -> bool:
    """Whether the word names a role; plurals do not: they are roles of several."""
    low = word.lower().rstrip(".")
    return low in _NOUNS or low.split("-")[0] in _NOUNS or low.split("-")[-1] in _NOUNS or word.rstrip(".") in _TITLES


def of(mentions: Sequence[Name], kind: str) -> str | None:
    """The first role that the article gives, the longest of the first mention's."""
    for mention in mentions[:6]:
        role = before(mention) or (after(mention) if kind == "person" else None)
        if role and (kind == "person" or role):
            return role
    return None


def follows(n: Name) -> bool:
    """Whether a role in apposition follows: the sign of a person."""
    return after(n) is not None


def before(n: Name) -> str | None:
    """The role directly before the name: "former Venezuelan leader", "Kyiv Mayor"."""
    tokens = n.line.tokens
    end = next((k for k, t in enumerate(tokens) if t.start >= n.start), len(tokens))
    k = end
    comma = k > 0 and tokens[k - 1].text == ","
    if comma:
        k -= 1
    last = k
    while k > 0 and end - k <= 10 and _inside(n, tokens, k - 1, last):
        k -= 1
    return _role(n, tokens, k, last, comma)


def _inside(n: Name, tokens: tuple[Token, ...], k: int, last: int) -> bool:
    token = tokens[k]
    if k + 1 < last and n.line.text[token.end : tokens[k + 1].start] not in (" ", "’s ", "'s ", ". ", "’ ", "' "):
        return False
    word = token.text
    low = word.lower()
    if word in _HONORIFICS and word not in _TITLES:
        return False
    return (
        is_noun(word) or low in _MODIFIERS or low in _QUALIFIERS or word in _DEMONYMS or word == "of" or word == "and" or word == "."
        or (word[0].isupper() and k > 0 and low not in ("the", "a", "an", "but", "and", "in", "on", "as", "when", "for", "after"))
    )  # fmt: skip


def _role(n: Name, tokens: tuple[Token, ...], k: int, last: int, comma: bool) -> str | None:
    while k < last and (tokens[k].text in ("of", "and", ".", ",")):
        k += 1
    if k >= last:
        return None
    words = [t.text for t in tokens[k:last]]
    if not any(is_noun(w) for w in words):
        return None
    if not comma and not is_noun(words[-1]) and not (len(words) > 2 and words[-2] == "of"):
        return None
    if comma and (not any(w in ("of", "and") for w in words) and not is_noun(words[-1])):
        return None
    if comma and len(words) < 2:
        return None
    if all(w in _HONORIFICS for w in words):
        return None
    return n.line.text[tokens[k].start : tokens[last - 1].end]


def after(n: Name) -> str | None:
    """The role in apposition: ", a certified planner and founder of Apex", ", who heads the office"."""
    text = n.line.text
    if n.possessive:
        return None
    m = _HEADS.match(text, n.end)
    if m:
        stop = _ENDS.search(text, m.end())
        return text[m.start(1) : stop.start() if stop else len(text)].strip()
    m = _APPOSITIVE.match(text, n.end) or _IS.match(text, n.end)
    if not m:
        return None
    start = m.end()
    article = _ARTICLE.match(text, start)
    if article:
        start = article.end()
    stop = _ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    phrase = text[start:end]
    words = phrase.split()
    if not words or len(words) > MOST_WORDS:
        return None
    head = [w.strip(",.'’") for w in words[:6]]
    small = next((i for i, w in enumerate(head) if w in ("of", "at", "for", "in", "with", "from", "on")), len(head))
    if not any(is_noun(w) for w in head[: max(1, small)]) or head[0].lower() in (
        "and",
        "but",
        "he",
        "she",
        "while",
        "who",
        "when",
        "with",
    ):
        return None
    return phrase.strip() or None
