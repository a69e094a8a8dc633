"""The view of a record: a file of its own that is made from the record, and can be thrown away and made again.

Deriving events from a million claims takes minutes; looking at them must not. What is derived once is kept here, with
a set of bits for every value of every facet, so that filtering is a few operations on integers.
"""

from __future__ import annotations

import atexit
import builtins
import os
import shutil
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from itertools import compress, islice
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from annals import __version__
from annals.base.errors import UnusableRecord
from annals.keep import own
from annals.keep.file import guarded, statements
from annals.keep.record import Record
from annals.keep.search import query
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.serve import bits
from annals.serve.bits import Bits
from annals.serve.build import Entry, counted, doubt, entries
from annals.serve.days import Days
from annals.serve.filters import FACETS, Filter
from annals.serve.having import Among, Facet, Having, kept_events, kept_ranks, union
from annals.serve.places import Places
from annals.serve.rows import Row
from annals.serve.shape import shape

K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V")
VERSION = 7
"""To be raised when what is derived comes out otherwise from the same record; a change of shape is seen by itself."""
SUFFIX = "-view"
"""What the view is called: as the record, with this behind it."""

_SCHEMA = """
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT NOT NULL, first_day INTEGER, last_day INTEGER,
                        doubt INTEGER NOT NULL, claims INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE INDEX event_id ON event (id);
    CREATE TABLE event_claim (claim TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX event_claim_n ON event_claim (n);
    CREATE TABLE facet (name TEXT NOT NULL, rank INTEGER NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL,
                        count INTEGER NOT NULL, listed INTEGER NOT NULL, events BLOB NOT NULL,
                        PRIMARY KEY (name, rank));
    CREATE TABLE valued (name TEXT PRIMARY KEY, starts BLOB NOT NULL, ranks BLOB NOT NULL);
    CREATE TABLE derived (kind TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,
                          PRIMARY KEY (kind, n)) WITHOUT ROWID;
    CREATE INDEX derived_id ON derived (kind, id);
    CREATE VIRTUAL TABLE said USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
"""


_FACETS = "SELECT name, value, rank, label, count, events, listed FROM facet ORDER BY name, rank"

