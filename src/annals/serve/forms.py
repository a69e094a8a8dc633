"""Pages as JSON, CSV and spreadsheets, written piece by piece: what has a million rows is never held whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from annals.serve.page import Json, Page, Table
from annals.serve.workbook import workbook

FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
"""The other forms in which a page can be had, and what each is called in an answer."""

PIECE = 2**16
"""Bytes that are written at once."""
LARGE = {"json": 2**20, "csv": 2**20, "xlsx": 2**17, "geojson": 2**20}
"""Bytes up to which a form is made whole, and kept at hand; what is larger is made while it is sent."""


def written(page: Page, form: str) -> bytes | None:
    """The page in another form, or `None` where it has none."""
    told = pieces(page, form)
    return None if told is None else b"".join(told)


def pieces(page: Page, form: str) -> Iterator[bytes] | None:
    """The same, piece by piece; in CSV and JSON each piece ends with a whole letter."""
    if form in ("csv", "xlsx"):
        table = None if page.table is None else page.table()
        return None if table is None else gathered(rows(table)) if form == "csv" else workbook(table)
    made = page.json if form == "json" else page.geojson if form == "geojson" else None
    return None if made is None else gathered(members(made()))


def gathered(several: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces put together to larger ones."""
    held: list[bytes] = []
    size = 0
    for piece in several:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def rows(table: Table) -> Iterator[bytes]:
    """Comma-separated values after RFC 4180: UTF-8, CRLF, nothing for what is unknown; each cell as it is told."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        yield _taken(out)
        writer.writerow(["" if cell is None else cell for cell in row])
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    told = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return told


def members(told: Json) -> Iterator[bytes]:
    """JSON; an iterator among the members of an object becomes a list, one thing of it after another."""
    if not isinstance(told, dict):
        yield msgspec.json.encode(told)
        return
    for number, (name, value) in enumerate(told.items()):
        yield (b"," if number else b"{") + msgspec.json.encode(name) + b":"
        if isinstance(value, Iterator):
            yield from _list(value)
        else:
            yield msgspec.json.encode(value)
    yield b"}" if told else b"{}"


def _list(several: Iterator[object]) -> Iterator[bytes]:
    before = b"["
    for each in several:
        yield before + msgspec.json.encode(each)
        before = b","
    yield b"]" if before == b"," else b"[]"
