"""The state of the page is in its address, and nothing that stands there can break it."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.serve.filters import FACETS, LANES, SORTS, Filter, degrees, parsed

values = st.dictionaries(st.sampled_from(FACETS), st.sets(st.text("abc é&=+%", min_size=1), min_size=1, max_size=3))
days = st.sampled_from(["2014", "2014-02", "2014-02-28", "-0030", "-0030-09-02"])
corners = st.tuples(st.integers(-180, 180), st.integers(-90, 0), st.integers(-180, 180), st.integers(0, 90))
addresses = st.lists(
    st.tuples(st.sampled_from(["q", "from", "to", "box", "lanes", "sort", "page", "contested", *FACETS]), st.text())
)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Any choice that can be made on the page."""
    told = {f: sorted({v.strip() for v in several} - {""}) for f, several in draw(values).items()}
    box = draw(st.none() | corners)
    return Filter(
        q=draw(st.sampled_from(["", "truck", "a & b"])),
        since=draw(st.none() | days),
        until=draw(st.none() | days),
        values=tuple((f, tuple(told[f])) for f in FACETS if told.get(f)),
        contested=draw(st.booleans()),
        box=(float(box[0]), float(box[1]), float(box[2]), float(box[3])) if box else None,
        lanes=draw(st.sampled_from(LANES)),
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.integers(1, 99)),
    )


@settings(deadline=None)
@given(filters())
def test_comes_back_from_its_address(filter: Filter) -> None:
    """A choice that is read from its own address is the same choice."""
    assert parsed(parse_qsl(filter.query())) == filter


@settings(deadline=None)
@given(addresses)
def test_understands_any_address(pairs: list[tuple[str, str]]) -> None:
    """Whatever stands in an address, it is a choice, and the address of that choice means the same."""
    assert parsed(parse_qsl(parsed(pairs).query())) == parsed(pairs)


@settings(deadline=None)
@given(filters(), st.sampled_from(FACETS))
def test_toggling_twice_changes_nothing(filter: Filter, facet: str) -> None:
    """A value that is chosen and taken back leaves the choice as it was, on its first page."""
    assert filter.toggled(facet, "zz").toggled(facet, "zz") == filter.having()


def test_says_nothing_of_what_is_usual() -> None:
    """The address of everything is empty."""
    assert Filter().query() == ""


@pytest.mark.parametrize("words", ["1,2,3", "0,9,1,8", "0,0,200,1", "a,b,c,d", "1e3,0,2,1", "nan,0,1,1", ""])
def test_passes_over_a_box_that_is_none(words: str) -> None:
    """What is no box on the globe, or one upside down, is no choice."""
    assert parsed([("box", words)]).box is None


def test_takes_a_box_across_the_180th_meridian() -> None:
    """A box may begin in the east and end in the west."""
    assert parsed([("box", "170,-20,-170,-10")]).box == (170.0, -20.0, -170.0, -10.0)


def test_knows_days_before_christ() -> None:
    """A year BC can be asked for."""
    assert parsed([("from", "-0030")]).days[0] == 1710103


def test_keeps_only_some_values() -> None:
    """`only` puts other values of a facet in the place of those chosen, and begins on the first page."""
    filter = parsed([("at", "1,2"), ("at", "3,4"), ("type", "clash"), ("page", "3")])
    assert filter.only("at", ("5,6",)) == parsed([("at", "5,6"), ("type", "clash")])


@settings(deadline=None)
@given(st.floats(-180, 180))
def test_degrees_are_near_enough(number: float) -> None:
    """Degrees in an address are right to about ten metres."""
    assert abs(float(degrees(number)) - number) <= 0.00005001
