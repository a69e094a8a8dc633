"""Land, coasts and borders of a map as the paths of a drawing, with the names of countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from annals.serve.projection import HIGH, WIDE, Azimuthal, Frame, turned
from annals.serve.world import Shape, Spot, World, near, world

FINE = 0.9
"""Units of the drawing below which a step is left out."""
MARGIN = 4.0
DETAILED = 3000.0
"""Maps of more kilometres to each side are drawn from the coarse shapes."""


class Name(NamedTuple):
    """A country's name in the middle of what is seen of it."""

    words: str
    x: float
    y: float
    width: float


class Land(NamedTuple):
    """The paths of a map's background."""

    land: str
    coasts: str
    borders: str
    names: Sequence[Name]


@lru_cache(maxsize=64)
def land(frame: Frame) -> Land:
    """The background of a map."""
    shapes = world("110m" if frame.half > DETAILED else "50m")
    return _whole(frame, shapes) if frame.whole else _part(frame, shapes)


@lru_cache(maxsize=64)
def hemisphere(longitude: float, latitude: float, radius: float) -> str:
    """The land of half the globe about a spot, as one path inside a circle around (0, 0)."""
    projection = Azimuthal((longitude, latitude))
    scale = radius / projection(longitude, latitude + 90 if latitude <= 0 else latitude - 90)[1]
    rings = []
    for country in world("110m").countries:
        for ring in country.rings:
            if near(ring, projection.middle, 1.6):
                on = (projection(*spot) for spot in ring.spots)
                rings.append(_thinned([(x * abs(scale), -y * abs(scale)) for x, y in on], 1.0))
    return "".join(_path(ring, closed=True) for ring in rings if len(ring) > 2)


def _part(frame: Frame, shapes: World) -> Land:
    rings: list[list[Spot]] = []
    names: list[Name] = []
    for country in shapes.countries:
        near_by = (ring for ring in country.rings if near(ring, frame.middle, frame.reach))
        seen = [ring for ring in (_cut(_drawn(ring.spots, frame), _box(frame)) for ring in near_by) if len(ring) > 2]
        rings += seen
        names += _name(country.name, seen)
    lines = ([line for line in some if near(line, frame.middle, frame.reach)] for some in shapes[1:])
    coasts, borders = ("".join(_path(run) for line in some for run in _seen(line, frame)) for some in lines)
    return Land("".join(_path(ring, closed=True) for ring in rings), coasts, borders, names)


def _whole(frame: Frame, shapes: World) -> Land:
    rings = [ring for country in shapes.countries for shape in country.rings for ring in _halves(shape.spots, frame)]
    on = (_cut(_drawn(ring, frame), _box(frame)) for ring in rings)
    coasts, borders = ("".join(_path(run) for line in some for run in _seen(line, frame)) for some in shapes[1:])
    return Land("".join(_path(ring, closed=True) for ring in on if len(ring) > 2), coasts, borders, [])


def _box(frame: Frame) -> tuple[float, float, float, float]:
    return -MARGIN, -MARGIN, WIDE + MARGIN, frame.high + MARGIN


def _drawn(spots: Iterable[Spot], frame: Frame) -> list[Spot]:
    return _thinned([frame.at(*spot) for spot in spots], FINE)


def _thinned(points: Sequence[Spot], least: float) -> list[Spot]:
    """The points without those that are less than a step from the one before."""
    kept: list[Spot] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) >= least or abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    return kept


def _halves(spots: Sequence[Spot], frame: Frame) -> Iterator[list[Spot]]:
    """A ring on the globe cut where the map of the whole world is, opposite its middle meridian."""
    at = frame.middle[0]
    run = [(turned(spots[0][0] - at), spots[0][1])]
    for longitude, latitude in spots[1:]:
        before = run[-1][0]
        run.append((before + turned(longitude - at - before), latitude))
    if abs(run[-1][0] - run[0][0]) > 180:  # around the South Pole
        run += [(run[-1][0], -90.0), (run[0][0], -90.0)]
    for shift in (-360.0, 0.0, 360.0):
        part = _cut([(x + shift, y) for x, y in run], (-179.999, -91.0, 179.999, 91.0))
        if len(part) > 2:
            yield [(x + at, y) for x, y in part]


