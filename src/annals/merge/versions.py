"""Figures that tell one occurrence: told twice, told by several voices; each occurrence is counted once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from annals.base.tally import Interval, Term
from annals.merge.counts import Count
from annals.merge.sift import agree
from annals.merge.sums import hull, worded
from annals.merge.victims import Victims
from annals.merge.where import key


class Occurrence(msgspec.Struct, frozen=True):
    """What is counted once: the counts that tell it (the first stands for them), and its figure."""

    told: tuple[Count, ...]
    interval: Interval
    note: str = ""

    @property
    def first(self) -> Count:
        """The count that stands for all."""
        return self.told[0]


def occurrences(counts: Sequence[Count], claimant: str | None, victims: Victims) -> tuple[list[Occurrence], list[Term]]:
    """The occurrences that these counts tell, in text order, and the counts left out because another tells the same."""
    groups: list[list[Count]] = []
    for count in counts:
        mates = next((group for group in groups if all(_same(count, other) for other in group)), None)
        if mates is None:
            groups.append([count])
        else:
            mates.append(count)
    found, left = [], []
    for group in groups:
        occurrence, more = _occurrence(group, claimant, victims)
        found.append(occurrence)
        left += more
    return found, left


def _same(one: Count, other: Count) -> bool:
    """Whether two counts tell one occurrence: as one event, told again elsewhere, or by two voices.

    Of an act and a count in one voice the count may hold more than the act: that is for totals to say.
    """
    if one.claim.sentence == other.claim.sentence or not one.may_be_of(other):
        return False
    if one.event == other.event and (one.act == other.act or one.voice != other.voice):
        return True
    return _told_again(one, other) or _two_voices(one, other)


def _told_again(one: Count, other: Count) -> bool:
    """The same figure in another section, on days that can be the same."""
    return one.section != other.section and one.interval == other.interval and _days_meet(one, other)


def _days_meet(one: Count, other: Count) -> bool:
    (first, last), (start, end) = one.days, other.days
    apart = first is not None and end is not None and end < first
    return not apart and not (last is not None and start is not None and last < start)


def _two_voices(one: Count, other: Count) -> bool:
    """Two voices on one kind of occurrence, of one day, at places that can be the same.

    Of claims that do nothing but count in one section, one may be in the author's own voice; those of two named voices
    may be without a date.
    """
    if key(one.voice) == key(other.voice) or one.claim.type != other.claim.type or one.days != other.days:
        return False
    here, there = _places(one), _places(other)
    named = bool(one.voice and other.voice)
    if (here and there and not here & there) or (one.loss.scope != other.loss.scope and not named):
        return False
    if one.act or one.section != other.section:
        return one.one_day and named
    return one.one_day or (one.date is None and named)


def _occurrence(group: Sequence[Count], claimant: str | None, victims: Victims) -> tuple[Occurrence, list[Term]]:
    """One occurrence of what its counts tell: as the figure's claimant has it, else from the least to the most."""
    if claimant and len(group) > 1:
        own = [count for count in group if count.voice and agree(claimant, count, victims)]
        if own and len(own) < len(group):
            kept, left = _occurrence(own, None, victims)
            why = f"the figure's claimant counts {worded(kept.interval)}"
            return kept, [*left, *(count.term(why, "rival_voice") for count in group if count not in own)]
    intervals = list(dict.fromkeys(count.interval for count in group))
    best = min(group, key=lambda count: (not count.one_day, count.lead, count.number))
    others = [count for count in group if count is not best]
    if len(intervals) == 1:
        why = f"told again of {best.label}, and counted there"
        return Occurrence((best,), best.interval), [count.term(why, "told_again") for count in others]
    note = f"versions of one occurrence: {', '.join(f'{worded(c.interval)} ({c.label})' for c in group)}"
    return Occurrence((best, *others), hull(intervals), note), []


def _places(count: Count) -> set[str]:
    return {name for place in count.claim.places if (name := key(place.name))}
