"""Whether it is the record that is wrong where a command went wrong: damaged, or made by somebody to do harm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annals.base.errors import AnnalsError, UnusableRecord

DO = "go back to a copy, or read the accounts into a new record"


def damage(arguments: Sequence[str]) -> UnusableRecord | None:
    """What is wrong with the first record among the arguments of a command; `None` if it, or the record, is none."""
    for path in map(Path, arguments):
        if _is_database(path):
            found = _wrong(path)
            return UnusableRecord(f"the record is damaged: {found}", where=str(path), do=DO) if found else None
    return None


def _is_database(path: Path) -> bool:
    from annals.keep.file import HEADER

    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(HEADER)) == HEADER
    except (OSError, ValueError):
        return False


def _wrong(path: Path) -> str | None:
    from annals.keep.record import Record

    try:
        with Record.open(path) as record:
            return next(iter(record.check()), None)
    except AnnalsError as error:
        return error.what
    except Exception as error:  # what no check can be made of is damaged, in whatever way
        return f"it cannot be checked ({type(error).__name__}: {error})"
