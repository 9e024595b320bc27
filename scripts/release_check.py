"""Check that this tree can be released as the version that it says it is, and write the packages into `dist/`.

    python scripts/release_check.py            # before the release
    python scripts/release_check.py v0.1.0     # for the tag itself: the change log dated, nothing uncommitted

The tests are `make release-check`'s first half.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import package_extension

ROOT = package_extension.ROOT
VERSION = re.compile(r'^VERSION = "(.+)"$', re.M)
FORM = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")
"""Semantic Versioning without suffixes: a browser's store takes numbers alone."""
HEADING = re.compile(r"^## (\S+) \((.+)\)$", re.M)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def version_of(root: Path) -> str:
    """The version of the one place where it stands.

    Raises:
        ValueError: it stands there in no form that can be released.
    """
    found = VERSION.search((root / "server/version.py").read_text(encoding="utf-8"))
    if not found or not FORM.fullmatch(found[1]):
        raise ValueError("server/version.py: VERSION must be three numbers such as 1.2.3")
    return found[1]


def faults(root: Path, tag: str | None) -> list[str]:
    """What stands in the way of a release, a sentence each; with a tag, of that tag."""
    try:
        version = version_of(root)
    except ValueError as error:
        return [str(error)]
    found = []
    manifest = json.loads((root / "extension/manifest.json").read_text(encoding="utf-8"))["version"]
    if manifest != version:
        found.append(f"extension/manifest.json says {manifest}, server/version.py {version}")
    changes = HEADING.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not changes:
        found.append("CHANGELOG.md: no heading such as ## 1.2.3 (2026-01-31)")
    elif changes[1] != version:
        found.append(f"CHANGELOG.md begins with {changes[1]}, server/version.py says {version}")
    elif changes[2] != "unreleased" and not DATE.fullmatch(changes[2]):
        found.append(f"CHANGELOG.md: {changes[2]!r} is neither a date such as 2026-01-31 nor unreleased")
    elif tag and changes[2] == "unreleased":
        found.append(f"CHANGELOG.md: {version} is still called unreleased")
    if tag and tag != f"v{version}":
        found.append(f"the tag of this version is v{version}, not {tag}")
    return found


def uncommitted(root: Path) -> list[str]:
    """The files that are not as they were committed."""
    told = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()


def packages(root: Path, folder: Path, version: str) -> list[Path]:
    """Write the source and the extension's two packages into a folder; gives their paths."""
    source = folder / f"clean-copy-{version}.tar.gz"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["git", "archive", f"--prefix=clean-copy-{version}/", "-o", str(source), "HEAD"]
    subprocess.run(command, cwd=root, check=True)
    return [source, *(package_extension.write(store, folder) for store in ("chromium", "firefox"))]


def differing(first: list[Path], second: list[Path]) -> list[str]:
    """The packages that came out otherwise when they were written twice."""
    return [a.name for a, b in zip(first, second, strict=True) if a.read_bytes() != b.read_bytes()]


def main(arguments: list[str]) -> int:
    """0 when nothing stands in the way."""
    tag = arguments[0] if arguments else None
    found = faults(ROOT, tag)
    if tag and uncommitted(ROOT):
        found.append("there are changes that are not committed")
    if not found:
        version = version_of(ROOT)
        made = packages(ROOT, package_extension.DIST, version)
        with tempfile.TemporaryDirectory() as again:
            other = differing(made, packages(ROOT, Path(again), version))
        found += [f"{name} comes out otherwise each time" for name in other]
        for path in made:
            print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}")
    for fault in found:
        print(f"not ready: {fault}", file=sys.stderr)
    if not found and not tag:
        print(f"Ready. Now date {version} in CHANGELOG.md, commit, and run make release-check TAG=v{version}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
