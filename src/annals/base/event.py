"""An event: claims that tell one occurrence. Derived, never stored as a source of anything."""

from __future__ import annotations

import msgspec


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Claims of one occurrence: its `id` is a hash of the ids of its claims, `date` EDTF or `None`, `type` as coded."""

    id: str
    type: str
    date: str | None
    part_of_day: str | None
    places: tuple[str, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
