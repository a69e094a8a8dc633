"""Shapes of countries and the lines between them, from the TopoJSON files of Natural Earth that come with annals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin
from typing import Any, NamedTuple

Spot = tuple[float, float]
"""Longitude and latitude in decimal degrees."""


class Shape(NamedTuple):
    """A line or a ring with the cap of the globe that holds it: its middle, and its radius as an angle."""

    spots: Sequence[Spot]
    middle: Spot
    reach: float


class Country(NamedTuple):
    """A country's name and the outer and inner rings of its areas."""

    name: str
    rings: Sequence[Shape]


class World(NamedTuple):
    """All countries, the coasts, and the borders that two countries share."""

    countries: Sequence[Country]
    coasts: Sequence[Shape]
    borders: Sequence[Shape]


@cache
def world(scale: str) -> World:
    """The countries at the scale `110m` or `50m`."""
    name = f"countries-{scale}.json"
    return decoded(json.loads((files("annals.serve") / "static" / "vendor" / "world" / name).read_text("utf-8")))


def decoded(topology: Mapping[str, Any]) -> World:
    """The countries of a topology: its arcs are chains of differences, and each ring a chain of arcs."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    countries, shared = [], Counter[int]()
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = list(_rings(geometry))
        shared.update(arc if arc >= 0 else ~arc for ring in rings for arc in ring)
        shapes = [shape(_joined(ring, arcs)) for ring in rings]
        countries.append(Country(geometry["properties"]["name"], shapes))
    coasts = [line for n in sorted(shared) if shared[n] == 1 for line in _uncut(arcs[n])]
    borders = [line for n in sorted(shared) if shared[n] > 1 for line in _uncut(arcs[n])]
    return World(countries, [shape(line) for line in coasts], [shape(line) for line in borders])


def shape(spots: Sequence[Spot]) -> Shape:
    """A line with the cap around it."""
    x = y = z = 0.0
    for longitude, latitude in spots:
        x += cos(radians(latitude)) * cos(radians(longitude))
        y += cos(radians(latitude)) * sin(radians(longitude))
        z += sin(radians(latitude))
    middle = degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))
    return Shape(spots, middle, max(angle(middle, spot) for spot in spots))


def angle(one: Spot, other: Spot) -> float:
    """The angle between two spots as seen from the middle of the globe."""
    a, b, turn = radians(one[1]), radians(other[1]), radians(other[0] - one[0])
    return acos(max(-1.0, min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * cos(turn))))


def near(shape: Shape, middle: Spot, reach: float) -> bool:
    """Whether a shape may come within an angle of a spot; one that may hold the spot opposite is taken for far."""
    apart = angle(shape.middle, middle)
    return apart - shape.reach < reach and apart + shape.reach < pi


def _arc(steps: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[Spot]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for across, up in steps:
        x, y = x + across, y + up
        yield round(x * wide + west, 4), round(y * high + south, 4)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    several = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return (ring for polygon in several for ring in polygon)


def _joined(ring: Sequence[int], arcs: Sequence[Sequence[Spot]]) -> list[Spot]:
    """The spots of a ring; an arc that is walked backwards is given by the complement of its number."""
    spots: list[Spot] = []
    for n in ring:
        spots += (arcs[n] if n >= 0 else arcs[~n][::-1])[bool(spots) :]
    return spots


def _uncut(arc: Sequence[Spot]) -> Iterator[list[Spot]]:
    """The arc without what runs along the 180th meridian or round a pole: there shapes are cut, and no coast is."""
    run: list[Spot] = []
    for one, other in pairwise(arc):
        if (abs(one[0]) > 179.99 and abs(other[0]) > 179.99) or (one[1] < -89.9 and other[1] < -89.9):
            if run:
                yield run
            run = []
        else:
            run = run or [one]
            run.append(other)
    if run:
        yield run