def _seen(line: Shape, frame: Frame) -> Iterator[list[Spot]]:
    """The runs of a line that may be seen: without steps beyond one side, or across the cut opposite the middle."""
    run: list[Spot] = []
    for one, other in pairwise(_drawn(line.spots, frame)):
        if _beyond(one, frame) & _beyond(other, frame) or abs(one[0] - other[0]) > WIDE / 2:
            if run:
                yield run
            run = []
        else:
            run = run or [one]
            run.append(other)
    if run:
        yield run


def _beyond(point: Spot, frame: Frame) -> int:
    """Beyond which sides of the map a point lies, as bits."""
    x, y = point
    return (x < -MARGIN) | (x > WIDE + MARGIN) << 1 | (y < -MARGIN) << 2 | (y > frame.high + MARGIN) << 3


def _cut(ring: list[Spot], box: tuple[float, float, float, float]) -> list[Spot]:
    """What of a ring lies in a box (Sutherland and Hodgman 1974)."""
    left, low, right, high = box
    ring = _side(ring, lambda p: p[0] >= left, lambda a, b: _at_x(a, b, left))
    ring = _side(ring, lambda p: p[0] <= right, lambda a, b: _at_x(a, b, right))
    ring = _side(ring, lambda p: p[1] >= low, lambda a, b: _at_y(a, b, low))
    return _side(ring, lambda p: p[1] <= high, lambda a, b: _at_y(a, b, high))


def _side(ring: list[Spot], inside: Callable[[Spot], bool], edge: Callable[[Spot, Spot], Spot]) -> list[Spot]:
    standing = [inside(point) for point in ring]
    if all(standing):
        return ring
    kept: list[Spot] = []
    for n, (point, stands) in enumerate(zip(ring, standing, strict=True)):
        if stands != standing[n - 1]:
            kept.append(edge(ring[n - 1], point))
        if stands:
            kept.append(point)
    return kept


def _at_x(one: Spot, other: Spot, x: float) -> Spot:
    return x, one[1] + (other[1] - one[1]) * (x - one[0]) / (other[0] - one[0])


def _at_y(one: Spot, other: Spot, y: float) -> Spot:
    return one[0] + (other[0] - one[0]) * (y - one[1]) / (other[1] - one[1]), y


def _path(points: Sequence[Spot], closed: bool = False) -> str:
    """The points as a path: the first where it lies, each other from the one before, in tenths."""
    x, y = round(points[0][0], 1), round(points[0][1], 1)
    told = [f"M{x:g} {y:g}l"]
    for nx, ny in points[1:]:
        dx, dy = round(nx - x, 1), round(ny - y, 1)
        x, y = x + dx, y + dy
        told.append(f"{dx:g} {dy:g} ")
    return "".join(told).rstrip() + ("z" if closed else "")


def _name(name: str, rings: Sequence[Sequence[Spot]]) -> Iterator[Name]:
    """The name in the middle of the largest area, if there is room for it."""
    areas = [(_area(ring), ring) for ring in rings]
    if not areas:
        return
    area, ring = max(areas, key=lambda each: abs(each[0]))
    width = 6.2 * len(name)
    if abs(area) < 26 * width:
        return
    x, y = _centroid(ring, area)
    if width / 2 < x < WIDE - width / 2 and 12 < y < HIGH - 8:
        yield Name(name, round(x, 1), round(y, 1), width)


def _area(ring: Sequence[Spot]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _centroid(ring: Sequence[Spot], area: float) -> Spot:
    x = y = 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return x / (6 * area), y / (6 * area)