BATCH = 500
"""Things that are fetched at once."""
REMEMBERED = 256
"""Choices, and words, whose events are kept at hand."""


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
        self._db = _opened(path)
        (self.size,) = self._db.execute("SELECT count(*) FROM event").fetchone()
        self.about: dict[str, str] = dict(self._db.execute("SELECT name, value FROM about"))
        self._facets = {name: Facet() for name in FACETS}
        self._facets |= {name: Facet(*kept) for name, *kept in self._db.execute("SELECT * FROM valued")}
        for name, value, *kept in self._db.execute(_FACETS):
            facet = self._facets[name]
            facet.values[value] = Having(facet, *kept)
        self.days = Days(self._db.execute("SELECT n, first_day, last_day FROM event ORDER BY n"))
        self.contested = union(self._facets["facet"].values.values())
        """The events that the accounts tell in more than one way."""
        self.places = Places(self._facets["at"])
        self._remembered: dict[tuple[object, ...], Among] = {}
        self._said: dict[str, Bits] = {}
        self._indices: dict[str, list[Any]] = {}

    @classmethod
    def of(cls, record: Path) -> Self:
        """The view of the record at `record`: the one beside it if it still holds, else made anew."""
        with Record.open(record) as opened:
            state = state_of(opened)
            path = record.with_name(record.name + SUFFIX)
            if holds(path, state):
                return cls(path)
            with opened.still():
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
        return self.among(filter, without=without).bits

    def among(self, filter: Filter, *, without: str | None = None) -> Among:
        """The events that a filter leaves, ready for counting; those of the last filters are kept at hand."""
        values = tuple((facet, several) for facet, several in filter.values if facet != without)
        asked = (filter.q, filter.since, filter.until, filter.contested, filter.box, values)
        return _kept(self._remembered, asked, lambda: Among(self._left(filter, values), self.size))

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
        among, chosen, facet = self.among(filter, without=name), filter.of(name), self._facets[name]
        picked = [(v, facet.values.get(v)) for v in chosen]
        first = [Value(v, h.label if h else v, among.count(h) if h else 0, True) for v, h in picked]
        rest = ((v, count) for v, count in among.commonest(facet, limit) if v not in chosen)
        told = (Value(value, facet.values[value].label, count, False) for value, count in rest)
        return [*first, *islice(told, max(0, limit - len(first)))]

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """The events with these numbers, in that order."""
        several = list(numbers)
        asked = "SELECT e.n, e.body FROM json_each(?) j CROSS JOIN event e ON e.n = j.value"
        found = dict(self._db.execute(asked, (msgspec.json.encode(several).decode(),)))
        return [msgspec.json.decode(found[n], type=Row) for n in several if n in found]

    def ordered(self, found: Bits, sort: str, offset: int, limit: int) -> list[Row]:
        """A page of the events found: in order of time, or the most doubtful, or the most told first."""
        if sort == "time":
            return self.rows(bits.listed(found, offset, limit))
        flags = bits.flags(found, self.size)
        numbers = (n for n in self._orders[sort] if flags[n])
        return self.rows(islice(numbers, offset, offset + limit))

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        """The numbers of all events, the most doubtful and the most told first."""
        asked = {"doubt": "doubt DESC, n", "claims": "claims DESC, n"}
        return {k: [n for (n,) in self._db.execute(f"SELECT n FROM event ORDER BY {v}")] for k, v in asked.items()}

    def each(self, found: Bits, sort: str) -> Iterator[Row]:
        """All events found, in an order, fetched some at a time."""
        flags = bits.flags(found, self.size)
        numbers = compress(range(self.size), flags) if sort == "time" else (n for n in self._orders[sort] if flags[n])
        return self.each_of(numbers)

    def each_of(self, numbers: Iterable[int]) -> Iterator[Row]:
        """The events with these numbers, in that order, fetched some at a time."""
        left = iter(numbers)
        while some := list(islice(left, BATCH)):
            yield from self.rows(some)

    def having(self, facet: str, value: str) -> Bits:
        """The events that have a value of a facet."""
        return self._any(facet, (value,))

    def event_ids(self) -> Iterator[str]:
        """The ids of all events, in their order."""
        return (id for (id,) in self._db.execute("SELECT id FROM event ORDER BY n"))

    def number(self, id: str) -> int | None:
        """The number of the event with this id."""
        row = self._db.execute("SELECT n FROM event WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def event_of(self, claim: str) -> str | None:
        """The id of the event that a claim tells."""
        asked = "SELECT e.id FROM event_claim c JOIN event e ON e.n = c.n WHERE c.claim = ?"
        row = self._db.execute(asked, (claim,)).fetchone()
        return row[0] if row else None

    def events_of(self, claims: Iterable[str]) -> frozenset[int]:
        """The numbers of the events that these claims tell."""
        asked = "SELECT c.n FROM json_each(?) j CROSS JOIN event_claim c ON c.claim = j.value"
        return frozenset(n for (n,) in self._db.execute(asked, (msgspec.json.encode(list(claims)).decode(),)))

    def claims_of(self, id: str) -> list[str]:
        """The ids of the claims that tell an event."""
        asked = "SELECT c.claim FROM event_claim c JOIN event e ON e.n = c.n WHERE e.id = ? ORDER BY c.claim"
        return [claim for (claim,) in self._db.execute(asked, (id,))]

    def claims_among(self, numbers: Iterable[int]) -> list[str]:
        """The ids of the claims that tell the events with these numbers."""
        asked = "SELECT c.claim FROM json_each(?) j CROSS JOIN event_claim c ON c.n = j.value ORDER BY c.n, c.claim"
        return [claim for (claim,) in self._db.execute(asked, (msgspec.json.encode(list(numbers)).decode(),))]

    def terms(self) -> Iterator[tuple[int, str]]:
        """The words of all events in their order, without their endings as search knows them, each with its event."""
        self._db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, said, instance)")
        yield from self._db.execute("SELECT doc, term FROM temp.term ORDER BY doc, offset")

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
        asked = "SELECT d.n, d.body FROM json_each(?) j CROSS JOIN derived d ON d.kind = ? AND d.n = j.value"
        found = dict(self._db.execute(asked, (msgspec.json.encode(several).decode(), kind)))
        return [found[n] for n in several if n in found]

    def things(self, kind: str, numbers: Iterable[int]) -> Iterator[bytes]:
        """The same, however many there are: fetched some at a time."""
        left = iter(numbers)
        while some := list(islice(left, BATCH)):
            yield from self.numbered(kind, some)

    def index(self, kind: str, type: builtins.type[T]) -> list[T]:
        """The list of all things of a kind, each in short; it is kept at hand, and must not be changed."""
        if kind not in self._indices:
            bodies = self.derived(f"{kind} index")
            self._indices[kind] = [each for body in bodies for each in msgspec.json.decode(body, type=list[type])]  # type: ignore[valid-type]
        return self._indices[kind]

    def _any(self, facet: str, values: Sequence[str]) -> Bits:
        known = self._facets[facet].values
        return union(known[value] for value in values if value in known)

    def _having(self, words: str) -> Bits:
        asked = query(words)
        return bits.EMPTY if asked is None else _kept(self._said, asked, lambda: self._told(asked))

    def _told(self, asked: str) -> Bits:
        return bits.of(n for (n,) in self._db.execute("SELECT rowid FROM said WHERE said MATCH ?", (asked,)))


