"""EDTF dates as days on one line, from antiquity to today."""

from __future__ import annotations

import datetime

import pytest

from annals.base.edtf import bounds, joined, position
from annals.base.when import When


def day(iso: str) -> int:
    """The Julian day number of a day of the common era, by the standard library's calendar."""
    return datetime.date.fromisoformat(iso).toordinal() + 1721425


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2012-11-05", "2012-11-05", "2012-11-05"),
        ("2012-11", "2012-11-01", "2012-11-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2012", "2012-01-01", "2012-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2012-1X", "2012-10-01", "2012-12-31"),
        ("2012-11-3X", "2012-11-30", "2012-11-30"),
        ("2012-XX-05", "2012-01-05", "2012-12-05"),
        ("2012-11-05~", "2012-11-05", "2012-11-05"),
        ("2012-22", "2012-01-01", "2012-12-31"),
        ("2021-04-20/2021-04-26", "2021-04-20", "2021-04-26"),
        ("2012-11/2013", "2012-11-01", "2013-12-31"),
        ("2012-11-05T10:30", "2012-11-05", "2012-11-05"),
    ],
)
def test_bounds_are_the_first_and_last_possible_day(edtf: str, first: str, last: str) -> None:
    """A date allows every day from its first to its last."""
    assert bounds(edtf) == (day(first), day(last))


@pytest.mark.parametrize("edtf", [None, "", "..", "soon", "2012-02-30", "2012-13", "2012-00-05", "XXXX", "12-11-2012"])
def test_what_is_no_date_allows_every_day(edtf: str | None) -> None:
    """An unknown date, and words that are no EDTF, have no bounds."""
    assert bounds(edtf) == (None, None)


def test_open_ends_have_no_bound() -> None:
    """`..` and an empty end leave that end open."""
    assert bounds("../2012-10-09") == (None, day("2012-10-09"))
    assert bounds("2012-10-09/..") == bounds("2012-10-09/") == (day("2012-10-09"), None)


def test_years_before_christ_run_on_without_a_gap() -> None:
    """The last day of 1 BC (year 0) is the day before the first of AD 1."""
    assert bounds("0000")[1] == day("0001-01-01") - 1
    assert bounds("-0030-09-02") < bounds("-0030-09-03") < bounds("-0029-01-01")


def test_long_years_are_understood() -> None:
    """A year beyond four digits is written with `Y`."""
    first, _ = bounds("Y-17000")
    assert first is not None
    assert first < (bounds("-9999")[0] or 0)


def test_a_timeline_runs_from_the_first_possible_day() -> None:
    """Dates come in order of their first day, those open at the start by their last, undated ones at the end."""
    ordered = ["-0030-09-02", "2012", "2012-10", "../2012-10-09", "2012-10-09", "2012-10-09/..", "2012-10-10"]
    assert sorted([*reversed(ordered)], key=position) == [
        *ordered[:4],
        "2012-10-09/..",
        "2012-10-09",
        "2012-10-10",
    ]
    assert position(None) > position("9999")


def test_start_and_end_join_to_one_date() -> None:
    """An episode's start and end make one day, an interval, or an interval with an unknown end."""
    first, last = When("2021-04-20", "t"), When("2021-04-26", "t")
    assert joined(first, first) == "2021-04-20"
    assert joined(first, last) == "2021-04-20/2021-04-26"
    assert joined(first, None) == "2021-04-20/"
    assert joined(None, None) is None
