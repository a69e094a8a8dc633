"""A scale of days from hours to millennia, years BC included: where a day lies, and where and how it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from annals.ground.calendar import Stamp, day_of

WIDE = 640.0
"""Units of the drawing from the first day to the end of the last."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LABELS, BINS = 8, 60


class Unit(msgspec.Struct, frozen=True):
    """A step in time: so many days, months or years (or parts of a day, `hour`)."""

    kind: str
    step: int


_YEARS = [Unit("year", step * 10**power) for power in range(5) for step in (1, 2, 5)]
BY = [Unit("day", 1), Unit("day", 7), Unit("month", 1), Unit("month", 3), *_YEARS]
"""What events are gathered by."""
MARKED = [
    Unit("hour", 6), Unit("hour", 12), Unit("day", 1), Unit("day", 2), Unit("day", 7), Unit("day", 14),
    Unit("month", 1), Unit("month", 2), Unit("month", 3), Unit("month", 6), *_YEARS,
]  # fmt: skip
"""What is marked on the scale."""


class Tick(msgspec.Struct, frozen=True):
    """A mark on the scale; narrow pages show every other label only."""

    x: float
    label: str
    minor: bool


class Axis(msgspec.Struct, frozen=True):
    """The days from `first` to `last`, as Julian day numbers."""

    first: int
    last: int

    def x(self, day: float) -> float:
        """Where a day begins; what lies beyond the scale is put on its edge."""
        return round(min(1.0, max(0.0, (day - self.first) / (self.last + 1 - self.first))) * WIDE, 1)

    @property
    def ticks(self) -> list[Tick]:
        """The marks, as many as can be read."""
        unit = _fitting(MARKED, self.first, self.last, LABELS)
        marked = [at for at in _begins(unit, self.first, self.last) if at >= self.first]
        ticks, before = [], None
        for n, at in enumerate(marked):
            ticks.append(Tick(self.x(at), _label(unit, at, before), bool(n % 2)))
            before = at
        return ticks

    @property
    def bins(self) -> tuple[Unit, list[int]]:
        """The step by which events are gathered, and the days at which bins begin, with the day after the last."""
        return self.parted(BINS)

    def parted(self, most: int) -> tuple[Unit, list[int]]:
        """The same for about so many bins at most."""
        unit = _fitting(BY, self.first, self.last, most)
        begins = [max(self.first, int(at)) for at in _begins(unit, self.first, self.last)]
        return unit, [*begins, self.last + 1]


def words(day: int) -> str:
    """A day in words: `20 Apr 2021`, `2 Sep 31 BC`."""
    stamp = day_of(day)
    return f"{stamp.day} {MONTHS[(stamp.month or 1) - 1]} {year(stamp.year)}"


@lru_cache(maxsize=4096)
def span(first: int, last: int) -> str:
    """Days in words, no more of them than needed: `20–26 Apr 2021`, `Apr 2021`, `2021`, `31 BC`."""
    one, other = day_of(first), day_of(last)
    if first == last:
        return words(first)
    if (one.month, one.day, other.month, other.day) == (1, 1, 12, 31):
        return year(one.year) if one.year == other.year else f"{year(one.year)} – {year(other.year)}"
    if one[:2] == other[:2]:
        month = f"{MONTHS[(one.month or 1) - 1]} {year(one.year)}"
        return month if one.day == 1 and day_of(last + 1).day == 1 else f"{one.day}–{other.day} {month}"
    return f"{words(first)} – {words(last)}"


def step_of(unit: Unit, day: int) -> tuple[int, int]:
    """First and last day of the step (by days, months, years) that holds a day."""
    if unit.kind == "day":
        first = day - (day % unit.step if unit.step > 2 else 0)
        return first, first + unit.step - 1
    month = _month(day) // _months(unit) * _months(unit)
    first, following = (Stamp(at // 12, at % 12 + 1, 1).first for at in (month, month + _months(unit)))
    return first, following - 1


def year(number: int) -> str:
    """A year as it is called: astronomical 0 is 1 BC."""
    return str(number) if number > 0 else f"{1 - number} BC"


@lru_cache(maxsize=4096)
def edtf(day: int) -> str:
    """A day as it stands in an address."""
    return day_of(day).edtf()


def _fitting(units: list[Unit], first: int, last: int, most: int) -> Unit:
    """The finest step that makes no more than so many."""
    days = last + 1 - first
    return next((unit for unit in units if days / _length(unit) <= most), units[-1])


def _length(unit: Unit) -> float:
    return unit.step * {"hour": 1 / 24, "day": 1.0, "month": 30.4, "year": 365.2}[unit.kind]


def _begins(unit: Unit, first: int, last: int) -> Iterator[float]:
    """Where steps begin, from the one that holds the first day on."""
    if unit.kind in ("hour", "day"):
        length = _length(unit)
        at: float = first - (first % unit.step if unit.kind == "day" and unit.step > 2 else 0)
        while at <= last or (unit.kind == "hour" and at < last + 1):
            yield at
            at = at + length
        return
    month = _month(first) // _months(unit) * _months(unit)
    while (day := Stamp(month // 12, month % 12 + 1, 1).first) <= last:
        yield day
        month += _months(unit)


def _months(unit: Unit) -> int:
    return unit.step * (12 if unit.kind == "year" else 1)


def _month(day: int) -> int:
    """Months since the beginning of the year 0."""
    stamp = day_of(day)
    return stamp.year * 12 + (stamp.month or 1) - 1


def _label(unit: Unit, at: float, before: float | None) -> str:
    """The label of a mark: what the one before says is not said again."""
    stamp, last = day_of(int(at)), day_of(int(before)) if before is not None else None
    if unit.kind == "hour" and at % 1:
        return f"{round(at % 1 * 24):02d}:00"
    if unit.kind == "year":
        return year(stamp.year)
    month = MONTHS[(stamp.month or 1) - 1]
    told = month if unit.kind == "month" else f"{stamp.day} {month}"
    return told if last and last.year == stamp.year else f"{told} {year(stamp.year)}"
