"""A path, a folder or standard input → Documents; one reader a format.

`documents` is what the other stages call: it finds the files, tells their form, reads them one by one, and yields what
it cannot read as an error in its place. `read_text` reads a text that is at hand.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from annals.base.document import Document
from annals.base.errors import AnnalsError, UnreadableDocument
from annals.collect import choose, find, load
from annals.collect.choose import FORMATS
from annals.collect.sniff import Sniffed, sniff

__all__ = ["FORMATS", "Sniffed", "documents", "read_text", "sniff"]

STDIN = "-"


def documents(
    paths: Iterable[str | Path],
    format: str | None = None,
    stdin: BinaryIO | None = None,
    *,
    limit: int = load.LIMIT,
    passed: list[str] | None = None,
) -> Iterator[Document | UnreadableDocument]:
    """The accounts at `paths`: files, folders (with all below them, in the order of the names' bytes), `-` for `stdin`.

    A document that cannot be read is yielded as the error that says why, in its place, and the rest goes on. `format`
    forces one of `FORMATS` on all of them. `limit` is the most bytes that one document may have. The files of folders
    that are passed over because they cannot be accounts (pictures, code, tables) are added to `passed`.
    """
    known(format)
    for path in paths:
        if str(path) == STDIN:
            yield from choose.of_stream(stdin or sys.stdin.buffer, STDIN, STDIN, format, limit)
        elif _is_folder(Path(path)):
            yield from _folder(Path(path), format, limit, [] if passed is None else passed)
        else:
            yield from choose.of_path(Path(path), format, limit)


def read_text(text: str, *, name: str = "-", format: str | None = None) -> Document:
    """The document that `text` is. Raises `UnreadableDocument` where it cannot be read; JSON Lines and dumps give their
    first document."""
    known(format)
    raw = text.encode("utf-8", "surrogatepass")
    form, certainty = (format, 1.0) if format else sniff(text, name)[:2]
    if form in ("jsonl", "dump"):
        import io

        found = next(choose.of_stream(io.BytesIO(raw), name, name, form, load.LIMIT), None) or choose.empty(name)
        if isinstance(found, UnreadableDocument):
            raise found
        return found
    return choose.one(form, load.Loaded(load.cleaned(text), hashlib.sha256(raw).hexdigest()), name, certainty)


def known(format: str | None) -> None:
    """Raise unless `format` is one that can be forced."""
    if format is not None and format not in FORMATS:
        raise AnnalsError(f"there is no format {format!r}", allowed=", ".join(FORMATS), do="name one of these")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # opening it will say what is wrong


def _folder(path: Path, format: str | None, limit: int, passed: list[str]) -> Iterator[Document | UnreadableDocument]:
    before, none = len(passed), True
    for found in find.accounts(path, passed):
        none = False
        yield from (found,) if isinstance(found, UnreadableDocument) else choose.of_path(found, format, limit)
    if none:
        what = f"no account in this folder ({len(passed) - before} other files passed over)"
        yield UnreadableDocument(what, where=load.printable(path), do="name the folder that holds the accounts")
