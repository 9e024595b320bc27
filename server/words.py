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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from server.kept import unless_long
from server.matching import Found
from server.model import Category
from server.phrases import Form
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


class Weight:
    """What a text's words weigh: positive is chrome, negative is news.

    Of a text without a phrase hardly more is asked than whether somebody speaks in it: its cues are counted, and its
    score is added up, when it is asked for them.
    """

    category: Category | None = None
    """of the strongest phrases; None: no phrase was found"""
    id: str | None = None
    """the strongest phrase"""
    phrases = 0.0
    """the part of the score that comes from phrases"""
    label = False
    """the whole text is one of the exact labels"""
    stays = False
    """a correction, a helpline, a credit: never chrome by its words"""

    def __init__(self, text: str, lang: Language, found: Found) -> None:
        self._text = text
        self._lang = lang
        self._found = found
        self._by_category: list[tuple[Category, float]] = []
        self.words = len(text) // 2 if lang.letters else found.words
        """words of the text; two letters count as one where words are not parted"""
        if found.met:
            self._meet(found.met)

    def _meet(self, met: Mapping[str, Mapping[Form, int]]) -> None:
        known = entries(self._lang.code)
        hits = [
            (strength, known[id])
            for id, forms in met.items()
            if id in known and (strength := met_strength(known[id], forms))
        ]
        hits.sort(key=lambda hit: -hit[0])
        by_category: defaultdict[Category, float] = defaultdict(float)
        for strength, hit in hits:
            by_category[hit.category] += strength
        # The strongest category counts whole, the others by half: appeals mix ("sign in, or subscribe for $1").
        self._by_category = ranked = sorted(by_category.items(), key=lambda row: -row[1])
        if ranked:
            self.phrases = ranked[0][1] + 0.5 * sum(value for _, value in ranked[1:])
            self.category = ranked[0][0]
            self.id = next(hit.id for _, hit in hits if hit.category == self.category)
        self.label = any("label" in forms for id, forms in met.items() if id in known)
        self.stays = any("/stay/" in id for id in met)

    def holds(self, *cues: str) -> bool:
        """Whether the text holds any of these cues of the word file; the others are not counted for it."""
        return self._lang.matcher.holds(self._found.said, cues)

    @cached_property
    def cues(self) -> Mapping[str, int]:
        """How often the text holds each cue."""
        cues = self._lang.matcher.cues(self._found.said)
        cues |= shape(self._text, self._found.said.tokens)
        if SPOKEN.match(self._text):
            cues["speech"] = cues.get("speech", 0) + 1
        impersonal = self.category is not None and self.words > 12 and _impersonal(self.category, cues, self._opens)
        cues["impersonal"] = int(impersonal)
        if not impersonal:
            cues.pop("trade", None)  # "the paper has no owner; it has you": a publication may so speak of itself
        return cues

    def _opens(self) -> bool:
        """Whether the text begins with an advertisement's mark: further on in a sentence it is told of, not shown."""
        met = self._lang.matcher.find(" ".join(self._found.said.tokens[:OPENING])).met
        return any(id.startswith(f"{self._lang.code}/ad/") for id in met)

    @cached_property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """What is added, in words, the strongest first."""
        return tuple(sorted(self._parts, key=lambda part: -part[1]))

    @cached_property
    def _parts(self) -> list[tuple[str, float]]:
        """The same, the phrases first."""
        said = [
            (SPEAKS[name], weight * min(times, 3) ** 0.5)
            for name, weight in weights()["cues"].items()
            if (times := self.cues.get(name))
        ]
        return [(SAYS[category], value) for category, value in self._by_category] + said

    @cached_property
    def score(self) -> float:
        """The sum of phrases and cues."""
        return sum((value for _, value in self._parts[len(self._by_category) :]), self.phrases)

    @cached_property
    def threshold(self) -> float:
        """What a text of this length needs to be chrome by its words alone."""
        return threshold(self.words)

    @property
    def plain(self) -> bool:
        """Whether the words alone make it chrome."""
        return not self.stays and self.phrases > 0 and self.score >= self.threshold

    @property
    def why(self) -> str:
        """The evidence in words, e.g. `asks for money +1.9, price +0.6`."""
        return told(self.parts)


@unless_long(answers=4096)
def weigh(text: str, code: str) -> Weight:
    """What the words of a text weigh, by one language's file.

    Args:
        text: one block.
        code: a language that has a word file.
    """
    lang = language(code)
    return Weight(text, lang, lang.matcher.find(unquoted(text)))


def _impersonal(category: Category, cues: Mapping[str, int], opens: Callable[[], bool]) -> bool:
    """Whether a longer text that holds a phrase speaks to nobody, as no appeal does; `opens`: with an ad's mark."""
    if any(cues.get(cue) for cue in ("ask", "we", "you", "self", "question", "exclamation")):
        return False
    if category in IMPERSONAL or (category == "related" and cues["no_stop"]):
        return False
    return category != "ad" or not opens()


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
        weight = weigh(text, code)
        if weight.plain and weight.category and weight.id:
            return Hit(weight.id, weight.category, weight.why, weight.score)
    return None


def folded(text: str) -> str:
    """Compatibility forms and case folded, for comparing texts."""
    return unicodedata.normalize("NFKC", text).casefold()
