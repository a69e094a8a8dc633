"""Reading many accounts, one after the other or in several processes, in the same order either way."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from annals import pipeline
from annals.base.document import Document
from annals.base.errors import AnnalsError, UnreadableDocument
from annals.base.reading import Reading
from annals.collect import documents
from annals.collect.find import accounts
from annals.ground.gazetteer import load
from annals.shell.program import debugging

Outcome = Reading | AnnalsError
"""What became of one account: its reading, or why there is none."""

STDIN = "-"


def named() -> tuple[str, ...]:
    """The gazetteers that the environment names, separated as in PATH."""
    return tuple(path for path in os.environ.get("ANNALS_GAZETTEER", "").split(os.pathsep) if path)


def readings(
    paths: Sequence[str], form: str | None, jobs: int, passed: list[str], gazetteer: tuple[str, ...] = ()
) -> Iterator[Outcome]:
    """What becomes of every account at `paths`, in order. One that fails does not stop the rest.

    The files of folders that cannot be accounts are added to `passed`. Places are looked up in the files `gazetteer`
    and in the one that comes with annals, which are read before anything else: one that cannot be used stops the run.
    """
    load(gazetteer)
    if jobs == 1 or STDIN in paths:
        stdin = sys.stdin.buffer if STDIN in paths else None
        return (attempt(found, gazetteer) for found in documents(paths, form, stdin, passed=passed))
    return _shared_out(list(_files(paths, passed)), form, jobs, gazetteer)


def attempt(found: Document | AnnalsError, gazetteer: tuple[str, ...] = ()) -> Outcome:
    """The reading of a document; a fault of annals itself becomes an error that names the document."""
    if isinstance(found, AnnalsError):
        return found
    try:
        return pipeline.read(found, load(gazetteer))
    except Exception as error:  # one account that annals stumbles over must not cost the user the others
        if debugging():
            raise
        return UnreadableDocument(
            f"annals failed on this account ({type(error).__name__}: {error})",
            where=found.name,
            do="set ANNALS_DEBUG=1 to see where, and please report it",
        )


def _files(paths: Sequence[str], passed: list[str]) -> Iterator[Path | UnreadableDocument]:
    """The files at `paths`; a folder without any stays a folder, and the reader says so."""
    for path in map(Path, paths):
        yield from (list(accounts(path, passed)) or [path]) if path.is_dir() else [path]


def _shared_out(
    files: Sequence[Path | UnreadableDocument], form: str | None, jobs: int, gazetteer: tuple[str, ...]
) -> Iterator[Outcome]:
    from multiprocessing import Pool

    unpacked = msgspec.msgpack.Decoder(Reading).decode
    with Pool(jobs, _begin) as pool:
        for packed in pool.imap(partial(_of_one_file, form=form, gazetteer=gazetteer), files):
            yield from (each if isinstance(each, AnnalsError) else unpacked(each) for each in packed)


def _begin() -> None:
    """A worker leaves Ctrl-C to the parent, which ends its workers itself, and ends when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlive_not, daemon=True).start()


def _outlive_not() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _of_one_file(
    file: Path | UnreadableDocument, form: str | None, gazetteer: tuple[str, ...]
) -> list[bytes | AnnalsError]:
    """What becomes of the accounts in one file; readings packed by msgspec, which, unlike pickle, keeps defaults as
    defaults, so that ids come out the same."""
    found: Iterable[Document | UnreadableDocument]
    found = [file] if isinstance(file, UnreadableDocument) else documents([file], form)
    outcomes = (attempt(each, gazetteer) for each in found)
    return [each if isinstance(each, AnnalsError) else msgspec.msgpack.encode(each) for each in outcomes]
