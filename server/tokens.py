"""A text as the words that phrases are matched with: lower case, prices and numbers as one sign each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from server.kept import unless_long

CURRENCY = r"[$£€¥₹₩₽₺₪฿¢]"
MONEY = (
    r"euros?|dollars?|pounds?|pence|cents?|francs?|zł|złotych|kč|korun\w{0,2}|kronor|kroner|kr|kn|reais|pesos?|rupees|"
    r"eur|usd|gbp|chf|sek|nok|dkk|pln|czk|tl|lira|руб\w{0,4}|円|元|원|ريال|درهم|دولار\w{0,2}"
)
SPELLED = (
    "one|two|three|four|five|six|ten|twenty|ein|einen|zwei|drei|vier|fünf|zehn|un|deux|trois|quatre|cinq|dix|uno|dos|"
    "tres|cuatro|cinco|diez|due|tre|quattro|cinque|dieci|um|dois|três|quatro|dez|een|één|twee|drie|vijf|tien"
)
AMOUNT = r"\d+(?:[.,]\d+)*"
PRICE = (
    rf"\b(?:{SPELLED}) (?:{MONEY})(?![^\W\d_])"
    rf"|(?:us|a|nz|c|hk|r)?{CURRENCY} ?{AMOUNT}"
    rf"|{AMOUNT} ?(?:{CURRENCY}|(?:{MONEY}|p)(?![^\W\d_]))"
)
NUMBER = r"\d+(?:[.,:]\d+)*(?: ?[%％])?"
STOPS = ".!?…。！？؟"
WORD = r"[^\W\d_]+"
COLON = r"[:：|](?=\s|$)"
TOKEN = re.compile(
    rf"(?P<price>{PRICE})|(?P<number>{NUMBER})|(?P<word>{WORD})|(?P<stop>[{STOPS}]+)|(?P<colon>{COLON})"
)
PLAIN = re.compile(rf"{WORD}|{AMOUNT} ?(?:{MONEY}|p)(?![^\W\d_])|{NUMBER}|[{STOPS}]+|{COLON}")
"""the same for a text without a currency's sign and a spelled price, which is most of them: words are tried first"""
ASCII = re.compile(PLAIN.pattern.replace(WORD, "[a-z]+", 1), re.ASCII)
"""the same for a text of ASCII letters in lower case, with a plain class for which `re` is quicker"""
READ = dict.fromkeys("0123456789:|$", "0")
LETTERS = str.maketrans(
    {
        sign: sign.lower() if sign.isalpha() else "." if sign in STOPS else READ.get(sign, " ")
        for sign in map(chr, range(128))
    }
)
"""What an ASCII text is made of, its letters in lower case and its stops, with spaces for all that parts them; a `0`
stands for what must be read: numbers, prices, colons"""
TYPOGRAPHY = (("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"))
"""signs that part words as their ASCII counterparts do: without them most English texts are ASCII"""
COUNTRY = re.compile(r"(?<![A-Z]{2} )\bUS\b(?! [A-Z]{2})")
"""the country, which is no "us": in capitals among words that are not"""
SIGNED = re.compile(CURRENCY)
COUNTS = frozenset(SPELLED.split("|"))
COIN = re.compile(MONEY)


@unless_long(answers=1024)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; `¤` for a price, `0` for a number, `.` for a sentence's end,
    `:` for a colon or a bar.

    >>> tokens("Don't wait: only £2.49 a week!")
    ('don', 't', 'wait', ':', 'only', '¤', 'a', 'week', '.')
    """
    if "US" in text:
        text = COUNTRY.sub("U.S.", text)
    if not text.isascii():
        for sign, plain in TYPOGRAPHY:
            text = text.replace(sign, plain)
    ascii_only = text.isascii()
    if ascii_only:
        letters = text.translate(LETTERS)
        if "0" not in letters and ".." not in letters:
            found = letters.replace(".", " . ").split()
            if not _may_spell_a_price(found):
                return tuple(found)
    # A Turkish capital dotted i folds to an i with a dot above it: the dot goes.
    folded = text.casefold() if ascii_only else unicodedata.normalize("NFKC", text).casefold().replace("\u0307", "")
    if not SIGNED.search(folded):
        found = (ASCII if ascii_only else PLAIN).findall(folded)
        if not _may_spell_a_price(found):
            return tuple([token if token.isalpha() else _sign(token) for token in found])
    return tuple(_token(found) for found in TOKEN.finditer(folded))


def _may_spell_a_price(found: Sequence[str]) -> bool:
    """Whether a spelled number stands before what may be a coin's name: `five dollars`."""
    if COUNTS.isdisjoint(found):
        return False
    return any(word in COUNTS and COIN.match(coin) for word, coin in pairwise(found))


def _sign(token: str) -> str:
    """What a token of `PLAIN` that is no plain word stands for."""
    if token[0] in STOPS:
        return "."
    if token[0] in ":：|":
        return ":"
    if token[0].isdecimal():
        return "0" if token[-1].isdecimal() or token[-1] in "%％" else "¤"
    return token


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "word":
        return found.group()
    return {"price": "¤", "number": "0", "stop": ".", "colon": ":"}[str(kind)]
