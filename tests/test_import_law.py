"""The listing is the map: a stage imports only from stages above it, and everything stays small enough to read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "annals"
LAYOUT = (
    "base",
    "codebook",
    "collect",
    "divide",
    "extract",
    "ground",
    "keep",
    "merge",
    "pipeline",
    "publish",
    "score",
    "serve",
    "shell",
)
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
SOURCES = sorted(PACKAGE.rglob("*.py"))
DOORS = (PACKAGE / "__init__.py", PACKAGE / "__main__.py")


def stage_of(path: Path) -> str:
    """The stage a source file belongs to: its folder in the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_stages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and stage of every import of another part of the package, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "annals":
            names = [f"annals.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "annals" and len(parts) > 1 and parts[1] in LAYOUT:
                yield node.lineno, parts[1]


def test_the_listing_is_the_layout() -> None:
    """The package holds the stages of the design and nothing else, and their alphabet is their order."""
    listing = {stage_of(path) for path in SOURCES if path not in DOORS}
    assert listing <= set(LAYOUT)
    assert list(LAYOUT) == sorted(LAYOUT)


@pytest.mark.parametrize("path", [path for path in SOURCES if path not in DOORS], ids=lambda path: str(path.name))
def test_a_stage_imports_only_from_above(path: Path) -> None:
    """No file imports from a stage that stands after its own in the listing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    climbing = [
        f"{path.relative_to(PACKAGE)}:{line} imports {stage}"
        for line, stage in imported_stages(tree)
        if LAYOUT.index(stage) > LAYOUT.index(stage_of(path))
    ]
    assert climbing == []


def test_no_import_is_relative() -> None:
    """Every import names its stage, so that a reader and this test can see it."""
    relative = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_no_file_is_long() -> None:
    """Every source file can be read in one sitting."""
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(path): lines for path, lines in counted.items() if lines > MOST_LINES} == {}


def test_no_function_is_long() -> None:
    """Every function fits on a screen."""
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_the_law_sees_a_climbing_import() -> None:
    """The test itself finds imports of every spelling."""
    tree = ast.parse("import annals.shell.read\nfrom annals import keep\nfrom annals.base.span import Span\n")
    assert [stage for _, stage in imported_stages(tree)] == ["shell", "keep", "base"]
