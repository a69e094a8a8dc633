"""Sums of figures with bounds, and what a sum says of a total."""

from __future__ import annotations

import pytest

from annals.base.tally import Interval
from annals.merge.sums import added, fits_in, hull, overlapping, verdict, worded

INTERVALS: list[tuple[Interval, Interval, str, int | None]] = [
    ((2, 2), (2, 2), "exact", None),
    ((0, 0), (0, 0), "exact", None),
    ((5, None), (5, None), "exact", None),
    ((2, 2), (2, 3), "within", None),
    ((42, None), (30, None), "within", None),
    ((20, 20), (None, 30), "within", None),
    ((1, 1), (2, 2), "short", 1),
    ((0, 0), (7, 7), "short", 7),
    ((7, None), (21, None), "short", 14),
    ((10, None), (25, 34), "short", 15),
    ((0, 20), (40, 40), "short", 20),
    ((40, 40), (37, 37), "over", 3),
    ((50, None), (25, 34), "over", 16),
    ((40, 40), (None, 30), "over", 10),
    ((82, 164), (120, 120), "not_comparable", None),
    ((30, None), (25, 34), "not_comparable", None),
    ((5, 5), (None, None), "not_comparable", None),
]


@pytest.mark.parametrize(("text", "infobox", "expected", "by"), INTERVALS)
def test_a_sum_stands_to_its_total(text: Interval, infobox: Interval, expected: str, by: int | None) -> None:
    """The verdict follows from the two intervals, and says by how many the sum is short or over."""
    assert verdict(text, infobox) == (expected, by)


def test_versions_that_reach_the_total_are_not_short() -> None:
    """Where the greatest version reaches the infobox, the least alone makes nothing short."""
    assert verdict((3, None), (10, 10), told=12) == ("not_comparable", None)


def test_sums_keep_open_ends() -> None:
    """A part without an upper bound leaves the sum without one; one without a lower bound adds nothing for certain."""
    assert added([(2, 2), (3, None)]) == (5, None)
    assert added([(2, 2), (None, 3)]) == (2, 5)
    assert added([]) == (0, 0)


def test_versions_lie_between_the_least_and_the_most() -> None:
    """Several versions of one occurrence together are what any of them allows."""
    assert hull([(2, 2), (5, 7)]) == (2, 7)
    assert hull([(2, 2), (5, None)]) == (2, None)


def test_figures_that_may_overlap_are_the_greatest_to_all() -> None:
    """Of figures that may count the same people at least the greatest holds, at most all together."""
    assert overlapping([(20, 20), (8, 8), (6, 6)]) == (20, 34)


def test_a_total_holds_what_is_no_more_than_it() -> None:
    """Parts fit in a total where they need not be more than it."""
    assert fits_in((3, 5), (4, 4))
    assert fits_in((9, 9), (4, None))
    assert not fits_in((5, 5), (4, 4))


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ((3, 3), "3"),
        ((2, 3), "2–3"),
        ((3, None), "at least 3"),
        ((0, 9), "up to 9"),
        ((None, 9), "up to 9"),
        ((0, 0), "0"),
        ((None, None), "no figure"),
    ],
)
def test_figures_are_worded(figure: Interval, words: str) -> None:
    """An interval is said as a person would say it."""
    assert worded(figure) == words
