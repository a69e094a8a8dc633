"""Which events lie in a span of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from annals.serve import bits
from annals.serve.bits import Bits

STEP = 512
"""Events between two sets that are kept ready."""
KEPT = 512
"""Days whose sets are kept at hand."""
EVER, NEVER = -(10**9), 10**9
"""The first day of what has been all along, the last of what never ends."""


class Days:
    """First and last possible days of events, by their numbers. An event without any day lies in no span."""

    def __init__(self, events: Iterable[tuple[int, int | None, int | None]]) -> None:
        told = [(n, first, last) for n, first, last in events if first is not None or last is not None]
        self._begins = _Ordered((first if first is not None else EVER, n) for n, first, _ in told)
        self._ends = _Ordered((last if last is not None else NEVER, n) for n, _, last in told)
        self.dated = self._begins.all

    def within(self, since: int | None, until: int | None) -> Bits:
        """The events that may lie between two days (`None`: any), in part or whole."""
        begun = self._begins.up_to(until) if until is not None else self._begins.all
        return begun & ~self._ends.before(since) if since is not None else begun

    def begun(self, day: int) -> Bits:
        """The events whose first possible day is before `day`."""
        return self._begins.before(day)

    def over(self, day: int) -> Bits:
        """The events whose last possible day is before `day`."""
        return self._ends.before(day)

    def middle(self, found: Bits, share: float) -> tuple[int, int] | None:
        """The days between which events found begin and end, a share of them left out at either end.

        What is open at its start counts by its end, what is open at its end by its start.
        """
        begins, ends = self._begins.without(EVER, found), self._ends.without(NEVER, found)
        if not begins | ends:
            return None
        first = min(self._begins.nth(begins, share, NEVER), self._ends.nth(ends, share, NEVER))
        last = max(self._ends.nth(ends, 1 - share, EVER), self._begins.nth(begins, 1 - share, EVER))
        return first, last


class _Ordered:
    """Numbers by a day of theirs, with the set of the first `STEP`, `2 * STEP` ... of them kept ready."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(pairs)
        self._days = [day for day, _ in ordered]
        self._numbers = [n for _, n in ordered]
        self._ready: list[Bits] = [bits.EMPTY]
        for start in range(0, len(ordered), STEP):
            self._ready.append(self._ready[-1] | bits.of(self._numbers[start : start + STEP]))
        self.all = self._ready[-1]
        self._first = lru_cache(maxsize=KEPT)(self._made)

    def up_to(self, day: int) -> Bits:
        """The numbers whose day is `day` or before."""
        return self._first(bisect_right(self._days, day))

    def before(self, day: int) -> Bits:
        """The numbers whose day is before `day`."""
        return self._first(bisect_left(self._days, day))

    def without(self, day: int, found: Bits) -> Bits:
        """Those of the numbers found whose day is another than `day`."""
        return found & self.all & ~(self.up_to(day) & ~self.before(day))

    def nth(self, found: Bits, share: float, none: int) -> int:
        """The day before which lies a share of the numbers found; `none` where there are none."""
        count = found.bit_count()
        if not count:
            return none
        wanted = min(count, int(count * share) + 1)
        low, high = 0, len(self._days) - 1
        while low < high:
            at = (low + high) // 2
            if (self._first(at + 1) & found).bit_count() >= wanted:
                high = at
            else:
                low = at + 1
        return self._days[low]

    def _made(self, count: int) -> Bits:
        """The first so many numbers; days that are asked for again, as the edges of months are, are kept at hand."""
        ready = count // STEP
        return self._ready[ready] | bits.of(self._numbers[ready * STEP : count])
