"""Which figures of the prose can belong to a figure of the infobox at all, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from annals.base.document import Section
from annals.base.edtf import Bounds, bounds
from annals.base.episode import Episode
from annals.base.tally import Term
from annals.base.toll import Loss
from annals.ground.actor_kinds import singular, written
from annals.merge.counts import Count, before_the_episode
from annals.merge.sums import worded as figure
from annals.merge.victims import Victims, common, worded

AFTERMATH = 1
"""Days after its last day that still belong to an episode: what is done on the morning after is done in it."""


class Sought(msgspec.Struct, frozen=True):
    """A figure of an infobox, and what decides which claims can be counted for it.

    `alike` are the figures of the same side and kind, itself included, without those that are part of another;
    `others` are the claimants of rival figures.
    """

    loss: Loss
    days: Bounds
    alike: tuple[Loss, ...]
    others: tuple[str, ...]
    sections: tuple[Section, ...]


def sought(episode: Episode, loss: Loss, sections: Sequence[Section]) -> Sought:
    """A figure with its place among the other figures of its episode."""
    alike = [one for one in episode.losses if (one.side, one.kind) == (loss.side, loss.kind)]
    others = {one.attributed_to for one in alike if one.attributed_to} - {loss.attributed_to}
    first, last = bounds(episode.start)[0], bounds(episode.end or episode.start)[1]
    return Sought(
        loss, (first, last), tuple(one for one in alike if not one.part), tuple(sorted(others)), tuple(sections)
    )


def sifted(counts: Iterable[Count], wanted: Sought, victims: Victims) -> tuple[list[Count], list[Term]]:
    """The counts that can belong to the figure, and the others with the reason; none of another kind of losses."""
    kept: list[Count] = []
    left: list[Term] = []
    for count in counts:
        found = _against(count, wanted, victims)
        if found is None:
            kept.append(count)
        elif found[0]:
            left.append(count.term(found[1], found[0]))
    return kept, left


def _against(count: Count, wanted: Sought, victims: Victims) -> tuple[str, str] | None:
    """What speaks against a count: the reason and a sentence; an empty reason where it is not worth telling."""
    return (
        _of_others(count, wanted.loss)
        or _no_count(count)
        or _of_nobody(count, wanted.loss)
        or _elsewhen(count, wanted)
        or _of_rivals(count, wanted, victims)
    )


def _of_others(count: Count, loss: Loss) -> tuple[str, str] | None:
    """Of another kind, or of another side."""
    if count.loss.kind == "casualties" and count.side == loss.side:
        return "other_kind", "killed and wounded are not told apart"
    if count.loss.kind != loss.kind:
        return "", ""
    if loss.side is None or count.side in (None, loss.side):
        return None
    return "other_side", f"of {worded(count.side)}: {count.whose}"


def _of_nobody(count: Count, loss: Loss) -> tuple[str, str] | None:
    return ("unknown_side", count.whose) if loss.side is not None and count.side is None else None


def _no_count(count: Count) -> tuple[str, str] | None:
    loss = count.loss
    if count.claim.negated:
        return "not_so", "the claim is that it did not happen"
    if loss.vague or (loss.min is None and loss.max is None):
        return "vague", "it has no figure"
    if loss.scope == "whole_conflict":
        return "whole_conflict", "it counts the whole conflict"
    if loss.part and count.whole_counted:
        return "part", "it is part of another figure of its clause"
    return None


def _elsewhen(count: Count, wanted: Sought) -> tuple[str, str] | None:
    """Outside the days of the episode: by its own date, else by how far its section had come.

    A running total that was told after the episode counts what happened in it.
    """
    dated = count.days != (None, None)
    first, last = count.days if dated else (count.told, count.told)
    start, end = wanted.days
    how = f"it is dated {count.date}" if dated else "it has no date, and what is told before it in its section is"
    if start is not None and last is not None and last < start:
        return "outside_dates", f"{how}{',' if dated else ''} before the episode's first day"
    if end is not None and first is not None and first > end + AFTERMATH and count.loss.scope != "cumulative":
        return "outside_dates", f"{how}{',' if dated else ''} after the episode's last day"
    if not dated and count.told is None and before_the_episode(wanted.sections, count.section):
        return "outside_dates", "it has no date, and its section tells what was before the episode"
    return None


def _of_rivals(count: Count, wanted: Sought, victims: Victims) -> tuple[str, str] | None:
    """The word of a rival of the figure's claimant; or of another group than the figure's."""
    loss = wanted.loss
    if count.voice and loss.attributed_to and not agree(loss.attributed_to, count, victims):
        rival = next((other for other in wanted.others if agree(other, count, victims)), None)
        if rival or opposed(loss.attributed_to, count, victims):
            return "rival_voice", f"{count.voice} says it, and the figure is by {loss.attributed_to}"
    if loss.part and not any(_likeness(loss, count)):
        return "other_group", f"the figure is of {loss.who or 'a part'}, and the words do not name them"
    if not loss.part and (mine := _group_of(count, wanted)) is not loss:
        return "other_group", f"counted for the figure of {figure((mine.min, mine.max))} {mine.who or ''}".rstrip()
    return None


def _group_of(count: Count, wanted: Sought) -> Loss:
    """The figure to which the count belongs, if not to all that are like it.

    Figures of several groups are told apart by whom they are of: a count goes where its words name them, else to the
    first group. Where one claimant has several figures of one group, it goes to the first.
    """
    groups: dict[frozenset[str], list[Loss]] = {}
    for one in wanted.alike:
        groups.setdefault(frozenset(_own(one.who)), []).append(one)
    told = _own(" ".join([count.loss.who or "", *(mention.name for mention in count.claim.against)]))
    best = max(groups, key=lambda own: len(own & told))
    own = [one for one in groups[best] if one.attributed_to == wanted.loss.attributed_to]
    return max(own or groups[best], key=lambda one: _likeness(one, count))


def _own(who: str | None) -> set[str]:
    """The words that tell these victims from others: none that say only that somebody suffered or was under arms."""
    return {word for word in _words(who) if not common(word)}


def _likeness(loss: Loss, count: Count) -> tuple[int, int]:
    told = " ".join([count.loss.who or "", *(mention.name for mention in count.claim.against)])
    return len(_own(loss.who) & _own(told)), len(_words(loss.who) & _words(told))


def _words(who: str | None) -> set[str]:
    return {singular(word) for word in written(who or "") if len(word) > 2 and word not in ("and", "the", "from")}


def agree(claimant: str, count: Count, victims: Victims) -> bool:
    """Whether the voice of a count is the claimant's: they share a word of their names, or stand on one side."""
    if _words(claimant) & _words(count.voice):
        return True
    side = _side(claimant, victims)
    return side is not None and side == _side(count.voice, victims)


def opposed(claimant: str, count: Count, victims: Victims) -> bool:
    """Whether claimant and voice stand on two sides of the episode."""
    sides = (_side(claimant, victims), _side(count.voice, victims))
    return None not in sides and sides[0] != sides[1]


def _side(name: str, victims: Victims) -> int | None:
    found = victims.side_of(name)
    return found if isinstance(found, int) else None
