"""The lanes of the timeline: which events stand in each, as bars of their own or gathered by days, months, years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from annals.serve import axis as scale
from annals.serve.axis import WIDE, Axis
from annals.serve.bits import Bits, listed
from annals.serve.filters import Filter
from annals.serve.rows import Row
from annals.serve.view import View

FEW = 300
"""Up to so many events are drawn one by one."""
MOST_ROWS = 34
"""And only if they need no more rows than these."""
MOST_LANES = 6
ROW, TALL = 9.5, 38.0
"""Height of a row of bars, and of the tallest column of what is gathered."""
HEADING, UNDER = 16.0, 4.0
LEAST = 5.0
_OTHERS = {"type": "other types", "source": "other sources"}
_PARTS = {
    "early_morning": (0.0, 0.25),
    "morning": (0.25, 0.5),
    "noon": (0.45, 0.55),
    "afternoon": (0.5, 0.75),
    "evening": (0.75, 0.95),
}


class Bar(msgspec.Struct, frozen=True):
    """An event: from its first to its last possible day. `sure` is a single day; an open end has no last or first."""

    row: Row
    x: float
    width: float
    y: float
    sure: bool
    opens: bool
    ends: bool


class Column(msgspec.Struct, frozen=True):
    """Events gathered: `sure` lie within the column's days, `may` there or outside. Heights are from the ground."""

    x: float
    width: float
    sure: int
    may: int
    solid: float
    soft: float
    told: str
    query: str
    first: int
    last: int


class Lane(msgspec.Struct, frozen=True):
    """A lane from `top` down; `value` is `None` for what stands in no other."""

    label: str
    value: str | None
    count: int
    top: float
    height: float
    query: str
    bars: Sequence[Bar] = ()
    columns: Sequence[Column] = ()


class Share(NamedTuple):
    """The events of a lane."""

    label: str
    value: str | None
    events: Bits


def shares(view: View, filter: Filter, found: Bits) -> list[Share]:
    """The events found by the commonest values of the facet that lanes are made of, and the rest."""
    chosen = filter.of(filter.lanes)
    values = view.facet(filter.lanes, filter, max(MOST_LANES, len(chosen)))
    lanes, rest = [], found
    for value in values:
        events = found & view.having(filter.lanes, value.value)
        if events and (value.chosen or not chosen):
            lanes.append(Share(value.label, value.value, events))
            rest &= ~events
    lanes.sort(key=lambda share: -share.events.bit_count())
    others = _OTHERS.get(filter.lanes, f"no or other {filter.lanes}") if lanes else "all"
    return [*lanes, Share(others, None, rest)] if rest else lanes


def one_by_one(view: View, filter: Filter, lanes: Sequence[Share], axis: Axis, top: float) -> list[Lane] | None:
    """Lanes with a bar an event; `None` where they would be too tall to be read."""
    made: list[Lane] = []
    used = 0
    for share in lanes:
        bars, rows = _stacked(view.rows(listed(share.events)), axis, top + HEADING)
        used += rows
        if used > MOST_ROWS:
            return None
        made.append(_lane(share, filter, top, HEADING + rows * ROW + UNDER, bars=bars))
        top += made[-1].height
    return made


def gathered(view: View, filter: Filter, lanes: Sequence[Share], axis: Axis, top: float) -> list[Lane]:
    """Lanes with a column for every day, week, month ... on one scale of heights."""
    _, edges = axis.bins
    begun, over = [view.days.begun(edge) for edge in edges], [view.days.over(edge) for edge in edges]
    bins = [(begun[n + 1] & ~over[n], over[n + 1] & ~begun[n]) for n in range(len(edges) - 1)]
    counts = [
        [((share.events & may).bit_count(), (share.events & sure).bit_count()) for may, sure in bins] for share in lanes
    ]
    most = max((may for several in counts for may, _ in several), default=1) or 1
    made: list[Lane] = []
    for share, several in zip(lanes, counts, strict=True):
        narrowed = filter.only(filter.lanes, (share.value,)) if share.value is not None else filter
        columns = list(_columns(narrowed, share, axis, edges, several, TALL / most))
        made.append(_lane(share, filter, top, HEADING + TALL + UNDER, columns=columns))
        top += made[-1].height
    return made


def _lane(
    share: Share, filter: Filter, top: float, height: float, *, bars: Sequence[Bar] = (), columns: Sequence[Column] = ()
) -> Lane:
    query = filter.toggled(filter.lanes, share.value).query() if share.value is not None else ""
    return Lane(share.label, share.value, share.events.bit_count(), top, height, query, bars, columns)


def _stacked(rows: Iterable[Row], axis: Axis, top: float) -> tuple[list[Bar], int]:
    """Bars in as few rows as keep them apart, and how many rows these are."""
    ends: list[float] = []
    bars: list[Bar] = []
    for row, x, width in sorted(_placed(rows, axis), key=lambda each: (each[1], -each[2], each[0].id)):
        at = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        ends[at:] = [x + width + 1, *ends[at + 1 :]]
        sure = row.first is not None and row.first == row.last
        bars.append(Bar(row, x, width, top + at * ROW, sure, row.first is None, row.last is not None))
    return bars, len(ends)


def _placed(rows: Iterable[Row], axis: Axis) -> Iterator[tuple[Row, float, float]]:
    for row in rows:
        begin, end = 0.0, 1.0
        if row.first is not None and row.first == row.last and row.part is not None:
            begin, end = _PARTS.get(row.part, (begin, end))
        left = 0.0 if row.first is None else axis.x(row.first + begin)
        right = WIDE if row.last is None else axis.x(row.last + end)
        width = max(LEAST, round(right - left, 1))
        yield row, min(left, WIDE - width), width


def _columns(
    filter: Filter, share: Share, axis: Axis, edges: Sequence[int], counts: Sequence[tuple[int, int]], unit: float
) -> Iterator[Column]:
    since, until = filter.days
    for n, (whole, sure) in enumerate(counts):
        if not whole:
            continue
        first, last = max(edges[n], since or edges[n]), min(edges[n + 1] - 1, until or edges[n + 1])
        left, right = axis.x(edges[n]), axis.x(edges[n + 1])
        may = whole - sure
        told = f"{scale.span(first, last)}: {sure} {share.label}" + (
            f", and {may} that may be of other days" if may else ""
        )
        days = {"since": scale.edtf(first), "until": scale.edtf(last)}
        yield Column(
            x=left,
            width=max(1.0, round(right - left - (1 if right - left > 4 else 0.2), 1)),
            sure=sure,
            may=may,
            solid=_tall(sure * unit),
            soft=_tall(may * unit),
            told=told,
            query=filter.having(**days).query(),
            first=first,
            last=last,
        )


def _tall(height: float) -> float:
    return round(max(height, 1.5), 1) if height else 0.0
