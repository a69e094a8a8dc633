"""Days, months and years as numbers, and as EDTF (ISO 8601-2). Years are astronomical: 1 BC is 0, 31 BC is -30.

The calendar is the Gregorian one, carried backwards without a break; a date given in an older calendar is kept as given
and only ever counted from, never converted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annals.base.edtf import day_number

MONTHS_OF_SEASON = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}
THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}


class Stamp(NamedTuple):
    """A date as exact as it is known: a year; a year and a month (or a season, 21 to 24); or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str:
        """The stamp in EDTF: `2012-11-09`, `2012-11`, `-0030`."""
        year = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        return "-".join([year, *(f"{part:02d}" for part in (self.month, self.day) if part)])

    @property
    def first(self) -> int:
        """The number of its first day."""
        month = MONTHS_OF_SEASON.get(self.month or 1, (self.month or 1,))[0]
        return day_number(self.year, month, self.day or 1)

    @property
    def last(self) -> int:
        """The number of its last day."""
        month = MONTHS_OF_SEASON.get(self.month or 12, (0, self.month or 12))[1]
        return day_number(self.year, month, self.day or days_in(self.year, month))


class Reach(NamedTuple):
    """From one stamp to another; `None` is an open end. `about` marks a date given as approximate, `unit` a decade."""

    start: Stamp | None
    end: Stamp | None
    about: bool = False
    mask: str | None = None

    def edtf(self) -> str:
        """The reach in EDTF: a single date, or an interval with `..` for an open end."""
        if self.mask:
            return self.mask
        mark = "~" if self.about else ""
        ends = [stamp.edtf() + mark if stamp else ".." for stamp in (self.start, self.end)]
        return ends[0] if ends[0] == ends[1] else "/".join(ends)

    @property
    def known(self) -> Stamp | None:
        """Its end, or its start where the end is open: the date that what follows is counted from."""
        return self.end or self.start


def leap(year: int) -> bool:
    """Whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year: int, month: int) -> int:
    """The number of days of a month."""
    return 28 + leap(year) if month == 2 else 30 + (month in (1, 3, 5, 7, 8, 10, 12))


_MARCH_OF_0 = day_number(0, 3, 1)  # an era of 400 years begins with a 1 March


def day_of(number: int) -> Stamp:
    """The day with the Julian day `number`: the inverse of `day_number`."""
    era, of_era = divmod(number - _MARCH_OF_0, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return Stamp(year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1)


def weekday(stamp: Stamp) -> int:
    """The ISO weekday (Monday 1 to Sunday 7) of a day."""
    return stamp.first % 7 + 1


def valid(stamp: Stamp) -> bool:
    """Whether there is such a day (or month, or season) in a year EDTF can write."""
    year, month, day = stamp
    if not -9999 <= year <= 9999:
        return False
    if month is None:
        return day is None
    if day is None:
        return 1 <= month <= 12 or month in MONTHS_OF_SEASON
    return 1 <= month <= 12 and 1 <= day <= days_in(year, month)


def shifted(stamp: Stamp, unit: str, count: int) -> Stamp:
    """`count` days, weeks, months or years after `stamp`; months and years are counted to the month or year only."""
    if unit in ("days", "weeks"):
        if not stamp.day:
            return stamp
        return day_of(stamp.first + count * (7 if unit == "weeks" else 1))
    if unit == "months":
        if not stamp.month or stamp.month > 12:
            return Stamp(stamp.year)
        years, month = divmod(stamp.month - 1 + count, 12)
        return Stamp(stamp.year + years, month + 1)
    return Stamp(stamp.year + count)


_STAMP = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
_MASK = re.compile(r"(\d{2}|\d{3})X{1,2}")


def stamp_of(edtf: str) -> Stamp | None:
    """The stamp an EDTF date states (a qualifier is dropped), or `None` for `..` and what is no single date."""
    hit = _STAMP.fullmatch(edtf)
    if not hit:
        return None
    stamp = Stamp(int(hit[1]), int(hit[2]) if hit[2] else None, int(hit[3]) if hit[3] else None)
    return stamp if valid(stamp) else None


def reach_of(edtf: str) -> Reach | None:
    """The reach an EDTF date or interval states, or `None`."""
    if _MASK.fullmatch(edtf):
        return Reach(Stamp(int(edtf.replace("X", "0"))), Stamp(int(edtf.replace("X", "9"))), mask=edtf)
    ends = edtf.split("/")
    stamps = [stamp_of(end) for end in ends]
    if len(ends) > 2 or any(stamp is None and end != ".." for stamp, end in zip(stamps, ends, strict=True)):
        return None
    return Reach(stamps[0], stamps[-1], "~" in edtf) if any(stamps) else None


def in_order(start: Stamp | None, end: Stamp | None) -> bool:
    """Whether an interval does not end before it begins."""
    return start is None or end is None or start.first <= end.last
