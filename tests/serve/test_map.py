"""The map: land of any part of the globe, and marks that count the events of the list."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from math import hypot, isfinite
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.serve.filters import Filter, parsed
from annals.serve.labels import named
from annals.serve.land import hemisphere, land
from annals.serve.projection import EARTH, WIDE, across, boxed, fitted, globe, outline
from annals.serve.svgmap import drawn
from annals.serve.world import angle, decoded, world
from tests.serve.invented import event, left, view_of

VENDORED = files("annals.serve") / "static" / "vendor" / "world"
spots = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SQUARE = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[0, 0], [0, 10]], [[0, 10], [10, 0], [0, -10], [-10, 0]], [[0, 0], [-10, 0], [0, 10], [10, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "East"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "West"}},
            ]
        }
    },
}


# shapes


def test_rings_are_joined_from_arcs() -> None:
    """A ring is the chain of its arcs, one of them walked backwards."""
    east, west = decoded(SQUARE).countries
    assert (east.name, east.rings[0].spots) == ("East", [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)])
    assert west.rings[0].spots == [(0, 0), (-10, 0), (-10, 10), (0, 10), (0, 0)]


def test_what_two_countries_share_is_a_border() -> None:
    """An arc of two countries is a border, an arc of one a coast."""
    made = decoded(SQUARE)
    assert [line.spots for line in made.borders] == [[(0, 0), (0, 10)]]
    assert len(made.coasts) == 2


@pytest.mark.parametrize(("scale", "count"), [("110m", 177), ("50m", 241)])
def test_all_countries_are_closed(scale: str, count: int) -> None:
    """The files hold their countries, and every ring ends where it begins."""
    countries = world(scale).countries
    assert len(countries) == count
    assert all(ring.spots[0] == ring.spots[-1] for country in countries for ring in country.rings)


def test_files_are_those_told_of() -> None:
    """The shapes are the files whose hashes stand beside them."""
    told = dict(re.findall(r"\| `([\w.-]+)` \| `([0-9a-f]{64})`", (VENDORED / "README.md").read_text("utf-8")))
    for name in ("countries-110m.json", "countries-50m.json", "LICENSE"):
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == told[name]


# projections


@settings(deadline=None)
@given(st.lists(spots, min_size=1, max_size=6))
def test_every_spot_lies_on_the_map_fitted_to_it(several: list[tuple[float, float]]) -> None:
    """Wherever spots lie on the globe, the map fitted to them shows them all; only the ice of the poles is cut off."""
    frame = fitted(several)
    for longitude, latitude in several:
        x, y = frame.at(longitude, latitude)
        assert -0.1 <= x <= WIDE + 0.1
        assert (frame.whole and not -58 <= latitude <= 84) or -0.1 <= y <= frame.high + 0.1


@settings(deadline=None)
@given(st.lists(spots, min_size=1, max_size=12))
def test_every_spot_lies_on_the_map_fitted_to_the_outline_of_all(several: list[tuple[float, float]]) -> None:
    """The few spots that stand for many in making a map leave none of them outside."""
    frame = fitted(outline(several))
    for longitude, latitude in several:
        x, y = frame.at(longitude, latitude)
        assert -0.1 <= x <= WIDE + 0.1
        assert (frame.whole and not -58 <= latitude <= 84) or -0.1 <= y <= frame.high + 0.1


@settings(deadline=None)
@given(spots, st.floats(0, 359), st.floats(0.01, 0.02))
def test_regions_keep_areas(middle: tuple[float, float], turn: float, step: float) -> None:
    """Near the middle of a region a kilometre is a kilometre in every direction."""
    frame = fitted([middle])
    one = frame.at(*frame.middle)
    longitude, latitude = frame.middle[0], max(-89.9, min(89.9, frame.middle[1] + step * (1 if turn < 180 else -1)))
    other = frame.at(longitude, latitude)
    apart = angle(frame.middle, (longitude, latitude)) * EARTH * frame.scale
    assert abs(hypot(other[0] - one[0], other[1] - one[1]) - apart) <= 0.01 * apart + 1e-6


@settings(deadline=None)
@given(st.lists(st.floats(-180, 180), min_size=1, max_size=6))
def test_the_narrowest_arc_holds_all_meridians(several: list[float]) -> None:
    """All meridians lie on the arc, and no other arc between two of them is narrower."""
    west, width = across(several)
    assert all((each - west) % 360 <= width + 1e-6 or (each - west) % 360 > 360 - 1e-6 for each in several)
    others = [max((each - start) % 360 for each in several) for start in several]
    assert width <= min(others) + 1e-6


def test_spots_on_both_sides_of_the_180th_meridian_are_near() -> None:
    """A map of two spots beside the 180th meridian is a map of a region, not of the world."""
    frame = fitted([(179.5, -17.0), (-179.5, -18.0)])
    assert not frame.whole
    assert frame.half < 200


def test_many_spots_beside_the_180th_meridian_are_all_shown() -> None:
    """However many spots there are on both sides of the 180th meridian, the outermost lie on the map too."""
    several = [((160 + n / 10 + 180) % 360 - 180, -20 + n % 7) for n in range(400)]
    frame = fitted(several)
    assert not frame.whole
    assert all(0 <= x <= WIDE and 0 <= y <= frame.high for x, y in frame.all_at(several))


@settings(deadline=None)
@given(st.lists(spots, min_size=1, max_size=4), spots)
def test_many_spots_lie_where_each_does(several: list[tuple[float, float]], middle: tuple[float, float]) -> None:
    """Spots that are put on a map together lie where they lie one by one."""
    frame = fitted([middle])
    for (x, y), spot in zip(frame.all_at(several), several, strict=True):
        if angle(middle, spot) < 3:
            assert hypot(x - frame.at(*spot)[0], y - frame.at(*spot)[1]) < 0.1


def test_few_events_more_leave_the_map_as_it_is() -> None:
    """The middle and size of a map go in steps."""
    assert fitted([(40.0, 36.0), (44.0, 34.0)]) == fitted([(40.0, 36.0), (44.0, 34.0), (42.0, 35.0), (43.9, 34.01)])


@settings(max_examples=25, deadline=None)
@given(spots, st.floats(0.5, 40))
def test_land_can_be_drawn_anywhere(middle: tuple[float, float], wide: float) -> None:
    """The land around any spot is drawn, and no line of it runs far beyond the map."""
    south, north = max(-90.0, middle[1] - wide / 2), min(90.0, middle[1] + wide / 2)
    drawing = land(boxed(((middle[0] - wide + 180) % 360 - 180, south, (middle[0] + wide + 180) % 360 - 180, north)))
    assert all(isfinite(float(number)) for number in NUMBER.findall(drawing.land)[:2000])
    assert "nan" not in drawing.land + drawing.coasts + drawing.borders


@pytest.mark.parametrize("meridian", [-180.0, -60.0, 0.0, 30.0, 150.0])
def test_the_world_is_cut_opposite_its_middle(meridian: float) -> None:
    """No land of the world map reaches from one side to the other, whichever meridian is in its middle."""
    for path in re.findall(r"M([^M]+?)z", land(globe(meridian)).land):
        steps = [float(number) for number in NUMBER.findall(path)][2::2]
        assert max(map(abs, steps), default=0) < WIDE / 2 or "-58" in path or len(steps) < 8


@pytest.mark.parametrize("middle", [(40.0, 30.0), (0.0, 0.0), (-180.0, 80.0), (100.0, -90.0)])
def test_the_globe_shows_half_of_the_land(middle: tuple[float, float]) -> None:
    """The little globe can be drawn from anywhere, the poles included."""
    assert hemisphere(*middle, 36.0).startswith("M")
    assert "nan" not in hemisphere(*middle, 36.0)


# marks


def test_counts_of_the_marks_are_those_of_the_list(tmp_path: Path) -> None:
    """Marks and those that lie nowhere count every event together, and each mark's link leaves as many as it says."""
    points = [None, (10.0, 20.0), (10.0, 20.01), (12.0, 25.0), (10.0, 20.0), (12.0, 25.5), (-30.0, 24.0)]
    events = [event(n, at=at, contested=("date",) if n % 3 == 0 else ()) for n, at in enumerate(points * 3)]
    view = view_of(tmp_path / "view", events)
    made = drawn(view, Filter())
    assert made is not None
    assert sum(mark.count for mark in made.marks) + made.nowhere == len(events)
    for mark in made.marks:
        assert len(left(events, parsed(parse_qsl(mark.query)))) == mark.count
        assert view.chosen(parsed(parse_qsl(mark.query))).bit_count() == mark.count


