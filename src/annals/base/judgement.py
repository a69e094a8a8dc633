"""What a person decided: about two claims or two names, about one claim, or about words that gave none."""

from __future__ import annotations

import msgspec

PAIRED = ("same", "different", "unsure")
"""Verdicts about two: one and the same, two, or not to be told."""
SINGLE = ("accept", "reject", "edit")
"""Verdicts about one: it is what the text says; it is not; it is, but for one field."""
VERDICTS = (*PAIRED, *SINGLE)
NAMED = ("actor:", "place:")
"""How a subject begins that is a name and no claim."""
GAP = "gap:"
"""How a subject begins that is a gap: `gap:DOCUMENT:ORDINAL`."""
FIELDS = ("type", "date", "places", "by", "against", "losses", "voice", "certainty", "negated")
"""What of a claim a person can correct; `voice` is whose word it is (`attributed_to`)."""


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's word that `left` and `right` are the same, different, or not to be told; or their word about one.

    Both are ids of claims (of one occurrence or of two), or both `actor:NAME` or `place:NAME`, with a name as the
    record writes it. A verdict about one claim, or about one gap, names it twice. `edit` puts `value` in place of what
    was read as the claim's `field` (one of `FIELDS`, written as in `annals.base.correction`). `made` is an ISO 8601
    time given by the caller, never the clock of a derivation. `withdraws` is the id of an earlier judgement that this
    one takes back.
    """

    left: str
    right: str
    verdict: str
    author: str
    reason: str
    made: str
    withdraws: str | None = None
    field: str | None = None
    value: str | None = None


def sort_of(subject: str) -> str:
    """What a subject of a judgement is: `actor`, `place`, `gap` or `claim`."""
    return next((named[:-1] for named in (*NAMED, GAP) if subject.startswith(named)), "claim")


def gap_subject(document: str, ordinal: int) -> str:
    """How a judgement names the gap of a document (id) that comes as its `ordinal`-th."""
    return f"{GAP}{document}:{ordinal}"
