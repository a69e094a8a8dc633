"""Why the claims of an event are one event: each claim beside the one before it with which it agrees best."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.base.event import Event
from annals.merge.events import Accord
from annals.merge.scales import Weighed
from annals.merge.weights import THRESHOLD, WEIGHTS

BEFORE, MOST = 6, 40
"""Claims before it that a claim is compared with; claims of one event that are compared at all."""


class Reason(msgspec.Struct, frozen=True, array_like=True):
    """What one facet says of two claims: its score from -1 to 1, its weight, and a sentence; `rival`: the two versions
    contradict each other about one occurrence."""

    facet: str
    score: float
    weight: float
    why: str
    rival: bool


class Bond(msgspec.Struct, frozen=True, array_like=True):
    """A claim and the one it is put with; `total` is the sum of the weighed scores."""

    claim: str
    other: str
    total: float
    reasons: tuple[Reason, ...]


class Bonds(msgspec.Struct, frozen=True):
    """All bonds of an event; `needed` is what a sum must reach, `grounds` sum up what speaks for one event, `judged`
    are claims that stand here because a person said so."""

    needed: float
    grounds: tuple[str, ...]
    judged: tuple[str, ...]
    bonds: tuple[Bond, ...]


def of(accord: Accord, event: Event) -> Bonds:
    """The bonds of an event of several claims."""
    return Bonds(THRESHOLD, event.why, event.judged, tuple(_bonds(accord, event.claims[:MOST])))


def _bonds(accord: Accord, claims: tuple[str, ...]) -> Iterator[Bond]:
    for number in range(1, len(claims)):
        others = dict.fromkeys((claims[0], *claims[max(0, number - BEFORE) : number]))
        weighed = [(accord.weighed(other, claims[number]), other) for other in others]
        best, other = max(weighed, key=lambda pair: (not pair[0].wall, pair[0].total))
        yield Bond(claims[number], other, round(best.total, 2), reasons(best))


def reasons(weighed: Weighed) -> tuple[Reason, ...]:
    """What the facets say of two claims that were weighed; those that say nothing are left out."""
    return tuple(
        Reason(name, round(found.score, 2), WEIGHTS[name], found.why, found.rival)
        for name, found in weighed.findings
        if found.why
    )
