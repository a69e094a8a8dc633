"""The view of a record: a file of its own that is made from the record, and can be thrown away and made again.

Deriving events from a million claims takes minutes; looking at them must not. What is derived once is kept here, with
a set of bits for every value of every facet, so that filtering is a few operations on integers.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappush, heappushpop
from itertools import islice
from pathlib import Path
from typing import Self

import msgspec

from annals import __version__
from annals.keep.record import Record
from annals.keep.search import query
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.serve import bits
from annals.serve.bits import Bits
from annals.serve.build import Entry, entries
from annals.serve.days import Days
from annals.serve.filters import FACETS, Filter
from annals.serve.having import Among, Having
from annals.serve.places import Places
from annals.serve.rows import Row

VERSION = 3
SUFFIX = "-view"
"""What the view is called: as the record, with this behind it."""

_SCHEMA = """
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT NOT NULL, first_day INTEGER, last_day INTEGER,
                        doubt INTEGER NOT NULL, claims INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX event_id ON event (id);
    CREATE TABLE event_claim (claim TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX event_claim_n ON event_claim (n);
    CREATE TABLE facet (name TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
                        bits BLOB NOT NULL, PRIMARY KEY (name, value)) WITHOUT ROWID;
    CREATE TABLE derived (kind TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
                          PRIMARY KEY (kind, n)) WITHOUT ROWID;
    CREATE INDEX derived_id ON derived (kind, id);
    CREATE VIRTUAL TABLE said USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
"""


_FACETS = "SELECT name, value, label, count, bits FROM facet ORDER BY name, count DESC, value"

REMEMBERED = 64
"""Choices whose events are kept at hand."""


class Value(msgspec.Struct, frozen=True):
    """A value of a facet with the number of events that have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


class View:
    """A view file, opened, to be read by one thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        (self.size,) = self._db.execute("SELECT count(*) FROM event").fetchone()
        self.about: dict[str, str] = dict(self._db.execute("SELECT name, value FROM about"))
        self._facets: dict[str, dict[str, Having]] = {facet: {} for facet in FACETS}
        for name, value, *kept in self._db.execute(_FACETS):
            self._facets[name][value] = Having(*kept)
        self.days = Days(self._db.execute("SELECT n, first_day, last_day FROM event ORDER BY n"))
        self.contested = bits.EMPTY
        """The events that the accounts tell in more than one way."""
        for having in self._facets["facet"].values():
            self.contested |= having.bits
        self.places = Places(self._facets["at"])
        self._remembered: dict[tuple[object, ...], Bits] = {}

    @classmethod
    def of(cls, record: Path) -> Self:
        """The view of the record at `record`: the one beside it if it still holds, else made anew."""
        with Record.open(record) as opened:
            state = state_of(opened)
            path = record.with_name(record.name + SUFFIX)
            if _holds(path, state):
                return cls(path)
            return cls(build(opened, path, state))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def everything(self) -> Bits:
        """All events."""
        return bits.below(self.size)

    def chosen(self, filter: Filter, *, without: str | None = None) -> Bits:
        """The events that a filter leaves, its choice of the facet `without` not heeded."""
        values = tuple((facet, several) for facet, several in filter.values if facet != without)
        asked = (filter.q, filter.since, filter.until, filter.contested, filter.box, values)
        if asked not in self._remembered:
            while len(self._remembered) >= REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[asked] = self._left(filter, values)
        return self._remembered[asked]

    def _left(self, filter: Filter, values: Iterable[tuple[str, tuple[str, ...]]]) -> Bits:
        found = self.everything
        if filter.since or filter.until:
            found &= self.days.within(*filter.days)
        if filter.contested:
            found &= self.contested
        if filter.box:
            found &= self.places.inside(filter.box)
        for facet, several in values:
            found &= self._any(facet, several)
        return found & self._having(filter.q) if filter.q and found else found

    def facet(self, name: str, filter: Filter, limit: int = 12) -> list[Value]:
        """The values of a facet among the events that the rest of the filter leaves: the chosen, then the commonest."""
        among, chosen = Among(self.chosen(filter, without=name), self.size), filter.of(name)
        known = self._facets[name]
        picked = [(v, known.get(v)) for v in chosen]
        first = [Value(v, h.label if h else v, among.count(h) if h else 0, True) for v, h in picked]
        return [*first, *self._commonest(name, among, chosen, max(0, limit - len(first)))]

    def _commonest(self, name: str, among: Among, chosen: Sequence[str], limit: int) -> list[Value]:
        """The values with most of the events; those that have too few events in all are not counted at all."""
        best: list[int] = []
        counted: list[Value] = []
        for value, having in self._facets[name].items():
            if limit == 0 or (len(best) == limit and having.count < best[0]):
                break
            count = 0 if value in chosen else among.count(having)
            if count:
                (heappush if len(best) < limit else heappushpop)(best, count)
                counted.append(Value(value, having.label, count, False))
        return sorted(counted, key=lambda v: (-v.count, v.value))[:limit]

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The events with these numbers, in that order."""
        several = list(numbers)
        asked = "SELECT e.n, e.body FROM event e JOIN json_each(?) j ON e.n = j.value"
        found = dict(self._db.execute(asked, (msgspec.json.encode(several).decode(),)))
        return [msgspec.json.decode(found[n], type=Row) for n in several if n in found]

    def ordered(self, found: Bits, sort: str, offset: int, limit: int) -> list[Row]:
        """A page of the events found: in order of time, or the most doubtful, or the most told first."""
        if sort == "time":
            return self.rows(bits.listed(found, offset, limit))
        flags = f"{found:0{self.size or 1}b}"[::-1]
        numbers = (n for n in self._orders[sort] if flags[n] == "1")
        return self.rows(islice(numbers, offset, offset + limit))

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        """The numbers of all events, the most doubtful and the most told first."""
        asked = {"doubt": "doubt DESC, n", "claims": "claims DESC, n"}
        return {k: [n for (n,) in self._db.execute(f"SELECT n FROM event ORDER BY {v}")] for k, v in asked.items()}

    def having(self, facet: str, value: str) -> Bits:
        """The events that have a value of a facet."""
        return self._any(facet, (value,))

    def number(self, id: str) -> int | None:
        """The number of the event with this id."""
        row = self._db.execute("SELECT n FROM event WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def event_of(self, claim: str) -> str | None:
        """The id of the event that a claim tells."""
        asked = "SELECT e.id FROM event_claim c JOIN event e ON e.n = c.n WHERE c.claim = ?"
        row = self._db.execute(asked, (claim,)).fetchone()
        return row[0] if row else None

    def claims_of(self, id: str) -> list[str]:
        """The ids of the claims that tell an event."""
        asked = "SELECT c.claim FROM event_claim c JOIN event e ON e.n = c.n WHERE e.id = ? ORDER BY c.claim"
        return [claim for (claim,) in self._db.execute(asked, (id,))]

    def claims_among(self, numbers: Iterable[int]) -> list[str]:
        """The ids of the claims that tell the events with these numbers."""
        asked = "SELECT c.claim FROM json_each(?) j JOIN event_claim c ON c.n = j.value ORDER BY c.n, c.claim"
        return [claim for (claim,) in self._db.execute(asked, (msgspec.json.encode(list(numbers)).decode(),))]

    def derived(self, kind: str, id: str | None = None) -> Iterator[bytes]:
        """What was derived of a kind, as JSON, in its order; of one id only, if that is given."""
        asked = "SELECT body FROM derived WHERE kind = ?" + ("" if id is None else " AND id = ?") + " ORDER BY n"
        yield from (body for (body,) in self._db.execute(asked, (kind,) if id is None else (kind, id)))

    def items(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """What was derived of a kind in its order, with the ids."""
        yield from self._db.execute("SELECT id, body FROM derived WHERE kind = ? ORDER BY n", (kind,))

    def ids(self, kind: str) -> Iterator[str]:
        """The ids of what was derived of a kind, in its order."""
        yield from (id for (id,) in self._db.execute("SELECT id FROM derived WHERE kind = ? ORDER BY n", (kind,)))

    def count(self, kind: str) -> int:
        """How many things of a kind were derived."""
        (count,) = self._db.execute("SELECT count(*) FROM derived WHERE kind = ?", (kind,)).fetchone()
        return int(count)

    def numbered(self, kind: str, numbers: Iterable[int]) -> list[bytes]:
        """What was derived of a kind under these numbers (from 0, in its order), as JSON."""
        several = list(numbers)
        asked = "SELECT d.n, d.body FROM json_each(?) j JOIN derived d ON d.kind = ? AND d.n = j.value"
        found = dict(self._db.execute(asked, (msgspec.json.encode(several).decode(), kind)))
        return [found[n] for n in several if n in found]

    def _any(self, facet: str, values: Sequence[str]) -> Bits:
        found = bits.EMPTY
        for value in values:
            if value in self._facets[facet]:
                found |= self._facets[facet][value].bits
        return found

    def _having(self, words: str) -> Bits:
        asked = query(words)
        if asked is None:
            return bits.EMPTY
        return bits.of(n for (n,) in self._db.execute("SELECT rowid FROM said WHERE said MATCH ?", (asked,)))


def state_of(record: Record) -> str:
    """What a view was made from: rows of a record are only ever added, so their numbers tell whether it still holds."""
    return f"{__version__} {VERSION} {record.state()}"


def _holds(path: Path, state: str) -> bool:
    """Whether there is a view, whole, of this very state."""
    if not path.is_file():
        return False
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as db:
            row = db.execute("SELECT value FROM about WHERE name = 'state'").fetchone()
    except sqlite3.Error:
        return False
    return bool(row) and row[0] == state


def build(record: Record, path: Path, state: str) -> Path:
    """Make the view of a record: at `path`, or where that cannot be written in a folder for temporary files."""
    from annals.serve.derived import contested, derived

    history = History(record)
    disagreements = rivals(history)
    folder = path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.mkdtemp(prefix="annals-"))
    handle, made = tempfile.mkstemp(dir=folder, prefix=path.name)
    os.close(handle)
    db = empty(Path(made))
    with db:
        fill(db, entries(history, contested(disagreements)))
        kinds = derived(history, disagreements)
        things = ((kind, n, id, body) for kind, several in kinds for n, (id, body) in enumerate(several))
        db.executemany("INSERT INTO derived VALUES (?, ?, ?, ?)", things)
        db.executemany("INSERT INTO about VALUES (?, ?)", [("state", state), *counted(history)])
    db.close()
    final = folder / path.name
    os.replace(made, final)
    return final


def empty(path: Path) -> sqlite3.Connection:
    """A view with nothing in it, to be filled."""
    db = sqlite3.connect(path)
    db.executescript(_SCHEMA)
    return db


def counted(history: History) -> Iterator[tuple[str, str]]:
    """How much the record holds beside its events."""
    yield "claims", str(len(history.claims))
    yield "accounts", str(len(history.documents))
    yield "gaps", str(sum(1 for _ in history.record.gaps()))


def fill(db: sqlite3.Connection, told: Iterable[Entry]) -> None:
    """Put events into an empty view, in their order."""
    found: dict[tuple[str, str], tuple[str, list[int]]] = {}
    for n, entry in enumerate(told):
        row = entry.row
        body = msgspec.json.encode(row)
        db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
            (n, row.id, row.first, row.last, doubt(row), row.claims, body),
        )
        db.executemany("INSERT OR IGNORE INTO event_claim VALUES (?, ?)", ((claim, n) for claim in entry.claims))
        db.execute("INSERT INTO said (rowid, words) VALUES (?, ?)", (n, entry.words))
        for facet, pairs in entry.facets.items():
            for value, label in pairs:
                found.setdefault((facet, value), (label, []))[1].append(n)
    kept = (
        (*key, label, len(several), bits.packed(bits.of(several))) for key, (label, several) in sorted(found.items())
    )
    db.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?)", kept)


def doubt(row: Row) -> int:
    """How much an event asks to be looked at: contested, told by hearsay, without a day, a place or an actor."""
    return (
        4 * len(row.contested)
        + 2 * (row.certainty != "stated")
        + 2 * (row.first is None or row.first != row.last)
        + (not row.places)
        + (not row.by and not row.against)
        + (row.claims > 1)
    )
