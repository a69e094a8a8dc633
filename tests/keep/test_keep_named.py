"""The ids by which events were given out stay in the record, with their claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.keep.accounts import article

from annals.base.event import event_id
from annals.keep import file
from annals.keep.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record of one article."""
    with Record.open(tmp_path / "war.annals", create=True) as opened:
        opened.add(article(1))
        yield opened


def test_an_id_leads_to_its_claims(record: Record) -> None:
    """Kept once, however often it is given out, whatever the order of the claims; a shortened one leads there too."""
    record.remember([["b", "a"], ["c"]])
    record.remember([["a", "b"]])
    id = event_id(["a", "b"])
    assert record.named_events(id) == [(id, ["a", "b"])]
    assert record.named_events(id[:6]) == [(id, ["a", "b"])]
    assert record.named_events("x'; --") == []
    assert record.check() == []


def test_ids_given_out_are_no_content(record: Record) -> None:
    """Two records of the same accounts and judgements are equal, whoever looked at which of them."""
    before, state = record.digest(), record.state()
    record.remember([["a", "b"]])
    assert (record.digest(), record.state()) == (before, state)


def test_a_forged_id_is_found(record: Record) -> None:
    """An id that is not that of its claims shows in the check."""
    record._db.execute("INSERT INTO named_event VALUES ('0123456789abcdef', '[\"a\"]')")
    assert record.check() == ["event 0123456789abcdef is not what its id says"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE named_event SET claims = claims",
        "DELETE FROM named_event",
        "INSERT OR REPLACE INTO named_event SELECT * FROM named_event",
    ],
)
def test_no_named_event_can_be_changed(record: Record, change: str) -> None:
    """The file refuses what is not an addition."""
    record.remember([["a"]])
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        record._db.execute(change)


def test_a_record_of_version_3_takes_named_events(tmp_path: Path) -> None:
    """Opened, it has the table and its triggers, as a new record has."""
    with Record.open(tmp_path / "old.annals", create=True) as old:
        asked = "SELECT name, sql FROM sqlite_schema WHERE name LIKE 'named_event%' ORDER BY name"
        new = [name for name, _ in old._db.execute(asked)]
        old._db.execute("DROP TABLE named_event")
        old._db.execute("PRAGMA user_version = 3")
    with Record.open(tmp_path / "old.annals") as old:
        assert [name for name, _ in old._db.execute(asked)] == new
        assert old._db.execute("PRAGMA user_version").fetchone() == (file.VERSION,)
