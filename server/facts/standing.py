"""Whether a sentence of the article can stand in the box: whole, and leaning on nothing that is not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from server.facts import gazetteer, lexicon
from server.facts.marks import Quoted
from server.facts.view import WORD, Line, View

FEWEST_SMALL = 0.08
"""share of a sentence's words that are small words of its language"""
LONGEST_OPENING = 80
"""characters at a sentence's start among which a phrase that leans stands"""
_UNPARTED_LANGUAGES = frozenset(("ja", "zh"))
_NUMBER = re.compile(r"\d(?<![^\W_]\d)(?<![^\W_][.'’-]\d)")
_UNPARTED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_SMALL_PAIR = re.compile("^[\u3040-\u309f]+$|[的了在是和有也都就与與]")
"""pairs that say nothing: Japanese endings, Chinese small words"""
_GLUED = re.compile(r"[.!?](?<=[a-z]{2}.)[A-Z][a-z]")
"""two sentences that lost the gap between them"""
_OPENING = re.compile(r"[A-Z][A-Z’']{2,}(?: [A-Z’']{2,}){1,4}: (?=[A-Z“\"])")
_OPENING_CLAUSE = re.compile(
    r"(?:In|At|On|Under|With|Without|Despite|Rather|For|From|By|During|Like|Unlike|Among|Instead|[A-Z][a-z]{2,14}ing)\b"
    r"[^,“”\"]{3,120}, ([^\W\d_]+(?:['’][a-z]+)?)"
)
_APOSTROPHE = re.compile("['’]")
_NAMED = re.compile(r"(?<=[a-z] )[A-Z]")
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_PRONOUNS = frozenset(("he", "she", "they"))
_PRONOUN_SAID = re.compile(
    r"\b(?:he|she|they) (?:also )?(?:said|says|added|adds|told|explained|wrote|noted|continued|warned|argued)\b"
)


_ENDS = ".!…”\"»’'“)。！」』）۔।"
_OPENS = "“\"«„‘'€$£¥「『《"


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of the language that speak for or against a sentence."""

    first_person: frozenset[str]
    reader: frozenset[str]
    leaning: frozenset[str]
    leaning_phrases: tuple[str, ...]
    speaker: frozenset[str]
    pronouns: frozenset[str]
    small: frozenset[str]
    """empty for a language that is rarely mixed with others, or glues its small words to the rest"""
    connectives: tuple[str, ...]
    connecting: frozenset[str]
    """the first words of those"""
    appeals: tuple[str, ...]
    """those that stand in this article"""
    refusals: tuple[str, ...]
    """the same: "declined to comment" is for the sources"""
    unparted: bool
    """the language puts no spaces between its words"""


@dataclass(slots=True)
class Sentence:
    """A sentence with what the weights need."""

    line: Line
    start: int
    end: int
    order: int
    """in the article"""
    text: str
    words: list[str]
    stems: frozenset[str]
    opens: bool
    """it begins its paragraph"""
    quotations: tuple[Quoted, ...] = ()
    quoted: int = 0
    """characters that stand in quotation marks"""
    whole: bool = False
    """a sentence of the story: no question, no fragment"""
    count: int = 0
    """its words, as they stand between spaces, if it is whole"""
    leans: bool = True
    signs: frozenset[str] = frozenset()
    """what speaks for or against it, as `points.WEIGHTS` names it"""


def signs(view: View) -> Signs:
    """The words to look for in one article."""
    said = "\n".join([line.low for line in view.lines])
    code = view.language
    return Signs(
        lexicon.words("openers", "first_person", code),
        lexicon.words("openers", "reader", code),
        lexicon.words("openers", "leaning", code),
        lexicon.phrases("openers", "leaning_phrases", code),
        lexicon.words("openers", "speaker", code),
        lexicon.words("openers", "pronouns", code),
        small_words(code) if code in lexicon.table("function_words")["known"] else frozenset(),
        lexicon.phrases("openers", "connectives", code),
        _connecting(code),
        tuple([appeal for appeal in lexicon.phrases("openers", "appeals", code) if appeal in said]),
        tuple([phrase for phrase in lexicon.phrases("speech", "refused", code) if phrase in said]),
        code in _UNPARTED_LANGUAGES,
    )


@cache
def _connecting(language: str) -> frozenset[str]:
    return frozenset(
        [WORD.findall(phrase.lower())[0] for phrase in lexicon.phrases("openers", "connectives", language)]
    )


@cache
def small_words(language: str) -> frozenset[str]:
    """The small words of a language: they say nothing of the story."""
    tables = lexicon.table("function_words")
    return frozenset((tables["known"] | tables["split_only"]).get(language, "").split())


def words(text: str, *, unparted: bool) -> list[str]:
    """The words of a text in lower case; pairs of letters where a language parts no words."""
    found = WORD.findall(text.lower())
    if not unparted:
        return found
    out: list[str] = []
    for word in found:
        pairs = [word[i : i + 2] for i in range(len(word) - 1)] if _UNPARTED.match(word) else []
        out += [pair for pair in pairs if not _SMALL_PAIR.search(pair)] or [word]
    return out


def _count(text: str, *, unparted: bool) -> int:
    """How many words a text has: two letters count as one where a language parts no words."""
    return len(text.split()) + (len(_UNPARTED.findall(text)) // 2 if unparted else 0)


def stems(found: list[str], small: frozenset[str]) -> frozenset[str]:
    """Words cut to their first six letters: enough to make "police" and "policing" one. Small words are left out."""
    return frozenset([word[:6] for word in found if word not in small])


def sentences(view: View, look: Signs) -> list[Sentence]:
    """Every sentence of the article, datelines and a "However, " cut off."""
    out: list[Sentence] = []
    small = small_words(view.language)
    for line in view.lines:
        for n, (start, end) in enumerate(line.sentences):
            found = line.by_sentence[n]
            cut = _opening(line.text, start) or (
                _connective(line.text, start, look) if found[:1] and found[0] in look.connecting else 0
            )
            start += cut
            text = line.text[start:end]
            if cut or look.unparted:
                found = words(text, unparted=look.unparted)
            if not found:
                continue
            s = Sentence(line, start, end, len(out), text, found, stems(found, small), not n)
            if line.quoted:
                s.quotations = tuple([q for q in line.quoted if start <= q.start < end])
                s.quoted = sum([q.end - q.start for q in s.quotations])
            if _whole(s, look):
                s.whole = True
                s.count = _count(text, unparted=look.unparted)
                s.leans = _leans(s, look)
                s.signs = _signs(s, look)
            out.append(s)
    return out


def _signs(s: Sentence, look: Signs) -> frozenset[str]:
    out = []
    if s.line.digits and _NUMBER.search(s.text):
        out.append("number")
    if look.refusals and any(phrase in s.text for phrase in look.refusals):
        out.append("refused")
    if not look.first_person.isdisjoint(s.words):
        out.append("first_person")
    if not look.reader.isdisjoint(s.words):
        out.append("reader")
    return frozenset(out) if out else _NO_SIGNS


_NO_SIGNS: frozenset[str] = frozenset()


def _opening(text: str, start: int) -> int:
    """The length of what stands before the first sentence's own words: a dateline, "GRAPHIC WARNING: "."""
    if start:
        return 0
    head = text[:LONGEST_OPENING]
    found = gazetteer.dateline(text) if "—" in head or "–" in head or "-" in head else None
    found = found or (_OPENING.match(text) if ":" in head else None)
    return found.end() if found else 0


