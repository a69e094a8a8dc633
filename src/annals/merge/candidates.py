"""Which events a claim is compared with: those told of its days, at its places or of its actors, or beside it.

Every event is filed under the handles of its claims (`given`), and a claim looks under handles of its own (`asked`).
What shares none cannot reach the threshold, so that nearly all pairs of a large record are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annals.merge.telling import Telling, handles
from annals.merge.when import Days
from annals.merge.where import Place, token

Handle = tuple[object, ...]
SHORT, LONG = 11, 92
"""Up to how many days an interval is filed day by day, or by periods; longer ones meet only their equals."""
PERIOD = 32


class Sought(NamedTuple):
    """What is looked for beside days: accounts (ids) with undated claims, and periods of vague dates."""

    accounts: frozenset[str]
    periods: frozenset[int]


def sought(tellings: Sequence[Telling]) -> Sought:
    """What these claims look for; nothing else need be filed."""
    vague = [t.days for t in tellings if t.days.first is not None and _width(t.days) > SHORT]
    periods = (period for days in vague for period in _periods(days))
    undated = (telling.kept.document for telling in tellings if telling.days.first is None)
    return Sought(frozenset(undated), frozenset(periods))


def given(telling: Telling, wanted: Sought) -> Iterator[Handle]:
    """Under what an event is filed that this claim tells."""
    document = telling.kept.document
    yield ("sentence", document, telling.sentence)
    spaces = list(dict.fromkeys(_spaces_given(telling)))
    if document in wanted.accounts:
        yield from (("account", document, *space) for space in spaces)
    for time in _times_given(telling.days, wanted):
        for space in spaces:
            yield (*time, *space)


def asked(telling: Telling) -> Iterator[Handle]:
    """Where a claim looks for the event that it tells."""
    document = telling.kept.document
    for near in (0, -1, 1):
        yield ("sentence", document, telling.sentence + near)
    spaces = list(dict.fromkeys(_spaces_asked(telling)))
    if telling.days.first is None:
        yield from (("account", document, *space) for space in spaces)
    for time in _times_asked(telling.days):
        for space in spaces:
            yield (*time, *space)


def _times_given(days: Days, wanted: Sought) -> Iterator[Handle]:
    if days.first is None or days.last is None:
        return
    width = _width(days)
    if width > LONG:
        yield ("long", days.first, days.last)
        return
    if width <= SHORT:
        yield from (("day", day) for day in range(days.first, days.last + 1))
    sort = "exact" if width <= SHORT else "vague"
    yield from ((sort, period) for period in _periods(days) if period in wanted.periods)


def _width(days: Days) -> int:
    return (days.last or 0) - (days.first or 0) + 1


def _periods(days: Days) -> range:
    """The periods that a date touches; none where it is so long that it meets only its equals."""
    if _width(days) > LONG:
        return range(0)
    return range((days.first or 0) // PERIOD, (days.last or 0) // PERIOD + 1)


def _times_asked(days: Days) -> Iterator[Handle]:
    if days.first is None or days.last is None:
        return
    width = _width(days)
    if width > LONG:
        yield ("long", days.first, days.last)
        return
    if width <= SHORT:
        yield from (("day", day) for day in range(days.first - 1, days.last + 2))
    for period in _periods(days):
        yield ("vague", period)
        if width > SHORT:
            yield ("exact", period)


def _spaces_given(telling: Telling) -> Iterator[Handle]:
    site = telling.site
    yield from (("place", one) for one in _tokens(site.named))
    yield from (("first", one) for one in _tokens(site.named[:1]))
    yield from (("around", one) for one in _tokens(site.within if site.named else site.around))
    for actor in handles(telling):
        yield ("actor", actor)
        if not site.named:
            yield ("actor, no place", actor)


def _spaces_asked(telling: Telling) -> Iterator[Handle]:
    """Of two places the more specific counts, so that not all claims of one town are compared with each other."""
    site = telling.site
    yield from (("first", one) for one in _tokens(site.named))
    yield from (("place", one) for one in _tokens(site.named[:1]))
    yield from (("around", one) for one in _tokens(site.named[:1]))
    yield from (("first", one) for one in _tokens((*site.within, *site.around)))
    if not site.named:
        yield from (("around", one) for one in _tokens(site.around))
    yield from (("actor, no place" if site.named else "actor", actor) for actor in handles(telling))


def _tokens(places: tuple[Place, ...]) -> Iterator[str]:
    for place in places:
        yield token(place.name)
        yield place.key
