"""Prose cut for reading: passages with their sentences, time expressions, and claims whose dates are still words."""

from __future__ import annotations

import msgspec

from annals.base.claim import Claim
from annals.base.span import Span


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, list item or quotation of the body: its section (index), kind, and the spans of its sentences."""

    span: Span
    section: int
    kind: str
    sentences: tuple[Span, ...]


class Timing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A time expression as written, not yet resolved: `kind` names its form, `parts` holds what it states.

    Parts are numbers by name (`year`, `month`, `day`, `year2`, `days`, `weekday`, ...), as the form needs them;
    `part_of_day` is one of `when.PARTS_OF_DAY`.
    """

    span: Span
    words: str
    kind: str
    parts: dict[str, int] = {}
    part_of_day: str | None = None


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim in words: complete but for `claim.when`.

    `passage` and `sentence` are indices (into the passages of the document, and into the passage's sentences),
    `timings` the time expressions that stand in the claim's own clause, `of_whole` whether the claim speaks of the
    episode as a whole (the sentence that defines it).
    """

    claim: Claim
    passage: int
    sentence: int
    timings: tuple[Timing, ...] = ()
    of_whole: bool = False