def _connective(text: str, start: int, look: Signs) -> int:
    """The length of a "However, " before a word that keeps its capital: the point begins behind it."""
    if text.startswith(look.connectives, start):
        for word in look.connectives:
            if text.startswith(word, start) and text[start + len(word) : start + len(word) + 1].isupper():
                return len(word)
    return 0


def _whole(s: Sentence, look: Signs) -> bool:
    text = s.text
    if text[-1] not in _ENDS and not (s.line.kind == "dek" and s.end == len(s.line.text)):
        return False  # a heading, a caption; a standfirst needs no stop
    bare = text.rstrip("”\"»’'“)")
    if "?" in text or "？" in text or "؟" in text or bare[-1:] in ("…", ":", ";", ",") or bare.endswith("..."):
        return False
    if not (text[0].isdigit() or text[0] in _OPENS or (text[0].isalpha() and not text[0].islower())):
        return False
    if (("!" in text or "." in s.line.odd) and _GLUED.search(text)) or _foreign(s, look):
        return False
    if look.appeals and any(appeal in text.lower() for appeal in look.appeals):
        return False
    if not s.quotations:
        # "I ...": a quotation without its marks and its speaker
        return look.speaker.isdisjoint(s.words) and not _unbalanced(text)
    return all(q.closed and q.close <= s.end for q in s.quotations) and not _unbalanced(text)


def _foreign(s: Sentence, look: Signs) -> bool:
    """Whether it has so few small words of the article's language that it is in another."""
    return bool(look.small) and len(look.small.intersection(s.words)) < FEWEST_SMALL * len(s.words)


def _unbalanced(text: str) -> bool:
    """A quotation or bracket that begins or ends outside the sentence."""
    return (
        (("(" in text or ")" in text) and text.count("(") != text.count(")"))
        or (("“" in text or "”" in text) and text.count("“") != text.count("”") and "„" not in text)
        or text.count('"') % 2 == 1
    )


def _leans(s: Sentence, look: Signs) -> bool:
    """Whether it speaks of something said before: "He", "But", "for example", "..., she said"."""
    if _APOSTROPHE.split(s.words[0], maxsplit=1)[0] in look.leaning or s.text[:LONGEST_OPENING].lower().startswith(
        look.leaning_phrases
    ):
        return True
    if _nothing_named(s, look):
        return True
    return (
        not _PRONOUNS.isdisjoint(s.words) and _PRONOUN_SAID.search(s.text) is not None and not _names_someone(s.text)
    )


def _nothing_named(s: Sentence, look: Signs) -> bool:
    """ "Running at full speed, it costs little", "Only two of these": the word it means stands elsewhere."""
    if (s.words[1:2] == ["of"] and s.words[2:3] and s.words[2] in look.pronouns) or s.words[2:4] == ["of", "these"]:
        return True
    m = _OPENING_CLAUSE.match(s.text)
    return bool(m and m.group(1).lower() in look.pronouns and not _NAMED.search(s.text[: m.start(1)]))


def _names_someone(text: str) -> bool:
    """Two words with capitals in a row, before the pronoun that means them."""
    found = _PRONOUN_SAID.search(text)
    return bool(found and _FULL_NAME.search(text, 0, found.start()))
