"""What a reader asked to see: the whole state of the page, as it stands in its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from urllib.parse import quote_plus

import msgspec

from annals.base.edtf import bounds

FACETS = ("place", "side", "actor", "type", "source", "certainty", "facet", "when", "where", "at")
"""What events can be chosen by: several values of one facet widen the choice, several facets narrow it.

`facet` is what the accounts disagree about (`toll`, `date`, ...), `when` how closely its day is known (`day`, `week`,
`month`, `year`, `years`, `open`, `unknown`), `where` how exactly it is known where an event lies (the numbers of
`where_prec`, or `unknown`), `at` the very point (`37.05,41.22`)."""

LANES = ("type", "side", "actor", "place", "source", "certainty")
"""What the timeline can have a lane for each value of."""

SORTS = ("time", "doubt", "claims")
PER_PAGE = 60
LONGEST = 200
"""Characters of a value that are heeded, and values of a facet."""

Box = tuple[float, float, float, float]
"""West, south, east and north in decimal degrees; west of a box across the 180th meridian is the greater."""

_quoted = lru_cache(maxsize=2**14)(partial(quote_plus, safe=",:"))
"""A value as it stands in an address; a page of links quotes the same few over and over."""

_DAY = re.compile(r"-?\d{4,6}(?:-\d\d){0,2}")


class Filter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A choice of events: words, days (EDTF: year, month or day), values of facets, a box on the map.

    Beside it stands how they are shown: page and order of the list, the timeline's lanes, the event looked at.
    """

    q: str = ""
    since: str | None = None
    until: str | None = None
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contested: bool = False
    box: Box | None = None
    lanes: str = LANES[0]
    sort: str = SORTS[0]
    page: int = 1
    sel: str | None = None

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of a facet."""
        return dict(self.values).get(facet, ())

    @property
    def days(self) -> tuple[int | None, int | None]:
        """First and last day asked for, as Julian day numbers."""
        return bounds(self.since)[0] if self.since else None, bounds(self.until)[1] if self.until else None

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.q or self.since or self.until or self.values or self.contested or self.box)

    def pairs(self) -> list[tuple[str, str]]:
        """What stands in the address, in a fixed order; nothing for what is as it is by itself."""
        told = [("q", self.q), ("from", self.since or ""), ("to", self.until or "")]
        told += [(facet, value) for facet, values in self.values for value in values]
        told += [("contested", "1" if self.contested else ""), ("box", ",".join(map(degrees, self.box or ())))]
        told += [
            ("lanes", "" if self.lanes == LANES[0] else self.lanes),
            ("sort", "" if self.sort == SORTS[0] else self.sort),
        ]
        told += [("page", str(self.page) if self.page > 1 else ""), ("sel", self.sel or "")]
        return [(name, value) for name, value in told if value]

    def query(self) -> str:
        """The part of the address after the question mark."""
        return "&".join([f"{name}={_quoted(value)}" for name, value in self.pairs()])

    def toggled(self, facet: str, value: str) -> Filter:
        """The same choice with or without a value, from its first page on."""
        chosen = self.of(facet)
        rest = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        values = {**dict(self.values), facet: rest}
        return msgspec.structs.replace(self, values=_ordered(values), page=1, sel=None)

    def only(self, facet: str, values: Iterable[str]) -> Filter:
        """The same choice with just these values of a facet; none at all takes the facet out."""
        rest = {**dict(self.values), facet: tuple(values)}
        return msgspec.structs.replace(self, values=_ordered(rest), page=1, sel=None)

    def having(self, **changed: object) -> Filter:
        """The same choice with other words, days, order or page."""
        whole = msgspec.structs.asdict(self) | {"page": 1, "sel": None} | changed
        return Filter(**whole)


def parsed(pairs: Iterable[tuple[str, str]]) -> Filter:
    """The choice that stands in an address; what cannot be understood there is passed over."""
    told: dict[str, list[str]] = {}
    for name, value in pairs:
        told.setdefault(name, []).append(value[:LONGEST].strip())
    values = {facet: tuple(dict.fromkeys(v for v in told.get(facet, ())[:LONGEST] if v)) for facet in FACETS}
    sort, page, lanes = _last(told, "sort"), _last(told, "page"), _last(told, "lanes")
    return Filter(
        q=_last(told, "q"),
        since=_day(_last(told, "from")),
        until=_day(_last(told, "to")),
        values=_ordered(values),
        contested=_last(told, "contested") in ("1", "on", "true"),
        box=_box(_last(told, "box")),
        lanes=lanes if lanes in LANES else LANES[0],
        sort=sort if sort in SORTS else SORTS[0],
        page=min(int(page), 10**6) if page.isdecimal() and page.isascii() and int(page) > 0 else 1,
        sel=_last(told, "sel") or None,
    )


_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,6})?")


def degrees(number: float) -> str:
    """Decimal degrees as they stand in an address: to about ten metres, without needless zeros."""
    words = f"{number:.4f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def _box(words: str) -> Box | None:
    """West, south, east, north, if they are on the globe and the right way up."""
    told = words.split(",")
    if len(told) != 4 or not all(_DEGREES.fullmatch(each) for each in told):
        return None
    west, south, east, north = (float(each) for each in told)
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90 or south > north:
        return None
    return west, south, east, north


def _last(told: Mapping[str, Sequence[str]], name: str) -> str:
    return told[name][-1] if told.get(name) else ""


def _day(words: str) -> str | None:
    return words if _DAY.fullmatch(words) and bounds(words) != (None, None) else None


def _ordered(values: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((facet, tuple(sorted(values[facet]))) for facet in FACETS if values.get(facet))
