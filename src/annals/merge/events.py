"""Events from claims: which claims tell one occurrence, and why; the rest are events of one claim each.

Two claims are one event only where nothing speaks against it: they are candidates (same type, same day, both negated
or both not), they agree on place or parties, and on no facet are they at odds. An event holds only claims that agree
with one another, each with each, so that a vague claim cannot tie two different events together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from annals.base.edtf import position
from annals.base.event import Event
from annals.base.when import PARTS_OF_DAY
from annals.keep.kept import KeptClaim
from annals.merge import where, who

Group = list[KeptClaim]

_DAY = r"-?\d{4}-\d\d-\d\d"
_PRECISE = re.compile(rf"{_DAY}(?:/{_DAY})?")


def events(claims: Iterable[KeptClaim]) -> list[Event]:
    """The events that the claims tell, in order of time; the same for the same claims in whatever order they come.

    A claim that stands twice (one account under two names) counts once.
    """
    once = {kept.id: kept for kept in claims}
    groups = [group for several in candidates(once.values()) for group in grouped(several)]
    return [_event(group) for group in sorted(groups, key=_place_in_time)]


def candidates(claims: Iterable[KeptClaim]) -> Iterator[Group]:
    """Claims that could tell one event, by type, day and negation, in a fixed order; without an exact date, alone."""
    buckets: dict[tuple[str, ...], Group] = {}
    for kept in sorted(claims, key=_order):
        date = kept.claim.when.edtf if kept.claim.when else ""
        alone = "" if _PRECISE.fullmatch(date) else kept.id
        buckets.setdefault((kept.claim.type, date, str(kept.claim.negated), alone), []).append(kept)
    yield from buckets.values()


def grouped(several: Group) -> list[Group]:
    """Candidates put together where each agrees with each; a claim joins the first group that it fits."""
    groups: list[Group] = []
    index: dict[str, set[int]] = {}
    for kept in several:
        handles = _handles(kept)
        tried = sorted({number for handle in handles for number in index.get(handle, ())})
        fits = (number for number in tried if all(agreement(kept, other) for other in groups[number]))
        number = next(fits, len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(kept)
        for handle in handles:
            index.setdefault(handle, set()).add(number)
    return groups


def agreement(left: KeptClaim, right: KeptClaim) -> tuple[str, ...]:
    """Why two candidates tell one event, a sentence for each facet that agrees; empty when they do not.

    Two claims of one sentence are two acts (codebook, section 3), never one event.
    """
    a, b = left.claim, right.claim
    if left.document == right.document and a.sentence == b.sentence:
        return ()
    parts = {claim.when.part_of_day for claim in (a, b) if claim.when and claim.when.part_of_day}
    if len(parts) > 1 or where.at_odds(a, b) or who.at_odds(a, b):
        return ()
    return tuple(why for why in (where.same(a, b), who.same(a, b)) if why)


def _handles(kept: KeptClaim) -> list[str]:
    """By what a group that fits a claim can be found: without a shared handle two claims cannot agree."""
    by, against = who.parties(kept.claim)
    return [*where.keys(kept.claim), f"{sorted(by)} {sorted(against)}"]


def _event(group: Group) -> Event:
    first = group[0].claim
    date = first.when.edtf if first.when else None
    reasons = [why for kept in group[1:] for why in agreement(group[0], kept)]
    if reasons:
        reasons.insert(0, f"{len(group)} claims of type {first.type} are dated {date}")
    return Event(
        id=event_id(kept.id for kept in group),
        type=first.type,
        date=date,
        part_of_day=_part_of_day(group),
        places=_places(group),
        claims=tuple(kept.id for kept in group),
        why=tuple(dict.fromkeys(reasons)),
    )


def event_id(claims: Iterable[str]) -> str:
    """The id of the event that these claims tell: a hash of their ids, 16 hex digits, whatever their order."""
    return hashlib.sha256(msgspec.json.encode(["event", *sorted(claims)])).hexdigest()[:16]


def _places(group: Group) -> tuple[str, ...]:
    """The places that the claims name, each as it is first written."""
    named: dict[str, str] = {}
    for kept in group:
        for place in kept.claim.places:
            named.setdefault(where.key(place.name), place.name)
    return tuple(named.values())


def _part_of_day(group: Group) -> str | None:
    """The part of the day that any of the claims tells (those that tell one agree)."""
    return next((k.claim.when.part_of_day for k in group if k.claim.when and k.claim.when.part_of_day), None)


def _order(kept: KeptClaim) -> tuple[str, str, int, int, str]:
    return (kept.name, kept.document, kept.claim.span.start, kept.claim.span.end, kept.id)


def _place_in_time(group: Group) -> tuple[object, ...]:
    """First possible day, then part of the day (those without one first), then document and offset."""
    when, part = group[0].claim.when, _part_of_day(group)
    hour = PARTS_OF_DAY.index(part) + 1 if part in PARTS_OF_DAY else 0
    return (*position(when.edtf if when else None), hour, *_order(group[0]))
