"""Events from claims: which claims tell one occurrence, and why; the rest are events of one claim each.

Two claims are one event only where nothing speaks against it: they are candidates (same type, same day, both negated
or both not), they agree on place or parties, and on no facet are they at odds. An event holds only claims that agree
with one another, each with each, so that a vague claim cannot tie two different events together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from annals.base.claim import Claim
from annals.base.edtf import position
from annals.base.event import Event
from annals.base.span import Span
from annals.base.when import PARTS_OF_DAY
from annals.keep.kept import KeptClaim
from annals.merge import where, who

_DAY = r"-?\d{4}-\d\d-\d\d"
_PRECISE = re.compile(rf"{_DAY}(?:/{_DAY})?")


class Facets(NamedTuple):
    """What candidates are compared by; claims alike in all of it are compared once for all."""

    places: tuple[str, ...]
    parties: who.Parties
    part_of_day: str | None


class Group:
    """Claims that agree, each with each. `alike` holds one claim for each way of telling the event."""

    def __init__(self) -> None:
        self.members: list[KeptClaim] = []
        self.alike: dict[Facets, Claim] = {}
        self.sentences: set[tuple[str, Span]] = set()

    def add(self, kept: KeptClaim, facets: Facets) -> None:
        """Take a claim that fits."""
        self.members.append(kept)
        self.alike.setdefault(facets, kept.claim)
        self.sentences.add((kept.document, kept.claim.sentence))

    def fits(self, kept: KeptClaim, facets: Facets, agreed: Agreed) -> bool:
        """Whether a claim agrees with every member, and stands in no member's sentence.

        Two claims of one sentence are two acts (codebook, section 3), never one event.
        """
        if (kept.document, kept.claim.sentence) in self.sentences:
            return False
        for known, claim in self.alike.items():
            if (known, facets) not in agreed:
                agreed[known, facets] = bool(agreement(claim, kept.claim))
            if not agreed[known, facets]:
                return False
        return True


Agreed = dict[tuple[Facets, Facets], bool]


def events(claims: Iterable[KeptClaim]) -> list[Event]:
    """The events that the claims tell, in order of time; the same for the same claims in whatever order they come.

    A claim that stands twice (one account under two names) counts once.
    """
    once = {kept.id: kept for kept in sorted(claims, key=_order, reverse=True)}
    groups = [group for several in candidates(once.values()) for group in grouped(several)]
    return [_event(group) for group in sorted(groups, key=_place_in_time)]


def candidates(claims: Iterable[KeptClaim]) -> Iterator[list[KeptClaim]]:
    """Claims that could tell one event, by type, day and negation, in a fixed order; without an exact date, alone."""
    buckets: dict[tuple[str, ...], list[KeptClaim]] = {}
    for kept in sorted(claims, key=_order):
        date = kept.claim.when.edtf if kept.claim.when else ""
        alone = "" if _PRECISE.fullmatch(date) else kept.id
        buckets.setdefault((kept.claim.type, date, str(kept.claim.negated), alone), []).append(kept)
    yield from buckets.values()


def grouped(several: Iterable[KeptClaim]) -> list[Group]:
    """Candidates put together where each agrees with each; a claim joins the first group that it fits."""
    groups: list[Group] = []
    index: dict[tuple[str, object], dict[int, None]] = {}
    agreed: Agreed = {}
    for kept in several:
        facets = facets_of(kept.claim)
        tried = sorted({number for handle in _asked(facets) for number in index.get(handle, ())})
        number = next((n for n in tried if groups[n].fits(kept, facets, agreed)), len(groups))
        if number == len(groups):
            groups.append(Group())
        groups[number].add(kept, facets)
        for handle in _given(facets):
            index.setdefault(handle, {})[number] = None
    return groups


def facets_of(claim: Claim) -> Facets:
    """What of a claim is compared."""
    part = claim.when.part_of_day if claim.when else None
    return Facets(tuple(where.keys(claim)), who.parties(claim), part)


def agreement(left: Claim, right: Claim) -> tuple[str, ...]:
    """Why two candidates tell one event, a sentence for each facet that agrees; empty when they do not."""
    parts = {claim.when.part_of_day for claim in (left, right) if claim.when and claim.when.part_of_day}
    if len(parts) > 1 or where.at_odds(left, right) or who.at_odds(left, right):
        return ()
    return tuple(why for why in (where.same(left, right), who.same(left, right)) if why)


def _given(facets: Facets) -> Iterator[tuple[str, object]]:
    """Under what a group is found that has a member with these facets."""
    yield "parties", facets.parties
    if not facets.places:
        yield "parties without a place", facets.parties
    yield from (("place", place) for place in facets.places)
    yield from (("first place", place) for place in facets.places[:1])


def _asked(facets: Facets) -> Iterator[tuple[str, object]]:
    """Where a claim with these facets looks for groups; with no other can it agree.

    Of two places the more specific counts, so that not all claims of one town are compared with each other; parties
    alone can only bring together what does not name two places.
    """
    yield ("parties without a place" if facets.places else "parties"), facets.parties
    yield from (("first place", place) for place in facets.places)
    yield from (("place", place) for place in facets.places[:1])


def _event(group: Group) -> Event:
    first = group.members[0].claim
    date = first.when.edtf if first.when else None
    return Event(
        id=event_id(kept.id for kept in group.members),
        type=first.type,
        date=date,
        part_of_day=_part_of_day(group),
        places=_places(group),
        claims=tuple(kept.id for kept in group.members),
        why=_why(group, date),
    )


def _why(group: Group, date: str | None) -> tuple[str, ...]:
    """Why the claims are one event; nothing where there is only one."""
    if len(group.members) == 1:
        return ()
    first, second = group.members[0].claim, group.members[1].claim
    reasons = [f"{len(group.members)} claims of type {first.type} are dated {date}"]
    for other in (second, *group.alike.values()):
        if other is not first:
            reasons += agreement(first, other)
    return tuple(dict.fromkeys(reasons))


def event_id(claims: Iterable[str]) -> str:
    """The id of the event that these claims tell: a hash of their ids, 16 hex digits, whatever their order."""
    return hashlib.sha256(msgspec.json.encode(["event", *sorted(claims)])).hexdigest()[:16]


def _places(group: Group) -> tuple[str, ...]:
    """The places that the claims name, each as it is first written."""
    named: dict[str, str] = {}
    for kept in group.members:
        for place in kept.claim.places:
            named.setdefault(where.key(place.name), place.name)
    return tuple(named.values())


def _part_of_day(group: Group) -> str | None:
    """The part of the day that any of the claims tells (those that tell one agree)."""
    return next((facets.part_of_day for facets in group.alike if facets.part_of_day), None)


def _order(kept: KeptClaim) -> tuple[str, str, int, int, str]:
    return (kept.name, kept.document, kept.claim.span.start, kept.claim.span.end, kept.id)


def _place_in_time(group: Group) -> tuple[object, ...]:
    """First possible day, then part of the day (those without one first), then document and offset."""
    first, part = group.members[0], _part_of_day(group)
    when = first.claim.when
    hour = PARTS_OF_DAY.index(part) + 1 if part in PARTS_OF_DAY else 0
    return (*position(when.edtf if when else None), hour, *_order(first))