def test_what_lies_nowhere_is_never_put_anywhere(tmp_path: Path) -> None:
    """Without any point there is no map; with one, its link leaves just those that lie nowhere."""
    assert drawn(view_of(tmp_path / "none", [event(0)]), Filter()) is None
    view = view_of(tmp_path / "some", [event(0), event(1, at=(10.0, 20.0)), event(2)])
    made = drawn(view, Filter())
    assert made is not None
    assert made.nowhere == 2
    assert view.chosen(parsed(parse_qsl(made.nowhere_query))).bit_count() == 2


def test_a_place_that_is_not_exact_has_a_disc(tmp_path: Path) -> None:
    """A neighbourhood is drawn as a disc of 25 kilometres, an exact place has none."""
    view = view_of(tmp_path / "view", [event(0, at=(10.0, 20.0), prec=2), event(1, at=(10.5, 20.5))])
    made = drawn(view, Filter())
    assert made is not None
    assert [(disc.prec, disc.radius) for disc in made.discs] == [(2, round(25 * made.frame.scale, 1))]


def test_contested_events_split_the_mark(tmp_path: Path) -> None:
    """A mark tells how many of its events are contested, and half of it is split where all are."""
    view = view_of(tmp_path / "view", [event(0, at=(10.0, 20.0), contested=("toll",))])
    made = drawn(view, Filter())
    assert made is not None
    (mark,) = made.marks
    assert mark.told == "Town: 1 event, 1 contested"
    assert mark.wedge == f"M0 0L0 {-mark.radius:g}A{mark.radius:g} {mark.radius:g} 0 0 1 0 {mark.radius:g}Z"


