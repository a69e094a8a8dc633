"""The map of the overview: where the chosen events lie, as marks on a drawing that needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt

import msgspec

from annals.base.where import PRECISIONS
from annals.serve.filters import Filter
from annals.serve.having import Among
from annals.serve.labels import Label, named
from annals.serve.land import Land, hemisphere, land
from annals.serve.places import Place
from annals.serve.projection import WIDE, Frame, boxed, fitted, outline
from annals.serve.rows import NOWHERE
from annals.serve.view import View

AROUND = {2: 25.0, 3: 50.0, 4: 100.0, 5: 250.0}
"""Kilometres drawn around a point for how exactly it is known: UCDP's 25 for a neighbourhood; for divisions and regions
no rule gives any, and these stand for their size."""

LEAST, MOST = 6.0, 20.0
"""The radius of the mark of one event, and of the place with most events, in units of the drawing."""
LEAST_WEDGE = 0.25
"""Of the half of a mark."""
CLOSE, CROWDED, CROWD = 16.0, 26.0, 150
"""How close marks may be to each other, also where there are more points than a crowd."""
MOST_POINTS = 40
"""So many points one link can name; for more it names a box around them."""
MOST_DISCS = 80
MOST_CREDITS = 6
GLOBE = 36.0
WORLDWIDE = 4000.0
"""Maps of more kilometres to each side need no globe beside them."""


class Disc(msgspec.Struct, frozen=True):
    """How far around a point an event may have been; `prec` is the number of `where_prec`."""

    x: float
    y: float
    radius: float
    prec: int


class Mark(msgspec.Struct, frozen=True):
    """Events at one point, or at several that lie too close to be told apart on this map.

    `query` chooses exactly these events, or a box that holds them where `closer`.
    """

    x: float
    y: float
    radius: float
    count: int
    contested: int
    name: str
    others: int
    at: tuple[str, ...]
    query: str
    closer: bool
    chosen: bool

    @property
    def wedge(self) -> str:
        """The right half of the mark if all its events are contested, less for fewer, never too little to be seen."""
        turn = pi * max(LEAST_WEDGE, self.contested / self.count)
        r, begin = self.radius, pi / 2 - turn / 2
        x, y = (round(r * f(begin), 1) for f in (sin, cos))
        ex, ey = (round(r * f(begin + turn), 1) for f in (sin, cos))
        return f"M0 0L{x:g} {-y:g}A{r:g} {r:g} 0 0 1 {ex:g} {-ey:g}Z"

    @property
    def told(self) -> str:
        """The mark in words."""
        where = self.name + (
            f" and {self.others} more {'place' if self.others == 1 else 'places'}" if self.others else ""
        )
        split = f", {self.contested} contested" if self.contested else ""
        return f"{where}: {self.count} {'event' if self.count == 1 else 'events'}{split}"


class Bar(msgspec.Struct, frozen=True):
    """The scale: so many kilometres are so long."""

    kilometres: int
    length: float


class Map(msgspec.Struct, frozen=True):
    """All that the map's template draws."""

    frame: Frame
    land: Land
    discs: Sequence[Disc]
    marks: Sequence[Mark]
    labels: Sequence[Label]
    located: int
    nowhere: int
    places: int
    nowhere_query: str
    globe: str | None
    bar: Bar | None
    coarse: bool
    credits: Sequence[str] = ()

    @property
    def precs(self) -> list[tuple[int, str, float]]:
        """What the discs that are drawn stand for."""
        return [(prec, PRECISIONS[prec], AROUND[prec]) for prec in sorted({disc.prec for disc in self.discs})]


class Group:
    """Points that share a mark: `first`, which has most events and gives the mark its place, and those close to it."""

    def __init__(self, place: Place, x: float, y: float) -> None:
        self.first, self.x, self.y = place, x, y
        self.places: list[Place] = []
        self.count = self.contested = 0

    def add(self, place: Place, count: int, contested: int) -> None:
        """Take in a point."""
        self.places.append(place)
        self.count, self.contested = self.count + count, self.contested + contested


def drawn(view: View, filter: Filter) -> Map | None:
    """The map of the events that a filter leaves; `None` where none of them lies anywhere known."""
    found = view.chosen(filter)
    counted = view.places.counted(view.among(filter))
    if not counted and not filter.box:
        return None
    places = [place for place, _ in counted]
    frame = boxed(filter.box) if filter.box else _fitted(view, found, places)
    contested = view.places.counts(Among(found & view.contested, view.size))
    groups = list(_groups(counted, contested, frame))
    marks = _marks(groups, filter)
    located = sum(count for _, count in counted)
    background = land(frame)
    return Map(
        frame=frame,
        land=background,
        discs=list(_discs(view, found, places, frame)),
        marks=marks,
        labels=named([(m.x, m.y, m.radius, m.name) for m in marks], background.names, (WIDE, frame.high)),
        located=located,
        nowhere=found.bit_count() - located,
        places=len(places),
        nowhere_query=filter.only("where", (NOWHERE,)).query(),
        globe=hemisphere(*_rounded(frame), GLOBE) if frame.half < WORLDWIDE else None,
        bar=None if frame.whole else _bar(frame),
        coarse=frame.half < 100,
        credits=view.about.get("credits", "").splitlines()[:MOST_CREDITS],
    )


