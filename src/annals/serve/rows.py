"""An event as the page lists it: all that a line, a mark on the map or a bar of the timeline needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.claim import CERTAINTIES
from annals.base.edtf import bounds
from annals.base.event import Event
from annals.base.what import SYMMETRIC
from annals.base.where import PRECISIONS, Placed
from annals.keep.kept import KeptClaim
from annals.publish import wording
from annals.serve.filters import degrees


class Point(msgspec.Struct, frozen=True):
    """Where an event lies, in decimal degrees, how exactly that is known (UCDP's `where_prec`), and who says so.

    `name` is the place whose coordinates these are.
    """

    latitude: float
    longitude: float
    where_prec: int
    precision: str
    source: str
    name: str = ""

    @property
    def at(self) -> str:
        """How the point stands in an address."""
        return f"{degrees(self.latitude)},{degrees(self.longitude)}"


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event. `first` and `last` are its first and last possible day as Julian day numbers.

    `by` and `against` are names as written, `losses` figures in words, `sources` those who published the accounts,
    `contested` what the accounts disagree about, `certainty` the surest of its claims', `negated` whether all its
    claims say that it failed or did not happen, `quote` the words of its first claim.
    """

    id: str
    type: str
    date: str | None
    part: str | None
    first: int | None
    last: int | None
    places: tuple[str, ...]
    by: tuple[str, ...]
    against: tuple[str, ...]
    losses: tuple[str, ...]
    claims: int
    sources: tuple[str, ...]
    certainty: str
    quote: str
    contested: tuple[str, ...] = ()
    negated: bool = False
    point: Point | None = None

    @property
    def parties(self) -> str:
        """Who did it to whom: `A → B`, or `A – B` where neither is the one who acts."""
        by, against = ", ".join(self.by), ", ".join(self.against)
        if by and against:
            return f"{by} {'–' if self.type in SYMMETRIC else '→'} {against}"
        return f"→ {against}" if against else by

    @property
    def kind(self) -> str:
        """The type in words."""
        return self.type.replace("_", " ")

    @property
    def told(self) -> str:
        """The event in words."""
        parts = [self.date or "no date", f"{self.kind}{', not so' if self.negated else ''}", self.parties]
        parts += [", ".join(self.places), f"contested: {', '.join(self.contested)}" if self.contested else ""]
        return " · ".join(part for part in parts if part)


Facets = dict[str, tuple[tuple[str, str], ...]]
"""For each facet the values of an event: what stands in the address, and how it is worded."""


def row(event: Event, claims: Sequence[KeptClaim], publishers: Mapping[str, str], contested: Iterable[str]) -> Row:
    """The row of an event, from its claims and from who published each document (by its id)."""
    first, last = bounds(event.date)
    told = [kept.claim for kept in claims]
    return Row(
        id=event.id,
        type=event.type,
        date=event.date,
        part=event.part_of_day,
        first=first,
        last=last,
        places=event.places,
        by=_once(m.name for claim in told for m in claim.by),
        against=_once(m.name for claim in told for m in claim.against),
        losses=_once(wording.toll(loss) for claim in told for loss in claim.losses),
        claims=len(claims),
        sources=_once(publishers[kept.document] for kept in claims),
        certainty=min((claim.certainty for claim in told), key=CERTAINTIES.index),
        quote=told[0].quote,
        contested=tuple(sorted(set(contested))),
        negated=all(claim.negated for claim in told),
        point=_point(claims),
    )


def facets(row: Row, claims: Sequence[KeptClaim], sides: Mapping[tuple[str, object], str], known: Names) -> Facets:
    """Under what an event can be found. `sides` names the sides of each document's episode."""
    return {
        "place": _pairs(known.places(claims)),
        "actor": _pairs(known.actors(claims)),
        "side": _pairs(_sides(claims, sides)),
        "type": ((row.type, row.kind),),
        "source": _pairs((name, name) for name in row.sources),
        "certainty": _pairs((kept.claim.certainty, kept.claim.certainty) for kept in claims),
        "facet": _pairs((facet, facet) for facet in row.contested),
        **located(row.point),
        **dated(row.first, row.last),
    }


NOWHERE = UNDATED = "unknown"
WITHIN = {"day": 1, "week": 7, "month": 31, "year": 366}
"""How closely a day is known: within so many days."""
DATED = {
    **{name: f"to the {name}" if days == 1 else f"within a {name}" for name, days in WITHIN.items()},
    "years": "within years",
    "open": "to one side only",
    UNDATED: "no day known",
}


def dated(first: int | None, last: int | None) -> Facets:
    """How closely the day of an event is known; what has no day can be found too."""
    if first is None or last is None:
        known = UNDATED if first is last else "open"
    else:
        known = next((name for name, days in WITHIN.items() if last - first < days), "years")
    return {"when": ((known, DATED[known]),)}


def located(point: Point | None) -> Facets:
    """Where an event is found by its point; what lies nowhere known can be found too."""
    if point is None:
        return {"where": ((NOWHERE, "nowhere known"),)}
    known = str(point.where_prec), PRECISIONS.get(point.where_prec, point.precision)
    return {"where": (known,), "at": ((point.at, point.name or point.at),)}


class Names:
    """The names under which actors and places are found: each identity by its best name."""

    def __init__(self, actors: Mapping[tuple[str, str], str], places: Mapping[tuple[str, str], str]) -> None:
        self._actors, self._places = actors, places

    def actors(self, claims: Iterable[KeptClaim]) -> Iterator[tuple[str, str]]:
        """Everybody who takes part."""
        for kept in claims:
            for mention in (*kept.claim.by, *kept.claim.against, *kept.claim.mediator):
                name = self._actors.get((kept.document, mention.name), mention.name)
                yield name, name

    def places(self, claims: Iterable[KeptClaim]) -> Iterator[tuple[str, str]]:
        """Every place named."""
        for kept in claims:
            for mention in kept.claim.places:
                name = self._places.get((kept.document, mention.name), mention.name)
                yield name, name

    def value(self, what: str, document: str, name: str) -> str | None:
        """The name by which the events of an `actor` or `place` are found; `None` where no event has it."""
        return (self._actors if what == "actor" else self._places).get((document, name))


def _sides(claims: Iterable[KeptClaim], sides: Mapping[tuple[str, object], str]) -> Iterator[tuple[str, str]]:
    for kept in claims:
        for party in kept.actors:
            if party.role in ("by", "against") and party.side is not None:
                name = sides.get((kept.document, party.side), str(party.side))
                yield name, name


def _point(claims: Iterable[KeptClaim]) -> Point | None:
    """The most exact point of any claim for its most specific place; else for one told beside it, which is near."""
    at = [place for kept in claims for place in kept.places_at if place.ordinal == 0]
    at = at or [place for kept in claims for place in kept.places_at]
    best = min(at, key=_exactness, default=None)
    if best is None:
        return None
    name = best.precision.partition(" of ")[2] or best.name
    if best.ordinal and best.where_prec == 1:
        return Point(best.latitude, best.longitude, 2, f"{PRECISIONS[2]} {name}", best.source, name)
    return Point(best.latitude, best.longitude, best.where_prec, best.precision, best.source, name)


def credit(source: str) -> str:
    """Whose coordinates a point has, without the number of the place there: "GeoNames (CC BY 4.0), 173377"."""
    name, _, number = source.rpartition(", ")
    return name if name and number.isdigit() else source


def _exactness(place: Placed) -> tuple[object, ...]:
    return (place.where_prec, place.ordinal, place.name, place.latitude, place.longitude)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _pairs(several: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(several))
