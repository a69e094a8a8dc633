"""`annals export` writes a record in other forms, whole or not at all, and tells what they leave out."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from tests.serve.sheets import sheet_of

from .conftest import Annals


def shown(annals: Annals, record: Path) -> list[str]:
    """The ids of the record's events, as `annals show` tells them."""
    return [json.loads(line)["id"] for line in annals("show", record, "--json").out.splitlines()]


def test_csv_has_every_event(annals: Annals, record: Path) -> None:
    """The table has a row for each event."""
    rows = list(csv.DictReader(io.StringIO(annals("export", record, "--format", "csv").out)))
    assert sorted(row["event"] for row in rows) == sorted(shown(annals, record))


def test_a_workbook_has_the_cells_of_the_table(annals: Annals, record: Path) -> None:
    """What a spreadsheet opens tells the same as the table for programs."""
    annals("export", record, "--format", "xlsx", "-o", record.with_suffix(".xlsx"))
    rows = sheet_of(record.with_suffix(".xlsx").read_bytes())
    told = list(csv.reader(io.StringIO(annals("export", record, "--format", "csv").out)))
    assert [[str(cell or "") for cell in row[:3]] for row in rows] == [row[:3] for row in told]


def test_geojson_has_every_event_that_lies_somewhere(annals: Annals, record: Path) -> None:
    """Events that lie nowhere known are no points, and it is told how many they are."""
    ran = annals("export", record, "--format", "geojson", "-o", record.with_suffix(".geojson"))
    written = json.loads(record.with_suffix(".geojson").read_text(encoding="utf-8"))
    assert written["type"] == "FeatureCollection"
    left = len(shown(annals, record)) - len(written["features"])
    assert f"{left} of the events: it is not known where they lie" in ran.err


def test_a_choice_leaves_out_other_events(annals: Annals, record: Path) -> None:
    """With --where, only events that fit are written."""
    rows = list(
        csv.DictReader(io.StringIO(annals("export", record, "--format", "csv", "--where", "type=shelling").out))
    )
    assert rows
    assert {row["type"] for row in rows} == {"shelling"}


def test_a_slip_in_a_choice_is_told(annals: Annals, record: Path) -> None:
    """A name that chooses nothing is an error, not a choice of everything."""
    ran = annals("export", record, "--format", "csv", "--where", "typ=shelling")
    assert ran.code == 1
    assert "'typ=shelling' chooses no events" in ran.err
    assert not ran.out


def test_json_is_the_whole_record(annals: Annals, record: Path) -> None:
    """A choice of events is refused where the form holds documents."""
    assert annals("export", record, "--where", "type=shelling").code == 2


def test_a_site_needs_a_folder(annals: Annals, record: Path) -> None:
    """Many files do not fit on standard output."""
    assert annals("export", record, "--format", "site").code == 2


def test_a_site_is_told_in_numbers(annals: Annals, record: Path, tmp_path: Path) -> None:
    """How many pages and files, where to begin, and what is left out."""
    ran = annals("export", record, "--format", "site", "-o", tmp_path / "pages")
    assert ran.code == 0
    assert f"open {tmp_path / 'pages' / 'index.html'}; left out:" in ran.err
    assert (tmp_path / "pages" / "index.html").is_file()


def test_one_file_is_the_same_on_output_and_in_a_file(annals: Annals, record: Path, tmp_path: Path) -> None:
    """Without -o the document goes to standard output."""
    ran = annals("export", record, "--format", "html", "-o", tmp_path / "one.html")
    assert ran.code == 0
    assert annals("export", record, "--format", "html").out == (tmp_path / "one.html").read_text(encoding="utf-8")


def test_a_large_file_says_what_to_do(
    annals: Annals, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what browsers take well, choosing and writing many files are named."""
    monkeypatch.setattr("annals.serve.single.LARGE", 1000)
    assert "--where" in annals("export", record, "--format", "html", "-o", tmp_path / "one.html").err


def test_without_the_extra_it_is_named(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Jinja2 is missing, the error says what to install, and nothing is made."""
    for name in [name for name in sys.modules if name.startswith(("annals.serve", "jinja2"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = annals("export", record, "--format", "csv")
    assert ran.code == 1
    assert "annals[serve]" in ran.err


def test_days_are_days_that_other_programs_read(annals: Annals, record: Path) -> None:
    """The first and last possible day of an event stand as dates, which tables and maps in time can be made of."""
    rows = csv.DictReader(io.StringIO(annals("export", record, "--format", "csv").out))
    days = [(row["date"], row["first_day"], row["last_day"]) for row in rows]
    assert ("2030-05-04", "2030-05-04", "2030-05-04") in days
    assert all(first <= last for _, first, last in days if first)
