"""What holds of all intervals and of the figures made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annals.base.rival import RELATIONS, Telling, Version
from annals.merge.display import figure, interval
from annals.merge.intervals import Interval, gap, meet, relation


def _ordered(ends: tuple[int | None, int | None]) -> Interval:
    low, high = ends
    return (high, low) if low is not None and high is not None and low > high else ends


NUMBERS = st.none() | st.integers(0, 50)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(_ordered)


def holds(one: Interval, number: int) -> bool:
    return (one[0] is None or one[0] <= number) and (one[1] is None or number <= one[1])


@given(st.lists(INTERVALS, min_size=1, max_size=5))
def test_versions_are_apart_where_no_number_fits_all(several: list[Interval]) -> None:
    """Some number fits all intervals exactly where they are not apart; the distance says by how much they miss."""
    fits = any(all(holds(one, number) for one in several) for number in range(-1, 52))
    assert relation(several) in RELATIONS
    assert (relation(several) != "apart") == fits == (meet(several) is not None) == (gap(several) == 0)


@given(st.lists(INTERVALS, min_size=1, max_size=5), st.integers(0, 50))
def test_what_is_shared_is_what_fits_all(several: list[Interval], number: int) -> None:
    """A number lies in the shared interval if and only if it lies in every one."""
    shared = meet(several)
    assert (shared is not None and holds(shared, number)) == all(holds(one, number) for one in several)


@given(st.lists(INTERVALS, min_size=1, max_size=5), st.integers(0, 50))
def test_the_range_holds_every_version(several: list[Interval], number: int) -> None:
    """What any version with a figure allows, the range over all allows."""
    telling = Telling("c", "d", "a.md", (), "A", None, "stated", "", "")
    versions = [Version(interval(*one), (telling,), "killed", *one) for one in several]
    made = figure(versions, "range")
    if any(holds(one, number) for one in several):
        assert holds((made.min, made.max), number)
