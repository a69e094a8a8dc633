"""Whether a record is whole: what SQLite finds wrong with the file, and rows that are not what their ids say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from annals.keep import grounds, named
from annals.keep.dump import broken
from annals.keep.rows import document_id, gap_of, item_id
from annals.keep.tables import GAPS, GapRow

_DOCUMENTS = "SELECT id, digest, body, text FROM document ORDER BY id"
_TOLD = "SELECT id, layer, body FROM claim WHERE document = ? ORDER BY layer, ordinal"


def wrong(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the record, a sentence each; of a damaged file only that it is damaged."""
    return list(broken(db)) or [*_forged(db), *named.unlike(db)]


def _forged(db: sqlite3.Connection) -> Iterator[str]:
    for id, digest, body, text in db.execute(_DOCUMENTS).fetchall():
        told: dict[str, list[str]] = {"episode": [], "prose": []}
        for claim, layer, content in db.execute(_TOLD, (id,)).fetchall():
            told[layer].append(claim)
            if item_id(digest, layer, content) != claim:
                yield f"claim {claim} is not what its id says"
        gaps = [gap_of(GapRow._make(row)) for row in db.execute(GAPS, (id,)).fetchall()]
        made = grounds.content(*grounds.of(db, id))
        if document_id(body, text, told["episode"], told["prose"], gaps, made) != id:
            yield f"document {id} is not what its id says"
