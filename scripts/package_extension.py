"""Write the two store packages of the extension into `dist/`: the same source, the manifest cut for each store.

    python scripts/package_extension.py

The same files give the same bytes: names are sorted and times are fixed.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "extension"
DIST = ROOT / "dist"
KINDS = {".js", ".html", ".css", ".json", ".png", ".svg"}
BEGIN = (1980, 1, 1, 0, 0, 0)
"""the earliest time that a zip file can name"""


def manifest_for(store: str) -> dict[str, Any]:
    """The manifest without the keys that only the other browser reads."""
    manifest: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    if store == "chromium":
        del manifest["background"]["scripts"]
        del manifest["browser_specific_settings"]
    else:
        del manifest["background"]["service_worker"]
        del manifest["minimum_chrome_version"]
        del manifest["incognito"]  # Firefox opens an extension's pages in private windows without it
    return manifest


def write(store: str, folder: Path) -> Path:
    """Write one store's package into a folder; gives its path."""
    manifest = manifest_for(store)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"clean-copy-{manifest['version']}-{store}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for file in sorted(EXTENSION.rglob("*")):
            if file.suffix not in KINDS:
                continue
            name = file.relative_to(EXTENSION).as_posix()
            data = json.dumps(manifest, indent=2).encode() if name == "manifest.json" else file.read_bytes()
            package.writestr(zipfile.ZipInfo(name, BEGIN), data, zipfile.ZIP_DEFLATED)
    return path


if __name__ == "__main__":
    for each in ("chromium", "firefox"):
        print(write(each, DIST).relative_to(ROOT))