def _kept(kept: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is kept under a key, made if it is not; the oldest gives way."""
    if key not in kept:
        while len(kept) >= REMEMBERED:
            del kept[next(iter(kept))]
        kept[key] = make()
    return kept[key]


def state_of(record: Record) -> str:
    """What a view is made from, and by what."""
    return f"{__version__} {VERSION} {shape(_SCHEMA)} {record.bearing()}"


def holds(path: Path, state: str) -> bool:
    """Whether there is a view, whole, of this very state, that was made where it lies.

    One that came with a record from somebody else could tell what the record does not: it is another file than the one
    whose number stands in it, and is made anew.
    """
    if not path.is_file():
        return False
    try:
        with closing(_opened(path)) as db:
            if own.built(db) != own.made_by(tuple(statements(_SCHEMA))):
                return False
            about = dict(db.execute("SELECT name, value FROM about WHERE name IN ('state', 'file')"))
    except sqlite3.Error:
        return False
    return about == {"state": state, "file": _number(path)}


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    own.cautious(db)
    return db


def _number(path: Path) -> str:
    """What tells a file from its copies."""
    return str(path.stat().st_ino)


def build(record: Record, path: Path, state: str) -> Path:
    """Make the view of a record: at `path`, or where that cannot be written in a folder for temporary files."""
    from annals.serve.derived import contested, derived

    history = History(record)
    disagreements = rivals(history)
    with _beside(path) as (made, final), guarded(final):
        with closing(empty(made)) as db, db:
            fill(db, entries(history, contested(disagreements)))
            kinds = derived(history, disagreements)
            things = ((kind, n, id, body) for kind, several in kinds for n, (id, body) in enumerate(several))
            db.executemany("INSERT INTO derived VALUES (?, ?, ?, ?)", things)
            db.executemany("INSERT INTO about VALUES (?, ?)", [("state", state), *counted(history)])
        made.replace(final)
    with suppress(UnusableRecord):  # one that may only be read keeps no ids, and is shown all the same
        record.remember(event.claims for event in history.events)
    return final


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, Path]]:
    """A new file that vanishes unless it is moved, and where to move it: to `path`, or, where nothing can be written
    beside it, to a folder that is gone when this process ends."""
    folder = path.parent
    if not os.access(folder, os.W_OK):
        folder = Path(tempfile.mkdtemp(prefix="annals-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    handle, made = tempfile.mkstemp(dir=folder, prefix=f".{path.name[:100]}")
    os.close(handle)
    try:
        yield Path(made), folder / path.name
    finally:
        Path(made).unlink(missing_ok=True)
        Path(f"{made}-journal").unlink(missing_ok=True)


def empty(path: Path) -> sqlite3.Connection:
    """A view with nothing in it, to be filled."""
    db = sqlite3.connect(path)
    db.executescript(_SCHEMA)
    with db:
        db.execute("INSERT INTO about VALUES ('file', ?)", (_number(path),))
    return db


def fill(db: sqlite3.Connection, told: Iterable[Entry]) -> None:
    """Put events into an empty view, in their order."""
    found: dict[str, dict[str, tuple[str, array[int]]]] = {facet: {} for facet in FACETS}
    size = 0
    for size, entry in enumerate(told, 1):
        _put(db, size - 1, entry)
        for facet, pairs in entry.facets.items():
            for value, label in pairs:
                found[facet].setdefault(value, (label, array("I")))[1].append(size - 1)
    for facet, values in found.items():
        ranked = sorted(values.items(), key=lambda each: (-len(each[1][1]), each[0]))
        rows = ((facet, rank, value, label, *kept_events(of, size)) for rank, (value, (label, of)) in enumerate(ranked))
        db.executemany("INSERT INTO facet VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        db.execute("INSERT INTO valued VALUES (?, ?, ?)", (facet, *kept_ranks([of for _, (_, of) in ranked], size)))


def _put(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    row = entry.row
    kept = (n, row.id, row.first, row.last, doubt(row), row.claims, msgspec.json.encode(row))
    db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
    db.executemany("INSERT OR IGNORE INTO event_claim VALUES (?, ?)", ((claim, n) for claim in entry.claims))
    db.execute("INSERT INTO said (rowid, words) VALUES (?, ?)", (n, entry.words))
