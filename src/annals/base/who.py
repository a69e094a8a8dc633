"""An actor as it was understood: of what kind it is, and on which side of the episode."""

from __future__ import annotations

import msgspec

KINDS = (
    "state forces",
    "rebel group",
    "militia",
    "police",
    "civilians",
    "external forces",
    "international organisation",
    "media",
    "unknown",
)
ROLES = ("by", "against", "mediator", "attributed_to")


class Party(msgspec.Struct, frozen=True):
    """What was made of one mention of an actor in a claim: of the `ordinal`-th name of its `role`.

    `kind` is one of `KINDS`; `side` the 1-based side of the episode, `"civilians"`, or `None` (not told, or two sides
    could be meant). `rule` says what both were read from.
    """

    name: str
    role: str
    ordinal: int
    kind: str
    side: int | str | None
    rule: str
