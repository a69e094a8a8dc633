"""The documentation is a promise: its commands are run, and what the program has it names."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import click
import pytest

from annals.base import errors
from annals.collect import FORMATS
from annals.shell.program import COMMANDS, INTERRUPTED, PIPE_CLOSED, UNEXPECTED, USAGE
from tests.console import PAGES, ROOT, refreshed

REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PACKAGE = ROOT / "src" / "annals"
SCREEN = 80


def part(heading: str) -> str:
    """The part of the reference under a heading."""
    level = heading.split(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}.*?\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", REFERENCE, re.MULTILINE | re.DOTALL
    )
    assert found, f"the reference has no part {heading!r}"
    return found[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_says(page: Path) -> None:
    """Every command of README and tutorial runs, and prints what stands there; else run `python -m tests.console`."""
    written = page.read_text(encoding="utf-8")
    assert refreshed(written) == written


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """Each command has a part in the reference that names all its options, and no others."""
    command: click.Command = import_module(f"annals.shell.{name}").command
    options = {flag for each in command.params if isinstance(each, click.Option) for flag in each.opts}
    rows = re.findall(r"^\| (`-.*?) \|", part(f"### annals {name}"), re.MULTILINE)
    assert {flag for row in rows for flag in re.findall(r"`(--?[a-z]+(?:-[a-z]+)*)", row)} == options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_documented(name: str) -> None:
    """The heading of a command in the reference names its arguments in their order."""
    command: click.Command = import_module(f"annals.shell.{name}").command
    context = click.Context(command)
    arguments = [each.make_metavar(context) for each in command.params if isinstance(each, click.Argument)]
    heading = next(line for line in REFERENCE.splitlines() if line.startswith(f"### annals {name}"))
    assert len(heading.split()[3:]) == len(arguments)


def test_every_exit_code_is_documented() -> None:
    """The codes that errors carry and the program returns are those of the reference's table."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.AnnalsError)]
    codes = {0, UNEXPECTED, USAGE, INTERRUPTED, PIPE_CLOSED, *(kind.exit_code for kind in kinds)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", part("## Exit codes"), re.MULTILINE)} == codes


def settings() -> set[str]:
    """The names that the package looks up in the environment."""
    found = {"COLUMNS"}  # looked up by the standard library, for the width
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("os.environ.get", "os.getenv"):
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_setting_is_documented() -> None:
    """The environment variables that annals heeds are those of the reference's table."""
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", part("## Settings"), re.MULTILINE)) == settings()


def test_every_form_is_documented() -> None:
    """The forms that can be named are those of the reference's table."""
    assert set(re.findall(r"^\| `([a-z]+)` \|", part("## Forms"), re.MULTILINE)) == set(FORMATS)


def test_the_verbs_of_python_are_documented() -> None:
    """The Python API that the reference names is the one there is."""
    named = set(re.findall(r"`annals\.([a-z_]+)`", part("## From Python")))
    assert named == set(import_module("annals").__all__)


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link within the documentation leads to a file, and to a heading of it."""
    for target, heading in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", page.read_text(encoding="utf-8")):
        file = (page.parent / target) if target else page
        assert file.exists(), f"{page.name} links to {target}"
        if heading:
            titles = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_decision_is_in_the_index() -> None:
    """The index of decisions lists every decision."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(folder.glob("0*.md")) if path.name not in index] == []


def test_the_readme_is_one_screen() -> None:
    """Who opens the README sees all of it without much scrolling."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= SCREEN


def test_the_readmes_commands_are_in_the_makefile() -> None:
    """The make words that README and CONTRIBUTING name exist."""
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word
        for page in ("README.md", "CONTRIBUTING.md")
        for word in re.findall(r"(?:^    |`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named <= words
    assert {"demo", "test"} <= named


def test_the_demo_runs(tmp_path: Path) -> None:
    """The demonstration reads the examples into a fresh record, every time, and says where it is and how to go on."""
    for _ in range(2):
        command = [sys.executable, str(ROOT / "examples" / "demo.py")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert "0 unchanged, 0 failed" in done.stdout
        assert "The record is in demo.annals" in done.stdout
        assert done.stderr == ""


def test_the_wheel_holds_the_word_lists(tmp_path: Path) -> None:
    """What is installed from a wheel has every data file of the package."""
    pytest.importorskip("setuptools", minversion="77", reason="building needs the setuptools of pyproject.toml")
    source = tmp_path / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(tmp_path)]
    subprocess.run([*build, str(source)], check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    kinds = ("*.toml", "*.csv", "*.sql", "py.typed")
    wanted = {str(path.relative_to(ROOT / "src")) for kind in kinds for path in PACKAGE.rglob(kind)}
    assert wanted
    assert wanted <= held
