"""The figures of losses that the prose of an account tells, each with its victims' side, its days and its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from annals.base.claim import Claim
from annals.base.document import Document, Section
from annals.base.edtf import Bounds, bounds
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.tally import Interval, Term
from annals.base.toll import Loss
from annals.codebook import table
from annals.keep.kept import kept_claims
from annals.merge.events import events
from annals.merge.victims import Side, Victims, anybody, worded


class Count(msgspec.Struct, frozen=True):
    """One figure of one claim.

    `days` are the first and last day on which it can have happened; `told` is the day up to which the section had come
    (for what has no date of its own), `number` its place in the text, `event` the event that its claim tells.
    """

    claim_id: str
    ordinal: int
    claim: Claim
    loss: Loss
    side: Side
    whose: str
    days: Bounds
    told: int | None
    number: int
    section: int
    lead: bool
    event: str
    whole_counted: bool = False

    @property
    def interval(self) -> Interval:
        """The figure."""
        return self.loss.min, self.loss.max

    @property
    def date(self) -> str | None:
        """The date as EDTF."""
        return self.claim.when.edtf if self.claim.when else None

    @property
    def voice(self) -> str:
        """Whom the text names as the source."""
        return ", ".join(dict.fromkeys(mention.name for mention in self.claim.attributed_to))

    @property
    def one_day(self) -> bool:
        """Whether the claim is dated to one day (or one night)."""
        first, last = self.days
        return first is not None and last is not None and last - first <= 1

    def may_be_of(self, other: Count) -> bool:
        """Whether both can be losses of one side: the same, or one that is not told."""
        return None in (self.side, other.side) or self.side == other.side

    @property
    def act(self) -> bool:
        """Whether the claim tells the act that cost the losses, and not their number alone."""
        return self.claim.type != "casualties"

    @property
    def label(self) -> str:
        """The figure's victims, voice and date, as they stand in brackets in a sum."""
        about = (self.loss.who, f"per {self.voice}" if self.voice else None, self.date or "no date")
        return ", ".join(part for part in about if part)

    def term(self, why: str, reason: str | None = None) -> Term:
        """The count as a term of a tally."""
        loss = self.loss
        return Term(self.claim_id, self.ordinal, loss.kind, loss.min, loss.max, loss.who, self.date, why, reason)


def counts(reading: Reading, victims: Victims) -> list[Count]:
    """Every figure of people that the claims of a reading tell, in text order."""
    return list(_counts(reading, victims))


def _counts(reading: Reading, victims: Victims) -> Iterator[Count]:
    document = reading.document
    told_in = _Sections(document)
    losing = [kept for kept in kept_claims(reading) if kept.claim.losses]
    event_of = {claim: event.id for event in events(losing) for claim in event.claims}
    several = {told_in.of(claim.span) for claim in reading.claims}
    told: dict[int, int | None] = {}
    number = 0
    for id, claim in sorted(zip(reading.claim_ids, reading.claims, strict=True), key=lambda each: each[1].span):
        section, days = told_in.of(claim.span), bounds(claim.when.edtf if claim.when else None)
        last = days[1] if days[1] is not None else days[0]
        told[section] = last if last is not None else told.get(section)
        lead = told_in.level(section) == 0 and len(several) > 1
        whose = [victims.whose(claim, loss) for loss in claim.losses]
        for ordinal, (loss, (side, why)) in enumerate(zip(claim.losses, _told_apart(claim, whose), strict=True)):
            whole = loss.part and _whole_of(claim, ordinal, side, whose)
            yield Count(
                id, ordinal, claim, loss, side, why, days, told[section], number, section, lead, event_of[id], whole
            )
            number += 1


def _told_apart(claim: Claim, whose: Sequence[tuple[Side, str]]) -> list[tuple[Side, str]]:
    """Who the victims are, but that people in general are of no side where some of them are told to be of another."""
    found = list(whose)
    for n, (loss, (side, _)) in enumerate(zip(claim.losses, whose, strict=True)):
        parts = {whose[m][0] for m in _parts_of(claim, n)} - {None, side}
        if parts and (loss.who is None or anybody(loss.who)):
            found[n] = None, f"some of them were of {worded(min(parts, key=str))}, and the rest are not told apart"
    return found


def _parts_of(claim: Claim, ordinal: int) -> Iterator[int]:
    kind = claim.losses[ordinal].kind
    if not claim.losses[ordinal].part:
        yield from (n for n, loss in enumerate(claim.losses) if loss.part and loss.kind == kind and n > ordinal)


def _whole_of(claim: Claim, ordinal: int, side: Side, whose: Sequence[tuple[Side, str]]) -> bool:
    """Whether the claim has the whole of a part for the same side."""
    kind = claim.losses[ordinal].kind
    return any(not loss.part and loss.kind == kind and whose[n][0] == side for n, loss in enumerate(claim.losses))


class _Sections:
    """In which section a claim stands."""

    def __init__(self, document: Document) -> None:
        self.sections = document.sections
        self.starts = [section.span.start for section in self.sections]

    def of(self, span: Span) -> int:
        return max(0, bisect_right(self.starts, span.start) - 1)

    def level(self, number: int) -> int:
        return self.sections[number].level if self.sections else 0


def before_the_episode(sections: Sequence[Section], number: int) -> bool:
    """Whether a section, or one that holds it, is headed as a background."""
    if not sections:
        return False
    start = sections[number].span.start
    held = (section for section in sections[: number + 1] if section.span.start <= start < section.span.end)
    return any(_background() & set(re.findall(r"[a-z-]+", section.heading.casefold())) for section in held)


@cache
def _background() -> frozenset[str]:
    return frozenset(table("time")["headings"]["before"])
