"""From the globe to the paper: what part of it a map shows, and where on the map a spot lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import asin, ceil, cos, degrees, hypot, log, pi, radians, sin, sqrt
from operator import add, sub

import msgspec

from annals.serve.filters import Box
from annals.serve.world import Spot

EARTH = 6371.0088
"""The globe's mean radius in kilometres."""
WIDE, HIGH = 640.0, 400.0
LEAST = 125.0
"""Kilometres from the middle of a map to its sides, at least: shapes at 1:50,000,000 bear no closer look."""
CLOSEST = 5.0
"""The same where a box was asked for."""
REGION = 7000.0
"""Where spots lie farther than so many kilometres from their middle, the whole world is shown."""
_STEP = 1.2


class Azimuthal(msgspec.Struct, frozen=True):
    """Lambert's equal-area projection about a spot, which may be a pole or lie on the 180th meridian."""

    middle: Spot

    def __call__(self, longitude: float, latitude: float) -> Spot:
        """Kilometres east and north of the middle."""
        turn, up, at = radians(longitude - self.middle[0]), radians(latitude), radians(self.middle[1])
        nearness = 1 + sin(at) * sin(up) + cos(at) * cos(up) * cos(turn)
        k = EARTH * sqrt(2 / max(nearness, 1e-9))
        return k * cos(up) * sin(turn), k * (cos(at) * sin(up) - sin(at) * cos(up) * cos(turn))

    def many(self, spots: Sequence[Spot]) -> list[Spot]:
        """The same for many spots, faster."""
        turn, up = radians(self.middle[0]), radians(self.middle[1])
        ex, ey = -sin(turn), cos(turn)
        nx, ny, nz = -sin(up) * cos(turn), -sin(up) * sin(turn), cos(up)
        cx, cy, cz = cos(up) * cos(turn), cos(up) * sin(turn), sin(up)
        found = []
        for x, y, z in map(vector, spots):
            k = EARTH * sqrt(2 / max(1 + cx * x + cy * y + cz * z, 1e-9))
            found.append((k * (ex * x + ey * y), k * (nx * x + ny * y + nz * z)))
        return found


@lru_cache(maxsize=2**15)
def vector(spot: Spot) -> tuple[float, float, float]:
    """The spot on a globe of radius 1."""
    turn, up = radians(spot[0]), radians(spot[1])
    return cos(up) * cos(turn), cos(up) * sin(turn), sin(up)


