"""Settings: defaults without any, a sentence for a wrong value, and docs that say the same."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from server import settings
from server.model import Limits
from server.settings import SettingError, Settings

DOCS = Path(__file__).resolve().parent.parent / "docs/settings.md"


def test_nothing_needs_to_be_set() -> None:
    assert settings.read({}) == Settings()
    assert settings.read({"PORT": "", "CLEANCOPY_TOKEN": " ", "HOME": "/root"}) == Settings()
    assert Settings().limits == Limits()
    assert not Settings().guarded


def test_every_setting_is_read() -> None:
    given = {
        "CLEANCOPY_BIND": "[::]",
        "PORT": "80",
        "CLEANCOPY_WORKERS": "3",
        "WEB_CONCURRENCY": "5",
        "CLEANCOPY_HOSTS": "Clean.Example.org, 192.0.2.7:8000",
        "CLEANCOPY_TOKEN": "correct-horse-battery, another-long-secret",
        "CLEANCOPY_TOKEN_FILE": "/etc/clean-copy/tokens",
        "CLEANCOPY_PUBLIC": "1",
        "CLEANCOPY_ORIGINS": "https://reader.example.org, http://[::1]:8080",
        "CLEANCOPY_PROXIES": "2",
        "CLEANCOPY_RATE": "0",
        "CLEANCOPY_REDIS_URL": "redis://cache:6379/1",
        "CLEANCOPY_METRICS": "a-token-to-read-counts",
        "CLEANCOPY_LOG": "json",
        "CLEANCOPY_MAX_BYTES": "2000",
        "CLEANCOPY_MAX_ELEMENTS": "500",
        "CLEANCOPY_MAX_DEPTH": "64",
        "CLEANCOPY_MAX_ATTRIBUTE": "70000",
        "CLEANCOPY_MAX_CUT": "0.25",
        "CLEANCOPY_SECONDS": "2.5",
        "CLEANCOPY_UPLOAD_SECONDS": "5",
    }
    assert set(given) == {settings.named(field) for field in fields(Settings)}
    read = settings.read(given)
    assert read == Settings(
        bind="::",
        port=80,
        workers=3,
        concurrency=5,
        hosts=("clean.example.org", "192.0.2.7:8000"),
        tokens=("correct-horse-battery", "another-long-secret"),
        token_file="/etc/clean-copy/tokens",
        public=True,
        origins=("https://reader.example.org", "http://[::1]:8080"),
        proxies=2,
        rate=0,
        redis_url="redis://cache:6379/1",
        metrics="a-token-to-read-counts",
        log="json",
        max_bytes=2000,
        max_elements=500,
        max_depth=64,
        max_attribute=70_000,
        max_cut=0.25,
        seconds=2.5,
        upload_seconds=5.0,
    )
    assert read.limits == Limits(
        max_bytes=2000, max_elements=500, max_depth=64, max_attribute=70_000, seconds=2.5, max_cut=0.25
    )


def test_counts_may_be_switched_off_by_name() -> None:
    assert settings.read({"CLEANCOPY_METRICS": "0"}) == Settings()
    assert settings.read({"CLEANCOPY_METRICS": "1"}).metrics == "1"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT must be a whole number from 0 to 65535, not 'http'."),
        ("PORT", "65536", "PORT must be a whole number from 0 to 65535, not '65536'."),
        ("PORT", "-1", "PORT must be a whole number from 0 to 65535, not '-1'."),
        ("CLEANCOPY_PROXIES", "٣", "CLEANCOPY_PROXIES must be a whole number from 0 to 16, not '٣'."),
        ("CLEANCOPY_SECONDS", "nan", "CLEANCOPY_SECONDS must be a number from 0.1 to 600, not 'nan'."),
        ("CLEANCOPY_SECONDS", "0", "CLEANCOPY_SECONDS must be a number from 0.1 to 600, not '0'."),
        ("CLEANCOPY_PUBLIC", "yes", "CLEANCOPY_PUBLIC must be 0 or 1, not 'yes'."),
        (
            "CLEANCOPY_HOSTS",
            "https://clean.example.org/",
            "CLEANCOPY_HOSTS must be host names such as clean.example.org or 192.0.2.7:8000, parted by commas, "
            "not 'https://clean.example.org/'.",
        ),
        (
            "CLEANCOPY_BIND",
            "http://0.0.0.0",
            "CLEANCOPY_BIND must be an address such as 127.0.0.1, 0.0.0.0 or ::1, or unix:/path/to/socket, "
            "not 'http://0.0.0.0'.",
        ),
        (
            "CLEANCOPY_TOKEN",
            "short",
            "CLEANCOPY_TOKEN must be tokens of at least 16 printable ASCII characters, parted by commas, "
            "not the value given.",
        ),
        (
            "CLEANCOPY_REDIS_URL",
            "http://user:secret@cache",
            "CLEANCOPY_REDIS_URL must be an address such as redis://localhost:6379/0, not the value given.",
        ),
        (
            "CLEANCOPY_METRICS",
            "yes",
            "CLEANCOPY_METRICS must be 0, 1, or a token of at least 16 printable ASCII characters, "
            "not the value given.",
        ),
        ("CLEANCOPY_LOG", "xml", "CLEANCOPY_LOG must be text or json, not 'xml'."),
        (
            "CLEANCOPY_TOKEN_FILE",
            "tokens.txt",
            "CLEANCOPY_TOKEN_FILE must be the whole path of a file, such as /etc/clean-copy/tokens, "
            "not 'tokens.txt'.",
        ),
        *(
            (
                "CLEANCOPY_ORIGINS",
                origin,
                "CLEANCOPY_ORIGINS must be origins such as https://reader.example.org, in lower case, parted by "
                f"commas, not {origin!r}.",
            )
            for origin in (
                "*",
                "null",
                "https://reader.example.org/",
                "reader.example.org",
                "https://Reader.example",
                "https://*.example.org",
                "ftp://a.example",
                "https://a.example,*",
                ",",
            )
        ),
        ("CLEANCOPY_TOKENS", "x", "CLEANCOPY_TOKENS is no setting of Clean Copy. CLEANCOPY_TOKEN is."),
        ("CLEANCOPY_QQ", "x", "CLEANCOPY_QQ is no setting of Clean Copy."),
    ],
)
def test_a_wrong_value_says_what_was_expected(name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingError) as caught:
        settings.read({name: value})
    assert str(caught.value) == sentence


def shown(default: object) -> str:
    """A default as the docs write it."""
    if default in ((), ""):
        return "not set"
    return f"`{int(default) if isinstance(default, bool) else default}`"


def test_the_docs_hold_the_same_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", DOCS.read_text(encoding="utf-8"), re.M)
    assert rows == [
        (settings.named(field), shown(field.default), field.metadata["unit"], field.metadata["meaning"])
        for field in fields(Settings)
    ]


def test_settings_are_read_in_one_place() -> None:
    """Settings documented over settings read is 1: no other part looks into the environment."""
    root = DOCS.parent.parent
    looks = {
        str(path.relative_to(root))
        for path in [*(root / "server").rglob("*.py"), root / "gunicorn.conf.py"]
        if re.search(r"\bos\.(environ\b(?!\[.{1,40}\] = )|getenv)", path.read_text(encoding="utf-8"))
    }
    assert looks == {"server/settings.py"}
