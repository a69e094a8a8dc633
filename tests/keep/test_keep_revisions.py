"""Versions of one account in a record: all are kept, the latest is current where the accounts say which that is."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.keep.accounts import claim, document

from annals.base.document import Source
from annals.base.reading import Reading
from annals.keep.record import Record

SENTENCES = ("On 3 March the Guard shelled the ford.", "On 4 March the Guard shelled the ford.")


def version(number: int, *, encyclopedia: bool = True, name: str = "ford.md", **source: Any) -> Reading:
    """A version of an account: the same title, other words."""
    text = SENTENCES[number % 2] + f" Version {number}."
    made = document(text, name, encyclopedia=encyclopedia, source=Source(**source))
    return Reading(made, (), (), (claim(text, text.split(" Version")[0], "shelling", None),), ())


def current(path: Path, *readings: Reading) -> list[str | None]:
    """What is current of these readings: the last words of each document's text."""
    with Record.open(path, create=True) as record:
        for reading in readings:
            record.add(reading)
        return [kept.document.text.rpartition(" ")[2] for kept in record.documents()]


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_the_highest_revision_is_current(tmp_path: Path, order: tuple[int, ...]) -> None:
    """Of three revisions the one with the highest number is current, in whatever order they were read."""
    versions = [version(n, revision=str(8 + n)) for n in order]
    assert current(tmp_path / "r.annals", *versions) == ["2."]


def test_the_version_accessed_last_is_current(tmp_path: Path) -> None:
    """Without revisions the day of access decides."""
    versions = [version(1, accessed="2031-04-02"), version(2, accessed="2031-05")]
    assert current(tmp_path / "r.annals", *versions) == ["2."]


def test_days_that_may_be_the_same_decide_nothing(tmp_path: Path) -> None:
    """A day and the month it lies in are in no order: both versions stay current."""
    versions = [version(1, accessed="2031-04-02"), version(2, accessed="2031-04")]
    assert sorted(current(tmp_path / "r.annals", *versions), key=str) == ["1.", "2."]


def test_without_an_order_both_stay_current(tmp_path: Path) -> None:
    """Where nothing says which version is later, none is preferred."""
    assert sorted(current(tmp_path / "r.annals", version(1), version(2)), key=str) == ["1.", "2."]


def test_an_order_that_one_lacks_decides_nothing(tmp_path: Path) -> None:
    """A version without a date may be the later one."""
    versions = [version(1, date="2031-04-02"), version(2)]
    assert len(current(tmp_path / "r.annals", *versions)) == 2


def test_reports_of_one_title_are_not_versions(tmp_path: Path) -> None:
    """Two reports with one title and one file name are two reports, unless they share an address."""
    versions = [version(n, encyclopedia=False, date=f"2031-04-0{n}") for n in (1, 2)]
    assert len(current(tmp_path / "r.annals", *versions)) == 2
    shared = [version(n, encyclopedia=False, date=f"2031-04-0{n}", url="https://x.example/1") for n in (1, 2)]
    assert current(tmp_path / "s.annals", *shared) == ["2."]


def test_accounts_under_other_names_are_not_versions(tmp_path: Path) -> None:
    """Another name is another account."""
    versions = [version(1, revision="1"), version(2, revision="2", name="other.md")]
    assert len(current(tmp_path / "r.annals", *versions)) == 2


def test_nothing_of_an_earlier_version_is_lost(tmp_path: Path) -> None:
    """The earlier version leaves lists and search, and stays in the record with its claims."""
    with Record.open(tmp_path / "r.annals", create=True) as record:
        for reading in (version(1, revision="1"), version(2, revision="2")):
            record.add(reading)
        assert [kept.claim.quote for kept in record.claims()] == [SENTENCES[0]]
        assert len({hit.document for hit in record.search("shelled")}) == 1
        old = next(account for account in record.accounts() if account.revision == "1")
        assert [kept.claim.quote for kept in record.claims(old.document)] == [SENTENCES[1]]
        assert record.check() == []


def test_the_same_version_twice_is_one(tmp_path: Path) -> None:
    """Reading the very same bytes again changes nothing."""
    same = version(1, revision="1")
    assert current(tmp_path / "r.annals", same, msgspec.structs.replace(same)) == ["1."]
