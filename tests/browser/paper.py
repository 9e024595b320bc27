"""A long page, and what stands on paper when its reading view is printed."""

from __future__ import annotations

import io
import unicodedata

from pypdf import PdfReader


def long_page() -> str:
    """An invented diary of a hundred days, many sheets long; its last paragraph ends in `last of all`."""
    weather = ("rain until noon", "a dry wind from the hills", "fog that did not lift", "frost on the lower fields")
    days = [
        f"<p>On day {n} the surveyors walked {3 + n % 7} kilometres along the dyke and wrote down {weather[n % 4]}. "
        f"They counted {11 + n * 3 % 17} gulls at the sluice, set {n % 5 + 2} new posts, and came home after dark "
        f"with mud to their knees and a sketch of the bank for the county’s map of the flood plain.</p>"
        for n in range(2, 100)
    ]
    return (
        "<!doctype html><html lang='en'><title>A hundred days on the dyke</title><body><article>"
        "<h1>A hundred days on the dyke</h1><p>The first day was the longest, the surveyors say: nobody had told "
        "them how far the old dyke reaches into the marsh, and they had brought one flask of tea for four.</p>"
        + "".join(days)
        + "<p>Day one hundred they spent at a desk, drawing the line that they had walked, and the clerk who stamped "
        "the finished sheet wrote her name below theirs, last of all.</p></article></body></html>"
    )


def printed(pdf: bytes) -> str:
    """The text of all sheets, spaces made single and ligatures apart."""
    sheets = PdfReader(io.BytesIO(pdf)).pages
    return unicodedata.normalize("NFKC", " ".join(" ".join(sheet.extract_text() for sheet in sheets).split()))
