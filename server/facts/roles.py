"""A person's role in the article's words: before the name, between commas after it, or told by "is"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from server.facts import gazetteer, lexicon
from server.facts.names import Name
from server.facts.view import Tokens

MOST_WORDS = 14
_NOUNS = lexicon.words("roles", "nouns")
_TITLES = lexicon.words("roles", "titles")
_MODIFIERS = lexicon.words("roles", "modifiers")
_QUALIFIERS = lexicon.words("roles", "qualifiers")
_DEMONYMS = lexicon.words("demonyms", "words")
_HONORIFICS = lexicon.words("roles", "honorifics")
_ENDS = re.compile(
    r"[,;:!?()“”\"—–]|(?<![A-Z])(?<!\bSt)\.(?=\s|$)| whose | and (?:his|her) | - "
    r"| (?:who|which|that|said|says|told|was|is|were|has|had|found|wrote|led|made|won|showed)[ ’']"
)
_LEARNED = ("ologist", "ographer", "onomist", "iatrist", "ietician")
_FROM = re.compile(r" (?:from|of|at|with) (?:the )?[A-Z]")
_ARTICLE = re.compile(r"(?:a|an|the|one of) ")
_APPOSITIVE = re.compile(r",(?: (?:aged )?\d{1,3},)? ")
_IS = re.compile(r" (?:is|was) (?:a|an|the) ")
_HEADS = re.compile(
    r", who (heads|leads|runs|chairs|directs|founded|co-founded|owns|manages|oversees|teaches|studies) "
)


def is_noun(word: str) -> bool:
    """Whether the word names a role; plurals do not: they are roles of several."""
    low = word.lower().rstrip(".")
    if low.endswith(_LEARNED):
        return True
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


def in_apposition(n: Name) -> bool:
    """Whether a role in apposition follows: the sign of a person."""
    return not _FROM.match(n.line.text, n.end) and after(n) is not None


def before(n: Name) -> str | None:
    """The role directly before the name, or before it and a comma: "Kyiv Mayor", "the head of the clinic,"."""
    tokens = n.line.tokens
    end = bisect_left(tokens.starts, n.start)
    while end > 0 and tokens.texts[end - 1].rstrip(".") in _HONORIFICS:
        end -= 1
    if end and tokens.texts[end - 1] == ",":
        return _before_comma(n, tokens, end - 1)
    if not end:
        return None
    if is_noun(tokens.texts[end - 1]):
        return _stretch(n, tokens, end, end)
    return _office(n, tokens, end)


def _office(n: Name, tokens: Tokens, end: int) -> str | None:
    """A role that ends in what it is the office of: "minister of mines and energy NAME"."""
    for k in range(end - 1, max(0, end - 7), -1):
        word = tokens.texts[k]
        if word == "of" and k < end - 1 and is_noun(tokens.texts[k - 1]):
            head = _stretch(n, tokens, k, k)
            at = n.line.text.rfind(head, 0, tokens.starts[k]) if head else -1
            return n.line.text[at : tokens.end(end - 1)] if at >= 0 else None
        if not word[0].isalpha() or word.lower() in _VERBS or (word in _SMALL and word not in ("and", "the", "of")):
            return None
    return None


def _stretch(n: Name, tokens: Tokens, k: int, last: int) -> str | None:
    """The role that ends at token `last`, taken as far to the left as words of roles reach."""
    while k > 0 and last - k <= 10 and _inside(n, tokens, k - 1, last):
        k -= 1
    while k < last and tokens.texts[k] in _JOINTS:
        k += 1
    if k >= last:
        return None
    return n.line.text[tokens.starts[k] : tokens.end(last - 1)]


_VERBS = lexicon.words("speech", "verbs", "en")
_SMALL = frozenset(lexicon.table("function_words")["known"]["en"].split())
_COMPASS = frozenset(("North", "South", "East", "West", "New", "United"))
_JOINTS = frozenset(("of", "and", "for", "to", ","))
_NOT_INSIDE = frozenset("the a an but and in on as when for after with by from while if since i he she".split())


def _inside(n: Name, tokens: Tokens, k: int, last: int) -> bool:
    """Whether the token belongs to the role that goes on at its right."""
    if k + 1 < last and n.line.text[tokens.end(k) : tokens.starts[k + 1]] not in (" ", "’s ", "'s ", "’ ", "' "):
        return False
    word = tokens.texts[k]
    low = word.lower()
    if word.rstrip(".") in _HONORIFICS and word not in _TITLES:
        return False
    if low == "for":
        return k > 0 and tokens.texts[k - 1].lower() in ("nominee", "candidate", "contender", "pick", "choice")
    if low == "of" or low == "and":
        return k > 0 and is_noun(tokens.texts[k - 1])
    if is_noun(word) or low in _MODIFIERS or low in _QUALIFIERS or word in _DEMONYMS:
        return True
    if word[0].isupper() and low not in _NOT_INSIDE:
        if k in tokens.possessives or not any(a == tokens.starts[k] for a, _ in n.line.sentences):
            return True
        # a sentence's first word: part of a place ("North Carolina governor"), or a capital that says nothing
        joined = n.line.text[tokens.starts[k] : tokens.end(k + 1)]
        return gazetteer.is_place(joined) or gazetteer.is_place(word) or word in _COMPASS
    return low.split("-")[-1] in ("based", "elect", "ranked", "born", "old")


def _before_comma(n: Name, tokens: Tokens, comma: int) -> str | None:
    """ "Sweden's Minister of Justice, NAME," and "The head of the town's clinic, NAME, says"."""
    if n.line.text[n.end : n.end + 1] not in (",", ".") and n.line.text[n.end : n.end + 5] != " said":
        return None
    k = comma
    while k > 0 and comma - k < MOST_WORDS and (tokens.texts[k - 1][0].isalpha()):
        k -= 1
        word = tokens.texts[k]
        if not is_noun(word) or word.rstrip(".") in _HONORIFICS:
            continue
        follows = tokens.texts[k + 1] if k + 1 < comma else ""
        if k + 1 < comma and follows not in ("of", "for", "at", "in", "from"):
            return None
        start = _stretch(n, tokens, k, k + 1)
        if start is None:
            return None
        at = n.line.text.rfind(start, 0, tokens.end(k))
        if len(n.line.text[at : tokens.end(comma - 1)].split()) < 2:
            return None
        return n.line.text[at : tokens.end(comma - 1)]
    return None


def after(n: Name) -> str | None:
    """The role in apposition: ", a certified planner and founder of Apex", ", who heads the office"."""
    text = n.line.text
    if n.possessive:
        return None
    m = _HEADS.match(text, n.end)
    if m:
        stop = _ENDS.search(text, m.end())
        return text[m.start(1) : stop.start() if stop else len(text)].strip().removesuffix(" and")
    m = _APPOSITIVE.match(text, n.end) or _IS.match(text, n.end)
    if not m:
        return _belonging(n)
    start = m.end()
    article = _ARTICLE.match(text, start)
    if article:
        start = article.end()
    stop = _ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    phrase = text[start:end].strip()
    words = phrase.split()
    if not words or len(words) > MOST_WORDS:
        return None
    head = [w.strip(",.'’") for w in words[:6]]
    small = next((i for i, w in enumerate(head) if w in ("of", "at", "for", "in", "with", "from", "on")), len(head))
    if not any(is_noun(w) for w in head[: max(1, small)]) or head[0].lower() in _NOT_HEADS or head[0] in _HONORIFICS:
        return None
    if any(w in _GIVEN and words[k] not in _LINKS for k, w in enumerate(words[1:])):
        return None  # "NAME, billionaire NAME and the lawyer NAME": a row of people
    told = article is not None or m.re is _IS
    if not told and (
        text[end : end + 1] not in ",.;—–" or (small == len(head) and all(w[:1].isupper() for w in head))
    ):
        return None  # "..., President NAME said": the next one's title, not this one's role
    return phrase


_GIVEN = lexicon.words("given_names", "names")
_LINKS = frozenset("of for at to the in by with and St. St San Santa".split())
_NOT_HEADS = frozenset("and but he she while who when with as".split())


def _belonging(n: Name) -> str | None:
    """ "NAME from the River Trust": where a person belongs, up to the verb."""
    text = n.line.text
    if not _FROM.match(text, n.end):
        return None
    stop = _ENDS.search(text, n.end)
    phrase = text[n.end + 1 : stop.start() if stop else len(text)]
    rest = phrase.split(" ", 1)[1].removeprefix("the ")
    return (
        phrase
        if len(phrase.split()) <= 8 and " " in rest and not gazetteer.is_place(rest) and not _CLAUSE.search(phrase)
        else None
    )


_CLAUSE = re.compile(r" (?:to|on|after|before|when|by|will|would|and|because|last|this|next) ")


_KINDS = lexicon.words("organisations", "kinds")
_BODY = re.compile(
    r", (?:(?:a|an|the|its) )?((?:[\w’'.-]+ ){0,6}?([\w-]+))"
    r"(?=[,.;]| (?:in|of|based|that|which|said|has|for|run|owned)\b)"
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
    end = bisect_left(tokens.starts, n.start)
    if not end or tokens.texts[end - 1] not in _KINDS:
        return None
    k = end - 1
    while k > 0 and end - k < 6 and tokens.texts[k - 1][0].isalpha() and k - 1 not in tokens.possessives:
        word = tokens.texts[k - 1]
        if n.line.text[tokens.end(k - 1) : tokens.starts[k]] != " ":
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
    return n.line.text[tokens.starts[k] : tokens.end(end - 1)]
