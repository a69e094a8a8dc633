"""Whether the file of a record is built as annals builds it.

A record may come from a stranger. Its triggers would act whenever something is added to it, and a view in the place of
a table answers what it likes, or never; so neither is trusted for its name. What else somebody put beside the tables of
annals is let be: nothing here asks it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache

Built = Mapping[str, tuple[str, str]]
"""What a database is built of: under its name, what each thing is, and its SQL without comments."""

_BUILT = "SELECT name, type, sql FROM sqlite_schema WHERE type <> 'index'"
_COMMENT = re.compile(r"--[^\n]*")


def cautious(db: sqlite3.Connection) -> None:
    """Have SQLite trust nothing that the file itself defines."""
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")


def built(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """What a database is built of."""
    return {name: (kind, " ".join(_COMMENT.sub("", sql or "").split())) for name, kind, sql in db.execute(_BUILT)}


@cache
def made_by(statements: Iterable[str]) -> Built:
    """What a database is built of that these statements make."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in statements:
            db.execute(statement)
        return built(db)


def strange_trigger(db: sqlite3.Connection, own: Built) -> str | None:
    """What would act in the file and is not annals' own, in words; `None` where nothing is."""
    for name, (kind, sql) in built(db).items():
        if kind == "trigger" and own.get(name) != (kind, sql):
            return f"its trigger {name!r} is none of a record's"
    return None


def strange(db: sqlite3.Connection, own: Built) -> str | None:
    """What stands in the place of a table and is not as annals makes it, in words; `None` where nothing does.

    Columns were added to tables over time, so the SQL of plain ones may differ."""
    found = built(db)
    for name, (kind, sql) in own.items():
        if kind != "table":
            continue
        there, here = found.get(name, ("", ""))
        if there != "table" or (here != sql and (_is_virtual(sql) or _is_virtual(here))):
            return f"its table {name!r} is not as annals makes it"
        if _computes(db, name):
            return f"its table {name!r} computes what it should hold"
    return None


def _is_virtual(sql: str) -> bool:
    return sql[:14].upper() == "CREATE VIRTUAL"


def _computes(db: sqlite3.Connection, table: str) -> bool:
    asked = "SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3)"
    return bool(db.execute(asked, (table,)).fetchone()[0])
