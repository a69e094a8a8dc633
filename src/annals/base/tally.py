"""A tally: one figure of an infobox beside what the prose adds up to (codebook, section 7). Derived, never stored."""

from __future__ import annotations

import msgspec

Interval = tuple[int | None, int | None]
"""At least, at most; `None` is unbounded. `(0, 0)` is nothing, or nothing told."""

KINDS = ("killed", "wounded", "captured", "missing")
VERDICTS = ("exact", "within", "short", "over", "not_comparable")
REASONS = {
    "part": "part of a figure that is counted",
    "replaced": "held by a total that is counted",
    "told_again": "an occurrence that is counted already",
    "other_side": "of another side",
    "unknown_side": "of a side that the text does not tell",
    "other_kind": "losses of another kind",
    "outside_dates": "outside the days of the episode",
    "whole_conflict": "of the whole conflict",
    "vague": "without a figure",
    "not_so": "told not to have happened",
    "rival_voice": "the word of another than the figure's claimant",
    "other_group": "of another group than the figure's",
}


class Term(msgspec.Struct, frozen=True):
    """One figure of the prose: the `ordinal`-th loss of the claim with this id, and why it stands where it does.

    `reason` is one of `REASONS` where the figure was left out, `None` where it was counted.
    """

    claim: str
    ordinal: int
    kind: str
    min: int | None
    max: int | None
    who: str | None
    date: str | None
    why: str
    reason: str | None = None


class Tally(msgspec.Struct, frozen=True):
    """A killed, wounded, captured or missing figure of an episode, and the sum of what the prose tells of it.

    `episode` counts the episodes of the account from 0, `statement` is the id of what the infobox states. `by` says by
    how many the sum is short or over. `cited_by_total` and `cited_by_parts` are the footnotes of the infobox's figure
    and of the claims counted; `same_source` says whether the parts cite what the total cites: `all` of them do, `some`,
    `none`, or `None` where one of the two cites nothing.
    """

    side: int | str | None
    kind: str
    infobox: Interval
    text: Interval
    verdict: str
    why: str
    by: int | None = None
    episode: int = 0
    statement: str | None = None
    who: str | None = None
    attributed_to: str | None = None
    part: bool = False
    counted: tuple[Term, ...] = ()
    left_out: tuple[Term, ...] = ()
    cited_by_total: tuple[str, ...] = ()
    cited_by_parts: tuple[str, ...] = ()
    same_source: str | None = None
