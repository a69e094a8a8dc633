"""The record file explains itself, and keeps its own law: rows are added, never changed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from tests.keep.accounts import article

from annals.base.judgement import Judgement
from annals.keep.file import APPLICATION, VERSION, schema
from annals.keep.record import Record
from annals.keep.tables import KEYS, TABLES

KEPT = sorted(TABLES.values())


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A record with a row in every table, opened as by a stranger with SQLite alone."""
    path = tmp_path / "war.annals"
    with Record.open(path, create=True) as record:
        record.add(article(1))
        left, right, *_ = record.claims()
        record.judge(Judgement(left.id, right.id, "different", "Ada", "two acts", "2031-04-01"))
    with sqlite3.connect(path) as connection:
        yield connection
    connection.close()


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", KEPT)
def test_no_row_can_be_changed(db: sqlite3.Connection, table: str) -> None:
    """The file refuses an UPDATE of any column of any table."""
    for column in columns(db, table):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            db.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", KEPT)
def test_no_row_can_be_deleted(db: sqlite3.Connection, table: str) -> None:
    """The file refuses a DELETE from any table."""
    assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        db.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", [table for table in KEPT if table != "reading"])
def test_no_row_can_be_put_in_place_of_another(db: sqlite3.Connection, table: str) -> None:
    """INSERT OR REPLACE, which would drop the old row, is refused as well (all of a `reading` row is its key)."""
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        db.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_the_search_index_cannot_be_changed(db: sqlite3.Connection) -> None:
    """The full-text index refuses to forget or change a row."""
    for change in ("DELETE FROM search", "UPDATE search SET words = 'x'"):
        with pytest.raises(sqlite3.OperationalError, match="contentless"):
            db.execute(change)


def test_the_file_says_what_it_is(db: sqlite3.Connection) -> None:
    """`file` and other programs can tell a record by its application id, annals by its version."""
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION == int.from_bytes(b"ANLS", "big")
    assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION


@pytest.mark.parametrize(("rows", "table"), [(rows, table) for rows, table in TABLES.items()], ids=KEPT)
def test_rows_have_the_columns_of_their_table(db: sqlite3.Connection, rows: type, table: str) -> None:
    """The row classes name every column that is filled, in order, and the keys are the tables' own."""
    named = list(rows._fields)  # type: ignore[attr-defined]
    assert [c for c in columns(db, table) if (table, c) != ("passage", "id")] == named
    keys = sorted((row[5], row[1]) for row in db.execute(f"PRAGMA table_info({table})") if row[5])
    assert table == "passage" or KEYS[table] == ", ".join(name for _, name in keys)


def test_every_table_is_introduced() -> None:
    """Every table, view and index of words in schema.sql has a comment before or beside it."""
    lines = schema().splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if re.match(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW)", line) and not before.startswith("--") and "--" not in line
    ]
    assert bare == []


def test_the_file_is_one_file_when_closed(tmp_path: Path) -> None:
    """Nothing lies beside a record that can be copied or sent."""
    with Record.open(tmp_path / "war.annals", create=True) as record:
        record.add(article(1))
        assert [path.name for path in tmp_path.iterdir()] == ["war.annals"]
    assert [path.name for path in tmp_path.iterdir()] == ["war.annals"]


def test_losses_can_be_read_in_sql(db: sqlite3.Connection) -> None:
    """A figure is found by one query, with its date, bounds and the words of its claim."""
    asked = "SELECT first_day, kind, min, max, who, quote FROM losses WHERE layer = 'prose' ORDER BY first_day LIMIT 1"
    assert db.execute(asked).fetchone() == (
        "2031-03-01",
        "killed",
        2,
        2,
        "guards",
        "On 1 March 2031 the River League shelled Harrow Ford, killing 2 guards",
    )


def test_the_timeline_can_be_read_in_sql(db: sqlite3.Connection) -> None:
    """The claims of the prose come in order of time, with names joined."""
    rows = db.execute("SELECT date, type, by_actors, against_actors, places, attributed_to FROM timeline").fetchall()
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert rows[1] == ("2031-03-01", "clash", "Lowmark Guard", "River League", "post 1.1", "the miller")


def test_a_claim_leads_to_its_footnote_in_sql(db: sqlite3.Connection) -> None:
    """Claim, footnote and the report it cites are two joins apart."""
    asked = """
        SELECT DISTINCT t.outlet FROM claim c JOIN claim_citation k ON k.claim = c.id AND k.document = c.document
        JOIN citation t ON t.document = k.document AND t.key = k.key WHERE c.type = 'shelling'
    """
    assert db.execute(asked).fetchall() == [("The Ford Courier",)]


def test_coordinates_can_be_put_on_a_map(db: sqlite3.Connection) -> None:
    """The point of an episode is found by its latitude and longitude."""
    assert db.execute("SELECT title, latitude, longitude FROM points").fetchall() == [
        ("Fight for Harrow Ford", 51.25, -2.5)
    ]


def test_the_words_of_a_span_can_be_read_in_sql(db: sqlite3.Connection) -> None:
    """Offsets are those of SQL's substr, moved by one."""
    asked = """
        SELECT c.quote, substr(d.text, c.span_start + 1, c.span_end - c.span_start)
        FROM claim c JOIN document d ON d.id = c.document
    """
    pairs = db.execute(asked).fetchall()
    assert all(quote == words for quote, words in pairs)
    assert len(pairs) == 14
