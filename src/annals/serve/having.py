"""The events that have a value of a facet, and how many of them are among those chosen.

A facet is kept both ways. Every value has the set of its events: a choice is counted by it in microseconds, but a
record may have thousands of places. Every event has the ranks of its values: a choice of few events is counted for all
values at once. `Among` takes the cheaper way.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress

from annals.serve import bits
from annals.serve.bits import Bits

BY_EVENT, BY_VALUE = 1, 40
"""What counting costs, for an event by its values, and for a value by its events; only their ratio matters."""


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers (below 2 to the 32nd) as bytes, to be kept."""
    return _little(array("I", numbers)).tobytes()


def unpacked(kept: bytes) -> array[int]:
    """The numbers that `packed` made bytes of."""
    return _little(array("I", kept))


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Having:
    """The events that have a value of a facet; `rank` is its place among the values, the commonest first."""

    def __init__(self, facet: Facet, rank: int, label: str, count: int, kept: bytes, listed: bool) -> None:
        self.facet, self.rank, self.label, self.count = facet, rank, label, count
        self._kept, self._listed = kept, listed

    @cached_property
    def numbers(self) -> array[int] | None:
        """The numbers of the events where they are so few that they are kept one by one."""
        return unpacked(self._kept) if self._listed else None

    @cached_property
    def bits(self) -> Bits:
        """The events."""
        return bits.unpacked(self._kept) if self.numbers is None else bits.of(self.numbers)


def kept_events(numbers: array[int], size: int) -> tuple[int, bool, bytes]:
    """The events of a value: how many, whether they are kept one by one, and the bytes, in the form that is shorter."""
    listed = 32 * len(numbers) < size
    return len(numbers), listed, packed(numbers) if listed else bits.packed(bits.of(numbers))


def kept_ranks(ranked: Sequence[array[int]], size: int) -> tuple[bytes, bytes]:
    """For every event the ranks of its values, one event's after another's, and where each event's begin.

    Where no event has more than one, its rank stands at its number, one beyond the last for none; nothing says where.
    """
    of: list[list[int]] = [[] for _ in range(size)]
    for rank, numbers in enumerate(ranked):
        for n in numbers:
            of[n].append(rank)
    if all(len(ranks) <= 1 for ranks in of):
        return b"", packed(ranks[0] if ranks else len(ranked) for ranks in of)
    return packed(accumulate(map(len, of), initial=0)), packed(chain.from_iterable(of))


def union(several: Iterable[Having]) -> Bits:
    """The events that have any of several values."""
    found, few = bits.EMPTY, []
    for having in several:
        if having.numbers is None:
            found |= having.bits
        else:
            few.append(having.numbers)
    return found | bits.of(chain.from_iterable(few))


class Facet:
    """The values of a facet, the commonest first, and the ranks of each event's values."""

    def __init__(self, starts: bytes = b"", ranks: bytes = b"") -> None:
        self.values: dict[str, Having] = {}
        self._starts, self._ranks = unpacked(starts), unpacked(ranks)

    @cached_property
    def ordered(self) -> list[str]:
        """The values, the commonest first."""
        return list(self.values)

    @cached_property
    def _counts(self) -> list[int]:
        return [-having.count for having in self.values.values()]

    def as_common(self, count: float) -> int:
        """How many values have so many events or more."""
        return bisect_right(self._counts, -count)

    def counted(self, among: Among) -> Mapping[int, int]:
        """How many of the events chosen have each value, by its rank; what none of them has is left out."""
        starts, ranks = self._starts, self._ranks
        if not starts:  # no event has more than one
            counts = Counter(compress(ranks, among.flags) if among.dense else map(ranks.__getitem__, among.numbers))
            counts.pop(len(self.values), None)
            return counts
        return Counter(chain.from_iterable(ranks[starts[n] : starts[n + 1]] for n in among.numbers))


class Among:
    """A choice of events, ready for counting how many of them have a value."""

    def __init__(self, chosen: Bits, size: int) -> None:
        self.bits, self.size, self.total = chosen, size, chosen.bit_count()
        self._told: dict[Facet, Mapping[int, int]] = {}

    @property
    def dense(self) -> bool:
        """Whether one by one is no faster than all."""
        return 8 * self.total > self.size

    @cached_property
    def flags(self) -> bytes:
        """A byte for every event: 1 for those chosen."""
        return bits.flags(self.bits, self.size)

    @cached_property
    def numbers(self) -> list[int]:
        """The events chosen, in order."""
        return bits.listed(self.bits)

    def count(self, having: Having) -> int:
        """How many of the events chosen have a value."""
        if self.total == self.size:
            return having.count
        facet = having.facet
        if facet not in self._told and self.total * BY_EVENT > len(facet.values) * BY_VALUE:
            return self._one(having)
        return self.all(facet).get(having.rank, 0)

    def _one(self, having: Having) -> int:
        if having.numbers is None:
            return (self.bits & having.bits).bit_count()
        return sum(map(self.flags.__getitem__, having.numbers))

    def all(self, facet: Facet) -> Mapping[int, int]:
        """How many of the events chosen have each value of a facet, by its rank."""
        if facet not in self._told:
            whole = self.total == self.size
            everyone = {having.rank: having.count for having in facet.values.values()} if whole else None
            self._told[facet] = facet.counted(self) if everyone is None else everyone
        return self._told[facet]

    def commonest(self, facet: Facet, limit: int) -> Iterator[tuple[str, int]]:
        """The values that most of the events chosen have, at least one, with their number: at most `limit`."""
        if self.total == self.size:
            yield from ((value, having.count) for value, having in list(facet.values.items())[:limit])
            return
        ranks = sorted(self._candidates(facet, limit), key=lambda each: (-each[1], facet.ordered[each[0]]))
        yield from ((facet.ordered[rank], count) for rank, count in ranks[:limit] if count)

    def _candidates(self, facet: Facet, limit: int) -> Iterable[tuple[int, int]]:
        """Ranks and counts that hold the commonest: counted by event, or by value while one can still be so common."""
        havings = list(facet.values.values())
        least = havings[limit - 1].count * self.total / self.size if len(havings) >= limit else 0
        if facet in self._told or self.total * BY_EVENT < facet.as_common(least) * BY_VALUE:
            return self.all(facet).items()
        return self._while_common(havings, limit)

    def _while_common(self, havings: list[Having], limit: int) -> Iterator[tuple[int, int]]:
        best: list[int] = []
        for having in havings:
            if len(best) == limit and having.count < best[0]:
                return
            count = self._one(having)
            best = sorted([*best, count])[-limit:]
            yield having.rank, count
