"""The sentences that carry the story.

Hand weights over place, length, words of the headline, frequent words and likeness to the lead; nothing learned.
Sentences that lean on one that is not shown, questions, fragments and colour are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from server.facts import lexicon
from server.facts.view import Line, View
from server.model import Fact

MOST = 5
LONGEST = 45
"""words"""
SHORTEST = 8
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_FIRST_PERSON = {
    "en": frozenset("i we my our us me i'm we're i've we've i’m we’re i’ve we’ve".split()),
    "de": frozenset("ich wir mein unser uns mich mir".split()),
    "fr": frozenset("je nous mon notre nos moi".split()),
    "es": frozenset("yo nosotros mi nuestro nuestra".split()),
    "it": frozenset("io noi mio nostro nostra".split()),
    "pt": frozenset("eu nós meu nosso nossa".split()),
    "nl": frozenset("ik wij we mijn ons onze".split()),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what the weights need."""

    line: Line
    start: int
    end: int
    order: int
    """of the sentence in the article"""
    words: tuple[str, ...]
    stems: frozenset[str]

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


def find(view: View) -> tuple[Fact, ...]:
    """3 to 5 sentences in reading order; fewer in a short article."""
    everything = _candidates(view)
    if not everything:
        return ()
    small = lexicon.table("function_words")
    stop = frozenset((small["known"] | small["split_only"]).get(view.language, "").split())
    frequent = Counter(stem for c in everything for stem in c.stems if stem not in stop)
    title = _stems(_words(view.title)) - stop
    lead = everything[0].stems - stop
    fit = [c for c in everything if fits(c, view)]
    score = {c.order: _score(c, view, frequent, title, lead, stop, len(everything)) for c in fit}
    chosen: list[Candidate] = []
    for c in sorted(fit, key=lambda c: (-score[c.order], c.order)):
        if len(chosen) == MOST:
            break
        if all(_alike(c.stems - stop, other.stems - stop) < 0.6 for other in chosen):
            chosen.append(c)
    chosen.sort(key=lambda c: c.order)
    return tuple(Fact(text=c.text, places=(c.line.place(c.start, c.end),)) for c in chosen)


def _candidates(view: View) -> list[Candidate]:
    out: list[Candidate] = []
    for line in view.lines:
        for start, end in line.sentences:
            words = _words(line.text[start:end])
            if words:
                out.append(Candidate(line, start, end, len(out), words, _stems(words)))
    return out


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _stems(words: tuple[str, ...]) -> frozenset[str]:
    """Words cut to their first six letters: enough to make "police" and "policing" one."""
    return frozenset(word[:6] for word in words)


def fits(c: Candidate, view: View) -> bool:
    """Whether the sentence can stand alone."""
    text = c.text
    if not SHORTEST <= len(text.split()) <= LONGEST or text[-1] not in ".!…”\"»’'“)":
        return False
    if "?" in text or text.rstrip("”\"»’'“)")[-1:] in ("…", ":", ";", ",") or text.rstrip("”\"»’'“)").endswith("..."):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"«„‘'€$£¥"):
        return False
    first = c.words[0]
    if first in lexicon.words("openers", "leaning", view.language):
        return False
    low = text.lower()
    if any(
        low.startswith(phrase)
        for phrase in lexicon.table("openers").get(view.language, {}).get("leaning_phrases", ())
    ):
        return False
    quoted = sum(min(q.end, c.end) - q.start for q in c.line.quoted if c.start <= q.start < c.end)
    cut = any(not q.closed or q.close > c.end for q in c.line.quoted if c.start <= q.start < c.end)
    return not cut and quoted < 0.7 * len(text) and not _unbalanced(text)


def _unbalanced(text: str) -> bool:
    """A quotation or bracket that begins or ends outside the sentence."""
    return (
        (text.count("“") != text.count("”") and "„" not in text)
        or text.count('"') % 2 == 1
        or text.count("(") != text.count(")")
    )


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _score(
    c: Candidate,
    view: View,
    frequent: Counter[str],
    title: frozenset[str],
    lead: frozenset[str],
    stop: frozenset[str],
    total: int,
) -> float:
    stems = c.stems - stop
    if not stems:
        return -9.0
    size = len(c.text.split())
    place = math.exp(-c.order / 6)
    headline = len(stems & title) / max(1, min(6, len(title)))
    weight = sum(min(frequent[s], 8) - 1 for s in stems) / math.sqrt(len(stems)) / 8
    with_lead = len(stems & lead) / max(1, len(lead)) if c.order else 0.3
    length = min(size, 30) / 30
    own = _FIRST_PERSON.get(view.language, frozenset())
    first_person = sum(w in own for w in c.words) and not any(c.start <= q.start < c.end for q in c.line.quoted)
    quoted = sum(min(q.end, c.end) - q.start for q in c.line.quoted if c.start <= q.start < c.end) / len(c.text)
    number = 0.1 if any(w[0].isdigit() for w in c.words) else 0.0
    starts = 0.1 if c.start == c.line.sentences[0][0] else 0.0
    return (
        1.0 * place + 0.9 * headline + 0.8 * weight + 0.4 * with_lead + 0.9 * length + number + starts
        - 0.5 * quoted - (0.5 if first_person else 0.0)
    )  # fmt: skip
