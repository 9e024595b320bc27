"""The two commands say in a plain sentence what is missing or in the way."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci/run"]


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )


def script(path: Path, text: str) -> None:
    """A program of the test's own, in the place of a real one."""
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def bare_path(tmp_path: Path) -> str:
    """A PATH with the tools of a small system and no browser, no apt-get, no python."""
    for tool in ("bash", "env", "dirname", "basename", "id", "cat", "mktemp", "realpath", "cmp"):
        found = shutil.which(tool)
        assert found
        (tmp_path / tool).symlink_to(found)
    return str(tmp_path)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_sound(path: Path) -> None:
    assert run("bash", "-n", path).returncode == 0
    if path.name != "common.sh":  # sourced, never run
        assert os.access(path, os.X_OK)
        assert "set -euo pipefail" in path.read_text(encoding="utf-8")


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run("scripts/run.sh", "127.0.0.1", port, VENV=sys.prefix)
    assert done.returncode != 0
    assert done.stderr.startswith(f"Port {port} on 127.0.0.1 can not be used (Address already in use).")
    assert "make run PORT=" in done.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", ""])
def test_a_wrong_port_is_named(port: str) -> None:
    done = run("scripts/run.sh", "127.0.0.1", port, VENV=sys.prefix)
    assert done.returncode != 0
    assert "is not a port: it must be a number from 1 to 65535." in done.stderr


def test_a_missing_python_is_named(bare_path: str, tmp_path: Path) -> None:
    done = run("scripts/setup_venv.sh", tmp_path / "venv", "requirements.txt", PATH=bare_path, PYTHON="")
    assert done.returncode == 1
    assert "Clean Copy needs Python 3.11 or newer. On Debian 12: sudo apt install" in done.stderr


def test_a_python_that_was_asked_for_is_named(tmp_path: Path) -> None:
    done = run("scripts/setup_venv.sh", tmp_path / "venv", "requirements.txt", PYTHON="python-of-mine")
    assert done.returncode == 1
    assert "python-of-mine is not there" in done.stderr


def test_a_python_without_venv_is_named(bare_path: str, tmp_path: Path) -> None:
    """As Debian's python3 is without python3-venv."""
    python = Path(bare_path) / "python3"
    script(python, f'case "$*" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"')
    done = run("scripts/setup_venv.sh", tmp_path / "venv", "requirements.txt", PATH=bare_path, PYTHON="")
    assert done.returncode == 1
    assert "can't make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" in done.stderr


def test_nothing_is_installed_twice(tmp_path: Path) -> None:
    """The second start makes no environment, asks no registry, and so is quick."""
    none = tmp_path / "requirements.txt"
    none.write_text("# nothing\n")
    first = run("scripts/setup_venv.sh", tmp_path / "venv", none, PYTHON=sys.executable)
    assert "Making a virtual environment" in first.stderr
    assert f"Installing what {none} lists" in first.stderr
    second = run("scripts/setup_venv.sh", tmp_path / "venv", none, PYTHON=sys.executable)
    assert (second.returncode, second.stderr) == (0, "")
    none.write_text("# nothing, said in another way\n")
    assert "Installing" in run("scripts/setup_venv.sh", tmp_path / "venv", none, PYTHON=sys.executable).stderr


@pytest.mark.parametrize("state", ["its interpreter is gone", "it was copied from elsewhere"])
def test_a_broken_environment_is_made_anew(tmp_path: Path, state: str) -> None:
    inside = tmp_path / "venv/bin/python"
    inside.parent.mkdir(parents=True)
    inside.symlink_to(tmp_path / "gone" if state.endswith("gone") else sys.executable)
    python = tmp_path / "python-of-mine"
    script(python, f'case "$*" in "-m venv"*) exit 1 ;; esac\nexec {sys.executable} "$@"')
    done = run("scripts/setup_venv.sh", tmp_path / "venv", "requirements.txt", PYTHON=str(python))
    assert done.returncode == 1
    assert f"Making a virtual environment with {python}" in done.stderr
    assert f"could not make a virtual environment in {tmp_path / 'venv'}" in done.stderr


