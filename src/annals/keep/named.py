"""The ids by which events were given out, with their claims: by these an old id leads to where its claims are now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from annals.base.event import event_id

_ADD = """
    INSERT INTO named_event (id, claims) SELECT :id, :claims
    WHERE NOT EXISTS (SELECT 1 FROM named_event WHERE id = :id)
"""
_BEGINNING = "SELECT id, claims FROM named_event WHERE id >= ? AND id < ? ORDER BY id"


def remember(db: sqlite3.Connection, events: Iterable[Iterable[str]]) -> None:
    """Keep the ids of events, each given by its claims, in a transaction that is open; those kept already stay."""
    told = (sorted(claims) for claims in events)
    db.executemany(_ADD, ({"id": event_id(each), "claims": msgspec.json.encode(each).decode()} for each in told))


def beginning(db: sqlite3.Connection, prefix: str) -> list[tuple[str, list[str]]]:
    """The events that were given out under an id that begins with the hexadecimal `prefix`, with their claims."""
    found = db.execute(_BEGINNING, (prefix, prefix + "g")).fetchall()
    return [(id, msgspec.json.decode(claims, type=list[str])) for id, claims in found]


def unlike(db: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with them, a sentence each."""
    for id, claims in db.execute("SELECT id, claims FROM named_event ORDER BY id"):
        if event_id(msgspec.json.decode(claims, type=list[str])) != id:
            yield f"event {id} is not what its id says"
