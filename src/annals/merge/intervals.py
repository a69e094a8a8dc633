"""Intervals with open ends: what several have in common, how far apart they lie, how versions stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Interval = tuple[int | None, int | None]


def meet(intervals: Iterable[Interval]) -> Interval | None:
    """What all intervals allow; `None` where no value fits all.

    `meet([(5, None), (7, 7)])` is `(7, 7)`, `meet([(1, 2), (4, 4)])` is `None`.
    """
    several = list(intervals)
    low = max((a for a, _ in several if a is not None), default=None)
    high = min((b for _, b in several if b is not None), default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def gap(intervals: Iterable[Interval]) -> int:
    """How far the two farthest intervals lie apart: from the end of the lowest to the beginning of the highest."""
    several = list(intervals)
    low = max((a for a, _ in several if a is not None), default=0)
    high = min((b for _, b in several if b is not None), default=low)
    return max(0, low - high)


def relation(intervals: Sequence[Interval]) -> str:
    """`apart` where nothing fits all, `precision` where one interval lies within all others, else `overlap`."""
    shared = meet(intervals)
    if shared is None:
        return "apart"
    return "precision" if shared in intervals else "overlap"


def added(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; an open end leaves the sum open there."""
    several = list(intervals)
    lows, highs = [a for a, _ in several], [b for _, b in several]
    low = sum(a or 0 for a in lows)
    return low, None if None in highs else sum(b or 0 for b in highs)
