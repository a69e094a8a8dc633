"""The overview: facets, map, timeline and the list of events, all of one filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from annals.serve import axis, glance, svgmap, timebar
from annals.serve.chips import HEADINGS, chips, reach
from annals.serve.filters import PER_PAGE
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.rows import Row

ORDERS = (("time", "by time"), ("doubt", "most doubtful first"), ("claims", "most told first"))
PLACES = 24
"""Places named where no map can be drawn."""
COLUMNS = (
    "event", "type", "date", "part_of_day", "first_day", "last_day", "places", "by", "against", "losses", "claims",
    "sources", "certainty", "contested", "negated", "latitude", "longitude", "precision", "where_prec",
    "coordinates_by", "quote",
)  # fmt: skip


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The overview of what the filter leaves."""
    filter, view = shown.filter, shown.view
    count, listed = shown.found.bit_count(), shown.per_page(PER_PAGE)
    rows = view.ordered(shown.found, filter.sort, (filter.page - 1) * listed, listed)
    map = svgmap.drawn(view, filter)
    return Page(
        template="overview.html",
        title="Overview",
        content={
            "parts": ("overview",),
            "whole": whole(shown),
            "glance": partial(glance.of_record, shown),
            "count": count,
            "rows": rows,
            "pages": max(1, -(-count // listed)),
            "facets": [(name, heading, view.facet(name, filter)) for name, heading in HEADINGS.items()],
            "kept": [(name, value) for name, value in filter.pairs() if name in ("at", "box", "lanes")],
            "chips": chips(view, filter),
            "reach": reach(filter),
            "first": (filter.page - 1) * listed + 1,
            "orders": ORDERS,
            "order": dict(ORDERS)[filter.sort],
            "map": map,
            "places": [] if map else view.facet("place", filter, PLACES),
            "time": timebar.drawn(view, filter),
        },
        json=lambda: {"filter": dict(filter.pairs()), "events": (content(row) for row in everything(shown))},
        table=lambda: Table(COLUMNS, (cells(row) for row in everything(shown))),
        geojson=lambda: {"type": "FeatureCollection", "features": features(everything(shown))},
    )


def whole(shown: Shown) -> list[tuple[int, str, str | None]]:
    """How much the record holds in all, and where each thing is told."""
    about = {name: int(shown.view.about.get(name, 0)) for name in ("claims", "accounts", "gaps")}
    return [
        (shown.view.size, "event", None),
        (about["claims"], "claim", None),
        (about["accounts"], "account", "/sources"),
        (shown.view.count("rival"), "disagreement", "/rivals"),
        (about["gaps"], "gap", "/sources"),
    ]


def everything(shown: Shown) -> Iterator[Row]:
    """All events that the filter leaves, in its order."""
    return shown.view.each(shown.found, shown.filter.sort)


def content(row: Row) -> Json:
    """An event as JSON."""
    return dict(zip(COLUMNS, _told(row), strict=True))


def cells(row: Row) -> list[str | int | float | None]:
    """An event as a row of a table: several values in one cell stand with `; ` between them."""
    return ["; ".join(each) if isinstance(each, tuple) else each for each in _told(row)]


def features(rows: Iterable[Row]) -> Iterator[Json]:
    """Those events that lie somewhere known as GeoJSON features (RFC 7946)."""
    for row in rows:
        if row.point is not None:
            at = {"type": "Point", "coordinates": [row.point.longitude, row.point.latitude]}
            yield {"type": "Feature", "id": row.id, "geometry": at, "properties": content(row)}


def _told(row: Row) -> tuple[str | int | float | tuple[str, ...] | None, ...]:
    """The values of an event in the order of the columns."""
    at = row.point
    lies = (at.latitude, at.longitude, at.precision, at.where_prec, at.source) if at else (None,) * 5
    first, last = (None if day is None else axis.edtf(day) for day in (row.first, row.last))
    return (
        row.id, row.type, row.date, row.part, first, last, row.places, row.by, row.against, row.losses,
        row.claims, row.sources, row.certainty, row.contested, int(row.negated), *lies, row.quote,
    )  # fmt: skip
