"""The timeline: a scale from hours to millennia, bars and columns that count the events of the list."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.control import Control, Hold
from annals.base.edtf import bounds
from annals.base.told import Told
from annals.base.truce import Dated, Life
from annals.serve import axis as scale
from annals.serve.axis import WIDE, Axis
from annals.serve.build import Entry
from annals.serve.derived import INDEX, Lasted
from annals.serve.filters import Filter, parsed
from annals.serve.timebar import drawn
from tests.serve.invented import event, left, view_of

days = st.integers(bounds("-3000")[0] or 0, bounds("2100")[1] or 0)


def axis(first: str, last: str) -> Axis:
    """The scale from one EDTF date to another."""
    return Axis(bounds(first)[0] or 0, bounds(last)[1] or 0)


# the scale


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2021-04-20", "2021-04-20", ["20 Apr 2021", "06:00", "12:00", "18:00"]),
        ("2021-04-20", "2021-04-23", ["20 Apr 2021", "12:00", "21 Apr", "12:00", "22 Apr", "12:00", "23 Apr", "12:00"]),
        ("2021-12-29", "2022-01-02", ["29 Dec 2021", "30 Dec", "31 Dec", "1 Jan 2022", "2 Jan"]),
        ("2021-01", "2021-04", ["Jan 2021", "Feb", "Mar", "Apr"]),
        ("2011-01", "2013-06", ["Jan 2011", "Jul", "Jan 2012", "Jul", "Jan 2013"]),
        ("-0002", "0002", ["3 BC", "2 BC", "1 BC", "1", "2"]),
    ],
)
def test_labels(first: str, last: str, labels: list[str]) -> None:
    """The marks of a scale are those that a reader expects for its length, years BC included."""
    assert [tick.label for tick in axis(first, last).ticks] == labels


@settings(deadline=None)
@given(days, days)
def test_marks_are_few_and_in_order(one: int, other: int) -> None:
    """Any scale has some marks that can be read, in order and on it."""
    ticks = Axis(min(one, other), max(one, other)).ticks
    assert len(ticks) <= scale.LABELS + 2
    assert all(0 <= a.x <= b.x <= WIDE for a, b in pairwise(ticks))


@settings(deadline=None)
@given(days, st.integers(0, 40_000))
def test_bins_leave_no_day_out(first: int, length: int) -> None:
    """Bins follow each other from the first day to the last, and are not many."""
    _, edges = Axis(first, first + length).bins
    assert (edges[0], edges[-1]) == (first, first + length + 1)
    assert all(a < b for a, b in pairwise(edges))
    assert len(edges) <= scale.BINS + 3


@settings(deadline=None)
@given(days)
def test_days_come_back_from_their_address(day: int) -> None:
    """A day written for an address is understood as that day."""
    assert bounds(scale.edtf(day)) == (day, day)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-04-20", "2021-04-20", "20 Apr 2021"),
        ("2021-04-20", "2021-04-26", "20–26 Apr 2021"),
        ("2021-04", "2021-04", "Apr 2021"),
        ("2021", "2021", "2021"),
        ("-0030", "0001", "31 BC – 1"),
        ("2020-12-31", "2021-01-01", "31 Dec 2020 – 1 Jan 2021"),
    ],
)
def test_spans_in_words(first: str, last: str, words: str) -> None:
    """A span of days is told in no more words than it needs."""
    assert scale.span(bounds(first)[0] or 0, bounds(last)[1] or 0) == words


# events one by one


def test_every_dated_event_has_a_bar(tmp_path: Path) -> None:
    """Few events have a bar each, in the lane of their type; what has no day is counted in words."""
    events = [event(0, "2015-03-01"), event(1, "2015-03", type="siege"), event(2, None), event(3, "2015-03-01")]
    made = drawn(view_of(tmp_path / "view", events), Filter())
    assert made is not None
    lanes = {lane.label: sorted(bar.row.id for bar in lane.bars) for lane in made.lanes}
    assert (lanes, made.undated) == ({"clash": ["e0", "e3"], "siege": ["e1"]}, 1)


def test_only_a_single_day_is_sure(tmp_path: Path) -> None:
    """A month, and what is open at an end, is not drawn as a certain day; open ends are told apart."""
    events = [event(0, "2015-03-01"), event(1, "2015-03"), event(2, "../2015-03-09"), event(3, "2015-03-09/..")]
    made = drawn(view_of(tmp_path / "view", events), Filter())
    assert made is not None
    told = {bar.row.id: (bar.sure, bar.opens, bar.ends) for lane in made.lanes for bar in lane.bars}
    assert told == {
        "e0": (True, False, True), "e1": (False, False, True), "e2": (False, True, True), "e3": (False, False, False),
    }  # fmt: skip


def test_no_bar_covers_another(tmp_path: Path) -> None:
    """Events of one day stand above each other."""
    made = drawn(view_of(tmp_path / "view", [event(n) for n in range(9)]), Filter())
    assert made is not None
    assert len({(bar.x, bar.y) for lane in made.lanes for bar in lane.bars}) == 9


def test_part_of_a_day_places_the_bar(tmp_path: Path) -> None:
    """On a scale of one day the evening lies right of the morning."""
    events = [event(0, part="evening"), event(1, part="morning")]
    made = drawn(view_of(tmp_path / "view", events), Filter())
    assert made is not None
    at = {bar.row.id: bar.x for lane in made.lanes for bar in lane.bars}
    assert at["e1"] < at["e0"]


# events gathered


def many(count: int = 400) -> list[Entry]:
    """Many events, some of them not known to the day."""
    dates = ["2015-{:02d}-{:02d}", "2015-{:02d}", "2015"]
    return [
        event(n, dates[0 if n % 5 else n % 3].format(n % 12 + 1, n % 28 + 1), type=("clash", "siege")[n % 2])
        for n in range(count)
    ]


def test_every_column_links_to_its_events(tmp_path: Path) -> None:
    """The events that a column's link leaves are as many as it counts: those sure to be in it, and those that may."""
    events = many()
    made = drawn(view_of(tmp_path / "view", events), Filter())
    assert made is not None
    assert made.gathered
    for lane in made.lanes:
        assert lane.columns
        for column in lane.columns:
            assert len(left(events, parsed(parse_qsl(column.query)))) == column.sure + column.may


