"""The README is true: its call is answered as it shows, its pictures and commands are there."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

from support.programs import program

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```\n(.*?)^```$", TEXT)


def block(start: str) -> str:
    """The one block of code that begins so."""
    found = [each for each in BLOCKS if each.startswith(start)]
    assert len(found) == 1
    return found[0]


def test_the_call_is_answered_as_it_is_shown(service_url: str) -> None:
    program("curl")
    call = block("curl ")
    done = subprocess.run(
        ["bash", "-euc", call.replace("http://127.0.0.1:8000", service_url)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    shown, rest = BLOCKS[BLOCKS.index(call) + 1].split("...")
    assert not rest.strip()
    assert shown.count("\n\n") >= 1
    assert done.stdout.startswith(shown.rstrip("\n"))


def test_what_it_says_is_removed_is_removed_from_the_page_of_the_call(service_url: str) -> None:
    program("curl")
    call = block("curl ").replace("Accept: text/plain", "Accept: application/json")
    done = subprocess.run(
        ["bash", "-euc", call.replace("http://127.0.0.1:8000", service_url)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert {"donation"} <= {removal["category"] for removal in answer["removed"]}
    assert all(removal["text"] not in answer["text"] for removal in answer["removed"] if removal["text"])


def test_the_two_commands_are_the_makefile_s() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in re.findall(r"^make (\w+)", block("make run"), re.M):
        assert re.search(rf"^{command}:", makefile, re.M)
    assert len(block("make run").splitlines()) == 2


def test_the_key_of_the_extension_is_the_manifest_s() -> None:
    manifest = json.loads((ROOT / "extension/manifest.json").read_text(encoding="utf-8"))
    keys = [c["suggested_key"]["default"] for c in manifest["commands"].values() if "suggested_key" in c]
    assert any(key in TEXT for key in keys)


def test_python_and_licence_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in TEXT
    assert f"{project['license']}: see [LICENSE](LICENSE)" in TEXT
