"""The program as a whole: commands, exit codes, and what becomes of errors."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from annals.shell import doctor, program, settle
from annals.shell.program import COMMANDS

from .conftest import Annals

SHELL = Path(program.__file__).parent


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_a_file(annals: Annals, name: str) -> None:
    """A command is the module of its name, and has a help of its own."""
    command = import_module(f"annals.shell.{name}").command
    assert isinstance(command, click.Command)
    assert (SHELL / f"{name}.py").exists()
    assert annals(name, "--help").out.startswith(f"Usage: annals {name}")


def test_help_lists_every_command(annals: Annals) -> None:
    """The help of the program names every command with what it does."""
    out = annals("--help").out
    assert all(f"{name} " in out and what in out for name, what in COMMANDS.items())


def test_help_loads_no_command() -> None:
    """The help costs no stage of the pipeline: nothing beyond click and the program is imported."""
    code = "import sys; from annals.shell.program import run; run(['--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"annals.pipeline", "annals.collect", "annals.keep", "msgspec", "sqlite3"} & set(loaded)


@pytest.mark.parametrize("arguments", [["rread"], ["read"], ["show", "--colour"], ["score", "none", "none"]])
def test_wrong_usage_is_code_2(annals: Annals, arguments: list[str]) -> None:
    """An unknown command, option or missing argument ends with code 2 and a usage line."""
    ran = annals(*arguments)
    assert ran.code == 2
    assert "Usage:" in ran.err


def test_a_fault_is_one_line(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong inside, the user sees one line without a traceback, and code 1."""
    monkeypatch.setattr("annals.merge.history.History.find", lambda history, prefix: 1 / 0)
    ran = annals("why", record, "ab")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "ANNALS_DEBUG" in ran.err


def test_a_fault_has_a_traceback_when_asked(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ANNALS_DEBUG set, errors are raised as they are."""
    monkeypatch.setattr("annals.merge.history.History.find", lambda history, prefix: 1 / 0)
    monkeypatch.setenv("ANNALS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        annals("why", record, "ab")


def test_version_is_printed(annals: Annals) -> None:
    """--version prints the name and version."""
    assert annals("--version").out.startswith("annals 0.")


def test_doctor_is_content_here(annals: Annals) -> None:
    """On a machine that runs the tests, every check of the doctor passes."""
    ran = annals("doctor")
    assert "FAIL" not in ran.out
    assert ran.code == 0


def test_doctor_names_what_is_missing(annals: Annals, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is a failed check that says how to get it, and ends with code 1."""
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library",))
    ran = annals("doctor")
    assert ran.code == 1
    assert "pip install no-such-library" in ran.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(annals: Annals, shell: str) -> None:
    """Each shell gets a script that asks annals what could come next."""
    assert "_ANNALS_COMPLETE" in annals("completion", shell).out


def test_completion_offers_the_commands() -> None:
    """The script's question is answered with the commands that begin alike."""
    asked = {"_ANNALS_COMPLETE": "bash_complete", "COMP_WORDS": "annals s", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "annals"]
    out = subprocess.run(command, env=asked, capture_output=True, text=True, check=True).stdout
    assert out.split() == ["plain,show", "plain,serve", "plain,score"]


def test_score_prints_every_measure(annals: Annals, accounts: Path, tmp_path: Path) -> None:
    """Scoring prints a line for each measure, and with --json the same figures as JSON."""
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "article.md.json").write_text('{"document": "article.md", "episode": {"title": "Battle of Oldtown"}}')
    assert "episode.title            P 1.000" in annals("score", gold, accounts).out
    assert '"episode.title": {"precision": 1.0' in annals("score", gold, accounts, "--json").out
    assert "== article.md" in annals("score", gold, accounts, "--errors").out


def test_a_damaged_record_is_no_fault_of_annals(annals: Annals, record: Path) -> None:
    """Where a value in the record is not what it must be, the record is named, and what to do, with its own code."""
    db = sqlite3.connect(record)
    (trigger,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'claim_stays'").fetchone()
    db.execute("DROP TRIGGER claim_stays")
    db.execute("UPDATE claim SET body = '[1]' WHERE layer = 'prose'")
    db.execute(trigger)
    db.commit()
    db.close()
    for command in (("show",), ("rivals",), ("export", "--format", "csv")):
        ran = annals(command[0], record, *command[1:])
        assert (ran.code, ran.out) == (4, "")
        assert ran.err.startswith(f"annals: {record}: the record is damaged: claim ")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_any_name_can_be_written_anywhere(encoding: str) -> None:
    """Where a terminal, or a setting, knows fewer signs than names have, those are written as numbers."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    settle(out, {"PYTHONIOENCODING": encoding})
    out.write("Asayîş → الطي")
    out.flush()
    assert b"\\u0627" in out.buffer.getvalue()  # type: ignore[attr-defined]


def test_what_goes_to_a_file_is_utf_8() -> None:
    """Files and other programs get UTF-8 whatever this machine's own encoding is."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    settle(out, {})
    out.write("Asayîş →")
    out.flush()
    assert out.buffer.getvalue().decode("utf-8") == "Asayîş →"  # type: ignore[attr-defined]


def test_a_folder_in_the_way_is_told(annals: Annals, record: Path) -> None:
    """What a file system refuses is told with its path, and is no fault of annals."""
    (record.parent / f"{record.name}-view").mkdir()
    ran = annals("export", record, "--format", "csv")
    assert ran.code == 1
    assert "unexpected" not in ran.err
    assert "-view" in ran.err