class EqualEarth(msgspec.Struct, frozen=True):
    """The Equal Earth projection (Šavrič, Patterson and Jenny 2018) of the whole globe about a meridian."""

    meridian: float

    def __call__(self, longitude: float, latitude: float) -> Spot:
        """Kilometres east of the meridian and north of the equator."""
        a = asin(sqrt(3) / 2 * sin(radians(latitude)))
        square = a * a
        sixth = square**3
        steep = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
        x = 2 * sqrt(3) * radians(turned(longitude - self.meridian)) * cos(a) / (3 * steep)
        return EARTH * x, EARTH * a * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))

    def many(self, spots: Sequence[Spot]) -> list[Spot]:
        """The same for many spots."""
        return [self(*spot) for spot in spots]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A map: a projection, kilometres from its middle to its right side and to its upper side.

    `middle` is the spot in its middle, `rise` how many kilometres that lies north of the projection's own.
    """

    projection: Azimuthal | EqualEarth
    middle: Spot
    half: float
    rise: float = 0.0
    high: float = HIGH

    @property
    def whole(self) -> bool:
        """Whether it shows the whole world."""
        return isinstance(self.projection, EqualEarth)

    @property
    def scale(self) -> float:
        """Units of the drawing for a kilometre."""
        return WIDE / 2 / self.half

    @property
    def reach(self) -> float:
        """The angle from its middle to its corners."""
        return min(pi, hypot(self.half, self.half * self.high / WIDE) / EARTH * 1.2)

    def at(self, longitude: float, latitude: float) -> Spot:
        """Where a spot lies on the drawing, from its upper left corner."""
        x, y = self.projection(longitude, latitude)
        return WIDE / 2 + x * self.scale, self.high / 2 - (y - self.rise) * self.scale

    def all_at(self, spots: Sequence[Spot]) -> list[Spot]:
        """Where spots lie on the drawing."""
        left, top, scale = WIDE / 2, self.high / 2 + self.rise * self.scale, self.scale
        return [(left + x * scale, top - y * scale) for x, y in self.projection.many(spots)]


def turned(longitude: float) -> float:
    """The longitude between -180 and 180."""
    return (longitude + 180) % 360 - 180


def across(longitudes: Iterable[float]) -> tuple[float, float]:
    """The narrowest arc that holds all the meridians: its west end and its width in degrees."""
    ordered = sorted({turned(each) for each in longitudes})
    gaps = [(after - before, after) for before, after in pairwise([*ordered, ordered[0] + 360])]
    widest, after = max(gaps)
    return turned(after), 360 - widest


def fitted(spots: Sequence[Spot], reach: Sequence[float] = (), least: float = LEAST) -> Frame:
    """A map that holds all `spots`, each with so many kilometres around it; the whole world if they lie far apart.

    Its middle and size go in steps, so that a choice of a few events more or less leaves the map as it is.
    """
    if not spots:
        return globe(0.0)
    west, width = across(longitude for longitude, _ in spots)
    south, north = min(latitude for _, latitude in spots), max(latitude for _, latitude in spots)
    middle = (turned(west + width / 2), (south + north) / 2)
    apart = max(hypot(x, y) for x, y in Azimuthal(middle).many(spots))
    apart = 2 * EARTH * asin(min(1.0, apart / (2 * EARTH)))
    if width > 180 or apart > REGION:
        return globe(0.0 if width > 180 else round(middle[0] / 30) * 30.0)
    return _region(middle, apart, spots, reach, least)


def outline(spots: Sequence[Spot]) -> list[Spot]:
    """Corners of an octagon in degrees that holds many spots, and the middles between: a map of these shows all."""
    west, _ = across({turned(longitude) for longitude, _ in spots})
    x, y = [(longitude - west + 1) % 360 - 1 for longitude, _ in spots], [latitude for _, latitude in spots]
    sums, turns = list(map(add, x, y)), list(map(sub, x, y))
    (left, right), (low, high) = (min(x), max(x)), (min(y), max(y))
    corners = [
        (right, max(sums) - right), (max(sums) - high, high), (high + min(turns), high), (left, left - min(turns)),
        (left, min(sums) - left), (min(sums) - low, low), (low + max(turns), low), (right, right - max(turns)),
    ]  # fmt: skip
    between = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise([*corners, corners[0]])]
    return [(turned(west + turn), latitude) for turn, latitude in (*corners, *between)]


def boxed(box: Box) -> Frame:
    """A map of a box of degrees."""
    west, south, east, north = box
    width = (east - west) % 360 if east != west else 0.0
    if width > 180 or east - west == 360:
        return globe(turned(west + width / 2) if width else 0.0)
    steps = [n / 4 for n in range(5)]
    edges = [(turned(west + width * step), latitude) for step in steps for latitude in (south, north)]
    sides = [(meridian, south + (north - south) * step) for step in steps for meridian in (west, east)]
    return fitted([*edges, *sides], least=CLOSEST)


def globe(meridian: float) -> Frame:
    """The whole world but for the ice around the South Pole."""
    projection = EqualEarth(meridian)
    _, top = projection(meridian, 84)
    _, bottom = projection(meridian, -58)
    half = projection(meridian + 179.999, 0)[0]
    middle, high = (meridian, 15.0), round((top - bottom) / (2 * half) * WIDE)
    return Frame(projection=projection, middle=middle, half=half, rise=(top + bottom) / 2, high=high)


def _region(middle: Spot, apart: float, spots: Sequence[Spot], reach: Sequence[float], least: float) -> Frame:
    step = max(apart, least / 2) / EARTH / 6
    middle = (turned(_snapped(middle[0], degrees(step) / cos(radians(min(80.0, abs(middle[1])))))), middle[1])
    middle = (middle[0], max(-90.0, min(90.0, _snapped(middle[1], degrees(step)))))
    projection = Azimuthal(middle)
    wanted = least
    for (x, y), around in zip(projection.many(spots), reach or [0.0] * len(spots), strict=True):
        wanted = max(wanted, (abs(x) + around) * 1.15, (abs(y) + around) * 1.2 * WIDE / HIGH)
    return Frame(projection=projection, middle=middle, half=_STEP ** ceil(round(log(wanted, _STEP), 6)))


def _snapped(degrees_: float, step: float) -> float:
    """The nearest multiple of the greatest power of two that is no wider than `step`."""
    power = 2.0 ** int(log(step, 2) - 1)
    return round(round(degrees_ / power) * power, 6)
