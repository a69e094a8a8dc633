"""Tables of reports: one a row, under the names in the first line; what is wrong with a row stays with that row."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import documents, sniff

Found = list[Document | UnreadableDocument]
ROWS = 'id,date,source,notes\n7A,2030-05-05,Example Agency,"Two hurt, one ""badly"".\nOne died."\n'


def read(raw: str | bytes, *, limit: int = 2**20) -> Found:
    """What `raw` holds, read from standard input as a table."""
    stream = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return list(documents(["-"], "csv", stream, limit=limit))


def only(raw: str | bytes) -> Document:
    """The one document of `raw`."""
    (found,) = read(raw)
    assert isinstance(found, Document), found
    return found


def test_a_row_is_a_report() -> None:
    """Columns are known by their names, and a text may go over several lines."""
    document = only(ROWS)
    assert (document.name, document.source.date, document.source.publisher) == ("7A", "2030-05-05", "Example Agency")
    assert document.text == 'Two hurt, one "badly".\nOne died.'


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_signs_between_columns(sign: str, name: str) -> None:
    """Tables whose columns stand between semicolons, tabs or bars are read alike."""
    document = only(f"title{sign}text{sign}url\nShells, again{sign}Two hurt, one died.{sign}https://example.org/\n")
    assert (document.title, document.text) == ("Shells, again", "Two hurt, one died."), name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_spreadsheets(encoding: str) -> None:
    """The encodings in which spreadsheets save tables are known."""
    assert only("title,text\r\nCafé,Café hurt.\r\n".encode(encoding)).text == "Café hurt."


def test_a_row_without_a_text_costs_only_itself() -> None:
    """It is told with its line, and empty lines are nothing."""
    found = read("date,text\n2030,\n\n2031,Two hurt.\n")
    assert [each.where if isinstance(each, UnreadableDocument) else each.text for each in found] == ["-:2", "Two hurt."]


def test_a_table_of_other_things_is_told() -> None:
    """A table without a column of texts is one error that says how a table of reports looks."""
    (found,) = read("town,killed\nOldtown,2\nNewtown,3\n")
    assert isinstance(found, UnreadableDocument)
    assert "first line" in found.allowed


def test_same_rows_have_same_digests() -> None:
    """The digest is that of the row, wherever it stands; other words have another."""
    one, two, three = (each.digest for each in read("id,text\n1,a b\n2,a b\n1,a b\n") if isinstance(each, Document))
    assert one == three != two


def test_a_line_beyond_the_limit_ends_the_table() -> None:
    """No line is held that is larger than a document may be."""
    found = read("id,text\n1,a\n2," + "x" * 2000 + "\n", limit=1000)
    assert isinstance(found[-1], UnreadableDocument)
    assert "too large" in found[-1].what


def test_tables_are_known_by_their_name(tmp_path: Path) -> None:
    """What is called .csv is a table; in a folder, which may hold any, tables are passed over."""
    assert sniff(ROWS, "news.csv").format == "csv"
    (tmp_path / "news.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "a.md").write_text("Two hurt.", encoding="utf-8")
    passed: list[str] = []
    assert len(list(documents([tmp_path], passed=passed))) == 1
    assert passed == [str(tmp_path / "news.csv")]
    assert len(list(documents([tmp_path / "news.csv"]))) == 1
