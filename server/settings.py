"""Every setting of the service: its name in the environment, its default, its unit, its meaning.

`docs/settings.md` is the same table for people; a test holds the two together.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from server.model import Limits


class SettingError(ValueError):
    """A setting with a value that it can't have; `str()` is a sentence that says what was expected."""


Parse = Callable[[str], Any]


def setting(name: str, default: object, unit: str, meaning: str, parse: Parse) -> Any:
    """A field of `Settings` that is read from the environment variable `name`."""
    return field(default=default, metadata={"name": name, "unit": unit, "meaning": meaning, "parse": parse})


def whole(low: int, high: int) -> Parse:
    """Reads a whole number from `low` to `high`."""

    def parse(value: str) -> int:
        if not value.isascii() or not value.isdigit() or len(value) > 15 or not low <= int(value) <= high:
            raise SettingError(f"a whole number from {low} to {high}")
        return int(value)

    return parse


def number(low: float, high: float) -> Parse:
    """Reads a decimal number from `low` to `high`."""

    def parse(value: str) -> float:
        try:
            read = float(value)
        except ValueError:
            read = float("nan")
        if not low <= read <= high:
            raise SettingError(f"a number from {low:g} to {high:g}")
        return read

    return parse


def yes_or_no(value: str) -> bool:
    """Reads `1` and `0`."""
    if value not in ("0", "1"):
        raise SettingError("0 or 1")
    return value == "1"


def tokens(value: str) -> tuple[str, ...]:
    """Reads tokens parted by commas; two at once let the old one go out of use without a gap."""
    read = tuple(part.strip() for part in value.split(",") if part.strip())
    if not read or any(len(token) < 16 or not token.isascii() or not token.isprintable() for token in read):
        raise SettingError("tokens of at least 16 printable ASCII characters, parted by commas")
    return read


def hosts(value: str) -> tuple[str, ...]:
    """Reads host names parted by commas, each with or without a port; `*` stands for any."""
    read = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    if not read or any("/" in host or " " in host for host in read):
        raise SettingError("host names such as clean.example.org or 192.0.2.7:8000, parted by commas")
    return read


def origins(value: str) -> tuple[str, ...]:
    """Reads web origins parted by commas, each as browsers write it: `https://name` or `https://name:port`."""
    read = tuple(part.strip() for part in value.split(",") if part.strip())
    if not read or not all(ORIGIN.fullmatch(origin) for origin in read):
        raise SettingError("origins such as https://reader.example.org, in lower case, parted by commas")
    return read


def bind(value: str) -> str:
    """Reads an address without its port, or `unix:` and a path."""
    if not value or " " in value or "://" in value:
        raise SettingError("an address such as 127.0.0.1, 0.0.0.0 or ::1, or unix:/path/to/socket")
    return value.strip("[]")


def path(value: str) -> str:
    """Reads the place of a file."""
    if not value.startswith("/"):
        raise SettingError("the whole path of a file, such as /etc/clean-copy/tokens")
    return value


def metrics(value: str) -> str:
    """Reads `0`, `1` or a token."""
    if value not in ("0", "1") and (len(value) < 16 or not value.isascii() or not value.isprintable()):
        raise SettingError("0, 1, or a token of at least 16 printable ASCII characters")
    return "" if value == "0" else value


def one_of(*names: str) -> Parse:
    """Reads one of a few words."""

    def parse(value: str) -> str:
        if value not in names:
            raise SettingError(" or ".join(names))
        return value

    return parse


def redis(value: str) -> str:
    """Reads the address of a Redis server."""
    if urlsplit(value).scheme not in ("redis", "rediss"):
        raise SettingError("an address such as redis://localhost:6379/0")
    return value


