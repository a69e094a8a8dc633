"""Printed dates as EDTF."""

from __future__ import annotations

import pytest

from annals.collect.dates import edtf


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("3 May 2003", "2003-05-03"),
        ("May 3, 2003", "2003-05-03"),
        ("3rd of May, 2003", "2003-05-03"),
        ("Saturday, 3 May 2003", "2003-05-03"),
        ("Sat 3 May 2003", "2003-05-03"),
        ("2003-05-03", "2003-05-03"),
        ("2003-05-03T21:14:00+02:00", "2003-05-03"),
        ("2003-05-03 21:14", "2003-05-03"),
        ("3 May 2003, 21:14", "2003-05-03"),
        ("3 Sept. 2003", "2003-09-03"),
        ("2003 May 3", "2003-05-03"),
        ("May 2003", "2003-05"),
        ("2003", "2003"),
        ("Spring 2003", "2003-21"),
        ("1–3 May 2003", "2003-05-01/2003-05-03"),
        ("30 April – 2 May 2003", "2003-04-30/2003-05-02"),
        ("May 1–3, 2003", "2003-05-01/2003-05-03"),
        ("January–March 2003", "2003-01/2003-03"),
        ("30 December 2002 – 2 January 2003", "2002-12-30/2003-01-02"),
        ("29 February 2004", "2004-02-29"),
    ],
)
def test_a_printed_date_is_read(printed: str, date: str) -> None:
    """A date written out, in whatever order, is the day, month, year or span that it states."""
    assert edtf(printed) == date


@pytest.mark.parametrize(
    "printed",
    ["", "n.d.", "02/03/2003", "3 May", "31 April 2003", "2003-13-01", "May", "yesterday", "page 12", "0000-01-01"],
)
def test_what_is_no_whole_date_is_unknown(printed: str) -> None:
    """Numbers in an unknown order, dates without a year and days that no calendar has give nothing."""
    assert edtf(printed) is None