def test_sure_columns_add_up(tmp_path: Path) -> None:
    """No event is sure to be in two columns of a lane."""
    made = drawn(view_of(tmp_path / "view", many()), Filter())
    assert made is not None
    assert all(sum(column.sure for column in lane.columns) <= lane.count for lane in made.lanes)


def test_asked_days_make_the_scale(tmp_path: Path) -> None:
    """The scale runs from the first day asked for to the last."""
    made = drawn(view_of(tmp_path / "view", many()), parsed([("from", "2015-02"), ("to", "2015-03-15")]))
    assert made is not None
    assert made.told == "1 Feb 2015 – 15 Mar 2015"


def test_a_remote_event_is_told_beside_the_scale(tmp_path: Path) -> None:
    """One event long before all others does not stretch the scale; a link leads to it."""
    events = [event(999, "-0030"), *many(200)]
    made = drawn(view_of(tmp_path / "view", events), Filter())
    assert made is not None
    assert made.earlier is not None
    assert (made.earlier.count, left(events, parsed(parse_qsl(made.earlier.query)))) == (1, ["e999"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["2015", "-0030-09", "../1900", "1900/..", None, "2015-03-01"]), max_size=8))
def test_any_dates_can_be_drawn(tmp_path_factory: pytest.TempPathFactory, dates: list[str | None]) -> None:
    """Whatever days events have, each dated one is drawn or told of beside the scale."""
    events = [event(n, date) for n, date in enumerate(dates)]
    made = drawn(view_of(tmp_path_factory.mktemp("any") / "view", events), Filter())
    if made is None:
        assert not any(dates)
    else:
        beyond = sum(each.count for each in (made.earlier, made.later) if each)
        assert sum(len(lane.bars) for lane in made.lanes) + beyond + made.undated == len(events)


def test_lanes_by_side(tmp_path: Path) -> None:
    """Lanes can be made of another facet, and each leads to its events."""
    events = [event(0, side="North"), event(1, side="South"), event(2, side="South")]
    made = drawn(view_of(tmp_path / "view", events), parsed([("lanes", "side")]))
    assert made is not None
    assert [(lane.label, lane.count, lane.query) for lane in made.lanes] == [
        ("South", 2, "side=South&lanes=side"), ("North", 1, "side=North&lanes=side"),
    ]  # fmt: skip


# what lasted


def told(claim: str) -> Told:
    """One who tells."""
    return Told(claim=claim, voice="Gazette", certainty="stated")


def test_a_truce_is_a_band(tmp_path: Path) -> None:
    """A truce of which a chosen event's claim tells is drawn from its begin to its end, and no other is."""
    empty = {"by": (), "against": (), "mediators": (), "terms": (), "lasting": (), "computed": (), "steps": ()}
    begin, end = (Dated(day, (told("c0-0"),), "told so") for day in ("2015-03-02", "2015-03-04"))
    lives = [
        Life(id=f"l{n}", kind="truce", places=("Town",), declared=(), begins=(begin,), ends=(end,), in_force_until=(),
             outcome="lapsed", **empty)
        for n in range(2)
    ]  # fmt: skip
    bodies = [
        ("truce", life.id, msgspec.json.encode({"life": life, "claims": {claim: {}}}))
        for life, claim in zip(lives, ("c0-0", "other"), strict=True)
    ]
    bodies.append(("truce index", INDEX, msgspec.json.encode([Lasted("l0", (0,)), Lasted("l1", ())])))
    made = drawn(view_of(tmp_path / "view", [event(0), event(1, "2015-03-08")], bodies), Filter())
    assert made is not None
    (band,) = made.bands
    assert (band.id, band.piece.x, band.piece.width, band.shades) == ("l0", 80.0, 240.0, True)


def test_a_held_place_is_a_strip(tmp_path: Path) -> None:
    """Who held a place is a strip: open where its end is not told, and so in words."""
    hold = Hold(
        holder="n", names=("North",), side=None, since="2015-03-05", until="..", extent="part", certainty="stated",
        told=(told("c0-0"),),
    )  # fmt: skip
    body = msgspec.json.encode({"control": Control("p", "Town", ("Town",), (hold,)), "claims": {"c0-0": {}}})
    index = ("control index", INDEX, msgspec.json.encode([Lasted("p", (0,))]))
    view = view_of(tmp_path / "view", [event(0), event(1, "2015-03-08")], [("control", "p", body), index])
    made = drawn(view, Filter())
    assert made is not None
    (piece,) = made.strips[0].pieces
    assert (piece.x, piece.ends, piece.told) == (320.0, False, "North (part of it), 2015-03-05 to no end told")