CAPS = Limits()
ORIGIN = re.compile(r"https?://(?:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,20}|\[[0-9a-f:]{2,45}\])(?::[0-9]{1,5})?")
SECRETS = frozenset({"tokens", "redis_url", "metrics"})
"""Fields whose value no message repeats."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service runs with. Every default is fit for a laptop: loopback, no token, no limit on it."""

    bind: str = setting(
        "CLEANCOPY_BIND", "127.0.0.1", "address",
        "Where it listens. Anything but loopback needs `CLEANCOPY_TOKEN` or `CLEANCOPY_PUBLIC`.", bind,
    )  # fmt: skip
    port: int = setting("PORT", 8000, "port", "The port it listens on.", whole(0, 65535))
    workers: int = setting(
        "CLEANCOPY_WORKERS", 0, "processes",
        "How many processes clean pages at the same time; 0: one a core that it may use, at least 2.", whole(0, 512),
    )  # fmt: skip
    concurrency: int = setting(
        "WEB_CONCURRENCY", 0, "processes",
        "The same, as platforms such as Heroku set it by the memory there is. `CLEANCOPY_WORKERS` wins.",
        whole(0, 512),
    )  # fmt: skip
    hosts: tuple[str, ...] = setting(
        "CLEANCOPY_HOSTS", (), "names, parted by commas",
        "The names by which it may be called, besides loopback's and the address it listens on. A name without "
        "a port stands for every port. `*` takes any name: only where a proxy in front checks it.", hosts,
    )  # fmt: skip
    tokens: tuple[str, ...] = setting(
        "CLEANCOPY_TOKEN", (), "tokens, parted by commas",
        "Who sends one of these may clean pages, nobody else. At least 16 characters each.", tokens,
    )  # fmt: skip
    token_file: str = setting(
        "CLEANCOPY_TOKEN_FILE", "", "path",
        "A file with more tokens, one a line. It is read again when it changes, without a restart.", path,
    )  # fmt: skip
    public: bool = setting(
        "CLEANCOPY_PUBLIC", False, "0 or 1", "1: anyone who reaches it may clean pages, without a token.", yes_or_no
    )
    origins: tuple[str, ...] = setting(
        "CLEANCOPY_ORIGINS", (), "origins, parted by commas",
        "Sites whose pages may call `/clean` from a browser (CORS), such as `https://reader.example.org`. Without "
        "any, no page of another site may.", origins,
    )  # fmt: skip
    proxies: int = setting(
        "CLEANCOPY_PROXIES", 0, "proxies",
        "How many proxies stand in front, whose `X-Forwarded-For`, `-Proto`, `-Host` and `-Port` are believed.",
        whole(0, 16),
    )  # fmt: skip
    rate: int = setting(
        "CLEANCOPY_RATE", 60, "pages a minute",
        "How many pages one token, or one address without a token, may send. 0: no limit. Loopback has none.",
        whole(0, 1_000_000),
    )  # fmt: skip
    redis_url: str = setting(
        "CLEANCOPY_REDIS_URL", "", "address",
        "The Redis in which workers and copies count together. Without it each worker counts for itself.", redis,
    )  # fmt: skip
    metrics: str = setting(
        "CLEANCOPY_METRICS", "", "0, 1 or a token",
        "Counts for Prometheus at `/metrics`. 0: off. 1: this machine may read them. A token of at least 16 "
        "characters: who sends it may.", metrics,
    )  # fmt: skip
    log: str = setting(
        "CLEANCOPY_LOG", "text", "text or json", "How the log is written: lines for people, or a JSON object a line.",
        one_of("text", "json"),
    )  # fmt: skip
    max_bytes: int = setting(
        "CLEANCOPY_MAX_BYTES", CAPS.max_bytes, "bytes",
        "The largest body, before and after decompression.", whole(1_000, 1_000_000_000),
    )  # fmt: skip
    max_elements: int = setting(
        "CLEANCOPY_MAX_ELEMENTS", CAPS.max_elements, "elements",
        "The most elements in a page.", whole(100, 100_000_000),
    )  # fmt: skip
    max_depth: int = setting(
        "CLEANCOPY_MAX_DEPTH", CAPS.max_depth, "elements", "The deepest nesting of elements.", whole(16, 2_000)
    )
    max_attribute: int = setting(
        "CLEANCOPY_MAX_ATTRIBUTE", CAPS.max_attribute, "characters",
        "The longest value of an attribute. A longer one, such as a picture of many megabytes in the page itself, is "
        "left out, and a note says so.", whole(1_000, 1_000_000_000),
    )  # fmt: skip
    max_cut: float = setting(
        "CLEANCOPY_MAX_CUT", CAPS.max_cut, "share, 0 to 1",
        "The share of an article's words that may be removed before the removals are taken back.", number(0, 1),
    )  # fmt: skip
    seconds: float = setting("CLEANCOPY_SECONDS", CAPS.seconds, "seconds", "The time for one page.", number(0.1, 600))
    upload_seconds: float = setting(
        "CLEANCOPY_UPLOAD_SECONDS", 30.0, "seconds", "The time in which a body must have come in.", number(1, 600)
    )

    @property
    def limits(self) -> Limits:
        """What one page may cost."""
        return Limits(
            max_bytes=self.max_bytes,
            max_elements=self.max_elements,
            max_depth=self.max_depth,
            max_attribute=self.max_attribute,
            seconds=self.seconds,
            max_cut=self.max_cut,
        )

    @property
    def guarded(self) -> bool:
        """Whether it says who may call: with a token, or anyone."""
        return bool(self.tokens or self.token_file) or self.public


def named(spec: Field[Any]) -> str:
    """The environment variable of a field."""
    return str(spec.metadata["name"])


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; an empty value is the default.

    Raises:
        SettingError: for a value that a setting can't have, and for a `CLEANCOPY_` name that is no setting.
    """
    specs = fields(Settings)
    names = [named(spec) for spec in specs]
    for name in sorted(environment):
        if name.startswith("CLEANCOPY_") and name not in names:
            near = difflib.get_close_matches(name, names, 1, cutoff=0.85)
            raise SettingError(f"{name} is no setting of Clean Copy." + (f" {near[0]} is." if near else ""))
    values = {}
    for spec in specs:
        value = environment.get(named(spec), "").strip()
        if not value:
            continue
        try:
            values[spec.name] = spec.metadata["parse"](value)
        except SettingError as error:
            shown = "the value given" if spec.name in SECRETS else repr(value)
            raise SettingError(f"{named(spec)} must be {error}, not {shown}.") from None
    return Settings(**values)
