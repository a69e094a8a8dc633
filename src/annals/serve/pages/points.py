"""The table behind the map: the points at which the chosen events lie, with what the map needs to know of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from annals.base.where import PRECISIONS
from annals.serve.having import Among
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.places import Place
from annals.serve.rows import NOWHERE
from annals.serve.svgmap import AROUND, prec_of

COLUMNS = ("at", "name", "latitude", "longitude", "count", "contested", "prec", "km")


class Spot(msgspec.Struct, frozen=True):
    """A point and its events: `prec` is the number of `where_prec`, `km` how far around they may have been."""

    at: str
    name: str
    latitude: float
    longitude: float
    count: int
    contested: int
    prec: int
    km: float

    @property
    def known(self) -> str:
        """How exactly it is known that the events lie there, in words."""
        return PRECISIONS[self.prec]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The points of what the filter leaves."""
    spots = sorted(told(shown), key=lambda spot: (-spot.count, spot.at))
    located = sum(spot.count for spot in spots)
    return Page(
        template="points.html",
        title="Places on the map",
        content={
            "spots": [(spot, shown.filter.only("at", (spot.at,)).query()) for spot in spots],
            "located": located,
            "nowhere": shown.found.bit_count() - located,
            "nowhere_query": shown.filter.only("where", (NOWHERE,)).query(),
        },
        json=lambda: [msgspec.structs.asdict(spot) for spot in spots],
        table=lambda: Table(COLUMNS, (msgspec.structs.astuple(spot) for spot in spots)),
        geojson=lambda: {"type": "FeatureCollection", "features": [feature(spot) for spot in spots]},
    )


def told(shown: Shown) -> Iterator[Spot]:
    """The points at which the chosen events lie."""
    view, found = shown.view, shown.found
    contested = Among(found & view.contested, view.size)
    for place, count in view.places.counted(Among(found, view.size)):
        yield _spot(place, count, contested.count(place.having), prec_of(view, found, place))


def _spot(place: Place, count: int, contested: int, prec: int) -> Spot:
    reach = AROUND.get(prec, 0.0)
    return Spot(place.at, place.name, place.latitude, place.longitude, count, contested, prec, reach)


def feature(spot: Spot) -> Json:
    """A point as a GeoJSON feature (RFC 7946)."""
    rest = msgspec.structs.asdict(spot)
    del rest["latitude"], rest["longitude"]
    at = {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
    return {"type": "Feature", "id": spot.at, "geometry": at, "properties": rest}
