"""A format is one file: put one there, and every way in takes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server import cli, create_app
from server.render import formats
from server.settings import Settings
from server.web import ops

from . import samples

PAGE = "<title>Rain</title><h1>Rain</h1><p>It rained on Tuesday, from six in the morning until long after dark.</p>"
SHOUT = '''"""The headline, loud."""

from server.model import Article

MEDIA = "text/x-shout"


def write(article: Article) -> str:
    """The headline in capitals."""
    return (article.metadata.title or "").upper()
'''


@pytest.fixture
def shouting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A service with one file more."""
    (tmp_path / "shout.py").write_text(SHOUT, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    for cached in (formats.every, ops.description):
        cached.cache_clear()
    yield create_app(Settings()).test_client()
    monkeypatch.undo()
    for cached in (formats.every, ops.description):
        cached.cache_clear()


def test_the_formats_are_the_files() -> None:
    files = {path.stem for path in Path(formats.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(formats.every()) == files
    assert next(iter(formats.every())) == formats.DEFAULT == "json"
    assert len({each.media for each in formats.every().values()}) == len(files)


@pytest.mark.parametrize("name", formats.every())
def test_each_writes_every_article(name: str) -> None:
    for make in samples.ALL.values():
        assert formats.every()[name].write(make())


def test_one_file_more_is_one_format_more(shouting: FlaskClient, tmp_path: Path) -> None:
    asked = {"data": PAGE, "content_type": "text/html"}
    by_name = shouting.post("/clean?anyway=1&format=shout", **asked)
    by_type = shouting.post("/clean?anyway=1", headers={"Accept": "text/x-shout"}, **asked)
    for answer in (by_name, by_type):
        assert (answer.status_code, answer.text) == (200, "RAIN")
        assert answer.content_type == "text/x-shout; charset=utf-8"
    clean = shouting.get("/openapi.json").get_json()["paths"]["/clean"]["post"]
    assert "text/x-shout" in clean["responses"]["200"]["content"]
    served = shouting.get("/openapi.json").text
    assert served.count('"shout"') == 4  # the query, and the three kinds of body that may name it
    assert "shout" in next(p for p in clean["parameters"] if p["name"] == "format")["schema"]["enum"]
    assert "shout" in shouting.post("/clean?format=whisper", **asked).get_json()["detail"]
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    assert cli.main(["clean", "--anyway", "--format", "shout", str(page)]) == 0
