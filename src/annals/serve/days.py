"""Which events lie in a span of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annals.serve import bits
from annals.serve.bits import Bits

STEP = 512
"""Events between two sets that are kept ready."""


class Days:
    """First and last possible days of events, by their numbers. An event without any day lies in no span."""

    def __init__(self, events: Iterable[tuple[int, int | None, int | None]]) -> None:
        told = [(n, first, last) for n, first, last in events if first is not None or last is not None]
        self._begins = _Ordered((first if first is not None else -(10**9), n) for n, first, _ in told)
        self._ends = _Ordered((last if last is not None else 10**9, n) for n, _, last in told)

    def within(self, since: int | None, until: int | None) -> Bits:
        """The events that may lie between two days (`None`: any), in part or whole."""
        begun = self._begins.up_to(until) if until is not None else self._begins.all
        return begun & ~self._ends.before(since) if since is not None else begun


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

    def up_to(self, day: int) -> Bits:
        """The numbers whose day is `day` or before."""
        return self._first(bisect_right(self._days, day))

    def before(self, day: int) -> Bits:
        """The numbers whose day is before `day`."""
        return self._first(bisect_left(self._days, day))

    def _first(self, count: int) -> Bits:
        ready = count // STEP
        return self._ready[ready] | bits.of(self._numbers[ready * STEP : count])
