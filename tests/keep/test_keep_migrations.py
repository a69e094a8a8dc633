"""Records of earlier versions become records of this one, with all that was kept in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
from tests.keep.accounts import article

from annals.base.judgement import Judgement
from annals.base.reading import Reading
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep import file
from annals.keep.record import Record
from annals.keep.rows import judgement_row, plain, reading_row, rows
from annals.keep.tables import TABLES

FIRST = Path(__file__).with_name("schema_1.sql")


def understood(reading: Reading) -> Reading:
    """The reading with a kind and a side for each actor, and a point for each place."""
    actors = tuple(
        tuple(Party(m.name, "by", n, "militia", 2 if n else "civilians", "test") for n, m in enumerate(claim.by))
        for claim in reading.claims
    )
    points = tuple(
        tuple(Placed(m.name, n, 51.25, -2.5, "exact place", 1, "survey", "test") for n, m in enumerate(claim.places))
        for claim in reading.claims
    )
    return msgspec.structs.replace(reading, actors=actors, places_at=points)


def of_version_1(path: Path, reading: Reading) -> None:
    """A record as the first version made it, holding `reading`."""
    db = sqlite3.connect(path)
    db.executescript(FIRST.read_text(encoding="utf-8"))
    kept = plain(reading)
    for row in [*rows(kept), reading_row(reading, kept.id, "0.1.0")]:
        table = TABLES[type(row)]
        columns = [column for (_, column, *_) in db.execute(f"PRAGMA table_info({table})") if column in row._fields]
        values = [getattr(row, column) for column in columns]
        db.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)
    db.execute("PRAGMA user_version = 1")
    db.execute(f"PRAGMA application_id = {file.APPLICATION}")
    db.commit()
    db.close()


def described(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """The columns of every table and view."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
    return {name: db.execute(f"PRAGMA table_info({name})").fetchall() for name in sorted(names)}


def test_a_record_of_version_1_becomes_one_of_this(tmp_path: Path) -> None:
    """Opened, it has the tables of a new record, all that it held, and nothing wrong."""
    of_version_1(tmp_path / "old.annals", article(1))
    with Record.open(tmp_path / "old.annals") as old, Record.open(tmp_path / "new.annals", create=True) as new:
        assert described(old._db) == described(new._db)
        assert old._db.execute("PRAGMA user_version").fetchone() == (file.VERSION,)
        assert old.check() == []
        (document,) = old.documents()
        assert old.reading(document.id).claims == article(1).claims
        assert old.reading(document.id).actors == ()


def test_an_old_record_takes_a_new_reading_of_its_account(tmp_path: Path) -> None:
    """Read again with its places found, an account is current as it is now; the old reading stays."""
    of_version_1(tmp_path / "old.annals", article(1))
    with Record.open(tmp_path / "old.annals") as record:
        assert record.add(understood(article(1)))
        (document,) = record.documents()
        assert record.reading(document.id).places_at == understood(article(1)).places_at
        assert len(record._db.execute("SELECT id FROM document").fetchall()) == 2
        assert record.check() == []


def test_what_was_made_of_names_comes_back_whole(tmp_path: Path) -> None:
    """Kinds, sides and points are given back as they were kept, for the reading and for one claim."""
    with Record.open(tmp_path / "new.annals", create=True) as record:
        assert record.add(understood(article(1)))
        assert not record.add(understood(article(1)))
        (document,) = record.documents()
        reading = record.reading(document.id)
        assert (reading.actors, reading.places_at) == (understood(article(1)).actors, understood(article(1)).places_at)
        claim = next(record.claims())
        found = record.find(claim.id)
        assert found.places_at[0].latitude == 51.25  # type: ignore[union-attr]
        assert found.actors[0].side == "civilians"  # type: ignore[union-attr]


def test_points_stand_in_a_view(tmp_path: Path) -> None:
    """Whoever opens the file with a map program finds points, precision and source in one view."""
    with Record.open(tmp_path / "new.annals", create=True) as record:
        record.add(understood(article(1, days=1)))
        asked = "SELECT name, latitude, longitude, precision, where_prec, source FROM places ORDER BY name"
        assert record._db.execute(asked).fetchall() == [
            ("Harrow Ford", 51.25, -2.5, "exact place", 1, "survey"),
            ("post 1.1", 51.25, -2.5, "exact place", 1, "survey"),
        ]


def test_a_forged_side_is_found(tmp_path: Path) -> None:
    """A side or point that was changed behind the record's back shows in its check."""
    path = tmp_path / "new.annals"
    with Record.open(path, create=True) as record:
        record.add(understood(article(1)))
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER claim_actor_stays")
    db.execute("UPDATE claim_actor SET side = '1' WHERE side = 'civilians'")
    db.commit()
    db.close()
    with Record.open(path) as record:
        assert any("is not what its id says" in line for line in record.check())


def test_judgements_of_version_2_come_over(tmp_path: Path) -> None:
    """Judgements and withdrawals keep their ids and order; the table takes what the new version can say."""
    path = tmp_path / "old.annals"
    of_version_1(path, article(1))
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    file.migrate(db, file.steps(), 2)
    left, right = [id for (id,) in db.execute("SELECT id FROM claim WHERE layer = 'prose' LIMIT 2")]
    word = Judgement(left, right, "same", "Ada", "one fight", "2031-04-01")
    back = msgspec.structs.replace(word, made="2031-04-02", withdraws=judgement_row(word).id)
    for each in (word, back):
        db.execute("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", judgement_row(each)[:8])
    db.close()
    with Record.open(path) as record, Record.open(tmp_path / "new.annals", create=True) as new:
        assert [(kept.judgement, kept.withdrawn) for kept in record.judgements()] == [(word, True), (back, False)]
        assert described(record._db) == described(new._db)
        record.judge(Judgement(left, left, "reject", "Ada", "not said", "2031-04-03"))
        assert record.check() == []
        triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
        assert record._db.execute(triggers).fetchall() == new._db.execute(triggers).fetchall()
