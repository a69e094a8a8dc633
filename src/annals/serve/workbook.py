"""A table as a workbook (Office Open XML), so that spreadsheet programs open it without guessing.

Opened as CSV in such a program, `-0030` becomes a number, `2021-04` a day, an id of digits loses its last ones, and
words of an account that begin with `=` are worked out. Here a text is a text, whatever it begins with.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from xml.sax.saxutils import escape

from annals.serve.page import Table

ROWS, LETTERS = 2**20, 2**14 - 1
"""Rows of a sheet, and letters of a cell, that all such programs take (Excel: 32,767, but some letters count twice)."""
CUT = " … [cut here; the CSV has all]"
PIECE = 2**14

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/></Types>'
)
_FIRST = (
    f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_SHEET = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_END = "</sheetData></worksheet>"
_STRANGE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would be taken for its replacement."""

Cell = str | int | float | None


def workbook(table: Table) -> Iterator[bytes]:
    """The bytes of the workbook, piece by piece; a table that is too long for one sheet has several."""
    out = _Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_named("[Content_Types].xml"), _TYPES)
        made.writestr(_named("_rels/.rels"), _FIRST)
        count = 0
        for rows in _sheets(table.rows):
            count += 1
            with made.open(_named(f"xl/worksheets/sheet{count}.xml"), "w") as sheet:
                for piece in _sheet(table.columns, rows):
                    sheet.write(piece.encode())
                    if out.size >= PIECE:
                        yield out.taken()
        made.writestr(_named("xl/workbook.xml"), _book(count))
        made.writestr(_named("xl/_rels/workbook.xml.rels"), _sheets_of(count))
    yield out.taken()


class _Pipe(io.RawIOBase):
    """What is written and not yet taken; it cannot go back, which `zipfile` heeds."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, piece: object) -> int:
        """Hold a piece until it is taken."""
        told = bytes(piece)  # type: ignore[call-overload]
        self._held.append(told)
        self.size += len(told)
        return len(told)

    def taken(self) -> bytes:
        """All that was written since it was last asked for."""
        told = b"".join(self._held)
        self._held, self.size = [], 0
        return told


def _named(name: str) -> zipfile.ZipInfo:
    """An entry without a time of its own: the same table gives the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sheets(rows: Iterable[Sequence[Cell]]) -> Iterator[Iterator[Sequence[Cell]]]:
    """The rows of each sheet, one beyond which stands its header; the first may have none."""
    left = iter(rows)
    yield islice(left, ROWS - 1)
    for first in left:
        yield chain((first,), islice(left, ROWS - 2))


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield _SHEET + _row(columns)
    held: list[str] = []
    for row in rows:
        held.append(_row(row))
        if len(held) == 64:
            yield "".join(held)
            held = []
    yield "".join(held) + _END


def _row(cells: Sequence[Cell]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
    return f"<c><v>{cell!r}</v></c>"


def _text(words: str) -> str:
    if len(words) > LETTERS:
        words = words[: LETTERS - len(CUT)] + CUT
    return escape(_STRANGE.sub(lambda found: f"_x{ord(found[0]):04X}_", words))


def _book(count: int) -> str:
    relations = f"{_OFFICE}/officeDocument/2006/relationships"
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'


def _sheets_of(count: int) -> str:
    kind = f"{_OFFICE}/officeDocument/2006/relationships/worksheet"
    told = (f'<Relationship Id="r{n}" Type="{kind}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, count + 1))
    return f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">{"".join(told)}</Relationships>'
