"""The record: one SQLite file to which readings and judgements are added, and from which nothing is ever taken."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from annals import __version__
from annals.base.claim import Claim, Statement
from annals.base.document import Document
from annals.base.errors import NotInRecord
from annals.base.judgement import Judgement
from annals.base.reading import Reading
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep import grounds, judging, named, revisions
from annals.keep.checking import wrong
from annals.keep.dump import dump
from annals.keep.file import connect, guarded, transaction
from annals.keep.frames import frame
from annals.keep.kept import Kept, KeptClaim, KeptDocument, KeptGap, KeptJudgement, KeptStatement, only
from annals.keep.revisions import Account
from annals.keep.rows import (
    Plain,
    gap_of,
    passage_words,
    plain,
    reading_row,
    rows,
    unkept,
    writable,
)
from annals.keep.search import Hit, hits
from annals.keep.tables import GAPS, GapRow, ReadingRow, Row, insertion

if TYPE_CHECKING:
    import pandas


class _Name(msgspec.Struct, frozen=True):
    """A document that is current, with its names."""

    id: str
    digest: str
    names: tuple[str, ...]


class Record:
    """A record file, opened by `Record.open`; close it, or use it in a `with` statement.

    Where the same bytes were read under the same name in two ways (by two versions of annals, say), both are kept,
    and the later version's is the current one; so is the later of two versions of one account (`keep.revisions`):
    `documents`, `claims`, `statements`, `gaps` and `search` give the current documents only. Their order depends on
    names and content alone, never on when they were added.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._named: tuple[object, list[_Name]] = (None, [])
        self._still = False

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, timeout: float = 60.0) -> Self:
        """The record at `path`; with `create`, a new one where there is none.

        `timeout` is how many seconds to wait for another process that is writing. Raises `UnusableRecord`.
        """
        path = Path(path)
        return cls(path, connect(path, create=create, timeout=timeout))

    def close(self) -> None:
        """Close the file; what was added is in it."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # adding

    def add(self, reading: Reading) -> bool:
        """Keep a reading, whole or not at all; `False` when the record held it already (then nothing is written)."""
        kept = plain(reading)
        under = reading_row(reading, kept.id, __version__)
        with guarded(self.path):
            if self._holds_reading(under):
                return False
            try:
                with transaction(self._db):
                    return self._add(kept, under)
            except OverflowError as error:
                raise unkept(reading, "a number beyond 64 bits") from error

    def _add(self, kept: Plain, under: ReadingRow) -> bool:
        if self._holds_reading(under):  # another process was faster
            return False
        if not self._holds("document", kept.id):
            self._insert(kept)
        self._db.execute(insertion(ReadingRow), under)
        return True

    def judge(self, judgement: Judgement) -> str:
        """Keep a person's judgement; its id. What it is about, and what it withdraws, must be in this record."""
        return self.judge_all([judgement])[0]

    def judge_all(self, judgements: Sequence[Judgement]) -> list[str]:
        """Keep several judgements of a person, or none where one of them cannot be; their ids."""
        with guarded(self.path):
            self._db.execute("PRAGMA synchronous = EXTRA")  # what a person said cannot be read again after a power cut
            with transaction(self._db):
                return [judging.judge(self._db, judgement, str(self.path)) for judgement in judgements]

    def remember(self, events: Iterable[Iterable[str]]) -> None:
        """Keep the ids of events that are given out, each event told by its claims (ids), so that they can be found
        by these ids when they are others."""
        with guarded(self.path), transaction(self._db):
            named.remember(self._db, events)

    def _holds_reading(self, row: ReadingRow) -> bool:
        asked = "SELECT 1 FROM reading WHERE document = ? AND name = ? AND certainty = ? AND annals = ?"
        return self._db.execute(asked, row).fetchone() is not None

    def _holds(self, table: str, id: str) -> bool:
        return self._db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone() is not None

    def _insert(self, kept: Plain) -> None:
        by_table: dict[type[Row], list[Row]] = {}
        for row in rows(kept):
            by_table.setdefault(type(row), []).append(row)
        for kind, several in by_table.items():
            self._db.executemany(insertion(kind), several)
        placed = self._rows("SELECT id, kind, span_start, span_end FROM passage WHERE document = ?", kept.id)
        words = ((id, passage_words(kept.document, kind, start, end)) for id, kind, start, end in placed)
        self._db.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", words)

    # reading

    @contextmanager
    def still(self) -> Iterator[None]:
        """Inside, all that is asked is of one moment: documents that others add meanwhile are not seen."""
        self._current()
        self._still = True
        try:
            yield
        finally:
            self._still = False

    def document(self, id: str) -> KeptDocument | None:
        """The document with this very id, be it current or not."""
        return self._document(self._chosen(id)[0]) if self._holds("document", id) else None

    def claim(self, id: str) -> KeptClaim | None:
        """The claim of the prose with this very id, of a current document or of another."""
        found = self._claim(id) if self._holds("claim", id) else None
        return found if isinstance(found, KeptClaim) else None

    def documents(self, first: int = 0, count: int | None = None) -> Iterator[KeptDocument]:
        """The current documents, by name: `count` of them from the `first` on (all, where no count is given)."""
        last = None if count is None else first + count
        return (self._document(name) for name in self._current()[first:last])

    def claims(self, document: str | None = None, *, understood: bool = False) -> Iterator[KeptClaim]:
        """The claims of the prose: of the document with this id, or of all current documents, in text order.

        With `understood` each comes with what was made of its names: who the actors are, where the places lie.
        """
        for name, several in groupby(self._bodies("prose", document), key=lambda row: row[0]):
            actors, places = self._grounds(name.id) if understood else ({}, {})
            for _, id, body in several:
                claim = msgspec.json.decode(body, type=Claim)
                yield KeptClaim(id, name.id, name.names[0], claim, actors.get(id, ()), places.get(id, ()))

    def statements(self, document: str | None = None) -> Iterator[KeptStatement]:
        """The statements of infoboxes: of the document with this id, or of all current documents, in order."""
        for name, id, body in self._bodies("episode", document):
            yield KeptStatement(id, name.id, name.names[0], msgspec.json.decode(body, type=Statement))

    def gaps(self, document: str | None = None) -> Iterator[KeptGap]:
        """What was not understood: in the document with this id, or in all current documents."""
        for name in self._chosen(document):
            for row in map(GapRow._make, self._rows(GAPS, name.id)):
                yield KeptGap(name.id, name.names[0], gap_of(row))

    def names(self) -> list[tuple[str, str]]:
        """Every name under which a current document was read, with the document's id; in the order of the names."""
        return sorted((name, current.id) for current in self._current() for name in current.names)

    def reading(self, document: str, name: str | None = None) -> Reading:
        """What was made of the document with this id, under its first name or under `name`.

        Episodes are not kept: merge derives them from the statements (`annals.merge.history.reading`).
        """
        (known,) = self._chosen(document)
        claims = list(self.claims(document))
        actors, places = self._grounds(document)
        return Reading(
            document=self._document(known, name).document,
            statements=tuple(s.statement for s in self.statements(document)),
            episodes=(),
            claims=tuple(c.claim for c in claims),
            gaps=tuple(g.gap for g in self.gaps(document)),
            places_at=tuple(places.get(c.id, ()) for c in claims) if places else (),
            actors=tuple(actors.get(c.id, ()) for c in claims) if actors else (),
        )

    def accounts(self) -> list[Account]:
        """Every document under each of its names, versions that are no longer current too, by name and digest."""
        return list(map(Account._make, self._rows(revisions.ACCOUNTS)))

    def judgements(self) -> list[KeptJudgement]:
        """Every judgement, by the time it was made; a withdrawal that is itself withdrawn withdraws nothing."""
        with guarded(self.path):
            return judging.judgements(self._db)

    def named_events(self, prefix: str = "") -> list[tuple[str, list[str]]]:
        """The events (ids, with the ids of their claims) that were given out under an id that begins so."""
        with guarded(self.path):
            return named.beginning(self._db, prefix) if _HEX.fullmatch(prefix) else []

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """The passages in which all the words occur, best first; words in double quotes must stand together."""
        with guarded(self.path):
            return hits(self._db, words, self._superseded(), limit)

    def find(self, prefix: str) -> Kept:
        """The document, claim, statement or judgement whose id begins with `prefix` (or the document of that name)."""
        return only(prefix, self.matching(prefix), str(self.path))

    def matching(self, prefix: str) -> list[tuple[str, Kept]]:
        """All that `prefix` could mean, with the ids."""
        found: dict[str, Kept] = {}
        by_name = "SELECT DISTINCT document FROM reading WHERE name = ?"
        documents = [id for (id,) in self._rows(by_name, writable(prefix))]
        if prefix and _HEX.fullmatch(prefix):
            documents += self._begins("document", "id", prefix) + self._begins("document", "digest", prefix)
            found = {id: self._claim(id) for id in self._begins("claim", "id", prefix)}
            judged = self._begins("judgement", "id", prefix)
            found |= {j.id: j for j in self.judgements() if j.id in judged} if judged else {}
        found |= {id: self._document(self._chosen(id)[0]) for id in documents}
        return sorted(found.items(), key=lambda item: item[0])

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """A table or view of the record (`claim`, `loss`, `timeline`, ...) as a frame; needs the extra `pandas`."""
        with guarded(self.path):
            return frame(self._db, table, str(self.path))

    # the whole

    def dump(self) -> Iterator[str]:
        """Every row as a line of JSON, in an order that depends on content alone."""
        with guarded(self.path):
            yield from dump(self._db)

    def digest(self) -> str:
        """A SHA-256 (hex) of all that the record holds: equal for two records with the same content."""
        whole = hashlib.sha256()
        for line in self.dump():
            whole.update(line.encode() + b"\n")
        return whole.hexdigest()

    def state(self) -> str:
        """What changes whenever anything is added, and only then: how many readings, documents and judgements it holds.

        Cheap to ask for, unlike `digest`; it tells two states of one file apart, not two files.
        """
        tables = ("document", "reading", "judgement")
        return "-".join(str(self._rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables)

    def bearing(self) -> str:
        """A digest (hex) of what bears on what is derived: which readings the record holds, and which judgements but
        those that only say that somebody looked. Equal for two records that hold the same."""
        whole = hashlib.sha256()
        for row in (*self._rows(_HELD), *self._rows(judging.BEARING)):
            whole.update(repr(row).encode("utf-8", "backslashreplace"))
        return whole.hexdigest()[:32]

    def touched(self) -> tuple[int, int]:
        """What stays the same as long as nobody writes to the file; cheaper still than `state`, for one open record."""
        return self._rows("PRAGMA data_version")[0][0], self._db.total_changes

    def check(self) -> list[str]:
        """What is wrong with the record, a sentence each; empty when every row is what its id says."""
        with guarded(self.path):
            return wrong(self._db)

    # asking the file

    def _rows(self, sql: str, *asked: object) -> list[tuple[Any, ...]]:
        """All rows at once: a cursor left open would keep other processes from writing."""
        with guarded(self.path):
            return self._db.execute(sql, asked).fetchall()

    def _current(self) -> list[_Name]:
        """The current documents in order of their names; found out once for as long as nobody writes to the file."""
        if not self._still and self._named[0] != (now := self.touched()):
            self._named = now, self._latest_of_each()
        return self._named[1]

    def _latest_of_each(self) -> list[_Name]:
        """Of each name and digest, what the latest version made; of the versions of one account the latest, where they
        tell which that is."""
        names: dict[tuple[str, str], list[str]] = {}
        gone = revisions.superseded(self.accounts())
        for (name, digest), several in groupby(self._rows(_READINGS), key=lambda row: (row[0], row[1])):
            if (name, digest) in gone:
                continue
            latest = self._latest(list(several))
            names.setdefault((latest[4], digest), []).append(name)
        ordered = sorted(names.items(), key=lambda item: (item[1], item[0]))
        return [_Name(id, digest, tuple(several)) for (id, digest), several in ordered]

    def _latest(self, several: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        """What the latest version read, the surest of its format, with the most places found."""
        if len(several) == 1:
            return several[0]
        points = {row[4]: self._rows(grounds.POINTS, row[4])[0][0] for row in several}
        return max(several, key=lambda row: (revisions.version(row[2]), row[3], points[row[4]], row[4]))

    def _grounds(
        self, document: str, claim: str | None = None
    ) -> tuple[dict[str, tuple[Party, ...]], dict[str, tuple[Placed, ...]]]:
        """What was made of the names in a document's claims, or in one of them, under the claims' ids."""
        with guarded(self.path):
            return grounds.of(self._db, document, claim)

    def _superseded(self) -> set[str]:
        """The documents that are not current; mostly there are none, and no need to look further."""
        if not any(self._rows(asked) for asked in revisions.SEVERAL):
            return set()
        return {id for (id,) in self._rows("SELECT id FROM document")} - {name.id for name in self._current()}

    def _chosen(self, document: str | None) -> list[_Name]:
        """All current documents, or the one with the id `document`, be it current or not."""
        if document is None:
            return self._current()
        found = self._rows("SELECT digest FROM document WHERE id = ?", document)
        if not found:
            raise NotInRecord(f"no document has the id {document!r}", where=str(self.path))
        names = self._rows("SELECT DISTINCT name FROM reading WHERE document = ? ORDER BY name", document)
        return [_Name(document, found[0][0], tuple(name for (name,) in names))]

    def _bodies(self, layer: str, document: str | None) -> Iterator[tuple[_Name, str, str]]:
        """Document, id and body of every claim of a layer, none twice where documents share their bytes."""
        chosen = self._chosen(document)
        digests = Counter(name.digest for name in chosen)
        seen: set[str] = set()
        for name in chosen:
            for id, body in self._rows(_BODIES, name.id, layer):
                if digests[name.digest] == 1 or id not in seen:
                    yield name, id, body
                    seen.add(id)

    def _document(self, known: _Name, name: str | None = None) -> KeptDocument:
        name = known.names[0] if name is None else name
        ((text, body),) = self._rows("SELECT text, body FROM document WHERE id = ?", known.id)
        ((sure,),) = self._rows("SELECT max(certainty) FROM reading WHERE (document, name) = (?, ?)", known.id, name)
        if sure is None:
            raise NotInRecord(f"no document {known.id} was read as {name!r}", where=str(self.path))
        document = msgspec.json.decode(body, type=Document)
        whole = msgspec.structs.replace(document, name=name, certainty=sure, text=text)
        return KeptDocument(known.id, known.names, whole)

    def _claim(self, id: str) -> KeptClaim | KeptStatement:
        document, layer, body = self._rows("SELECT document, layer, body FROM claim WHERE id = ? LIMIT 1", id)[0]
        (name,) = self._chosen(document)
        if layer == "prose":
            actors, places = self._grounds(document, id)
            claim = msgspec.json.decode(body, type=Claim)
            return KeptClaim(id, document, name.names[0], claim, actors.get(id, ()), places.get(id, ()))
        return KeptStatement(id, document, name.names[0], msgspec.json.decode(body, type=Statement))

    def _begins(self, table: str, column: str, prefix: str) -> list[str]:
        """The ids of a table's rows whose `column` begins with the hexadecimal `prefix`."""
        asked = f"SELECT DISTINCT id FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY id LIMIT 20"
        return [id for (id,) in self._rows(asked, prefix, prefix + "g")]


_HEX = re.compile(r"[0-9a-f]{0,64}")


_HELD = "SELECT document, name, certainty, annals FROM reading ORDER BY document, name, certainty, annals"
_READINGS = """
    SELECT r.name, d.digest, r.annals, r.certainty, r.document FROM reading r JOIN document d ON d.id = r.document
    ORDER BY r.name, d.digest
"""
_BODIES = "SELECT id, body FROM claim WHERE document = ? AND layer = ? ORDER BY ordinal"
