"""A record from a stranger: what would act or answer otherwise than a record is refused, and nothing of it is run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.keep.accounts import article

from annals.base.errors import UnusableRecord
from annals.keep.record import Record

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of one article, closed."""
    with Record.open(tmp_path / "war.annals", create=True) as record:
        record.add(article(1))
    return tmp_path / "war.annals"


def changed(path: Path, *statements: str) -> None:
    """Change the file as its owner could."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


TAMPERED = {
    "a trigger of one's own": ["CREATE TRIGGER x AFTER INSERT ON judgement BEGIN DELETE FROM gap; END"],
    "a trigger under a known name": [
        "DROP TRIGGER judgement_once",
        "CREATE TRIGGER judgement_once AFTER INSERT ON judgement BEGIN SELECT 1; END",
    ],
    "a view for a table": ["DROP TABLE judgement", f"CREATE VIEW judgement AS {ENDLESS} i AS id FROM n"],
    "a table that is gone": ["DROP TABLE gap"],
    "a plain table for the search": ["DROP TABLE search", "CREATE TABLE search (words)"],
    "a column that is computed": ["ALTER TABLE gap ADD COLUMN x AS (hex(zeroblob(100000000)))"],
}


@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED)
def test_what_was_tampered_with_is_refused(path: Path, statements: list[str]) -> None:
    """The error says what is strange, and the file stays as it is."""
    changed(path, *statements)
    before = path.read_bytes()
    with pytest.raises(UnusableRecord, match="tampered"):
        Record.open(path)
    assert path.read_bytes() == before


def test_what_stands_beside_is_let_be(path: Path) -> None:
    """Tables, views and indexes that somebody added for their own work disturb nobody."""
    changed(
        path, "CREATE TABLE mine (a)", "CREATE VIEW my_view AS SELECT * FROM mine", "CREATE INDEX i ON claim (type)"
    )
    with Record.open(path) as record:
        assert len(list(record.documents())) == 1


def test_two_records_of_one_size_are_told_apart(tmp_path: Path) -> None:
    """What bears on what is derived is known by content, not by number; the same content gives the same."""
    bearing = []
    for name, number in (("a", 1), ("b", 2), ("c", 1)):
        with Record.open(tmp_path / name, create=True) as record:
            record.add(article(number))
            bearing.append(record.bearing())
    assert bearing[0] == bearing[2] != bearing[1]
