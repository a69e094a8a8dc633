"""An event: claims that tell one occurrence. Derived, never stored as a source of anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Claims of one occurrence: its `id` is a hash of the ids of its claims, `date` EDTF or `None`.

    `type` is what most of its claims tell, `types` are all. `date` is the most precise one that all dates allow, or
    the span of those that contradict each other. `by` and `against` are names as first written, each actor once.
    `contested` names the facets in which claims contradict each other (as in `annals.base.rival.FACETS`): `agency`
    where each side is told to have acted, or two are named for one act, `toll`, `date`, `place`, `outcome` where one
    denies it. `judged` are claims that stand here because a person said so.
    """

    id: str
    type: str
    date: str | None
    part_of_day: str | None
    places: tuple[str, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()

    @property
    def rival_agency(self) -> bool:
        """Whether the claims contradict each other on who acted, or who began."""
        return "agency" in self.contested


def event_id(claims: Iterable[str]) -> str:
    """The id of the event that these claims tell: a hash of their ids, 16 hex digits, whatever their order."""
    return hashlib.sha256(msgspec.json.encode(["event", *sorted(claims)])).hexdigest()[:16]
