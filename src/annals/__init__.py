"""annals reads accounts of armed conflict into a record that can be audited.

    import annals

    reading = annals.read("article.md")             # what one account says: its episodes, claims and gaps
    with annals.open("war.annals", create=True) as record:
        record.add(reading)                         # kept, tied to the very words
        for event in annals.timeline(record):
            print(event.date, event.type, event.places)

Nothing is imported before it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annals.base.errors import UnreadableDocument
    from annals.base.event import Event
    from annals.base.reading import Reading
    from annals.keep.kept import Kept
    from annals.keep.record import Record

__version__ = "0.1.0"
__all__ = ["export", "find", "open", "read", "read_text", "readings", "timeline"]


def read(path: str | Path, *, format: str | None = None, gazetteer: str | Path | None = None) -> Reading:
    """What the one account at `path` says. Raises `UnreadableDocument`; for folders and dumps there is `readings`.

    Places are looked up in the file `gazetteer`, where one is named, and in the one that comes with annals; with
    "none" in neither. Raises `UnusableGazetteer` where the file is none.
    """
    from itertools import islice

    from annals.base.errors import UnreadableDocument

    found = list(islice(readings(path, format=format, gazetteer=gazetteer), 2))
    if len(found) != 1:
        what = "more than one account" if found else "no account"
        raise UnreadableDocument(what, where=str(path), do="read them with annals.readings")
    if isinstance(found[0], UnreadableDocument):
        raise found[0]
    return found[0]


def read_text(text: str, *, name: str = "-", format: str | None = None, gazetteer: str | Path | None = None) -> Reading:
    """What the account `text` says. Raises `UnreadableDocument`."""
    from annals import collect, pipeline
    from annals.ground.gazetteer import load

    atlas = load(() if gazetteer is None else (str(gazetteer),))
    return pipeline.read(collect.read_text(text, name=name, format=format), atlas)


def readings(
    *paths: str | Path, format: str | None = None, gazetteer: str | Path | None = None
) -> Iterator[Reading | UnreadableDocument]:
    """What the accounts at `paths` (files, folders, dumps) say, one by one; an error in place of what is unreadable."""
    from annals import collect, pipeline
    from annals.base.errors import UnreadableDocument
    from annals.ground.gazetteer import load

    atlas = load(() if gazetteer is None else (str(gazetteer),))
    for found in collect.documents(paths, format):
        yield found if isinstance(found, UnreadableDocument) else pipeline.read(found, atlas)


def open(path: str | Path, *, create: bool = False) -> Record:
    """The record at `path`; with `create`, a new one where there is none. Raises `UnusableRecord`."""
    from annals.keep.record import Record

    return Record.open(path, create=create)


def timeline(record: Record) -> list[Event]:
    """The events that a record tells, in order of time."""
    from annals.merge import history

    return history.timeline(record)


def find(record: Record, prefix: str) -> Kept | Event:
    """What an id, or the beginning of one, stands for in a record. Raises `NotInRecord`."""
    from annals.merge import history

    return history.find(record, prefix)


def export(record: Record) -> Iterator[str]:
    """A record as lines of JSON, in the codebook's keys."""
    from annals.publish import json

    return json.export(record)
