"""The episode: what an account says of the whole, derived from its statements (codebook, section 2)."""

from __future__ import annotations

import msgspec

from annals.base.toll import Loss


class Side(msgspec.Struct, frozen=True):
    """One side: names without flags, ranks and affiliations."""

    belligerents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    commanders: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()


class Episode(msgspec.Struct, frozen=True):
    """An episode in the codebook's keys. `start` and `end` are EDTF (`..` open end, `None` unknown)."""

    title: str | None = None
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    part_of: tuple[str, ...] = ()
    result: str | None = None
    outcomes: tuple[str, ...] = ()
    territory: str | None = None
    sides: tuple[Side, ...] = ()
    losses: tuple[Loss, ...] = ()
    damages: tuple[str, ...] = ()
