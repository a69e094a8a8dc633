"""What days an EDTF date allows, so that dates can be put in order and compared, years BC included."""

from __future__ import annotations

import re
from calendar import isleap

from annals.base.when import When

_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(-?[\dX]{4}|Y-?\d{4,9})(?:-([\dX]{2})(?:-([\dX]{2}))?)?")

Bounds = tuple[int | None, int | None]


def bounds(edtf: str | None) -> Bounds:
    """First and last possible day of an EDTF date or interval, as Julian day numbers; `None` where open or unknown.

    A Julian day number counts days across the year 0 without a gap: `bounds("2012-11-05")` is
    `(2456237, 2456237)`, `bounds("-0030")` the whole of 31 BC. What is no EDTF at all allows every day.
    """
    start, slash, end = (edtf or "").partition("/")
    first, last = _point(start), _point(end if slash else start)
    return first[0], last[1]


def position(edtf: str | None) -> tuple[int, int, int]:
    """Where a date stands on a timeline: by its first possible day, else its last, undated at the end.

    A date open at its start (`../2012-10-09`, "by 9 October") stands just before what is dated on its last day.
    """
    first, last = bounds(edtf)
    if first is not None:
        return (0, first, 1)
    return (0, last, 0) if last is not None else (1, 0, 0)


def joined(start: When | None, end: When | None) -> str | None:
    """One EDTF date for an episode that runs from `start` to `end`."""
    first, last = (w.edtf if w else "" for w in (start, end))
    if not first and not last:
        return None
    return first if first == last else f"{first}/{last}"


def day_number(year: int, month: int, day: int) -> int:
    """The Julian day number of a day in the (proleptic) Gregorian calendar with astronomical years."""
    months = (14 - month) // 12
    y, m = year + 4800 - months, month + 12 * months - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def _point(words: str) -> Bounds:
    """The days allowed by one end of an interval, written without its slash."""
    match = _DATE.fullmatch(re.sub(r"[?~%]", "", words.strip().partition("T")[0]))
    if match is None or match[1] == "XXXX":
        return None, None
    years, months, days = (_digits(part) for part in match.groups(default="XX"))
    if match[1].startswith("-") and years:
        years = (-years[1], -years[0])
    return _days(years, months, days)


def _digits(words: str) -> tuple[int, int]:
    """The least and greatest number that digits with unspecified places (`20XX`) can be."""
    words = words.lstrip("Y") if words.startswith("Y") else words.lstrip("-")
    return int(words.replace("X", "0")), int(words.replace("X", "9"))


def _days(years: tuple[int, int], months: tuple[int, int], days: tuple[int, int]) -> Bounds:
    if 21 <= months[0] <= 41:  # a season: the part of the year depends on the hemisphere
        months, days = (1, 12), (1, 31)
    first, last = (max(1, months[0]), max(1, days[0])), (min(12, months[1]), days[1])
    length = _DAYS[last[0]] + (last[0] == 2 and isleap(years[1]))
    if not months[1] > 0 or months[0] > 12 or days[1] < 1 or first[1] > length:
        return None, None
    return day_number(years[0], *first), day_number(years[1], last[0], min(last[1], length))
