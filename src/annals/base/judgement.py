"""What a person decided about two claims, or about two names."""

from __future__ import annotations

import msgspec

VERDICTS = ("same", "different", "unsure")
NAMED = ("actor:", "place:")
"""How a subject begins that is a name and no claim."""


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's word that `left` and `right` are the same, different, or not to be told.

    Both are ids of claims (of one occurrence or of two), or both `actor:NAME` or `place:NAME`, with a name as the
    record writes it. `made` is an ISO 8601 time given by the caller, never the clock of a derivation. `withdraws` is
    the id of an earlier judgement that this one takes back.
    """

    left: str
    right: str
    verdict: str
    author: str
    reason: str
    made: str
    withdraws: str | None = None


def sort_of(subject: str) -> str:
    """What a subject of a judgement is: `actor`, `place` or `claim`."""
    return next((named[:-1] for named in NAMED if subject.startswith(named)), "claim")
