"""Opening the one file of a record: is it one, is it of this version, can it be used; else a clear error."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from annals.base.errors import UnusableRecord
from annals.keep import own

APPLICATION = 0x414E4C53  # "ANLS"
VERSION = 4
HEADER = b"SQLite format 3\x00"
SMALLEST = 512
"""Bytes of the smallest database."""

_TROUBLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space, then run the same command again"),
    sqlite3.SQLITE_READONLY: ("it may only be read", "allow writing to the file and its folder, or use a copy"),
    sqlite3.SQLITE_PERM: ("it may not be used", "allow reading and writing it"),
    sqlite3.SQLITE_BUSY: ("another program is writing to it", "wait until that has finished, then run this again"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "wait until that has finished, then run this again"),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", "go back to a copy, or read the accounts into a new record"),
    sqlite3.SQLITE_NOTADB: ("it is not a record of annals", "name another file"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "look whether the folder exists and may be written to"),
    sqlite3.SQLITE_IOERR: ("reading or writing it failed", "look whether the disk is full, or failing"),
    sqlite3.SQLITE_TOOBIG: ("a document is too large for it", "split the document"),
}


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn every trouble that SQLite has with the file at `path` into an `UnusableRecord`."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        what, do = _TROUBLE.get(code, ("it cannot be used", "report this with the words in brackets"))
        raise UnusableRecord(f"{what} ({error})", where=str(path), do=do, fatal=True) from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing. Waits for other writers first, up to the connection's time limit."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def connect(path: Path, *, create: bool, timeout: float) -> sqlite3.Connection:
    """An open connection to the record at `path`, brought to this version; it commits only what is asked."""
    _look(path, create)
    with guarded(path):
        mode = "rwc" if create else "rw"
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=timeout, isolation_level=None)
    try:
        with guarded(path):
            _settle(db, path, create)
    except BaseException:
        db.close()
        raise
    return db


def _look(path: Path, create: bool) -> None:
    """Refuse what is no file, empty, or not there, before SQLite touches it."""
    try:
        size = _size(path)
    except FileNotFoundError:
        if create and path.parent.is_dir():
            return
        what, do = "there is no such record", "make one with: annals read PATH --into RECORD"
        if not path.parent.is_dir():
            what, do = "its folder does not exist", "make the folder first, or check the path"
        raise UnusableRecord(what, where=str(path), do=do, fatal=True) from None
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        raise UnusableRecord(what, where=str(path), do="name a file that may be read", fatal=True) from error
    if 0 < size < SMALLEST:
        raise _foreign(path, "a file of another kind")
    if not size and not create:
        raise _foreign(path, "an empty file")


def _size(path: Path) -> int:
    """How many bytes a file has. It is asked after, and never opened here: closing it would let go of the locks that
    other connections of this process hold on it (POSIX has it so), and two could write at once."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR, "it is not a file")
    size = path.stat().st_size
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return size


def _foreign(path: Path, found: str) -> UnusableRecord:
    do = "name another file; this one is left as it is"
    return UnusableRecord(f"not a record of annals, but {found}", where=str(path), do=do, fatal=True)


def _settle(db: sqlite3.Connection, path: Path, create: bool) -> None:
    """Make an empty file a record, an old record a new one; refuse what is neither."""
    own.cautious(db)
    _require_database(db, path)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    if create and _unmarked(db):
        with transaction(db):
            if _unmarked(db):  # still so, now that no other process can be making it
                _make(db)
    found = _pragma(db, "application_id")
    if found != APPLICATION:
        raise _foreign(path, "a database of something else" if _tables(db) else "an empty database")
    version = _pragma(db, "user_version")
    if version > VERSION:
        raise UnusableRecord(
            f"a record of version {version}",
            where=str(path),
            allowed=f"versions up to {VERSION}",
            do="use a newer annals; this one leaves the file as it is",
            fatal=True,
        )
    made = own.made_by(tuple(statements(schema())))
    _require_own(own.strange_trigger(db, made), path)  # before a step of ours could set it off
    migrate(db, steps(), VERSION)
    _require_own(own.strange(db, made), path)


def _require_database(db: sqlite3.Connection, path: Path) -> None:
    try:
        _tables(db)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise _foreign(path, "a file of another kind") from error


def _require_own(strange: str | None, path: Path) -> None:
    """Refuse a file that would act, or answer, otherwise than a record."""
    if strange is not None:
        do = "trust it no further: read the accounts into a new record"
        raise UnusableRecord(f"the record was tampered with ({strange})", where=str(path), do=do, fatal=True)


def _unmarked(db: sqlite3.Connection) -> bool:
    return _pragma(db, "application_id") == 0 and not _tables(db)


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _tables(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _make(db: sqlite3.Connection) -> None:
    for statement in statements(schema()):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute(f"PRAGMA application_id = {APPLICATION}")


def schema() -> str:
    """The schema of the newest version, as SQL with a word on every column."""
    return resources.files("annals.keep").joinpath("schema.sql").read_text(encoding="utf-8")


def steps() -> Traversable:
    """The folder of the numbered steps from one version to the next."""
    return resources.files("annals.keep").joinpath("migrations")


def statements(sql: str) -> Iterator[str]:
    """The statements of an SQL script, one by one, so that they can run in one transaction."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def migrate(db: sqlite3.Connection, folder: Traversable, to: int) -> None:
    """Bring the record from its own version to version `to` by the numbered steps in `folder`, each all or nothing."""
    for version in range(_pragma(db, "user_version") + 1, to + 1):
        with transaction(db):
            if _pragma(db, "user_version") < version:  # another process may have been faster
                for statement in statements(_step(folder, version).read_text(encoding="utf-8")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {version}")


def _step(folder: Traversable, version: int) -> Traversable:
    return next(f for f in folder.iterdir() if re.fullmatch(rf"0*{version}_\w+\.sql", f.name))
