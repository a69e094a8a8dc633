"""What single claims say of who holds a place: takes it, holds it, leaves it, or does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.edtf import bounds, position
from annals.base.mention import Mention
from annals.base.told import Told
from annals.base.when import PARTS_OF_DAY
from annals.keep.kept import KeptClaim
from annals.merge import control_words as words
from annals.merge.control_words import Touch
from annals.merge.holders import Holder, Sides
from annals.merge.where import is_division

TYPES = ("territory_gained", "advance", "withdrawal", "siege")
CIVILIANS = "civilians"
_TO = re.compile(r"\bto\s(?:the\s)?$")


class Bearing(NamedTuple):
    """What one claim says of one place.

    `act` is `takes`, `holds` (a state), `leaves`, `contested` or `denied` (a gain told not to have happened); `extent`
    `full`, `part`, or `None` where it is not told. `lost` is who is told to have held it before; `again` whether the
    words say that it was theirs before. `first` and `last` bound the day, `hour` is the part of the day (0: none).
    """

    act: str
    extent: str | None
    holder: Holder | None
    told: Told
    document: str
    offset: int
    date: str | None
    first: int | None
    last: int | None
    hour: int = 0
    lost: Holder | None = None
    again: bool = False
    why: str = ""

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first is not None and self.first == self.last

    @property
    def order(self) -> tuple[tuple[int, int, int], int, str, int, str]:
        """By what bearings are put in order of time, and of the text where that says nothing."""
        return position(self.date), self.hour, self.document, self.offset, self.told.claim


class Source(NamedTuple):
    """A claim with the text in which its spans lie, who stands behind it, and what tells the sides of its actors."""

    kept: KeptClaim
    text: str
    told: Told
    sides: Sides


def bearings(source: Source) -> Iterator[tuple[Mention, Bearing]]:
    """What a claim says of who holds its places, place by place.

    Where the claim names a place that it touches as a whole, a larger place about it says nothing more: only without
    one does what happened inside a place make a share of it.
    """
    claim = source.kept.claim
    if claim.type not in TYPES or words.only_open(source.text, claim) or words.of_another_year(source.text, claim):
        return
    touched = words.touches(source.text, claim)
    direct = any(touch.how in ("whole", "share") for _, touch in touched)
    for place, touch in touched:
        if _guessed(place):
            continue
        held = words.held_by(source.text, claim, place)
        if held:
            yield place, _held(source, held)
        if words.contested(source.text, claim, place):
            yield place, _made(source, "contested", "contested", None, "told to be contested, or to have changed hands")
        elif not (direct and touch.how in ("inside", "from inside")):
            found = _of(source, touch)
            if found:
                yield place, found


def _guessed(place: Mention) -> bool:
    """Whether a pronoun was taken for a division of a state: what is taken is more often something in it."""
    return (place.rule or "").startswith("pronoun") and is_division(place.name)


def _of(source: Source, touch: Touch) -> Bearing | None:
    """What the claim says of a place that it touches in this way."""
    made = {"territory_gained": _gain, "advance": _advance, "withdrawal": _withdrawal, "siege": _siege}
    return made[source.kept.claim.type](source, touch)


def _gain(source: Source, touch: Touch) -> Bearing | None:
    claim = source.kept.claim
    if touch.how not in ("whole", "share", "inside"):
        return None
    part = touch.how != "whole"
    by = source.sides.of(source.kept, claim.by)
    lost = None if part else source.sides.of(source.kept, claim.against)
    if claim.negated:
        return _made(source, "denied", "part" if part else "full", by, "told not to have happened")
    extent = "part" if part else "full"
    why = _share(touch) if part else _whole(touch)
    if by is None and (part or lost is not None):
        held = source.sides.of(source.kept, claim.against)
        return _made(source, "leaves", extent, held, "told to have lost it") if held else None
    act = "holds" if words.is_one_of("state", source.text, claim) and not words.again(source.text, claim) else "takes"
    return _made(source, act, extent, by, why, lost)


def _advance(source: Source, touch: Touch) -> Bearing | None:
    claim = source.kept.claim
    by = source.sides.of(source.kept, claim.by)
    entered = touch.how == "whole" and words.is_one_of("enter", source.text, claim)
    if claim.negated or by is None or words.about(source.text, claim):
        return None
    if not entered and touch.how not in ("share", "inside"):
        return None
    return _made(source, "takes", "part", by, "entered it, not told to have taken it" if entered else _share(touch))


def _withdrawal(source: Source, touch: Touch) -> Bearing | None:
    """A place left, by the verb itself or by `from`; where it goes to is no place that is left."""
    claim = source.kept.claim
    by, to = (source.sides.of(source.kept, mentions) for mentions in (claim.by, claim.against))
    left = touch.how == "from" or (touch.how == "whole" and words.is_one_of("leave", source.text, claim))
    if claim.negated or by is None or _unarmed(source, by):
        return None
    if touch.how in ("share", "from inside"):
        return _made(source, "leaves", "part", by, f"left part of it (“{touch.words}”)")
    if not left:
        return None
    if to is not None and _handed(source):
        return _made(source, "takes", "full", to, f"handed over by {_names(by)}", by)
    return _made(source, "leaves", "full", by, "told to have left it")


def _siege(source: Source, touch: Touch) -> Bearing | None:
    """Who is besieged in a place holds it then; how much of it is not told."""
    claim = source.kept.claim
    held = source.sides.of(source.kept, claim.against)
    if claim.negated or held is None or not claim.by or touch.how not in ("whole", "inside") or _unarmed(source, held):
        return None
    return _made(source, "holds", None, held, "besieged there, and so in hold of it")


def _unarmed(source: Source, holder: Holder) -> bool:
    """Whether only civilians are named, who hold nothing."""
    kinds = {party.name: party.kind for party in source.kept.actors}
    return holder.side == CIVILIANS or all(kinds.get(name) == CIVILIANS for name in holder.names)


def _handed(source: Source) -> bool:
    """Whether a place is left to somebody by the words (`handed over X to Y`), not left by being driven out."""
    claim = source.kept.claim
    span = claim.against[0].span
    return span is not None and _TO.search(source.text, max(0, span.start - 12), span.start) is not None


def _held(source: Source, name: str) -> Bearing:
    """The state that a word before the name tells: of the day of the act, and before it."""
    holder = source.sides.holder(source.kept.document, [name])
    return _made(source, "holds", "full", holder, f"called {name}-held or the like")


def _share(touch: Touch) -> str:
    return f"only part of it (“{touch.words}”)" if touch.words else "only part of it"


def _whole(touch: Touch) -> str:
    return f"told of all of it (“{touch.words}”)" if touch.words else ""


def _names(holder: Holder) -> str:
    return ", ".join(holder.names)


def _made(
    source: Source, act: str, extent: str | None, holder: Holder | None, why: str, lost: Holder | None = None
) -> Bearing:
    claim: Claim = source.kept.claim
    date = claim.when.edtf if claim.when else None
    part = claim.when.part_of_day if claim.when else None
    first, last = bounds(date)
    return Bearing(
        act=act,
        extent=extent,
        holder=holder,
        told=source.told,
        document=source.kept.document,
        offset=claim.span.start,
        date=date,
        first=first,
        last=last,
        hour=PARTS_OF_DAY.index(part) + 1 if part in PARTS_OF_DAY else 0,
        lost=lost,
        again=words.again(source.text, claim),
        why=why,
    )
