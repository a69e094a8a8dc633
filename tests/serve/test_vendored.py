"""What the page loads is what the manifest says, and what the sources in this repository build to."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SERVE = Path(__file__).parents[2] / "src" / "annals" / "serve"
STATIC, SCRIPT = SERVE / "static", SERVE / "script"
MANIFEST: list[dict[str, Any]] = json.loads((STATIC / "vendor" / "manifest.json").read_text("utf-8"))
FILES = [file for package in MANIFEST for file in package["files"]]
BUILT = SERVE.parents[2] / "build" / "script"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_each_file_has_the_hash_of_the_manifest(file: dict[str, str]) -> None:
    """No vendored or built file differs from what the manifest names."""
    assert hashlib.sha256((STATIC / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_nothing_is_vendored_beside_the_manifest() -> None:
    """Every file under vendor/ is named, but for the manifest itself and what explains it."""
    found = {path.relative_to(STATIC).as_posix() for path in (STATIC / "vendor").rglob("*") if path.is_file()}
    told = {file["path"] for file in FILES if "/" in file["path"]}
    assert {path for path in found - told if not path.endswith(("manifest.json", "README.md"))} == set()


def test_each_package_is_pinned_with_a_licence() -> None:
    """The manifest and the lock agree on the version of every package, each package brings its licence."""
    lock = json.loads((SCRIPT / "package-lock.json").read_text("utf-8"))["packages"]
    for package in MANIFEST[1:]:
        assert lock[f"node_modules/{package['name']}"]["version"] == package["version"]
        assert lock[f"node_modules/{package['name']}"]["license"] == package["licence"]
        assert any("LICENSE" in file["path"] for file in package["files"])


def test_the_lock_names_no_host() -> None:
    """Packages are pinned by their hashes, wherever they are fetched from."""
    words = (SCRIPT / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in words
    assert '"resolved"' not in words


@pytest.mark.parametrize(("name", "most"), [("annals.js", 32_000), ("annals-files.js", 75_000)])
def test_the_script_is_small_and_asks_nobody(name: str, most: int) -> None:
    """Our own bundles stay small, run no text as code, set no markup, name no other host, and can stand in a page."""
    bundle = (STATIC / name).read_text("utf-8")
    assert len(bundle.encode()) < most
    assert not [
        word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(") if word in bundle
    ]
    assert bundle.count("://") == bundle.count("http://www.w3.org/2000/svg")
    assert not re.search("</script|<!--|<script", bundle, re.IGNORECASE)


def test_the_bundle_is_what_the_sources_build_to(tmp_path: Path) -> None:
    """Building again gives the very bytes that are kept: script, vendored files and manifest."""
    node = shutil.which("node")
    if node is None or not (BUILT / "node_modules" / "esbuild").is_dir():
        pytest.skip("the script is only rebuilt where `make script` has been run, which needs node and npm")
    if (BUILT / "package-lock.json").read_bytes() != (SCRIPT / "package-lock.json").read_bytes():
        pytest.skip("the packages at hand are not those of the lock: run `make script`")
    built = tmp_path / "script"
    shutil.copytree(SCRIPT, built, ignore=shutil.ignore_patterns("node_modules"))
    (built / "node_modules").symlink_to(BUILT / "node_modules")
    subprocess.run([node, "build.mjs", str(tmp_path / "out")], cwd=built, check=True, timeout=120)
    made = {path.relative_to(tmp_path / "out"): path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert len(made) > 5
    assert [str(name) for name, path in made.items() if path.read_bytes() != (STATIC / name).read_bytes()] == []
