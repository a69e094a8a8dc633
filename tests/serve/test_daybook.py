"""The timeline of narrow pages: lines for days that have events, gaps between them, what lasted at their side."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.serve.axis import BY, step_of
from annals.serve.build import Entry
from annals.serve.daybook import MOST_GATHERED, MOST_LINES, WIDE, Daybook, Line
from annals.serve.filters import Filter, parsed
from annals.serve.timebar import drawn
from tests.serve.invented import event, left, view_of


def book(folder: Path, events: list[Entry], filter: Filter | None = None) -> Daybook:
    """The daybook of these events."""
    made = drawn(view_of(folder / "view", events), filter or Filter())
    assert made is not None
    return made.down


def marked(line: Line) -> list[str]:
    """The events that have marks on a line."""
    return [spot.row.id for spot in line.spots]


def test_a_line_has_the_events_of_its_day(tmp_path: Path) -> None:
    """Events of one day share a line, days without any are one gap that says how many they are."""
    made = book(tmp_path, [event(0, "2015-03-01"), event(1, "2015-03-05"), event(2, "2015-03-01")])
    assert [(line.labels, line.gap, sorted(marked(line))) for line in made.lines] == [
        (("1 Mar 2015",), False, ["e0", "e2"]), (("3 days",), True, []), (("5 Mar",), False, ["e1"]),
    ]  # fmt: skip


def test_an_uncertain_day_stands_at_the_side(tmp_path: Path) -> None:
    """An event of some day of a month is as long as the lines of that month, and has no line of its own."""
    made = book(tmp_path, [event(0, "2015-03-01"), event(1, "2015-03-31"), event(2, "2015-03")])
    (aside,) = made.sides
    assert aside.row is not None
    assert (aside.row.id, aside.y, aside.height) == ("e2", 0.0, made.stops[-1][1])
    assert "e2" not in [id for line in made.lines for id in marked(line)]


def test_open_ends_are_told_apart(tmp_path: Path) -> None:
    """What has no first day is open above, what has no last day below."""
    made = book(
        tmp_path, [event(0, "2015-03-01"), event(1, "2015-04-01"), event(2, "../2015-03-09"), event(3, "2015-03-09/..")]
    )
    assert {s.row.id: (s.opens, s.ends) for s in made.sides if s.row} == {"e2": (True, True), "e3": (False, False)}


def test_what_has_no_day_has_a_line_at_the_foot(tmp_path: Path) -> None:
    """An event without any day is not left out: it stands below the scale."""
    made = book(tmp_path, [event(0, "2015-03-01"), event(1, None)])
    assert marked(made.lines[-1]) == ["e1"]
    assert made.lines[-1].y >= made.stops[-1][1]


def test_one_event_of_thirty_years_is_a_stretch(tmp_path: Path) -> None:
    """An episode of which nothing is known to the year still has a drawing that can be read."""
    made = book(tmp_path, [event(0, "1985/2015")])
    assert [line.labels for line in made.lines] == [("31 years",)]
    assert made.sides[0].height > 100
    assert made.sides[0].label


def test_many_events_of_a_day_stand_side_by_side(tmp_path: Path) -> None:
    """A crowded line has marks without words, none on another, all within the drawing."""
    made = book(tmp_path, [event(n) for n in range(40)])
    (line,) = made.lines
    spots = {(spot.x, spot.y) for spot in line.spots}
    assert len(spots) == 40
    assert all(x + 20 <= WIDE and line.y <= y < line.y + line.height for x, y in spots)


def test_long_words_are_cut(tmp_path: Path) -> None:
    """A name that is longer than the line is cut with a sign that it is."""
    made = book(tmp_path, [event(0, name="The village beyond the river and behind the seven hills of the north")])
    (spot,) = made.lines[0].spots
    assert spot.words.endswith("…")
    assert len(spot.words) < 60


@pytest.mark.parametrize("lanes", ["type", "side"])
def test_gathered_lines_link_to_their_events(tmp_path: Path, lanes: str) -> None:
    """A line of gathered events counts what its link leaves, whatever the lanes of the wide drawing are."""
    dates = ["2015-{:02d}-{:02d}", "2015-{:02d}", "2015"]
    events = [event(n, dates[0 if n % 5 else n % 3].format(n % 12 + 1, n % 28 + 1)) for n in range(400)]
    made = book(tmp_path, events, parsed([("lanes", lanes)]))
    told = [line for line in made.lines if not line.gap]
    assert told
    for line in told:
        assert len(left(events, parsed(parse_qsl(line.query)))) == line.sure + line.may


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["2015", "-0030-09", "../1900", "1900/..", None, "2015-03-01", "2015-03"]), max_size=9))
def test_any_dates_can_be_drawn(tmp_path_factory: pytest.TempPathFactory, dates: list[str | None]) -> None:
    """Whatever days events have, each is drawn once or told of beside the scale; lines follow each other."""
    events = [event(n, date) for n, date in enumerate(dates)]
    made = drawn(view_of(tmp_path_factory.mktemp("any") / "view", events), Filter())
    if made is None:
        return
    seen = [id for line in made.down.lines for id in marked(line)] + [s.row.id for s in made.down.sides if s.row]
    beyond = sum(each.count for each in (made.earlier, made.later) if each)
    assert len(seen) == len(set(seen)) == len(events) - beyond
    days, heights = zip(*made.down.stops, strict=True)
    assert all(a < b for pair in (days, heights) for a, b in pairwise(pair))
    assert (days[0], days[-1]) == (made.axis.first, made.axis.last + 1)


@settings(deadline=None)
@given(st.sampled_from(BY), st.integers(1_000_000, 2_600_000))
def test_a_step_holds_its_day(unit: object, day: int) -> None:
    """The days of a step are those that the same step is found for."""
    first, last = step_of(unit, day)  # type: ignore[arg-type]
    assert first <= day <= last
    assert step_of(unit, first) == step_of(unit, last) == (first, last)  # type: ignore[arg-type]


def test_lines_are_few(tmp_path: Path) -> None:
    """However long the time, one can scroll through the lines."""
    events = [event(n, f"{1900 + n % 120}-0{n % 9 + 1}-1{n % 9}") for n in range(250)]
    assert sum(not line.gap for line in book(tmp_path, events).lines) <= MOST_LINES
    events = [event(n, f"{1900 + n % 120}-0{n % 9 + 1}-1{n % 9}") for n in range(500)]
    assert sum(not line.gap for line in book(tmp_path, events).lines) <= MOST_GATHERED + 2
