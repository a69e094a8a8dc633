"""Who holds a place from when to when, as accounts tell it. Derived from claims, never stored."""

from __future__ import annotations

import msgspec

from annals.base.told import Told

EXTENTS = ("full", "part", "contested")


class Rival(msgspec.Struct, frozen=True):
    """What somebody says against a hold or beside it: another holder, another day, that it did not happen."""

    says: str
    told: tuple[Told, ...]


class Hold(msgspec.Struct, frozen=True):
    """A place in one hand for a time.

    `holder` is the identity of the actor (`None`: nobody is told, or several contend), `names` the names as written,
    `side` the holder's side in the episode of the first account that tells it. `since` and `until` are EDTF: `None` is
    unknown, `until` is `..` where nothing tells of an end. `extent` is one of `EXTENTS`, or `None` where an account
    says that somebody held the place, and not how much of it. `told` are the claims that tell of the hold, `ended_by`
    those that end it, `rivals` what is told against it; `certainty` is that of the surest claim, `why` the reasons.
    """

    holder: str | None
    names: tuple[str, ...]
    side: int | str | None
    since: str | None
    until: str | None
    extent: str | None
    certainty: str
    told: tuple[Told, ...]
    ended_by: tuple[Told, ...] = ()
    rivals: tuple[Rival, ...] = ()
    why: tuple[str, ...] = ()


class Control(msgspec.Struct, frozen=True):
    """The holds of one place, in order of time.

    `place` is its identity, `name` how it is written first, `names` all its spellings. A place without a name of its
    own ("the headquarters") is `named: False`, and `near` holds the places that its claim names beside it: nothing says
    that two such are one. `attempts` are gains that are told to have failed; they change nothing.
    """

    place: str
    name: str
    names: tuple[str, ...]
    holds: tuple[Hold, ...]
    attempts: tuple[Rival, ...] = ()
    named: bool = True
    near: tuple[str, ...] = ()
