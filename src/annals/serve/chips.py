"""What of the record is chosen, in words: each part with the choice that is left without it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.base.where import PRECISIONS
from annals.serve import axis
from annals.serve.filters import Filter
from annals.serve.rows import DATED, NOWHERE
from annals.serve.view import View

HEADINGS = {
    "place": "Place",
    "side": "Side",
    "actor": "Actor",
    "type": "Type",
    "source": "Source",
    "certainty": "Certainty",
    "facet": "Contested",
    "when": "Day known",
    "where": "Known to lie",
}
"""The facets that a reader is offered, and what they are called."""
SEVERAL = 4
"""More points than these are told in one chip."""


class Chip(msgspec.Struct, frozen=True):
    """One thing that is chosen; `query` chooses the same without it."""

    what: str
    words: str
    query: str


def chips(view: View, filter: Filter) -> list[Chip]:
    """All that narrows the choice, in the order of the form."""
    return [*_words_and_days(filter), *_values(filter), *_points(view, filter), *_box(filter)]


def reach(filter: Filter) -> str:
    """The days asked for in words: `20 Apr 2021 – 26 Apr 2021`, `from 20 Apr 2021`."""
    since, until = filter.days
    if since is not None and until is not None and since <= until:
        return axis.span(since, until)
    told = [
        f"from {axis.words(since)}" if since is not None else "",
        f"to {axis.words(until)}" if until is not None else "",
    ]
    return " ".join(part for part in told if part)


def _words_and_days(filter: Filter) -> Iterator[Chip]:
    if filter.q:
        yield Chip("Words", filter.q, filter.having(q="").query())
    if filter.since or filter.until:
        yield Chip("Days", reach(filter), filter.having(since=None, until=None).query())
    if filter.contested:
        yield Chip("Contested", "only", filter.having(contested=False).query())


def _values(filter: Filter) -> Iterator[Chip]:
    for facet, heading in HEADINGS.items():
        for value in filter.of(facet):
            yield Chip(heading, _worded(facet, value), filter.toggled(facet, value).query())


def _worded(facet: str, value: str) -> str:
    if facet == "when":
        return DATED.get(value, value)
    if facet == "where":
        return "nowhere" if value == NOWHERE else PRECISIONS.get(int(value), value) if value.isdecimal() else value
    return value.replace("_", " ") if facet in ("type", "facet") else value


def _points(view: View, filter: Filter) -> Iterator[Chip]:
    points = filter.of("at")
    if len(points) > SEVERAL:
        yield Chip("At", f"{len(points)} points of the map", filter.only("at", ()).query())
        return
    for at in points:
        place = view.places.get(at)
        yield Chip("At", f"{place.name} ({at})" if place else at, filter.toggled("at", at).query())


def _box(filter: Filter) -> Iterator[Chip]:
    if filter.box:
        west, south, east, north = filter.box
        words = f"{_degrees(south, 'NS')} to {_degrees(north, 'NS')}, {_degrees(west, 'EW')} to {_degrees(east, 'EW')}"
        yield Chip("Within", words, filter.having(box=None).query())


def _degrees(number: float, signs: str) -> str:
    return f"{abs(number):.2f}".rstrip("0").rstrip(".") + f"° {signs[number < 0]}"
