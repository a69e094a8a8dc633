"""Views of invented events, made without any account: `view_of(path, [event(...), ...])`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annals.base.edtf import bounds
from annals.serve.build import Entry
from annals.serve.filters import Filter
from annals.serve.rows import Facets, Point, Row, dated, located
from annals.serve.view import View, empty, fill

TOWN = (10.0, 20.0)


def event(
    n: int,
    date: str | None = "2015-03-01",
    *,
    type: str = "clash",
    at: tuple[float, float] | None = None,
    prec: int = 1,
    side: str = "North",
    contested: tuple[str, ...] = (),
    certainty: str = "stated",
    claims: int = 1,
    words: str = "",
    name: str = "Town",
    part: str | None = None,
) -> Entry:
    """The event number `n`; `at` is its latitude and longitude."""
    first, last = bounds(date)
    point = Point(*at, prec, "exact place", "invented", name) if at else None
    row = Row(
        id=f"e{n}", type=type, date=date, part=part, first=first, last=last, places=(name,), by=(side,), against=(),
        losses=(), claims=claims, sources=("Gazette",), certainty=certainty, quote="", contested=contested, point=point,
    )  # fmt: skip
    facets: Facets = {
        "type": ((type, row.kind),),
        "side": ((side, side),),
        "certainty": ((certainty, certainty),),
        "facet": tuple((facet, facet) for facet in contested),
        **located(point),
        **dated(first, last),
    }
    return Entry(row, facets, tuple(f"c{n}-{k}" for k in range(claims)), words)


def view_of(path: Path, events: Iterable[Entry], derived: Iterable[tuple[str, str, bytes]] = ()) -> View:
    """The view of these events, kept at `path`; `derived` are kinds, ids and JSON."""
    path.unlink(missing_ok=True)
    db = empty(path)
    with db:
        fill(db, events)
        things = [(kind, n, id, body) for n, (kind, id, body) in enumerate(derived)]
        db.executemany("INSERT INTO derived VALUES (?, ?, ?, ?)", things)
    db.close()
    return View(path)


def left(events: list[Entry], filter: Filter) -> list[str]:
    """The events that a filter leaves, found by looking at each."""
    return [entry.row.id for entry in events if _fits(entry, filter)]


def _fits(entry: Entry, filter: Filter) -> bool:
    row = entry.row
    return (
        _meets(row, *filter.days)
        and (not filter.contested or bool(row.contested))
        and (filter.box is None or _inside(row.point, filter.box))
        and all({value for value, _ in entry.facets.get(facet, ())} & set(values) for facet, values in filter.values)
    )


def _meets(row: Row, since: int | None, until: int | None) -> bool:
    if since is None and until is None:
        return True
    if row.first is None and row.last is None:
        return False
    late = until is not None and row.first is not None and row.first > until
    early = since is not None and row.last is not None and row.last < since
    return not late and not early


def _inside(point: Point | None, box: tuple[float, float, float, float]) -> bool:
    if point is None:
        return False
    west, south, east, north = box
    along = west <= point.longitude <= east if west <= east else not east < point.longitude < west
    return along and south <= point.latitude <= north
