"""Points for places: how far apart they are, which rows of a gazetteer are one place, how exactly they are known."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from annals.base.episode import Episode
from annals.base.where import PRECISIONS
from annals.codebook import table
from annals.ground.actor_names import state_names
from annals.ground.gazetteer_match import Match
from annals.ground.spelling import EQUAL, key, same_place

Point = tuple[float, float]
Anchor = tuple[str, Point]
"""A place of the account that is known to lie somewhere, by which others are known."""
ONE = 10.0
"""Rows of one name within this many kilometres are one place."""
NEAR = 100.0
"""Places within this many kilometres of each other may be told in one breath."""
CLOSE = 50.0
IN_TOWN = 30.0
CITY, METROPOLIS = 100_000, 500_000
"""Inhabitants."""
BY_FAR = 10
FEW = 3
"""Where more places than these share the name of a city, one of them may be meant as well."""
OWN = "the account's own coordinates"


class Found(NamedTuple):
    """A point for a name, not yet tied to a claim."""

    point: Point
    precision: str
    where_prec: int
    source: str
    why: str


def kilometres(one: Point, two: Point) -> float:
    """The distance between two points over a round Earth."""
    (lat, lon), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, two))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def spot(match: Match) -> Point:
    """Where a gazetteer puts a place."""
    return match.entry.latitude, match.entry.longitude


def nearest(match: Match, anchors: Sequence[Anchor], limit: float) -> str | None:
    """The name of the nearest anchor within the limit."""
    near = [(kilometres(spot(match), at), name) for name, at in anchors]
    return min((pair for pair in near if pair[0] <= limit), default=(0.0, None))[1]


def in_company(one: Anchor, firm: Sequence[Anchor]) -> bool:
    """Whether another place than this lies near it."""
    return any(ONE < kilometres(one[1], at) <= NEAR for _, at in firm)


def is_city(match: Match) -> bool:
    """Whether a place is so large that its bare name means it, wherever in its country an account is set."""
    return match.entry.population >= CITY and not match.entry.suburb


def is_metropolis(match: Match) -> bool:
    """Whether a place is so large that it is meant though small places share its name."""
    return match.entry.population >= METROPOLIS and match.score == EQUAL


def largest(several: Sequence[Match]) -> Match | None:
    """The city among places of one name beside which the others are small."""
    if not several:
        return None
    first, *others = sorted(several, key=lambda match: -match.entry.population)
    least = max((other.entry.population for other in others), default=0) * BY_FAR
    far = is_city(first) and first.score == EQUAL and first.entry.population >= least
    return first if far and len(others) <= FEW else None


def merged(several: Sequence[Match]) -> list[Match]:
    """One of each group of rows that lie together: a town and its district, the same town in two files."""
    kept: list[Match] = []
    for match in several:
        if all(kilometres(spot(match), spot(other)) > ONE for other in kept):
            kept.append(match)
    return kept


_NUMBER = {"place": 1, "quarter": 1, "division2": 3, "division1": 4, "region": 5}


def found(match: Match, why: str) -> Found:
    """The point of a match."""
    number = _NUMBER[match.entry.kind]
    return Found(spot(match), PRECISIONS[number], number, match.entry.source, f"{match.why}; {why}")


def around_it(town: Found, name: str, why: str) -> Found:
    """What lies in or near a town has the town's point."""
    return town._replace(precision=f"{PRECISIONS[2]} {name}", where_prec=2, why=why)


def own_place(episode: Episode | None) -> tuple[str, Found] | None:
    """The place that an account's own coordinates stand for: the first of its place field, unless that is a country."""
    if episode is None or episode.coordinates is None or not episode.places or state_names(episode.places[0]):
        return None
    name = episode.places[0]
    kinds = {word: kind for kind, words in table("gazetteer")["kinds"].items() for word in words.split()}
    number = _NUMBER.get(kinds.get(name.split()[-1].casefold(), "place"), 1)
    return name, Found(
        episode.coordinates, PRECISIONS[number], number, OWN, "the account gives these coordinates for it"
    )


def is_own(name: str, own: str, found: Found) -> str | None:
    """Why `name` is the place that the account's coordinates stand for; a town is not the district of its name."""
    score, why = same_place(name, own)
    return why if score and (found.where_prec == 1 or key(name) == key(own)) else None
