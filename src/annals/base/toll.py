"""Losses: how many of whom, with bounds, claimant and scope (codebook, section 5)."""

from __future__ import annotations

import msgspec

from annals.base.span import Span

KINDS = (
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "deserted",
    "casualties",
    "destroyed",
    "damaged",
    "seized",
)
SCOPES = ("event", "day", "period", "group", "cumulative", "whole_conflict")


class Loss(msgspec.Struct, frozen=True):
    """One figure of losses.

    `min` and `max` are counts of people (or of pieces of materiel for `destroyed`, `damaged`, `seized`); `None` is
    unbounded. `vague` has no figure ("several"). `side` is the 1-based side of the episode, `"civilians"`, or `None`
    (overall, or not told); claims leave it out. `citations` are keys of the document's citations. `rule` names the
    rule where the value was repaired or inferred. Every field is encoded, defaults too: an encoder that leaves out what
    is the default's own object would make ids depend on how a string came about.
    """

    kind: str
    min: int | None = None
    max: int | None = None
    vague: bool = False
    approx: bool = False
    who: str | None = None
    side: int | str | None = None
    attributed_to: str | None = None
    part: bool = False
    scope: str = "event"
    span: Span | None = None
    citations: tuple[str, ...] = ()
    rule: str | None = None
