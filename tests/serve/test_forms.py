"""The other forms of a page: as they are told, whatever their size, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.serve import forms, workbook
from annals.serve.forms import members, pieces, written
from annals.serve.page import Page, Table
from tests.serve.asked import read, report, site
from tests.serve.sheets import sheet_of

ROWS = [("=1+1", -0.5, None), ("_x0041_ & <b>\r\n\x01", 3, "2021-04"), ("نص", 0, "")]


def page(**more: object) -> Page:
    return Page("", "", {}, **more)  # type: ignore[arg-type]


def table() -> Table:
    return Table(("words", "number", "date"), ROWS)


def test_a_table_comes_back_as_it_was_told() -> None:
    """CSV has every cell as it is, nothing for what is unknown, and lines that end as RFC 4180 has them."""
    told = (written(page(table=table), "csv") or b"").decode()
    assert told.startswith("words,number,date\r\n")
    found = list(csv.reader(io.StringIO(told, newline="")))[1:]
    assert found == [["" if cell is None else str(cell) for cell in row] for row in ROWS]


def test_a_workbook_has_texts_and_numbers() -> None:
    """Words stay words, numbers numbers; what XML cannot hold comes back by Excel's own rule."""
    book = written(page(table=table), "xlsx") or b""
    assert sheet_of(book) == [
        ["words", "number", "date"],
        ["=1+1", -0.5, None],
        ["_x005F_x0041_ & <b>_x000D_\n_x0001_", 3, "2021-04"],
        ["نص", 0, None],
    ]
    assert book == written(page(table=table), "xlsx")


def test_a_long_table_has_several_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sheet is longer than programs take; each has the header, and no row is lost."""
    monkeypatch.setattr(workbook, "ROWS", 4)
    book = b"".join(workbook.workbook(Table(("n",), ([n] for n in range(7)))))
    assert [sheet_of(book, n) for n in (1, 2, 3)] == [
        [["n"], [0], [1], [2]],
        [["n"], [3], [4], [5]],
        [["n"], [6]],
    ]


def test_a_long_cell_is_cut_and_says_so() -> None:
    """A cell that programs would refuse ends with where the whole is."""
    ((cell,),) = sheet_of(b"".join(workbook.workbook(Table(("x",), [["a" * 40_000]]))))[1:]
    assert isinstance(cell, str)
    assert len(cell) == workbook.LETTERS
    assert cell.endswith("the CSV has all]")


@pytest.mark.parametrize("told", [{}, {"a": 1, "b": [1, {"c": None}]}, [1, "ä\u2028"], {"a": {"b": 1.5}}])
def test_json_is_as_it_is_told(told: object) -> None:
    """What has no long list is plain JSON."""
    assert json.loads(b"".join(members(told))) == told


def test_a_long_list_is_written_as_it_comes() -> None:
    """A list that is told one by one is never held whole."""
    held: list[int] = []

    def several() -> Iterator[int]:
        for n in range(100_000):
            held.append(n)
            yield n

    told = pieces(page(json=lambda: {"none": iter(()), "all": several(), "after": 1}), "json")
    assert told is not None
    first = next(told)
    assert len(held) < 20_000
    whole = json.loads(first + b"".join(told))
    assert (whole["none"], whole["after"], whole["all"][-1], len(whole["all"])) == ([], 1, 99_999, 100_000)


@pytest.fixture
def war(tmp_path: Path) -> Path:
    """A record of thirty events."""
    return read(tmp_path, a=report(" ".join(f"On {n} May 2031 rebels attacked Harbour." for n in range(1, 31))))


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "geojson"])
def test_a_large_answer_is_the_same(war: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Made while it is sent, an answer has the same bytes, and is kept nowhere."""
    with site(war) as pages:
        whole = pages.get(f"/overview.{form}?type=attack")
    monkeypatch.setitem(forms.LARGE, form, 10)
    with site(war) as pages:
        sent = pages.get(f"/overview.{form}?type=attack")
    assert "etag" in whole.headers
    assert "etag" not in sent.headers
    assert sent.headers["cache-control"] == "no-store"
    assert (sent.content, sent.headers["content-type"]) == (whole.content, whole.headers["content-type"])


def test_a_view_stays_open_until_what_is_made_from_it_is_sent(war: Path) -> None:
    """A large answer goes on when the view is made anew meanwhile; the old one is closed after it."""
    from annals.serve.desk import Desk
    from annals.serve.making import Order
    from annals.serve.view import View

    desk = Desk(war)
    before = desk.view
    order = Order("/", {}, "/overview.csv", [], str(before.path), before.about["state"], form="csv")
    with desk.pieces(order) as told:
        desk._take(View(before.path))
        assert desk.view is not before
        assert len(b"".join(told).splitlines()) == 31
    with pytest.raises(Exception, match="closed"):
        before.count("rival")
    desk.close()


def test_every_page_with_a_table_has_a_workbook(war: Path) -> None:
    """It is linked at the foot of the page, and downloads under a name of its own."""
    with site(war) as pages:
        for path in ("/", "/losses", "/rivals", "/control", "/truces", "/actors", "/places", "/sources", "/review"):
            name = "overview" if path == "/" else path.strip("/")
            assert f'href="/{name}.xlsx"' in pages.text(path)
            answer = pages.get(f"/{name}.xlsx")
            assert f'filename="{name}.xlsx"' in answer.headers["content-disposition"]
            assert sheet_of(answer.content)[0] == next(csv.reader(io.StringIO(pages.text(f"/{name}.csv"))))
