"""Tokens in a file: they come and go while the service runs, and a broken file locks nobody out or in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from support.service import Service

from server.settings import SettingError
from server.web import keys

from .conftest import PAGE
from .test_web_guard import OLD, TOKEN, post

NEW = "the-token-of-this-month"
ClientOf = Callable[..., FlaskClient]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tokens"


def write(file: Path, text: str) -> None:
    """Put another file in its place, as a careful program does."""
    fresh = file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def statuses(client: FlaskClient, *tokens: str) -> list[int]:
    return [post(client, Authorization=f"Bearer {token}").status_code for token in tokens]


def test_tokens_come_and_go_without_a_restart(client_of: ClientOf, file: Path) -> None:
    write(file, f"# of the library\n{OLD}\n")
    client = client_of(token_file=str(file), tokens=(TOKEN,))
    assert statuses(client, TOKEN, OLD, NEW) == [200, 200, 401]
    write(file, f"{OLD}\n{NEW}\n")
    assert statuses(client, TOKEN, OLD, NEW) == [200, 200, 200]
    write(file, f"{NEW}\n")
    assert statuses(client, TOKEN, OLD, NEW) == [200, 401, 200]
    assert statuses(client, "# of the library", "") == [401, 401]


@pytest.mark.parametrize("text", [None, "", "short\n", "caf\u00e9-tokens-are-not-taken\n", f"{NEW}\nshort\n"])
def test_a_file_that_breaks_changes_nothing_and_is_told_once(
    client_of: ClientOf, file: Path, caplog: pytest.LogCaptureFixture, text: str | None
) -> None:
    write(file, OLD)
    client = client_of(token_file=str(file))
    if text is None:
        file.unlink()
    else:
        write(file, text)
    assert statuses(client, OLD, NEW, OLD) == [200, 401, 200]
    assert caplog.text.count("stay in use") == 1
    assert OLD not in caplog.text
    assert NEW not in caplog.text
    write(file, NEW)
    assert statuses(client, OLD, NEW) == [401, 200]


@pytest.mark.parametrize("text", [None, "", "# nobody yet\n", "short\n"])
def test_it_does_not_start_with_a_file_that_holds_none(client_of: ClientOf, file: Path, text: str | None) -> None:
    if text is not None:
        write(file, text)
    with pytest.raises(SettingError, match=r"CLEANCOPY_TOKEN_FILE (can't be read|must hold tokens)"):
        client_of(token_file=str(file))


def test_a_file_alone_says_who_may_call(file: Path) -> None:
    """And the workers of the real service, each for itself, see its change."""
    write(file, OLD)
    sent = {"Content-Type": "text/html", "Host": "localhost"}
    with Service(
        {"CLEANCOPY_BIND": "0.0.0.0", "CLEANCOPY_TOKEN_FILE": str(file), "CLEANCOPY_WORKERS": "2"}
    ) as running:

        def seen(token: str) -> set[int]:
            allowed = {**sent, "Authorization": f"Bearer {token}"}
            return {running.request("POST", "/clean", PAGE.encode(), allowed).status for _ in range(4)}

        assert (seen(OLD), seen(NEW)) == ({200}, {401})
        write(file, NEW)
        assert (seen(OLD), seen(NEW)) == ({401}, {200})
        assert OLD not in running.log


def test_every_known_token_is_compared(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of an answer does not tell which token was nearly right, nor how many letters of it."""
    compared: list[bytes] = []
    real = keys_compare()

    def counted(sent: bytes, token: bytes) -> bool:
        compared.append(token)
        return bool(real(sent, token))

    monkeypatch.setattr("server.web.guard.hmac.compare_digest", counted)
    client = client_of(tokens=(TOKEN, OLD, NEW), rate=0)
    for sent in (TOKEN, NEW, "wrong-but-of-enough-letters", ""):
        compared.clear()
        post(client, Authorization=f"Bearer {sent}")
        assert compared == [TOKEN.encode(), OLD.encode(), NEW.encode()]


def keys_compare() -> Callable[[bytes, bytes], bool]:
    """The comparison that takes the same time whatever differs."""
    from hmac import compare_digest

    return compare_digest


def test_the_file_is_read_once_while_it_stays_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(file, OLD)
    read = keys.KeyFile(str(file))
    monkeypatch.setattr(keys.KeyFile, "_read", lambda _: pytest.fail("read again"))
    assert read.known() == (OLD,)
