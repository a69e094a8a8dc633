"""The overview: facets, map, timeline and the list of events, all of one filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    "sources", "certainty", "contested", "negated", "latitude", "longitude", "precision", "where_prec", "quote",
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
        json=lambda: {"filter": dict(filter.pairs()), "events": [content(row) for row in everything(shown)]},
        table=lambda: Table(COLUMNS, (cells(row) for row in everything(shown))),
        geojson=lambda: {"type": "FeatureCollection", "features": list(features(everything(shown)))},
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


def everything(shown: Shown) -> Sequence[Row]:
    """All events that the filter leaves, in its order."""
    return shown.view.ordered(shown.found, shown.filter.sort, 0, shown.view.size)


def content(row: Row) -> Json:
    """An event as JSON."""
    return dict(zip(COLUMNS, (_listed(row, name) for name in COLUMNS), strict=True))


def cells(row: Row) -> list[str | int | float | None]:
    """An event as a row of a table: several values in one cell stand with `; ` between them."""
    return ["; ".join(v) if isinstance(v, list) else v for v in (_listed(row, name) for name in COLUMNS)]


def features(rows: Sequence[Row]) -> Iterator[Json]:
    """Those events that lie somewhere known as GeoJSON features (RFC 7946)."""
    for row in rows:
        if row.point is not None:
            at = {"type": "Point", "coordinates": [row.point.longitude, row.point.latitude]}
            yield {"type": "Feature", "id": row.id, "geometry": at, "properties": content(row)}


def _listed(row: Row, name: str) -> str | int | float | list[str] | None:
    point = row.point
    special: dict[str, str | int | float | None] = {
        "event": row.id,
        "part_of_day": row.part,
        "first_day": None if row.first is None else axis.edtf(row.first),
        "last_day": None if row.last is None else axis.edtf(row.last),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "precision": point.precision if point else None,
        "where_prec": point.where_prec if point else None,
        "negated": int(row.negated),
    }
    value = special[name] if name in special else getattr(row, name)
    return list(value) if isinstance(value, tuple) else value
