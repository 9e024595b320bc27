"""The examples of `docs/api.md` run as they stand, and its tables are true."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from web.conftest import PAGE

from server.web.problems import PROBLEMS, TYPE

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(sh|python|javascript)\n(.*?)^```$", TEXT, re.M | re.S)
PROGRAMS = {
    "sh": ["bash", "-euc"],
    "python": [sys.executable, "-W", "error", "-c"],
    "javascript": ["node", "--input-type=module", "--eval"],
}


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=[e.strip().splitlines()[0][:60] for _, e in EXAMPLES])
def test_every_example_runs(language: str, example: str, service_url: str, tmp_path: Path) -> None:
    program = "curl" if "curl " in example else PROGRAMS[language][0]
    if not shutil.which(program):
        pytest.skip(f"no {program} on this machine")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = subprocess.run(
        [*PROGRAMS[language], example.replace("http://127.0.0.1:8000", service_url).replace("curl ", "curl -sS ")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if '"html": 7' in example:
        assert json.loads(done.stdout) == json.loads(re.findall(r"^```json\n(.*?)^```$", TEXT, re.M | re.S)[0])
    elif "healthz" in example:
        assert '"status":"ok"' in done.stdout
        assert "/clean" in done.stdout
    elif "--explain" in example:
        assert "Old bridge at Ferndale" in json.loads((tmp_path / "article.json").read_text("utf-8"))["title"]
        assert "# Old bridge at Ferndale" in done.stdout
    else:
        assert "The stone bridge over the Arrow at Ferndale" in done.stdout
        assert "problem" not in done.stdout


def test_there_are_examples_in_every_language() -> None:
    assert {language for language, _ in EXAMPLES} == set(PROGRAMS)


def test_the_table_of_errors_is_whole() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", TEXT, re.M)
    assert sorted(rows) == sorted((str(problem.status), kind) for kind, problem in PROBLEMS.items())
    assert TYPE in TEXT
