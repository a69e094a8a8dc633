"""Stretches of time: what is sure, what fades, what is open, and where each is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.base.edtf import bounds
from annals.base.rival import Disagreement, Telling, Version
from annals.serve.axis import WIDE, Axis
from annals.serve.charts import WIDTH, of_range, of_versions
from annals.serve.strips import Days, Rows, scale, stretch

FIRST = bounds("2031-05-01")[0] or 0
AXIS = Axis(FIRST, FIRST + 30)


def days(edtf: str | None) -> Days:
    """First and last day of a date."""
    return bounds(edtf)


def test_a_stretch_between_two_days_is_sure() -> None:
    """Nothing fades where both days are known."""
    made = stretch(AXIS, days("2031-05-03"), days("2031-05-09"), unknown=False)
    assert made is not None
    assert (made.before, made.after, made.open) == (None, None, False)
    assert (made.x, made.x + made.width) == (AXIS.x(FIRST + 2), AXIS.x(FIRST + 9))


def test_an_uncertain_beginning_fades_in() -> None:
    """The days on which it may have begun fade in, and the rest is sure."""
    made = stretch(AXIS, days("2031-05-03/2031-05-06"), days("2031-05-09"), unknown=False)
    assert made is not None
    assert made.before is not None
    assert made.core is not None
    assert made.core[0] == AXIS.x(FIRST + 5)


def test_what_nobody_tells_the_end_of_is_open() -> None:
    """It runs to the edge of the drawing."""
    made = stretch(AXIS, days("2031-05-03"), (None, None), unknown=False)
    assert made is not None
    assert made.open
    assert made.x + made.width == WIDE


def test_an_end_that_is_not_known_fades_out() -> None:
    """It ended, and nobody tells when: it does not run to the edge."""
    made = stretch(AXIS, days("2031-05-03"), (None, None), unknown=True)
    assert made is not None
    assert not made.open
    assert made.after is not None


def test_nothing_is_drawn_of_no_day() -> None:
    """Without any day there is no stretch and no scale."""
    assert stretch(AXIS, (None, None), (None, None), unknown=True) is None
    assert scale([(None, None)]) is None


dates = st.tuples(st.integers(FIRST - 40, FIRST + 60), st.integers(0, 40)).map(lambda d: (d[0], d[0] + d[1]))
some = st.one_of(dates, st.just((None, None)), dates.map(lambda d: (None, d[1])), dates.map(lambda d: (d[0], None)))


@given(some, some, st.booleans())
def test_a_stretch_stays_on_its_drawing(begin: Days, end: Days, unknown: bool) -> None:
    """Whatever its days, no part of a stretch lies beyond the edges or has less than no width."""
    made = stretch(AXIS, begin, end, unknown=unknown)
    for part in (made.core, made.before, made.after) if made else ():
        if part is not None:
            assert part[1] >= 0
            assert part[0] >= 0
            assert part[0] + part[1] <= WIDE + 5


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200), st.booleans()), max_size=12))
def test_stretches_of_one_height_do_not_lie_on_each_other(several: list[tuple[int, int, bool]]) -> None:
    """Two stretches of one height that last at the same time are drawn apart."""
    rows, drawn = Rows(), []
    for left, width, whole in sorted(several):
        y, height = rows.room(left, left + width, whole=whole)
        assert y + height <= rows.height
        for other_left, other_right, other_y, other_height in drawn:
            if other_height == height and other_left < left + width and left < other_right:
                assert abs(other_y - y) >= height
        drawn.append((left, left + width, y, height))


def versions(*bounds: tuple[int | None, int | None], facet: str = "toll") -> Disagreement:
    """A disagreement with versions of these bounds."""
    telling = Telling("c", "d", "a.txt", (), "Gazette", None, "stated", "six", "six died")
    told = tuple(Version("v", (telling,), "killed", low, high) for low, high in bounds)
    return Disagreement("r", facet, "killed", "apart", told)


numbers = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda n: (min(n), max(n)))
told = st.one_of(numbers, numbers.map(lambda n: (n[0], None)), numbers.map(lambda n: (None, n[1])))


def test_versions_of_one_figure_have_no_chart() -> None:
    """Where accounts differ in whom they count, and not in how many, bars would show nothing."""
    assert of_versions(versions((1, 1), (1, 1))) is None


@given(st.lists(told, min_size=1, max_size=6, unique=True))
def test_bars_stay_on_their_chart(several: list[tuple[int | None, int | None]]) -> None:
    """Every version has a bar in order on the chart, open where its figure is."""
    chart = of_versions(versions(*several))
    assert chart is not None
    for lane, (low, high) in zip(chart.lanes, several, strict=True):
        (bar,) = lane.bars
        assert 0 <= bar.x1 <= bar.x2 <= WIDTH
        assert (bar.open_low, bar.open_high) == (low is None, high is None)


@pytest.mark.parametrize("facet", ["agency", "place", "outcome", "name"])
def test_what_has_no_numbers_has_no_chart(facet: str) -> None:
    """Only figures and days are drawn."""
    assert of_versions(versions((1, 2), facet=facet)) is None


def test_a_sum_that_nobody_counts_has_no_bar() -> None:
    """No figure is no bar, and not a bar at 0."""
    assert of_range(None, None, None, 9, "no figure").lanes[0].bars == ()
