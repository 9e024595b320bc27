"""A person's role in the article's words: before the name, between commas after it, or told by "is"."""

from __future__ import annotations

import re
from bisect import bisect_left
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
    r"[,;:.!?()“”\"—–]| who[ ’']| whose | which | that | said | says | told | was | is | were | has | had | and (?:his|her) | - "
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
        if kind == "person":
            role = before(mention) or after(mention)
        else:
            role = _body_before(mention) or _body_after(mention)
        if role:
            return role
    return None


def follows(n: Name) -> bool:
    """Whether a role in apposition follows: the sign of a person."""
    return after(n) is not None


def before(n: Name) -> str | None:
    """The role directly before the name, or before it and a comma: "Kyiv Mayor", "the head of the clinic,"."""
    tokens = n.line.tokens
    end = bisect_left(tokens, n.start, key=lambda t: t.start)
    while end > 0 and tokens[end - 1].text.rstrip(".") in _HONORIFICS:
        end -= 1
    if end and tokens[end - 1].text == ",":
        return _before_comma(n, tokens, end - 1)
    if not end or not is_noun(tokens[end - 1].text):
        # "Secretary of State" ends in no role noun
        if not (
            end > 2
            and tokens[end - 2].text == "of"
            and is_noun(tokens[end - 3].text)
            and tokens[end - 1].text[0].isupper()
        ):
            return None
    return _stretch(n, tokens, end, end)


def _stretch(n: Name, tokens: tuple[Token, ...], k: int, last: int) -> str | None:
    """The role that ends at token `last`, taken as far to the left as words of roles reach."""
    while k > 0 and last - k <= 10 and _inside(n, tokens, k - 1, last):
        k -= 1
    while k < last and tokens[k].text in _JOINTS:
        k += 1
    if k >= last:
        return None
    return n.line.text[tokens[k].start : tokens[last - 1].end]


_JOINTS = frozenset(("of", "and", "for", "to", ","))
_NOT_INSIDE = frozenset("the a an but and in on as when for after with by from while if since i he she".split())


def _inside(n: Name, tokens: tuple[Token, ...], k: int, last: int) -> bool:
    """Whether the token belongs to the role that goes on at its right."""
    token = tokens[k]
    if k + 1 < last and n.line.text[token.end : tokens[k + 1].start] not in (" ", "’s ", "'s ", "’ ", "' "):
        return False
    word, low = token.text, token.text.lower()
    if word.rstrip(".") in _HONORIFICS and word not in _TITLES:
        return False
    if low == "for":
        return k > 0 and tokens[k - 1].text.lower() in ("nominee", "candidate", "contender", "pick", "choice")
    if low == "of" or low == "and":
        return k > 0 and is_noun(tokens[k - 1].text)
    if is_noun(word) or low in _MODIFIERS or low in _QUALIFIERS or word in _DEMONYMS:
        return True
    if word[0].isupper() and low not in _NOT_INSIDE:
        return not any(a == token.start for a, _ in n.line.sentences) or token.possessive
    return low.split("-")[-1] in ("based", "elect", "ranked", "born", "old")


def _before_comma(n: Name, tokens: tuple[Token, ...], comma: int) -> str | None:
    """ "Sweden's Minister of Justice, NAME," and "The head of the town's clinic, NAME, says"."""
    if n.line.text[n.end : n.end + 1] not in (",", ".") and n.line.text[n.end : n.end + 5] != " said":
        return None
    k = comma
    while k > 0 and comma - k < MOST_WORDS and (tokens[k - 1].text[0].isalpha()):
        k -= 1
        word = tokens[k].text
        if not is_noun(word) or word.rstrip(".") in _HONORIFICS:
            continue
        follows = tokens[k + 1].text if k + 1 < comma else ""
        if k + 1 < comma and follows not in ("of", "for", "at", "in", "from"):
            return None
        start = _stretch(n, tokens, k, k + 1)
        if start is None:
            return None
        at = n.line.text.rfind(start, 0, tokens[k].end)
        if len(n.line.text[at : tokens[comma - 1].end].split()) < 2:
            return None
        return n.line.text[at : tokens[comma - 1].end]
    return None


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


_KINDS = lexicon.words("organisations", "kinds")
_BODY = re.compile(
    r", (?:(?:a|an|the|its) )?((?:[\w’'.-]+ ){0,6}?([\w-]+))(?=[,.;]| (?:in|of|based|that|which|said|has|for|run|owned)\b)"
)


def body_follows(n: Name) -> bool:
    """Whether apposition shows an organisation: "Norvik, a fishing company,"."""
    return _body_after(n) is not None


def _body_after(n: Name) -> str | None:
    m = _BODY.match(n.line.text, n.end) if not n.possessive else None
    return m.group(1) if m and m.group(2) in _KINDS else None


def _body_before(n: Name) -> str | None:
    """What an organisation is: "Danish investment company" before its name."""
    tokens = n.line.tokens
    end = next((k for k, t in enumerate(tokens) if t.start >= n.start), len(tokens))
    if not end or tokens[end - 1].text not in _KINDS:
        return None
    k = end - 1
    while k > 0 and end - k < 6 and tokens[k - 1].text[0].isalpha() and not tokens[k - 1].possessive:
        word = tokens[k - 1].text
        if n.line.text[tokens[k - 1].end : tokens[k].start] != " ":
            break
        if not (
            word in _DEMONYMS
            or word.lower() in _MODIFIERS
            or word.lower() in _QUALIFIERS
            or word in _KINDS
            or word in ("US", "UK", "U.S.", "U.K.")
        ):
            break
        k -= 1
    return n.line.text[tokens[k].start : tokens[end - 1].end]
