"""`make release-check`: what stands in the way of a release is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts import release_check
from server.version import VERSION

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files that tell the version, dated."""
    for name in ("server/version.py", "extension/manifest.json", "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    change(tmp_path, "CHANGELOG.md", rf"^## {re.escape(VERSION)} \(.*\)$", f"## {VERSION} (2026-11-30)")
    return tmp_path


def change(tree: Path, name: str, old: str, new: str) -> None:
    text = (tree / name).read_text(encoding="utf-8")
    changed, times = re.subn(old, new, text, count=1, flags=re.M)
    assert times == 1
    (tree / name).write_text(changed, encoding="utf-8")


def test_this_tree_is_of_one_version() -> None:
    assert release_check.faults(ROOT, None) == []
    assert release_check.version_of(ROOT) == VERSION


def test_a_tree_that_is_ready_has_no_fault(tree: Path) -> None:
    assert release_check.faults(tree, f"v{VERSION}") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("server/version.py", r'"[\d.]+"', '"9.9"', "must be three numbers"),
        ("server/version.py", r'"[\d.]+"', '"1.0.0-rc1"', "must be three numbers"),
        ("server/version.py", r'"[\d.]+"', '"9.9.9"', "extension/manifest.json says"),
        ("extension/manifest.json", r'"version": "[\d.]+"', '"version": "9.9.9"', "manifest.json says 9.9.9"),
        ("CHANGELOG.md", r"^## \S+", "## 9.9.9", "CHANGELOG.md begins with 9.9.9"),
        ("CHANGELOG.md", r"\(2026-11-30\)", "(unreleased)", "is still called unreleased"),
        ("CHANGELOG.md", r"\(2026-11-30\)", "(soon)", "'soon' is neither a date"),
        ("CHANGELOG.md", r"^## \S+ .*$", "Changes", "no heading"),
    ],
)
def test_what_stands_in_the_way_is_named(tree: Path, name: str, old: str, new: str, fault: str) -> None:
    change(tree, name, old, new)
    assert fault in " ".join(release_check.faults(tree, f"v{VERSION}"))


@pytest.mark.parametrize("tag", [VERSION, "v9.9.9", f"release-{VERSION}"])
def test_a_tag_of_another_form_is_refused(tree: Path, tag: str) -> None:
    assert release_check.faults(tree, tag) == [f"the tag of this version is v{VERSION}, not {tag}"]


def test_the_packages_hold_what_they_should_and_come_out_the_same(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    made = release_check.packages(ROOT, tmp_path / "one", VERSION)
    assert release_check.differing(made, release_check.packages(ROOT, tmp_path / "two", VERSION)) == []
    assert [path.name for path in made] == [
        f"clean-copy-{VERSION}.tar.gz",
        f"clean-copy-{VERSION}-chromium.zip",
        f"clean-copy-{VERSION}-firefox.zip",
    ]
    with tarfile.open(made[0]) as source:
        names = source.getnames()
    assert f"clean-copy-{VERSION}/Makefile" in names
    assert f"clean-copy-{VERSION}/server/version.py" in names
    for path in made[1:]:
        with zipfile.ZipFile(path) as package:
            assert f'"version": "{VERSION}"' in package.read("manifest.json").decode()


def test_a_package_that_changes_is_named(tmp_path: Path) -> None:
    for folder, text in (("one", "a"), ("two", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "package.zip").write_text(text)
    pair = [[tmp_path / folder / "package.zip"] for folder in ("one", "two")]
    assert release_check.differing(*pair) == ["package.zip"]


def test_the_command_runs_the_tests_first() -> None:
    told = subprocess.run(
        ["make", "-n", "release-check", "TAG=v1.2.3"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told.index("-m pytest") < told.index("scripts/release_check.py v1.2.3")
