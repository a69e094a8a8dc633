"""The tables of a record as frames of pandas, where that is installed."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from annals.base.errors import AnnalsError, NotInRecord

if TYPE_CHECKING:
    import pandas

_READABLE = """
    SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'search%' ORDER BY name
"""


def frame(db: sqlite3.Connection, table: str, where: str) -> pandas.DataFrame:
    """A table or view of the record at `where`."""
    try:
        import pandas
    except ImportError as error:
        raise AnnalsError("pandas is not installed", do="pip install 'annals[pandas]'") from error
    tables = [name for (name,) in db.execute(_READABLE).fetchall()]
    if table not in tables:
        raise NotInRecord(f"no table {table!r}", where=where, allowed=", ".join(tables))
    cursor = db.execute(f'SELECT * FROM "{table}"')
    return pandas.DataFrame.from_records(cursor.fetchall(), columns=[c[0] for c in cursor.description])
