"""What a whole record tells: its readings made whole again, its events in order of time, and what an id stands for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.base.event import Event
from annals.base.reading import Reading
from annals.keep.kept import Kept, only
from annals.keep.record import Record
from annals.merge.episode import episodes
from annals.merge.events import events


def readings(record: Record) -> Iterator[Reading]:
    """Every current reading, once under each of its names, in the order of the names."""
    return (reading(record, document, name) for name, document in record.names())


def reading(record: Record, document: str, name: str | None = None) -> Reading:
    """The reading of the document with this id, with its episodes, under its first name or the one given."""
    kept = record.reading(document, name)
    return msgspec.structs.replace(kept, episodes=tuple(episodes(kept.statements)))


def timeline(record: Record) -> list[Event]:
    """The events that the record tells, in order of time."""
    return events(record.claims())


def find(record: Record, prefix: str) -> Kept | Event:
    """The one event, claim, statement, document or judgement whose id begins with `prefix`; else `NotInRecord`."""
    found: list[tuple[str, Kept | Event]] = [*record.matching(prefix)]
    found += [(event.id, event) for event in timeline(record) if event.id.startswith(prefix)]
    return only(prefix, found, str(record.path))
