"""Full-text search over titles, sentences and blocks; whatever a person types is words, never query syntax."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from annals.base.span import Span

MOST_WORDS = 64


class Hit(msgspec.Struct, frozen=True):
    """A passage that holds the words: its document (id, a name, title), kind, place, words, and the claims in it.

    `kind` is `title`, `sentence` (one that gave claims), or the kind of the block (`paragraph`, `infobox`, ...).
    """

    document: str
    name: str
    title: str | None
    kind: str
    span: Span
    words: str
    claims: tuple[str, ...]


def query(words: str) -> str | None:
    """What SQLite is asked for `words`: each word, or run of words in double quotes, must occur; `None`: no words."""
    pieces = (re.sub(r'[\x00"]', " ", quoted or bare) for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', words))
    asked = [f'"{piece}"' for piece in pieces if any(c.isalnum() for c in piece)]
    return " ".join(asked[:MOST_WORDS]).encode("utf-8", "ignore").decode() or None


_FOUND = """
    SELECT p.document, p.kind, p.span_start, p.span_end
    FROM search JOIN passage p ON p.id = search.rowid
    WHERE search MATCH ? AND p.document NOT IN (SELECT value FROM json_each(?))
    ORDER BY search.rank, p.document, p.span_start, p.span_end, p.kind LIMIT ?
"""
_DESCRIBED = """
    SELECT (SELECT min(name) FROM reading WHERE document = id), title,
           CASE WHEN ? = 'title' THEN title ELSE substr(text, ? + 1, ? - ?) END
    FROM document WHERE id = ?
"""
_CLAIMS = """
    SELECT id FROM claim WHERE document = ?
    AND coalesce(sentence_start, span_start) < ? AND coalesce(sentence_end, span_end) > ?
    ORDER BY span_start, span_end, id
"""


def hits(db: sqlite3.Connection, words: str, left_out: Iterable[str], limit: int) -> list[Hit]:
    """The best `limit` passages with all the `words`, best first, none from the documents `left_out`."""
    asked = query(words)
    if asked is None:
        return []
    skipped = msgspec.json.encode(sorted(left_out)).decode()
    found = db.execute(_FOUND, (asked, skipped, 4 * limit)).fetchall()
    return [_described(db, *row) for row in _finest(found)][:limit]


Found = tuple[str, str, int, int]


def _finest(found: list[Found]) -> Iterator[Found]:
    """Leave out a block where one of its sentences was found as well."""
    sentences: dict[str, list[tuple[int, int]]] = {}
    for document, kind, start, end in found:
        if kind == "sentence":
            sentences.setdefault(document, []).append((start, end))
    for document, kind, start, end in found:
        inside = (start <= s and e <= end for s, e in sentences.get(document, ()))
        if kind in ("sentence", "title") or not any(inside):
            yield document, kind, start, end


def _described(db: sqlite3.Connection, document: str, kind: str, start: int, end: int) -> Hit:
    name, title, words = db.execute(_DESCRIBED, (kind, start, end, start, document)).fetchone()
    claims = tuple(row[0] for row in db.execute(_CLAIMS, (document, end, start)))
    return Hit(document, name, title, kind, Span(start, end), words, claims)
