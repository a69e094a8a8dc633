"""The points at which events lie, with the events of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annals.serve.bits import Bits
from annals.serve.filters import Box
from annals.serve.having import Among, Facet, Having, union


class Place(NamedTuple):
    """A point on the globe: `at` is how it stands in an address, `name` the place whose coordinates these are."""

    at: str
    name: str
    latitude: float
    longitude: float
    having: Having


class Places:
    """All points of a record, from what its events have of the facet `at`."""

    def __init__(self, known: Facet) -> None:
        self._known = known
        self._all = [_place(at, having) for at, having in known.values.items()]
        self._at = {place.at: place for place in self._all}
        self._turn = {place.at: turn for turn, place in enumerate(sorted(self._all, key=lambda place: place.at))}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._all)

    def get(self, at: str) -> Place | None:
        """The point that stands in an address as `at`, if any event lies there."""
        return self._at.get(at)

    def inside(self, box: Box) -> Bits:
        """The events that lie in a box, its edges included."""
        west, south, east, north = box
        return union(
            place.having
            for place in self._all
            if south <= place.latitude <= north and _between(west, place.longitude, east)
        )

    def counted(self, among: Among) -> list[tuple[Place, int]]:
        """The points at which chosen events lie, each with their number, those with most events first."""
        told = [(self._all[rank], count) for rank, count in among.all(self._known).items()]
        return sorted(told, key=lambda each: self._turn[each[0].at] - (each[1] << 32))

    def counts(self, among: Among) -> Mapping[int, int]:
        """How many of the events chosen lie at each point, by the rank of `Place.having`."""
        return among.all(self._known)


def _between(west: float, longitude: float, east: float) -> bool:
    """Whether a meridian lies east of `west` and west of `east`, also across the 180th."""
    return west <= longitude <= east if west <= east else longitude >= west or longitude <= east


def _place(at: str, having: Having) -> Place:
    latitude, longitude = (float(part) for part in at.split(","))
    return Place(at, having.label, latitude, longitude, having)
