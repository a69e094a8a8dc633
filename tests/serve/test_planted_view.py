"""A view that came with a record from somebody else is not believed, whatever it says of itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import annals
from annals.keep.record import Record
from annals.serve.bits import listed
from annals.serve.view import SUFFIX, View

TOLD = "On 4 May 2030 the militia shelled Oldtown, killing two soldiers."


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one event, with its view."""
    path = tmp_path / "war.annals"
    with Record.open(path, create=True) as opened:
        opened.add(annals.read_text(TOLD, name="a.txt"))
    View.of(path).close()
    return path


def view_of(record: Path) -> Path:
    """Where the view of a record lies."""
    return record.with_name(record.name + SUFFIX)


def told(record: Path) -> list[str]:
    """The types of the events that the view of a record lists."""
    view = View.of(record)
    try:
        return [row.type for row in view.rows(listed(view.everything))]
    finally:
        view.close()


def changed(view: Path, *statements: str) -> None:
    """Change a view in its place."""
    db = sqlite3.connect(view)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_view_is_kept(record: Path) -> None:
    """The view that was made here is made no second time."""
    before = view_of(record).stat().st_mtime_ns
    assert told(record) == ["shelling"]
    assert view_of(record).stat().st_mtime_ns == before


def test_a_copy_is_made_anew(record: Path) -> None:
    """A view that tells what the record does not, and came as a file, is another file than the one that was made."""
    lie = """UPDATE event SET body = replace(body, '"shelling"', '"peace"')"""
    shutil.copy(view_of(record), record.with_name("sent"))
    changed(record.with_name("sent"), lie)
    os.replace(record.with_name("sent"), view_of(record))
    assert told(record) == ["shelling"]


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'state' AS name, i AS value FROM n"
BUILT: dict[str, Callable[[Path], object]] = {
    "a view of SQL that never ends": lambda path: changed(path, "DROP TABLE about", f"CREATE VIEW about AS {ENDLESS}"),
    "a trigger": lambda path: changed(path, "CREATE TRIGGER x AFTER INSERT ON about BEGIN SELECT 1; END"),
    "another table": lambda path: changed(path, "CREATE TABLE more (a)"),
    "nothing": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000),
    "the middle of one": lambda path: path.write_bytes(path.read_bytes()[:5000]),
}


@pytest.mark.parametrize("make", BUILT.values(), ids=BUILT)
def test_what_is_built_otherwise_is_made_anew(record: Path, make: Callable[[Path], object]) -> None:
    """Nothing of a file that annals did not make is asked."""
    make(view_of(record))
    assert told(record) == ["shelling"]


def test_a_link_in_its_place_is_replaced(record: Path, tmp_path: Path) -> None:
    """What a link leads to stays as it is."""
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    view_of(record).unlink()
    view_of(record).symlink_to(other)
    assert told(record) == ["shelling"]
    assert other.read_text(encoding="utf-8") == "mine"


def test_another_record_of_one_name_and_size_has_a_view_of_its_own(record: Path) -> None:
    """A record that was made anew from other accounts is not shown by the view of the old one."""
    record.unlink()
    with Record.open(record, create=True) as opened:
        opened.add(annals.read_text(TOLD.replace("shelled", "attacked"), name="a.txt"))
    assert told(record) == ["attack"]
