"""The store packages hold the whole extension and nothing else."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def packager() -> ModuleType:
    spec = importlib.util.spec_from_file_location("package_extension", ROOT / "scripts" / "package_extension.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("store", "has", "has_not"),
    [("chromium", "minimum_chrome_version", "browser_specific_settings"),
     ("firefox", "browser_specific_settings", "minimum_chrome_version")],
)  # fmt: skip
def test_a_package_is_the_source_with_its_own_manifest(
    packager: ModuleType, tmp_path: Path, store: str, has: str, has_not: str
) -> None:
    source = ROOT / "extension"
    with zipfile.ZipFile(packager.write(store, tmp_path)) as package:
        files = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
        assert set(package.namelist()) == files
        manifest = json.loads(package.read("manifest.json"))
        assert package.read("capture.js") == (source / "capture.js").read_bytes()
    assert has in manifest
    assert has_not not in manifest
    assert list(manifest["background"]) in (["service_worker", "type"], ["scripts", "type"])


def test_the_same_source_gives_the_same_bytes(packager: ModuleType, tmp_path: Path) -> None:
    first = packager.write("firefox", tmp_path / "a").read_bytes()
    assert packager.write("firefox", tmp_path / "b").read_bytes() == first
