"""What a text says: phrases and cues of publishers' chrome, read from one TOML file a language.

`server/words/README.md` says how the files are written. A phrase is evidence, not a verdict: `weigh` adds
the strengths of the phrases that a text holds to the named cues beside them (asks, we, you, price, reported
speech ...), and says in words what it added. The weights of the cues and the thresholds by length stand in
`server/words/weights.toml`. The rooms add to that what they know of the text's place.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from server.matching import Found
from server.model import Category
from server.phrases import Form
from server.tokens import LONGEST_KEPT
from server.tongues import SHORT, codes_for, language_of
from server.wordfiles import Entry, Language, entries, language, languages, weights

__all__ = [
    "SAYS", "SHORT", "SPEAKS", "Entry", "Hit", "Language", "Weight", "codes_for", "folded", "language", "language_of",
    "languages", "plainly", "told", "weigh", "weights",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that is chrome by its words alone."""

    id: str
    """`en/donation/support-us`"""
    category: Category
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What a text's words weigh: positive is chrome, negative is news."""

    score: float
    threshold: float
    """what a text of this length needs to be chrome by its words alone"""
    category: Category | None
    """of the strongest phrases; None: no phrase was found"""
    id: str | None
    """the strongest phrase"""
    phrases: float
    """the part of the score that comes from phrases"""
    label: bool
    """the whole text is one of the exact labels"""
    stays: bool
    """a correction, a helpline, a credit: never chrome by its words"""
    parts: tuple[tuple[str, float], ...]
    """what was added, in words, the strongest first"""
    cues: Mapping[str, int]
    words: int
    """words of the text; two letters count as one where words are not parted"""

    @property
    def plain(self) -> bool:
        """Whether the words alone make it chrome."""
        return not self.stays and self.phrases > 0 and self.score >= self.threshold

    @property
    def why(self) -> str:
        """The evidence in words, e.g. `asks for money +1.9, price +0.6`."""
        return told(self.parts)


def weigh(text: str, code: str) -> Weight:
    """What the words of a text weigh, by one language's file.

    Args:
        text: one block.
        code: a language that has a word file.
    """
    return _kept_weight(text, code) if len(text) <= LONGEST_KEPT else _weigh(text, code)


def _weigh(text: str, code: str) -> Weight:
    lang = language(code)
    found = _found(text, code)
    known = entries(code)
    hits = [
        (strength, known[id])
        for id, met in found.met.items()
        if id in known and (strength := met_strength(known[id], met))
    ]
    hits.sort(key=lambda hit: -hit[0])
    by_category: defaultdict[Category, float] = defaultdict(float)
    for strength, hit in hits:
        by_category[hit.category] += strength
    # The strongest category counts whole, the others by half: appeals mix ("sign in, or subscribe for $1").
    ranked = sorted(by_category.items(), key=lambda row: -row[1])
    phrases = ranked[0][1] + 0.5 * sum(value for _, value in ranked[1:]) if ranked else 0.0
    cues = lang.matcher.cues(found.said)
    cues |= shape(text, found.said.tokens)
    if SPOKEN.match(text):
        cues["speech"] = cues.get("speech", 0) + 1
    size = len(text) // 2 if lang.letters else found.words
    category = ranked[0][0] if ranked else None
    cues["impersonal"] = int(category is not None and size > 12 and _impersonal(category, cues, lang, found))
    if not cues["impersonal"]:
        cues.pop("trade", None)  # "the paper has no owner; it has you": a publication may so speak of itself
    parts = [(SAYS[category], value) for category, value in ranked]
    score = phrases
    for name, weight in weights()["cues"].items():
        if times := cues.get(name):
            value = weight * min(times, 3) ** 0.5
            score += value
            parts.append((SPEAKS[name], value))
    parts.sort(key=lambda part: -part[1])
    first = next((hit.id for _, hit in hits if hit.category == category), None)
    label = any("label" in met for id, met in found.met.items() if id in known)
    stays = any("/stay/" in id for id in found.met)
    return Weight(
        score, threshold(size), category, first, phrases, label, stays, tuple(parts), cues, size
    )  # fmt: skip


_kept_weight = lru_cache(maxsize=4096)(_weigh)


def _found(text: str, code: str) -> Found:
    """The entries of one language that a text holds."""
    return _kept_found(text, code) if len(text) <= LONGEST_KEPT else _find(text, code)


def _find(text: str, code: str) -> Found:
    return language(code).matcher.find(unquoted(text))


_kept_found = lru_cache(maxsize=4096)(_find)


def _impersonal(category: Category, cues: Mapping[str, int], lang: Language, found: Found) -> bool:
    """Whether a longer text that holds a phrase speaks to nobody, as no appeal does."""
    if any(cues.get(cue) for cue in ("ask", "we", "you", "self", "question", "exclamation")):
        return False
    if category in IMPERSONAL or (category == "related" and cues["no_stop"]):
        return False
    return category != "ad" or not _opens(lang, found.said.tokens)


def _opens(lang: Language, said: tuple[str, ...]) -> bool:
    """Whether a text begins with an advertisement's mark: further on in a sentence it is told of, not shown."""
    met = lang.matcher.find(" ".join(said[:OPENING])).met
    return any(id.startswith(f"{lang.code}/ad/") for id in met)


def met_strength(entry: Entry, met: Mapping[Form, int]) -> float:
    """What an entry adds: a hint counts half; each further phrase of the same entry adds a third, up to three."""
    full = met.get("says", 0) + met.get("label", 0) + (entry.category == "related" and met.get("prefix", 0))
    if not full and not met.get("hints", 0):
        return 0.0
    more = min(3, full + met.get("hints", 0) - 1) / 3
    return entry.strength * ((1 if full else 0.5) + more * (1 if full else 0.5))


