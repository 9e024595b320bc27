"""The extension's modules under node's own test runner, and what holds for its files as a whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import playwright
import pytest

from server.version import VERSION

HERE = Path(__file__).parent
EXTENSION = HERE.parent.parent / "extension"
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text())
LOCALES = sorted(path.parent.name for path in EXTENSION.glob("_locales/*/messages.json"))


def node() -> str:
    """The node of this machine, or the one that Playwright brings along."""
    return shutil.which("node") or str(Path(playwright.__file__).parent / "driver" / "node")


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_under_node(name: str, tmp_path: Path) -> None:
    # The extension's files are modules to a browser; node wants to be told, and not inside the extension.
    (tmp_path / "package.json").write_text('{"type": "module"}')
    shutil.copytree(EXTENSION, tmp_path / "extension")
    tests = tmp_path / "tests"
    tests.mkdir()
    for file in HERE.glob("*.js"):
        shutil.copy(file, tests)
    done = subprocess.run(
        [node(), "--test", "--test-reporter=tap", f"tests/{name}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.M), done.stdout


def messages(locale: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads((EXTENSION / f"_locales/{locale}/messages.json").read_text())
    return read


def test_every_message_that_is_used_exists_and_every_other_is_gone() -> None:
    source = "\n".join(path.read_text() for path in sorted(EXTENSION.rglob("*")) if path.suffix in (".js", ".html"))
    source += (EXTENSION / "manifest.json").read_text()
    used = set(re.findall(r'say\("(\w+)"', source)) | set(re.findall(r'data-say(?:-label)?="(\w+)"', source))
    used |= set(re.findall(r"__MSG_(\w+)__", source))
    known = set(messages("en"))
    assert used - known == set()
    # The others are named in parts: steps, failures, offers, advice.
    unnamed = {name for name in known - used if f'"{name}"' not in source}
    stems = re.findall(r'^ {2}"?([a-z-]+)"?: \[', (EXTENSION / "reader/failures.js").read_text(), re.M)
    camel = {re.sub(r"-([a-z])", lambda m: m[1].upper(), stem) for stem in stems}
    made = {f"{stem}{part}" for stem in camel for part in ("Title", "Text")}
    made |= {f"offer_{name}" for name in ("again", "anyway", "options")}
    steps = re.search(r"STEPS = \[(.+?)\]", (EXTENSION / "options/connection.js").read_text())
    assert steps
    made |= {"step" + name[0].upper() + name[1:] for name in re.findall(r'"(\w+)"', steps[1])}
    assert made - known == set()
    assert unnamed - made == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same_things(locale: str) -> None:
    english, other = messages("en"), messages(locale)
    assert other.keys() == english.keys()
    for name, entry in english.items():
        assert other[name].get("placeholders") == entry.get("placeholders"), name
        said = str(other[name]["message"])
        assert said.strip() == said
        assert said
        assert re.findall(r"\$\w+\$", said) == re.findall(r"\$\w+\$", str(entry["message"])), name
    assert len(str(other["description"]["message"])) <= 132, "the stores' limit"


def test_the_manifest_asks_for_no_more_than_was_promised() -> None:
    assert MANIFEST["permissions"] == ["activeTab", "scripting", "storage"]
    assert MANIFEST["host_permissions"] == ["*://127.0.0.1/*", "*://localhost/*"]
    assert MANIFEST["browser_specific_settings"]["gecko"]["data_collection_permissions"] == {"required": ["none"]}
    assert "unsafe-eval" not in MANIFEST["content_security_policy"]["extension_pages"]
    assert "upgrade-insecure-requests" not in MANIFEST["content_security_policy"]["extension_pages"]


def test_the_reading_view_may_open_in_a_private_window() -> None:
    # https://developer.chrome.com/docs/extensions/reference/manifest/incognito: without it Chromium refuses an
    # extension's page in a private tab.
    assert MANIFEST["incognito"] == "split"


def test_one_version() -> None:
    assert MANIFEST["version"] == VERSION


def test_no_text_becomes_markup() -> None:
    for path in EXTENSION.rglob("*.js"):
        assert not re.search(
            r"\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write", path.read_text()
        ), path


def test_every_icon_has_its_size() -> None:
    for size, name in MANIFEST["icons"].items():
        data = (EXTENSION / name).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(data[16:20]) == int.from_bytes(data[20:24]) == int(size)
