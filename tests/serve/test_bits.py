"""Sets of numbers as bits do what sets do."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.serve import bits

numbers = st.sets(st.integers(0, 20_000), max_size=200)


@settings(deadline=None)
@given(numbers)
def test_holds_what_it_was_made_of(several: set[int]) -> None:
    """A set lists in order what it was made of."""
    assert bits.listed(bits.of(several)) == sorted(several)


@settings(deadline=None)
@given(numbers, numbers)
def test_meets_and_joins_as_sets_do(one: set[int], other: set[int]) -> None:
    """AND, OR and AND NOT of bits are those of the sets."""
    a, b = bits.of(one), bits.of(other)
    assert (a & b, a | b, a & ~b) == (bits.of(one & other), bits.of(one | other), bits.of(one - other))


@settings(deadline=None)
@given(numbers)
def test_comes_back_from_bytes(several: set[int]) -> None:
    """A set that was kept as bytes is the same set."""
    assert bits.unpacked(bits.packed(bits.of(several))) == bits.of(several)


@settings(deadline=None)
@given(numbers, st.integers(0, 250), st.none() | st.integers(0, 60))
def test_lists_a_page(several: set[int], offset: int, limit: int | None) -> None:
    """A page of a set is that slice of its numbers in order."""
    end = None if limit is None else offset + limit
    assert bits.listed(bits.of(several), offset, limit) == sorted(several)[offset:end]


@settings(deadline=None)
@given(st.integers(0, 5000))
def test_holds_all_below(count: int) -> None:
    """The numbers below a count are as many as the count."""
    assert bits.listed(bits.below(count)) == list(range(count))
