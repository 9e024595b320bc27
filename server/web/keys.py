"""The tokens that are known now: those of the setting, and those of a file that may change while the service runs."""

from __future__ import annotations

import logging
import os
from functools import cache

from server.settings import SettingError, Settings, tokens

log = logging.getLogger(__name__)
MOST_BYTES = 64 * 1024
"""of a file with tokens"""


class KeyFile:
    """A file with a token a line, read again when it changes; lines that begin with `#` are notes.

    A file that is broken or gone while the service runs changes nothing: the tokens that were read last stay known,
    and the log says so once.

    Raises:
        SettingError: when the first reading fails.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen = self._stamp()
        self._known = self._read()

    def known(self) -> tuple[str, ...]:
        """The tokens, as the file has them now."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            try:
                self._known = self._read()
            except SettingError as error:
                log.warning("CLEANCOPY_TOKEN_FILE %s. The tokens that were read before stay in use.", error)
        return self._known

    def _stamp(self) -> tuple[int, int, int] | None:
        """What changes when the file does; None where there is none."""
        try:
            found = os.stat(self._path)  # noqa: PTH116  for each page: a Path would be made each time
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read(self) -> tuple[str, ...]:
        try:
            with open(self._path, encoding="utf-8") as file:  # noqa: PTH123
                lines = file.read(MOST_BYTES).splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"can't be read ({type(error).__name__})") from None
        given = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        try:
            return tokens(",".join(given))
        except SettingError as error:
            raise SettingError(f"must hold {error}, or a line each") from None


@cache
def key_file(path: str) -> KeyFile:
    """The file at a path, one for the whole process: a reload (SIGHUP) does not fail for a file that broke meanwhile.

    Raises:
        SettingError: as `KeyFile`, with the setting's name.
    """
    try:
        return KeyFile(path)
    except SettingError as error:
        raise SettingError(f"CLEANCOPY_TOKEN_FILE {error}.") from None


def known(settings: Settings) -> tuple[str, ...]:
    """Every token that is taken now.

    Raises:
        SettingError: when a file is set, and its first reading fails.
    """
    return (*settings.tokens, *(key_file(settings.token_file).known() if settings.token_file else ()))
