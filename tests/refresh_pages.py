"""Writes expected.json and expected.md of the invented pages anew: refresh_pages.py [PAGE ...]

Refuses a page whose answer breaks its must.json, and shows for the others what came into the answer and what
newly disappeared from it. Look at what disappeared: a refresh is how a lost paragraph becomes the expectation.
"""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from invented import InventedPage, answers, broken, pages


def changes(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that disappeared and the lines that came."""
    lines = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    return [x[2:] for x in lines if x.startswith("- ")], [x[2:] for x in lines if x.startswith("+ ")]


def refresh(page: InventedPage) -> bool:
    """Writes one page's expectations; False: refused."""
    article = page.clean()
    faults = broken(page.must, article)
    if faults:
        print(f"{page.slug}: refused, its must.json is broken")
        print("".join(f"    {fault}\n" for fault in faults), end="")
        return False
    as_json, as_markdown = answers(article)
    expected_json, expected_markdown = page.expected()
    old = expected_markdown.read_text(encoding="utf-8") if expected_markdown.exists() else ""
    lost, came = changes(old, as_markdown)
    same = expected_json.exists() and json.loads(expected_json.read_text(encoding="utf-8")) == json.loads(as_json)
    if same and not lost and not came:
        return True
    print(f"{page.slug}: {'new' if not old else 'written'}")
    if old:
        print("".join(f"    disappeared: {line}\n" for line in lost), end="")
        print("".join(f"    came: {line}\n" for line in came), end="")
    expected_json.write_text(as_json, encoding="utf-8")
    expected_markdown.write_text(as_markdown, encoding="utf-8")
    return True


def main(names: list[str]) -> int:
    """0 when every page was written or stands as it was; 1 when one was refused; 2 for an unknown name."""
    known = {page.slug: page for page in pages()}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such page: {', '.join(unknown)} (there are {', '.join(known)})")
        return 2
    done = [refresh(known[name]) for name in names or known]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