@pytest.mark.parametrize(("browser", "package"), [("chromium", "chromium"), ("firefox", "firefox-esr")])
def test_a_missing_browser_is_named_and_fails_in_ci_alone(bare_path: str, browser: str, package: str) -> None:
    here = run("scripts/ensure_browser.sh", browser, PATH=bare_path, CI="")
    assert here.returncode == 0
    assert len(here.stderr.splitlines()) == 1
    assert f"sudo apt install {package}" in here.stderr
    in_ci = run("scripts/ensure_browser.sh", browser, PATH=bare_path, CI="true")
    assert in_ci.returncode == 1
    assert f"sudo apt install {package}" in in_ci.stderr


@pytest.mark.parametrize(("ci", "asked"), [("", False), ("true", True)])
def test_a_missing_server_is_installed_in_ci_alone_and_never_fails(bare_path: str, ci: str, asked: bool) -> None:
    """Debian starts a server that it installs; nobody wants that on their own machine for the tests' sake."""
    here = Path(bare_path)
    for tool in ("rm", "tail"):
        (here / tool).symlink_to(shutil.which(tool) or tool)
    script(here / "id", "echo 0")
    script(here / "apt-get", f'echo "$@" >> "{here}/asked"; exit 100')
    done = run("scripts/ensure_program.sh", "a-server-of-mine", "its-package", PATH=bare_path, CI=ci)
    assert done.returncode == 0
    assert "sudo apt install its-package" in done.stderr
    assert (here / "asked").exists() is asked


def test_a_server_that_is_there_is_not_installed(bare_path: str) -> None:
    script(Path(bare_path) / "a-server-of-mine", "exit 0")
    done = run("scripts/ensure_program.sh", "a-server-of-mine", "its-package", PATH=bare_path, CI="true")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("user", "sudo"), [("0", None), ("1000", "exit 0"), ("1000", "exit 1"), ("1000", None)])
def test_a_browser_is_installed_where_that_is_allowed(bare_path: str, user: str, sudo: str | None) -> None:
    """As root, or with a sudo that asks for no password; else nothing is tried."""
    here = Path(bare_path)
    for tool in ("rm", "tail", "chmod"):
        (here / tool).symlink_to(shutil.which(tool) or tool)
    script(here / "id", f"echo {user}")
    if sudo:
        script(here / "sudo", f'shift; case "$1" in true) {sudo} ;; esac; exec "$@"')
    installs = f'echo "$@" >> "{here}/asked"; case "$1" in install) echo "#!/bin/sh" > "{here}/chromium"; '
    script(here / "apt-get", installs + f'chmod 755 "{here}/chromium" ;; esac')
    done = run("scripts/ensure_browser.sh", "chromium", PATH=bare_path, CI="true")
    if user == "0" or sudo == "exit 0":
        asked = (here / "asked").read_text()
        assert asked == "update\ninstall -y --no-install-recommends chromium\n"
        assert done.returncode == 0
    else:
        assert done.returncode == 1
        assert not (here / "asked").exists()


def test_a_failed_installation_says_why(bare_path: str) -> None:
    here = Path(bare_path)
    for tool in ("rm", "tail"):
        (here / tool).symlink_to(shutil.which(tool) or tool)
    script(here / "id", "echo 0")
    script(here / "apt-get", 'echo "E: no network here" >&2; exit 100')
    done = run("scripts/ensure_browser.sh", "chromium", PATH=bare_path, CI="")
    assert done.returncode == 0
    assert "E: no network here" in done.stderr
    assert "They are skipped." in done.stderr


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_browser_of_ones_own_is_found(bare_path: str, browser: str) -> None:
    own = Path(bare_path) / "my-browser"
    script(own, "echo 1.0")
    done = run("scripts/find_browser.sh", browser, PATH=bare_path, **{f"CLEANCOPY_{browser.upper()}": str(own)})
    assert done.stdout.strip() == str(own)


def test_a_stand_in_that_is_no_browser_is_passed_over(bare_path: str) -> None:
    """Ubuntu's `chromium-browser` without its snap answers every call with an error."""
    stand_in = Path(bare_path) / "chromium-browser"
    script(stand_in, "echo install the snap >&2\nexit 1")
    assert run("scripts/find_browser.sh", "chromium", PATH=bare_path).returncode == 1


def test_ci_runs_the_tests() -> None:
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "make test" in ci
    assert "CI=true" in ci
