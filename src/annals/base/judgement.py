"""What a person decided about two events or claims."""

from __future__ import annotations

import msgspec

VERDICTS = ("same", "different", "unsure")


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's word that `left` and `right` (claim ids) are the same occurrence, different, or not to be told.

    `made` is an ISO 8601 time given by the caller, never the clock of a derivation. `withdraws` is the id of an earlier
    judgement that this one takes back.
    """

    left: str
    right: str
    verdict: str
    author: str
    reason: str
    made: str
    withdraws: str | None = None
