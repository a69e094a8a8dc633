"""A folder that is written whole or not at all, and takes the place of none but an earlier one of its kind."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from annals.base.errors import AnnalsError

LIST = "annals-export.json"
"""The file that names all others of an export, with their hashes."""


class Folder:
    """A folder that is being written."""

    def __init__(self, path: Path) -> None:
        self.path, self.hashes, self.bytes = path, dict[str, str](), 0

    def write(self, name: str, content: bytes) -> None:
        """A file of the folder; `name` has `/` between its parts."""
        assert name not in self.hashes, f"{name} is written twice"
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.hashes[name] = sha256(content).hexdigest()
        self.bytes += len(content)


@contextmanager
def replaced(path: Path, about: dict[str, str]) -> Iterator[Folder]:
    """A folder beside `path` that takes its place when the block ends well, and vanishes otherwise."""
    path = path.resolve()
    _require_ours(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        beside.mkdir()
        made = Folder(beside)
        yield made
        listed = json.dumps({**about, "files": dict(sorted(made.hashes.items()))}, indent=1)
        (beside / LIST).write_text(listed + "\n", encoding="utf-8")
        _swapped(beside, path)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise AnnalsError(what, where=str(path), do="name a folder in one that may be written to") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _swapped(beside: Path, path: Path) -> None:
    """Put the new folder in the place of the old, or the old back."""
    old = beside.with_suffix(".old")
    if path.exists():
        path.rename(old)
    try:
        beside.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _require_ours(path: Path) -> None:
    """Refuse to replace what somebody else has put there."""
    if path.is_dir() and not any(path.iterdir()):
        return
    if path.exists():
        strange = _strange(path)
        if strange is not None:
            raise AnnalsError(
                f"is not an earlier export: {strange} is in the way" if path.is_dir() else "is a file",
                where=str(path),
                do="name a new folder, an empty one or one that annals exported; nothing was written",
            )


def _strange(path: Path) -> str | None:
    """A file of the folder that its list does not name; `None` where all are named."""
    if not path.is_dir():
        return path.name
    try:
        known = json.loads((path / LIST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    held = (file.relative_to(path).as_posix() for file in sorted(path.rglob("*")) if not file.is_dir())
    return next((name for name in held if name != LIST and name not in known), None if known else LIST)
