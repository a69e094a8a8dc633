"""annals from Python: a few verbs, and nothing imported before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import annals
from annals.base.errors import UnreadableDocument, UnusableRecord

REPORT = "On 3 March 2031 the River League shelled Harrow Ford, killing two guards.\n"


def test_importing_annals_imports_nothing_else() -> None:
    """The package costs nothing until a verb is called."""
    asked = (
        "import annals, sys; print([m for m in sys.modules if m.startswith('annals.') or m in ('msgspec', 'sqlite3')])"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout == "[]\n"


def test_every_verb_is_there() -> None:
    """What the package says it offers, it has, with a word on what it does."""
    assert all(getattr(annals, verb).__doc__ for verb in annals.__all__)


def test_an_account_is_read_kept_and_exported(tmp_path: Path) -> None:
    """From a file to a record, a timeline, an id and a line of JSON."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    reading = annals.read(path)
    assert reading.claims == annals.read_text(REPORT, name="report.txt").claims
    with annals.open(tmp_path / "war.annals", create=True) as record:
        assert record.add(reading)
        (event, *_) = annals.timeline(record)
        assert annals.find(record, event.id[:8]) == event
        (line,) = annals.export(record)
    assert json.loads(line)["document"] == "report.txt"


def test_a_folder_is_read_one_account_after_the_other(tmp_path: Path) -> None:
    """What cannot be read comes as an error in its place, and the rest goes on."""
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(REPORT)
    kinds = [type(outcome).__name__ for outcome in annals.readings(tmp_path)]
    assert kinds == ["Reading", "UnreadableDocument", "Reading"]


def test_read_takes_one_account(tmp_path: Path) -> None:
    """A folder of several accounts is refused, and the verb for it named."""
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(REPORT)
    with pytest.raises(UnreadableDocument, match=r"annals\.readings"):
        annals.read(tmp_path)


def test_what_cannot_be_read_raises(tmp_path: Path) -> None:
    """A single account that cannot be read is an error."""
    with pytest.raises(UnreadableDocument):
        annals.read(tmp_path / "nowhere.txt")


def test_a_record_is_made_only_when_asked(tmp_path: Path) -> None:
    """`open` looks, `create` makes."""
    with pytest.raises(UnusableRecord):
        annals.open(tmp_path / "war.annals")