def test_a_mark_that_is_chosen_can_be_taken_back(tmp_path: Path) -> None:
    """The link of the mark that is chosen leads back to all."""
    view = view_of(tmp_path / "view", [event(0, at=(10.0, 20.0)), event(1, at=(40.0, 20.0))])
    made = drawn(view, parsed([("at", "10,20")]))
    assert made is not None
    assert [(mark.chosen, mark.query) for mark in made.marks] == [(True, "")]


def test_a_box_without_events_is_still_a_map(tmp_path: Path) -> None:
    """Where nothing lies in the box that was asked for, its land is shown."""
    made = drawn(view_of(tmp_path / "view", [event(0, at=(10.0, 20.0))]), parsed([("box", "0,40,10,50")]))
    assert made is not None
    assert (made.located, len(made.marks)) == (0, 0)


def test_no_name_covers_another() -> None:
    """Of two marks side by side the names stand apart, and one that finds no room is left out."""
    marks = [(100.0, 100.0, 6.0, "Northbridge"), (118.0, 100.0, 6.0, "Southbridge"), (109.0, 112.0, 6.0, "Middle")]
    labels = named(marks, [], (WIDE, 400.0))
    assert [label.words for label in labels][:1] == ["Northbridge"]
    assert len({(label.x, label.y) for label in labels}) == len(labels)
