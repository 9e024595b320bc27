"""The shape that ARCHITECTURE.md promises: rooms that do not know each other, one ledger, small modules."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).resolve().parent.parent / "server"
MODULES = sorted(SERVER.rglob("*.py"))

ROOMS = {"page", "metadata", "body", "blocks", "chrome", "completeness", "facts", "render"}
"""The rooms of the way through; none of them imports another."""
LEAVES = {
    "model", "words", "wordfiles", "sitefiles", "tongues", "phrases", "tokens", "matching", "kept", "ledger", "hosts",
    "version",
}  # fmt: skip
"""What any room may import; a leaf imports leaves alone."""
ABOVE = {"web", "settings", "budget", "pipeline", "server", "__main__", "cli", "explain"}
"""What stands above the rooms: none of it is imported by a room."""
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "imaplib", "pycurl", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
"""Modules that open connections: the service makes none."""
LONGEST = 300
"""Lines of a module."""


def room_of(path: Path) -> str:
    """`server/facts/people.py` → `facts`; `server/__init__.py` → `server`."""
    first = path.relative_to(SERVER).parts[0].removesuffix(".py")
    return "server" if first == "__init__" else first


def imported(source: str, package: tuple[str, ...]) -> Iterator[str]:
    """Every module that a source text imports, absolute, wherever in the text it does so.

    `from server import facts` gives `server.facts` as well as `server`.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported_by(path: Path) -> set[str]:
    """Every module that a file of the server imports."""
    return set(imported(path.read_text(encoding="utf-8"), ("server", *path.relative_to(SERVER).parts[:-1])))


def parts_of(modules: Iterable[str]) -> set[str]:
    """The parts of the server among modules: rooms, leaves, and what stands above."""
    return {name.split(".")[1] for name in modules if name.startswith("server.")} & (ROOMS | LEAVES | ABOVE)


def server_parts(path: Path) -> set[str]:
    """The parts of the server that a file imports."""
    return parts_of(imported_by(path))


def named(path: Path) -> str:
    return str(path.relative_to(SERVER.parent))


each_module = pytest.mark.parametrize("path", MODULES, ids=named)


@each_module
def test_a_room_imports_leaves_and_itself_alone(path: Path) -> None:
    room = room_of(path)
    if room in ROOMS:
        assert server_parts(path) <= LEAVES | {room}


@each_module
def test_a_leaf_imports_no_room(path: Path) -> None:
    if room_of(path) in LEAVES:
        assert server_parts(path) <= LEAVES


@each_module
def test_only_the_pipeline_knows_the_rooms(path: Path) -> None:
    """The way in (web, command line) may render an answer; it asks the pipeline for everything else."""
    if room_of(path) in ABOVE - {"pipeline"}:
        assert server_parts(path) & ROOMS <= {"render"}


@each_module
def test_every_module_has_its_place(path: Path) -> None:
    assert room_of(path) in ROOMS | LEAVES | ABOVE


@each_module
def test_readability_is_asked_in_body_alone(path: Path) -> None:
    if any(name.split(".")[0] == "readability" for name in imported_by(path)):
        assert room_of(path) == "body"


@each_module
def test_nothing_opens_a_connection(path: Path) -> None:
    used = {
        name for name in imported_by(path) for module in NETWORK if name == module or name.startswith(f"{module}.")
    }
    assert not used


@each_module
def test_only_the_ledger_makes_removals(path: Path) -> None:
    makes = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    if "Removal" in makes:
        assert room_of(path) == "ledger"


@each_module
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    if calls:
        assert room_of(path) in {"__main__", "cli"}, f"print in line {calls[0]}"


@each_module
def test_modules_are_short(path: Path) -> None:
    if path.name == "model.py":
        return  # every value between the rooms stands in this one file, and most of it is their description
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("from server import blocks", {"blocks"}),
        ("from server.facts.people import find", {"facts"}),
        ("import server.render", {"render"}),
        ("from .. import page", {"page"}),
        ("from ..body import vote", {"body"}),
        ("def late():\n    from server.chrome import judge", {"chrome"}),
        ("from . import wrappers", {"metadata"}),
        ("import json", set()),
    ],
)
def test_every_way_to_import_is_seen(line: str, parts: set[str]) -> None:
    assert parts_of(imported(line, ("server", "metadata"))) == parts
