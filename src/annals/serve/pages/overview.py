"""The overview: facets, map, timeline and the list of events, all of one filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annals.serve.filters import FACETS, PER_PAGE, Filter
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.rows import Row

HEADINGS = {
    "place": "Place",
    "side": "Side",
    "actor": "Actor",
    "type": "Type",
    "source": "Source",
    "certainty": "Certainty",
    "facet": "Contested",
}
COLUMNS = (
    "event", "type", "date", "part_of_day", "first_day", "last_day", "places", "by", "against", "losses", "claims",
    "sources", "certainty", "contested", "negated", "latitude", "longitude", "precision", "where_prec", "quote",
)  # fmt: skip


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The overview of what the filter leaves."""
    filter, view = shown.filter, shown.view
    count = shown.found.bit_count()
    rows = view.ordered(shown.found, filter.sort, (filter.page - 1) * PER_PAGE, PER_PAGE)
    return Page(
        template="overview.html",
        title="Overview",
        content={
            "parts": ("results",),
            "count": count,
            "rows": rows,
            "pages": max(1, -(-count // PER_PAGE)),
            "facets": [(name, HEADINGS[name], view.facet(name, filter)) for name in FACETS],
            "first": (filter.page - 1) * PER_PAGE + 1,
        },
        json=lambda: {"filter": dict(filter.pairs()), "events": [content(row) for row in everything(shown)]},
        table=lambda: Table(COLUMNS, (cells(row) for row in everything(shown))),
        geojson=lambda: {"type": "FeatureCollection", "features": list(features(everything(shown)))},
    )


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
        "first_day": row.first,
        "last_day": row.last,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "precision": point.precision if point else None,
        "where_prec": point.where_prec if point else None,
        "negated": int(row.negated),
    }
    value = special[name] if name in special else getattr(row, name)
    return list(value) if isinstance(value, tuple) else value


def without(filter: Filter, name: str) -> Filter:
    """The filter without what it says of one thing."""
    return filter.having(**{name: "" if name == "q" else None})
