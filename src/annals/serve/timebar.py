"""The timeline of the overview: when the chosen events were, on a drawing that needs no script."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from annals.serve import axis as scale
from annals.serve.axis import Axis, Tick
from annals.serve.bands import Band, Strip, bands, strips
from annals.serve.bits import Bits, listed
from annals.serve.daybook import MOST_UNDATED, Daybook, of_events, of_sets
from annals.serve.filters import LANES, Filter
from annals.serve.lanes import FEW, Lane, gathered, one_by_one, shares
from annals.serve.rows import UNDATED
from annals.serve.view import View

REMOTE = 6
"""Where a few events make the scale so many times longer, they are told of beside it."""
ENOUGH = 20
BAND, STRIP = 14.0, 27.0
BELOW = 22.0


class Beyond(msgspec.Struct, frozen=True):
    """Events beyond one end of the scale."""

    count: int
    query: str


class Timeline(msgspec.Struct, frozen=True):
    """All that the timeline's template draws; `down` is the same for narrow pages."""

    axis: Axis
    ticks: Sequence[Tick]
    told: str
    lanes: Sequence[Lane]
    bands: Sequence[Band]
    strips: Sequence[Strip]
    top: float
    strips_top: float
    height: float
    gathered: str | None
    uncertain: bool
    earlier: Beyond | None
    later: Beyond | None
    undated: int
    undated_query: str
    down: Daybook
    lasting: tuple[int, int] | None
    choices: Sequence[tuple[str, str, bool]]


def drawn(view: View, filter: Filter) -> Timeline | None:
    """The timeline of the events that a filter leaves; `None` where none of them has a day."""
    found = view.chosen(filter)
    reach = _reach(view, filter, found)
    if reach is None:
        return None
    axis = Axis(*reach)
    shown = found & view.days.within(axis.first, axis.last)
    few = shown.bit_count() <= FEW
    claims = view.claims_among(listed(shown)) if few else []
    behind, below = bands(view, claims, axis), strips(view, claims, axis)
    top = BAND * (max((band.row for band in behind), default=-1) + 1) + 4
    parted = shares(view, filter, shown)
    lanes = one_by_one(view, filter, parted, axis, top) if few else None
    by = None if lanes is not None else _by(axis)
    lanes = lanes if lanes is not None else gathered(view, filter, parted, axis, top)
    bottom = top + sum(lane.height for lane in lanes)
    return Timeline(
        axis=axis,
        ticks=axis.ticks,
        told=scale.span(axis.first, axis.last),
        lanes=lanes,
        bands=behind,
        strips=below,
        top=top,
        strips_top=bottom,
        height=round(bottom + STRIP * len(below) + (18 if below else 0) + BELOW, 1),
        gathered=by,
        uncertain=any(column.may for lane in lanes for column in lane.columns)
        or any(not bar.sure for lane in lanes for bar in lane.bars),
        earlier=_beyond(found & view.days.over(axis.first), filter.having(until=scale.edtf(axis.first - 1))),
        later=_beyond(found & view.days.dated & ~view.days.begun(axis.last + 1), _after(filter, axis)),
        undated=(found & ~view.days.dated).bit_count(),
        undated_query=filter.only("when", (UNDATED,)).query(),
        down=_down(view, filter, shown, found & ~view.days.dated, axis, behind, few=few),
        lasting=None if few else (view.count("truce"), view.count("control")),
        choices=[(name, filter.having(lanes=name).query(), name == filter.lanes) for name in LANES],
    )


def _down(
    view: View, filter: Filter, shown: Bits, undated: Bits, axis: Axis, behind: Sequence[Band], *, few: bool
) -> Daybook:
    if not few:
        return of_sets(view, filter, shown, axis)
    nameless = view.rows(listed(undated)) if undated.bit_count() <= MOST_UNDATED else []
    return of_events(view.rows(listed(shown)), nameless, axis, behind)


def _after(filter: Filter, axis: Axis) -> Filter:
    return filter.having(since=scale.edtf(axis.last + 1))


def _beyond(events: Bits, filter: Filter) -> Beyond | None:
    return Beyond(events.bit_count(), filter.query()) if events else None


def _by(axis: Axis) -> str:
    unit, _ = axis.bins
    if unit == scale.Unit("day", 7):
        return "a week"
    return f"a {unit.kind}" if unit.step == 1 else f"{unit.step} {unit.kind}s"


def _reach(view: View, filter: Filter, found: Bits) -> tuple[int, int] | None:
    """First and last day of the scale: what was asked for, else of all events, but for few that lie far from most."""
    whole, most = view.days.middle(found, 0.0), view.days.middle(found, 0.02)
    if whole is None or most is None:
        return None
    first, last = whole
    length = most[1] - most[0] + 30
    if found.bit_count() >= ENOUGH and last - first > REMOTE * length:
        first, last = max(first, most[0] - length // 10), min(last, most[1] + length // 10)
    since, until = filter.days
    first = since if since is not None else first
    last = until if until is not None else last
    return (first, last) if first <= last else (last, first)
