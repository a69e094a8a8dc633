"""What changed from one version of an account to the next, claim by claim and statement by statement."""

from __future__ import annotations

import msgspec

SORTS = ("appeared", "changed", "vanished")


class Turn(msgspec.Struct, frozen=True):
    """One field that changed: from what to what, in words; `None` where there was, or is, nothing."""

    field: str
    before: str | None
    after: str | None


class Change(msgspec.Struct, frozen=True):
    """A claim or statement (`layer`) that appeared, changed or vanished (`sort`).

    `before` and `after` are its ids in the two versions, `type` its type (of a statement: its field) in the later one
    that has it, `quote_before` and `quote_after` its words there. `turns` are the fields that changed, `why` says how
    the two were recognised as one.
    """

    sort: str
    layer: str
    type: str
    before: str | None = None
    after: str | None = None
    quote_before: str | None = None
    quote_after: str | None = None
    turns: tuple[Turn, ...] = ()
    why: str = ""


class Revision(msgspec.Struct, frozen=True):
    """The changes from the document `before` to the document `after` (ids), in the order of the later text.

    `unchanged` counts the claims and statements that say what they said; `matched` says why the two documents are
    versions of one account.
    """

    before: str
    after: str
    name_before: str
    name_after: str
    matched: str
    changes: tuple[Change, ...]
    unchanged: int
