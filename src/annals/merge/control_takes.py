"""Which tellings of a gain are one gain: the same hand on the same day, and what is dated less exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annals.merge.control_bearings import Bearing
from annals.merge.holders import Hands

Dated = tuple[int, int]
"""A day, and the number of the gain on it."""


class Take:
    """A gain of a whole place by one hand, with all that tell it; `aside` says why it has no place in the order."""

    def __init__(self, hand: int, first: Bearing) -> None:
        self.hand = hand
        self.tellings = [first]
        self.aside = ""

    @property
    def first(self) -> Bearing:
        """The telling that dates it."""
        return self.tellings[0]


def takes(gains: Iterable[Bearing], hands: Hands) -> list[Take]:
    """The gains of a place, each once.

    Tellings with a day come first: on one day one hand gains a place once, unless the words say that it was regained.
    A telling with an interval is a retelling of the first gain by that hand that lies in it; if none does it is a gain
    of its own, which has no place in the order where another hand's gain lies in its days. One with an open end (`by 9
    May`) is a retelling of the gain next to its end where that is by the same hand. One without any date is a retelling
    of that hand's first gain, and else stands aside.
    """
    ordered = sorted(gains, key=lambda b: b.order)
    found = _exact([b for b in ordered if b.exact], hands)
    days = sorted((take.first.first or 0, n) for n, take in enumerate(found))
    of_hand: dict[int, list[Dated]] = {}
    for day, n in days:
        of_hand.setdefault(found[n].hand, []).append((day, n))
    for bearing in (b for b in ordered if not b.exact):
        _place(bearing, found, days, of_hand, hands)
    return found


def _exact(gains: Sequence[Bearing], hands: Hands) -> list[Take]:
    known: dict[tuple[int, int | None, bool], Take] = {}
    for bearing in gains:
        hand = number(bearing, hands)
        take = known.setdefault((hand, bearing.first, bearing.again), Take(hand, bearing))
        if take.first is not bearing:
            take.tellings.append(bearing)
    return list(known.values())


def _place(
    bearing: Bearing, found: list[Take], days: Sequence[Dated], of_hand: dict[int, list[Dated]], hands: Hands
) -> None:
    """Find the gain of which a telling without a day is one."""
    hand = number(bearing, hands)
    own = within(of_hand.get(hand, []), bearing) if bounded(bearing) else _beside(days, bearing)
    if own and found[own[0]].hand == hand and not (bearing.again and not bounded(bearing)):
        found[own[0]].tellings.append(bearing)
        return
    loose = next((take for take in found if take.hand == hand and take.first.date == bearing.date), None)
    if loose:
        loose.tellings.append(bearing)
        return
    take = Take(hand, bearing)
    if bearing.first is None and bearing.last is None:
        take.aside = "no date is told, so that it stands beside the order of the others"
    elif bounded(bearing) and within(days, bearing):
        take.aside = "its days hold another's gain, and nothing tells which came first"
    found.append(take)


def bounded(bearing: Bearing) -> bool:
    """Whether both ends of a telling's days are known, or neither: `by 9 May` and `since 9 May` have one end."""
    return (bearing.first is None) == (bearing.last is None)


def _beside(days: Sequence[Dated], bearing: Bearing) -> list[int]:
    """The gain, by any hand, that comes next before the end (`by 9 May`) or after the beginning (`since 9 May`)."""
    if bearing.last is not None:
        at = bisect_right(days, (bearing.last, len(days)))
        return [n for _, n in days[max(0, at - 1) : at]]
    at = bisect_left(days, (bearing.first or 0, -1))
    return [n for _, n in days[at : at + 1]]


def within(days: Sequence[Dated], bearing: Bearing) -> list[int]:
    """The numbers of the gains that the dates of a telling allow, at most two, in order."""
    start = 0 if bearing.first is None else bisect_left(days, (bearing.first, -1))
    return [n for day, n in days[start : start + 2] if bearing.last is None or day <= bearing.last]


def number(bearing: Bearing, hands: Hands) -> int:
    """The hand of a bearing; -1 where nobody is named."""
    return hands.number(bearing.holder) if bearing.holder else -1
