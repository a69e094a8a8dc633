"""The content of a record in a form that does not depend on the order in which it came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import msgspec

from annals.keep.tables import KEYS, TABLES


def dump(db: sqlite3.Connection) -> Iterator[str]:
    """Every row of the record as a line of JSON: the table, then the columns; tables and rows in a fixed order."""
    for kind, table in TABLES.items():
        for row in db.execute(f"SELECT {', '.join(kind._fields)} FROM {table} ORDER BY {KEYS[table]}"):
            yield msgspec.json.encode([table, *row]).decode()


def broken(db: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file, a sentence each."""
    for (found,) in db.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield f"the file is damaged: {found}"
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} belongs to a {parent} that is not there"