SAYS: Mapping[Category, str] = {
    "donation": "asks for money", "subscription": "sells access", "registration": "asks to register",
    "notification": "offers notifications", "newsletter": "offers a newsletter", "comments": "invites comments",
    "share": "asks to share", "social": "asks to follow", "app": "offers an app", "ad": "marks an advertisement",
    "cookie": "speaks of cookies and consent", "related": "leads to other stories", "state": "tells the page's state",
    "ui": "belongs to the page's controls", "copyright": "states rights",
}  # fmt: skip

SPEAKS: Mapping[str, str] = {
    "ask": "asks the reader to do something", "we": "says we", "you": "says you",
    "self": "the publication speaks of itself", "press": "words of the newspaper trade", "i": "says I",
    "impersonal": "speaks to nobody", "account": "accounts and signing in", "offer": "terms of an offer",
    "price": "price", "speech": "tells what somebody said", "third": "speaks of somebody else",
    "past": "tells what was", "elsewhere": "another's website", "cause": "gifts for others",
    "trade": "news of another publisher", "law": "courts and regulators", "apposition": "says who somebody is",
    "quotation": "quotation marks", "no_stop": "no full stop", "exclamation": "exclamation mark",
    "address": "address",
}  # fmt: skip
"""what each cue is called in a reason"""


def told(parts: Sequence[tuple[str, float]]) -> str:
    """The evidence in words: what speaks for chrome, the strongest first, then what speaks against it.

    >>> told([("price", 0.6), ("asks for money", 1.9), ("tells what was", -0.3)])
    'asks for money +1.9, price +0.6, tells what was -0.3'
    """
    ranked = sorted(parts, key=lambda part: -part[1])
    kept = ranked[:3] + [part for part in ranked[3:] if part[1] < 0][-1:]
    return ", ".join(f"{name} {value:+.1f}" for name, value in kept)


SPEECH = re.compile(
    r"“[^“”]{8,600}”|\"[^\"]{8,600}\"|«[^«»]{8,600}»|»[^«»]{8,600}«|„[^„“”]{8,600}[“”]|「[^「」]{6,300}」"
)
"""words of somebody else: what they ask for is not what the publisher asks for"""


def unquoted(text: str) -> str:
    """The text without what it quotes, unless it is nothing but a quotation."""
    if not QUOTED.search(text):
        return text
    rest = SPEECH.sub(" ", text)
    return rest if any(map(str.isalpha, rest)) else text


IMPERSONAL: tuple[Category, ...] = ("copyright", "state", "ui")
"""categories whose longer texts need not speak to the reader"""
OPENING = 8
"""tokens of a text in which its advertisement's mark stands"""
QUOTED = re.compile(r"[\"“”„«»‟「『]")
SPOKEN = re.compile(r"\s*[–—―] [^\W\d_]\S*(?: \S+){3}")
"""a line of what somebody says, opened with a dash as in most of Europe's languages: `– Hvor ble det av broen?`"""
WHO = re.compile(r", (?:an?|the|eine?|der|die|une?|le|la|el|una?|il|lo|um|uma|een|de|en|ett|et) (?=[^,.]{3,60},)")
NAME = re.compile(r"([^\W\d_])[\w'’.-]{1,20} ([^\W\d_])[\w'’.-]{1,20}$")
"""a name and who that is: `Ida Voss, a doctor at the harbour,`; the second part is looked for first, it is rare"""
ADDRESS = re.compile(r"\S@[^\s@]{1,200}\.\w|https?://|\bwww\.")


def shape(text: str, said: tuple[str, ...]) -> dict[str, int]:
    """Cues that need no language: price, quotation marks, how the text ends, how long it is."""
    stripped = text.rstrip(" )”\"»'’")
    last = stripped[-1:]
    return {
        "price": said.count("¤"),
        "quotation": min(2, len(QUOTED.findall(text))),
        "no_stop": int(last not in ".!?…。！？؟:" and len(said) <= 25),
        "question": int(last in "?？؟"),
        "exclamation": int("!" in text or "！" in text),
        "apposition": int(any(_names(text[max(0, at.start() - 43) : at.start()]) for at in WHO.finditer(text))),
        "address": int(any(sign in text for sign in ("@", "://", "www.")) and bool(ADDRESS.search(text))),
    }


def _names(before: str) -> bool:
    """Whether a text ends with a name of two words."""
    name = NAME.search(before)
    return name is not None and name[1].isupper() and name[2].isupper()


def threshold(words: int) -> float:
    """What a text of so many words needs to be chrome by its words alone."""
    return next((value for size, value in _steps() if words <= size), _steps()[-1][1])


@cache
def _steps() -> tuple[tuple[int, float], ...]:
    return tuple(sorted((int(size), value) for size, value in weights()["threshold"].items()))


def plainly(text: str, language: str | None, codes: tuple[str, ...] = ()) -> Hit | None:
    """Whether this text by itself is plainly chrome, whatever stands around it.

    Args:
        text: one block.
        language: BCP 47 code of the page, a hint only: the text's own words decide.
        codes: the languages to judge it by, where they are known from what stands around it.
    """
    for code in codes or codes_for(text, language):
        if not _found(text, code).met:
            continue
        weight = weigh(text, code)
        if weight.plain and weight.category and weight.id:
            return Hit(weight.id, weight.category, weight.why, weight.score)
    return None


def folded(text: str) -> str:
    """Compatibility forms and case folded, for comparing texts."""
    return unicodedata.normalize("NFKC", text).casefold()
