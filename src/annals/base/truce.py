"""The lives of truces, deals and sieges, as accounts tell them. Derived from claims, never stored."""

from __future__ import annotations

import msgspec

from annals.base.told import Told

KINDS = ("truce", "deal", "siege", "restriction")
"""A truce halts fighting; a deal is any other agreement; a restriction is a curfew or the like."""

STEPS = (
    "talks",
    "talks failed",
    "declared",
    "in force",
    "extended",
    "renewed",
    "breached",
    "fighting resumed",
    "broken down",
    "lapsed",
    "imposed",
    "continued",
    "tightened",
    "told as a whole",
    "eased",
    "lifted",
    "not lifted",
)


class Step(msgspec.Struct, frozen=True):
    """One thing that happened to an agreement or a siege: one of `STEPS`, with the words that tell it.

    `by` does it, `against` suffers it (for what both sides do, all are in `by`). A breach is told by somebody: `told`
    says by whom, and two sides may accuse each other in two steps.
    """

    kind: str
    date: str | None
    part_of_day: str | None
    by: tuple[str, ...]
    against: tuple[str, ...]
    mediators: tuple[str, ...]
    places: tuple[str, ...]
    quote: str
    told: tuple[Told, ...]
    why: str


class Dated(msgspec.Struct, frozen=True):
    """A day (EDTF) on which something begins or ends, as some claims have it; several such are rival versions."""

    date: str
    told: tuple[Told, ...]
    why: str


class Term(msgspec.Struct, frozen=True):
    """A condition of an agreement in the account's own words."""

    words: str
    told: tuple[Told, ...]


class Lasting(msgspec.Struct, frozen=True):
    """How long it lasted, or was to last, in the account's own words; `days` as a number, where they give one."""

    words: str
    days: float | None
    told: tuple[Told, ...]


class Life(msgspec.Struct, frozen=True):
    """The life of one agreement or siege, step by step in order of time.

    `declared` is when an agreement was made, `begins` since when it was in force (a siege: laid), `ends` when it ended;
    each holds every version that is told, and may be empty (not told). `in_force_until` is the end that an agreement
    sets itself. `lasting` is told, `computed` the days between each begin (or else declaration) and end that are days.
    `outcome`
    is the last that is told of it (`lifted`, `broken down`, `lapsed`, `breached` ...) or `None`. `renews` is the id of
    the agreement that this one renews.
    """

    id: str
    kind: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    mediators: tuple[str, ...]
    places: tuple[str, ...]
    declared: tuple[Dated, ...]
    begins: tuple[Dated, ...]
    ends: tuple[Dated, ...]
    in_force_until: tuple[Dated, ...]
    terms: tuple[Term, ...]
    lasting: tuple[Lasting, ...]
    computed: tuple[int, ...]
    steps: tuple[Step, ...]
    outcome: str | None
    why: tuple[str, ...] = ()
