"""One actor, or one place, under all its names: what the names of a record were found to stand for, and why."""

from __future__ import annotations

import msgspec

from annals.base.where import Placed


class Naming(msgspec.Struct, frozen=True):
    """A name as written: in which documents (ids, sorted) it stands, and how many claims have it."""

    name: str
    claims: int
    documents: tuple[str, ...]


class Stand(msgspec.Struct, frozen=True):
    """Where an actor stood in one episode: on `side`, with its `belligerents`, from `start` to `end` (EDTF).

    `told` is `infobox` where the box lists it there, `prose` where its side was read from claims.
    """

    document: str
    episode: str | None
    start: str | None
    end: str | None
    side: int
    belligerents: tuple[str, ...]
    told: str


class Joined(msgspec.Struct, frozen=True, order=True):
    """Two names that were found to be one's, or, in `Identity.apart`, that were kept from it; `why` in a sentence."""

    left: str
    right: str
    why: str


class Identity(msgspec.Struct, frozen=True):
    """One actor or place. `id` is a hash of what its names mean, `name` the best of them.

    `generic`: the name is a common noun ("rebels", "the checkpoint"), and stands for somebody in its own account only.
    `kinds` counts the claims that were understood so; `joined` leads from every name to every other by pairs that
    each say why; `apart` holds pairs that something spoke for joining and something else forbade.
    `stands` is for actors alone; `points`, and `within`, the places told after it in one breath (mostly larger
    ones), for places alone. `state` is
    the key of the state whose own an actor is.
    """

    id: str
    what: str
    name: str
    generic: bool
    names: tuple[Naming, ...]
    claims: int
    kinds: tuple[tuple[str, int], ...] = ()
    state: str | None = None
    stands: tuple[Stand, ...] = ()
    points: tuple[Placed, ...] = ()
    within: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
    apart: tuple[Joined, ...] = ()
