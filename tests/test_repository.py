"""What the documents say of the repository is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

from server.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")])
REQUIREMENTS = [
    "requirements.txt", "requirements-dev.txt", "bench/requirements.txt", "tests/torture/requirements.txt",
    "scripts/audit.txt",
]  # fmt: skip
LINK = re.compile(r"\]\(([^)#\s]+)[^)\s]*\)")
PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z]+\])?==[A-Za-z0-9.]+")


def tracked() -> list[Path]:
    """The text files that the repository holds, pages excepted."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.suffix not in {".png", ".ico", ".gz", ".woff2"}]


def lines(name: str) -> list[str]:
    """The lines of a requirements file that ask for something."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def required(name: str) -> set[str]:
    """The names of the libraries that a requirements file asks for itself."""
    return {line.split("==")[0].split("[")[0].lower() for line in lines(name) if not line.startswith("-r")}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_library_is_pinned_exactly(name: str) -> None:
    loose = [line for line in lines(name) if not line.startswith("-r ") and not PIN.fullmatch(line)]
    assert not loose


def libraries_of(folder: str) -> set[str]:
    """The names of the libraries that the modules of a folder import."""
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    homes = packages_distributions()
    return {homes[module][0].lower() for module in modules - sys.stdlib_module_names if module in homes}


def test_what_the_server_imports_is_required() -> None:
    """And nothing is required that the server does not import, but what its libraries need."""
    libraries = libraries_of("server")
    flask_brings = {"werkzeug", "jinja2", "markupsafe"}
    started_or_needed = {"gunicorn", "lxml_html_clean", "redis"}
    assert libraries - flask_brings <= required("requirements.txt")
    assert required("requirements.txt") - started_or_needed <= libraries


@pytest.mark.parametrize("folder", ["tests", "scripts"])
def test_what_the_tests_import_is_required(folder: str) -> None:
    flask_brings = {"werkzeug"}
    assert libraries_of(folder) - flask_brings <= required("requirements.txt") | required("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    for line in lines(name):
        if "==" in line:
            library, version = line.split("==")
            assert distribution(library.split("[")[0]).version == version, library


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_library_has_its_line_with_its_licence(name: str) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = {
        row[0].lower(): row[1] for row in re.findall(r"^\| ([\w.-]+) \| ([\w.-]+) \| .+ \|$", text, re.MULTILINE)
    }
    assert required(name) <= table.keys()


def test_every_room_has_its_line() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    parts = {path.relative_to(ROOT).parts[1] for path in tracked() if ROOT / "server" in path.parents}
    assert not [part for part in parts if f"`{part}" not in text]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    dead = [t for t in targets if ":" not in t and not (document.parent / t).exists()]
    assert not dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_commands_that_documents_name_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_version_stands_in_one_place() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == VERSION
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"] == ["version"]


def test_no_path_of_a_developer_is_left_in() -> None:
    ours = str(ROOT)
    assert not [path for path in tracked() if ours in path.read_text(encoding="utf-8", errors="replace")]


def test_what_is_made_is_not_kept() -> None:
    made = {".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    kept = [path for path in tracked() if made & set(path.relative_to(ROOT).parts)]
    assert not kept
