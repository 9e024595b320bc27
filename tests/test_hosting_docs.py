"""`docs/self-hosting.md` is tried word by word: its commands run as they stand, on a machine that is pretended."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.programs import program
from support.stack import free_port

from server.version import VERSION
from server.web.metrics import Metrics

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/self-hosting.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"(?m)^## ", TEXT)}
FROM_NOTHING = SECTIONS["From nothing to HTTPS with a token, in ten minutes"]
COMMANDS = re.findall(r"(?ms)^```sh\n(.*?)^```$", FROM_NOTHING)

SYSTEMCTL = """#!/bin/bash
# Starts what the unit says, as systemd would: its folder, its environment, its command.
set -eu
echo "systemctl $*" >> "$MACHINE/asked"
[ "$1 $2" = "enable --now" ] || exit 0
port=${3#*@}
unit="$MACHINE/etc/systemd/system/clean-copy@.service"
said() { sed -n "s|^$1=||p" "$unit" | sed "s|%i|$port|g; s|/opt/|$MACHINE/opt/|g; s|/etc/|$MACHINE/etc/|g"; }
cd "$(said WorkingDirectory)"
set -a
eval "$(said Environment | tr ' ' '\\n')"
. "$(said EnvironmentFile)"
set +a
nohup "$(said ExecStart)" > "$MACHINE/log" 2>&1 < /dev/null &
echo $! > "$MACHINE/pid"
for _ in $(seq 200); do
  if grep -q Booting "$MACHINE/log"; then exit 0; fi
  sleep 0.1
done
exit 1
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that stands for the machine's root, with programs that write down what they were asked for."""
    for place in ("opt", "etc/systemd/system", "etc/caddy", "bin"):
        (tmp_path / place).mkdir(parents=True)
    stubs = {
        "sudo": '#!/bin/sh\nexec "$@"\n',
        "apt-get": '#!/bin/sh\necho "apt-get $*" >> "$MACHINE/asked"\n',
        "systemctl": SYSTEMCTL,
    }
    for name, text in stubs.items():
        path = tmp_path / "bin" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    return tmp_path


def on_the_machine(commands: str, machine: Path, port: int) -> str:
    """The commands with the machine's places put inside its folder, and what can't be had here put by."""
    venv = "ln -sfn $VENV /opt/clean-copy-$VERSION/.venv"
    for old, new in {
        "sudo /opt/clean-copy-$VERSION/scripts/setup_venv.sh .venv requirements.txt": venv,  # no registry in a test
        "/opt/": f"{machine}/opt/",
        "/etc/": f"{machine}/etc/",
        "8001": str(port),
        "https://$NAME/": f"http://127.0.0.1:{port}/",  # Caddy's part is tried in test_deploy.py
    }.items():
        assert old in commands, old
        commands = commands.replace(old, new)
    return commands.replace("curl -s ", 'curl -s -H "Host: $NAME" ')


def test_from_nothing_to_the_first_page(machine: Path, tmp_path: Path) -> None:
    program("curl")
    program("openssl")
    port = free_port()
    run = subprocess.run(
        ["bash", "-eu", "-c", on_the_machine("".join(COMMANDS), machine, port)],
        cwd=shutil.copytree(ROOT, tmp_path / "source", ignore=lambda _, names: {".git", ".venv", "tests"} & {*names}),
        env={
            "PATH": f"{machine}/bin:{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "MACHINE": str(machine),
            "VENV": sys.prefix,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    try:
        assert run.returncode == 0, run.stderr + run.stdout
        assert f'{{"status":"ok","version":"{VERSION}"}}' in run.stdout
        assert f'`{{"status":"ok","version":"{VERSION}"}}`' in FROM_NOTHING
        assert run.stdout.rstrip().endswith("under water, the county said.")
        assert "support us" not in run.stdout
        asked = (machine / "asked").read_text().splitlines()
        assert asked[:2] == ["apt-get update", "apt-get install -y python3 python3-venv caddy curl openssl"]
        assert asked[2:] == [f"systemctl enable --now clean-copy@{port}", "systemctl reload caddy"]
        settings = machine / "etc/clean-copy.env"
        assert settings.stat().st_mode & 0o777 == 0o600
        token = re.search(r"Your token: (\w{48})", run.stdout)
        assert token
        assert f"CLEANCOPY_TOKEN={token[1]}\n" in settings.read_text()
        assert "clean.example.org {" in (machine / "etc/caddy/Caddyfile").read_text()
        assert token[1] not in (machine / "log").read_text()
    finally:
        if (machine / "pid").exists():
            os.kill(int((machine / "pid").read_text()), 15)


def test_every_file_that_is_named_is_there() -> None:
    for name in re.findall(r"/opt/clean-copy/(\S+?\.\w+)", TEXT):
        assert (ROOT / name).is_file(), name


def test_every_count_is_told() -> None:
    told = set(re.findall(r"^\| `(cleancopy_\w+)` \|", TEXT, re.M))
    made = set(re.findall(r"^# TYPE (cleancopy_\w+) ", Metrics().page().decode(), re.M))
    assert told == {name for name in made if not name.endswith("_created")}
