"""The list of accounts: by pages on screen, whole in its other forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.keep.record import Record
from annals.serve.filters import Filter
from annals.serve.page import Page, Shown
from annals.serve.pages import sources
from annals.serve.view import View


def shown_page(record: Path, number: int) -> tuple[Page, list[str]]:
    """A page of the list, and the ids of all accounts as JSON has them."""
    view = View.of(record)
    with Record.open(record) as opened:
        page = sources.page(Shown(opened, view, Filter(page=number)), {})
        assert page.json is not None
        ids = [each["id"] for each in page.json()["accounts"]]
    view.close()
    return page, ids


def test_accounts_are_listed_by_pages(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each account stands on one page, in the order of the names; JSON has all of them."""
    monkeypatch.setattr(sources, "PER_PAGE", 5)
    page, ids = shown_page(record, 1)
    assert page.content["count"] == len(ids)
    assert page.content["pages"] == -(-len(ids) // 5)
    listed = [
        each.id for n in range(page.content["pages"]) for each in shown_page(record, n + 1)[0].content["accounts"]
    ]
    assert listed == ids


def test_a_record_knows_of_documents_added_meanwhile(tmp_path: Path) -> None:
    """Documents that another connection added are there at once."""
    from annals import collect, pipeline

    path = tmp_path / "war.annals"
    with Record.open(path, create=True) as one, Record.open(path) as other:
        for number, words in enumerate(
            ("On 3 May 2031 rebels attacked Harbour.", "On 4 May 2031 rebels left Harbour.")
        ):
            other.add(pipeline.read(collect.read_text(words, name=f"{number}.txt", format="report")))
            assert len(list(one.documents())) == number + 1
