"""The formats of an answer: a module here is a format, and its file's name is the format's name.

A module has `MEDIA`, its media type, and `write(article) -> str`. Nothing else names the formats: the service, the
command line and the description for programs ask here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from server.model import Article

DEFAULT = "json"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an article."""

    name: str
    media: str
    write: Callable[[Article], str]


@cache
def every() -> Mapping[str, Format]:
    """Every format by its name, the default one first."""
    names = sorted((found.name for found in pkgutil.iter_modules(__path__)), key=lambda name: (name != DEFAULT, name))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: Format(name, module.MEDIA, module.write) for name, module in modules.items()}
