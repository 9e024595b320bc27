"""Draw the extension's PNG icons from its SVG, with the Chromium of the tests.

python scripts/make_icons.py
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "extension" / "icons"
SIZES = (16, 32, 48, 128)
"""pixels; what the browsers' toolbars, menus and stores ask for"""


def main() -> None:
    """Write `icon-<size>.png` for each size beside the SVG."""
    svg = (ICONS / "icon.svg").read_text()
    finder = [ROOT / "scripts" / "find_browser.sh", "chromium"]
    chromium = subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px}}</style>{svg}")
            page.screenshot(path=ICONS / f"icon-{size}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
