"""Files that commands write: whole or not at all, and never in the place of a record."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from annals.base.errors import AnnalsError
from annals.keep.file import HEADER


def target(told: str) -> Path:
    """The file that `told` names, if it can be written; asked before anything is made, and nothing is written yet."""
    path = Path(told)
    try:
        if "\0" in told:
            raise OSError(errno.EINVAL, "no file has such a name")
        if path.is_dir() or not path.name:
            raise AnnalsError("is a folder", where=told, do="name a file in it")
        if path.is_file():
            _require_no_record(path)
            return path.resolve()  # what a link leads to is written, and the link stays
    except OSError as error:
        raise _unwritten(told, error) from error
    if not path.parent.is_dir():
        raise AnnalsError("cannot be written (there is no such folder)", where=told, do="make the folder first")
    return path


def _require_no_record(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(HEADER)) == HEADER:
            do = "name another file; nothing was written"
            raise AnnalsError("is a record, or another database, which no export replaces", where=str(path), do=do)


def write(path: Path, written: Iterable[str] | Iterable[bytes]) -> tuple[int, int]:
    """Write all pieces beside `path`, then put them in its place; how many there were, and their bytes.

    What is no plain file (a pipe, a device) is written to as it is.
    """
    try:
        if path.exists() and not path.is_file():
            return _written(path, "wb", written)
        return _replaced(path, path.with_name(f".annals-{os.getpid()}.partial"), written)
    except BrokenPipeError:
        raise  # whoever reads the pipe has enough
    except OSError as error:
        raise _unwritten(str(path), error) from error


def _replaced(path: Path, beside: Path, written: Iterable[str] | Iterable[bytes]) -> tuple[int, int]:
    try:
        counted = _written(beside, "xb", written)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return counted


def _written(path: Path, mode: str, written: Iterable[str] | Iterable[bytes]) -> tuple[int, int]:
    pieces = size = 0
    with open(path, mode) as file:
        for piece in written:
            size += file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            pieces += 1
    return pieces, size


def _unwritten(told: str, error: OSError) -> AnnalsError:
    what = f"cannot be written ({error.strerror or error})"
    return AnnalsError(what, where=told, do="name a file in a folder that may be written to, on a disk with room")