def _fitted(view: View, found: int, places: Sequence[Place]) -> Frame:
    around = [AROUND.get(prec_of(view, found, place), 0.0) for place in places[:MOST_DISCS]]
    spots = [(place.longitude, place.latitude) for place in places]
    if len(spots) > CROWD:
        spots = [*spots[:MOST_DISCS], *outline(spots)]
    around += [0.0] * (len(spots) - len(around))
    return fitted(spots, around)


def prec_of(view: View, found: int, place: Place) -> int:
    """How exactly the events found at a point are known to be there: the least exactly known decides."""
    there = found & place.having.bits
    return max((prec for prec in PRECISIONS if there & view.having("where", str(prec))), default=1)


def _groups(counted: Sequence[tuple[Place, int]], contested: Mapping[int, int], frame: Frame) -> Iterator[Group]:
    """Points with most events first; each joins a mark that is there already, if it lies under it.

    `contested` says how many events of a point are, by its rank.
    """
    cells: dict[tuple[int, int], Group] = {}
    size = CLOSE if len(counted) <= CROWD else CROWDED
    spots = _spots(frame)
    new = [place for place, _ in counted if place.at not in spots]
    spots.update(zip((p.at for p in new), frame.all_at([(p.longitude, p.latitude) for p in new]), strict=True))
    for place, count in counted:
        x, y = spots[place.at]
        cell = int(x // size), int(y // size)
        group = cells.get(cell) or _near(cells, cell, x, y, size)
        if group is None:
            group = cells[cell] = Group(place, x, y)
        group.add(place, count, contested.get(place.having.rank, 0))
    yield from cells.values()


@lru_cache(maxsize=16)
def _spots(frame: Frame) -> dict[str, tuple[float, float]]:
    """Where points lie on a map, as far as was asked for: many choices are drawn on the same few maps."""
    return {}


def _near(
    cells: Mapping[tuple[int, int], Group], cell: tuple[int, int], x: float, y: float, size: float
) -> Group | None:
    """The nearest mark of the cells around, if it is near enough."""
    around = [(cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    apart = [((cells[c].x - x) ** 2 + (cells[c].y - y) ** 2, c) for c in around if c in cells]
    nearest, which = min(apart, default=(size**2, cell))
    return cells[which] if nearest < size**2 else None


def _marks(groups: Sequence[Group], filter: Filter) -> list[Mark]:
    most = max((group.count for group in groups), default=1)
    ordered = sorted(groups, key=lambda group: (-group.count, group.first.at))
    return [_mark(group, most, filter) for group in ordered]


def _mark(group: Group, most: int, filter: Filter) -> Mark:
    at = tuple(sorted(place.at for place in group.places))
    closer, chosen = len(at) > MOST_POINTS, filter.of("at") == at
    query = filter.having(box=_around(group.places)) if closer else filter.only("at", () if chosen else at)
    return Mark(
        x=round(group.x, 1),
        y=round(group.y, 1),
        radius=round(LEAST + (MOST - LEAST) * sqrt((group.count - 1) / max(1, most - 1)) * (most > 1), 1),
        count=group.count,
        contested=group.contested,
        name=group.first.name,
        others=len(at) - 1,
        at=at[:MOST_POINTS],
        query=query.query(),
        closer=closer,
        chosen=chosen,
    )


def _around(places: Sequence[Place]) -> tuple[float, float, float, float]:
    """A box around points that lie on one side of the globe."""
    first = places[0].longitude
    turns = [(place.longitude - first + 180) % 360 - 180 for place in places]
    west, east = ((first + turn + 180) % 360 - 180 for turn in (min(turns) - 0.001, max(turns) + 0.001))
    return west, min(p.latitude for p in places) - 0.001, east, max(p.latitude for p in places) + 0.001


def _discs(view: View, found: int, places: Sequence[Place], frame: Frame) -> Iterable[Disc]:
    for place in places[:MOST_DISCS]:
        there = found & place.having.bits
        for prec, around in AROUND.items():
            if there & view.having("where", str(prec)) and around * frame.scale > LEAST:
                x, y = frame.at(place.longitude, place.latitude)
                yield Disc(round(x, 1), round(y, 1), round(around * frame.scale, 1), prec)


def _rounded(frame: Frame) -> tuple[float, float]:
    return round(frame.middle[0] / 10) * 10.0, round(frame.middle[1] / 10) * 10.0


def _bar(frame: Frame) -> Bar:
    """The longest round number of kilometres that is at most a quarter of the map's width."""
    room = frame.half / 2
    power = 1
    while power * 10 <= room:
        power *= 10
    kilometres = max((n * power for n in (1, 2, 5) if n * power <= room), default=1)
    return Bar(kilometres, round(kilometres * frame.scale, 1))
