"""A date as a page or a footnote prints it → EDTF. Only what is printed: nothing is completed or guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache, lru_cache

from annals.codebook import table

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{1,2}:\d\d.*)?")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.I)
_NOISE = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|\bthe\b|[.,]", re.I)
_DASH = re.compile(r"\s*[–—-]\s*")
_CLOCK = re.compile(r"[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d.*$", re.I)


@lru_cache(maxsize=4096)
def edtf(words: str) -> str | None:
    """The date printed in `words`, which must hold nothing else: `1 February 2021` is `2021-02-01`.

    Knows days, months, years and seasons written out (day or month first), ISO dates and times, and ranges of days.
    All-number dates such as `02/03/2021`, whose order cannot be told, give `None`.
    """
    words = _WEEKDAY.sub("", " ".join(words.split()).strip(" .,;()"), count=1)
    if match := _ISO.fullmatch(words):
        return _date(match[1], match[2], match[3])
    words = " ".join(_NOISE.sub(" ", _CLOCK.sub("", words)).split())
    return _written(words) or _range(words)


def _written(words: str) -> str | None:
    """A day, month or season with its year, in either order."""
    if match := re.fullmatch(r"(?:(\d{1,2}) )?([^\W\d]+) (\d{4})", words):
        return _named(match[3], match[2], match[1])
    if match := re.fullmatch(r"([^\W\d]+) (\d{1,2}) (\d{4})", words):
        return _named(match[3], match[1], match[2])
    if match := re.fullmatch(r"(\d{4}) ([^\W\d]+)(?: (\d{1,2}))?", words):
        return _named(match[1], match[2], match[3])
    return None


def _range(words: str) -> str | None:
    """`1–3 February 2021`, `30 January – 2 February 2021`, `January–March 2021`, `February 1–3 2021`."""
    halves = _DASH.split(words)
    if len(halves) != 2 or not all(halves):
        return None
    first, last = halves
    if match := re.fullmatch(r"([^\W\d]+) (\d{1,2})", first):  # month first: the month or the year may be left out
        last = f"{match[1]} {last}" if re.fullmatch(r"\d{1,2} \d{4}", last) else last
    end = _written(last)
    if end is None:
        return None
    begun = _start(first, end)
    return f"{begun}/{end}" if begun else None


def _start(first: str, end: str) -> str | None:
    """The start of a range whose year, or month and year, are printed only at its end."""
    year, _, rest = end.partition("-")
    if re.fullmatch(r"\d{1,2}", first):
        return _date(year, rest[:2], first) if rest else None
    return _written(first) or _written(f"{first} {year}")


def _named(year: str, name: str, day: str | None) -> str | None:
    number = _months().get(name.casefold())
    if number is None or (int(number) > 12 and day):
        return None
    return _date(year, number, day)


def _date(year: str, month: str | None, day: str | None) -> str | None:
    """The parts as EDTF, or `None` where the calendar has no such date (months 21 to 24 are seasons)."""
    if month is None:
        return year
    number = int(month)
    if not (1 <= number <= 12 or (21 <= number <= 24 and day is None)):
        return None
    if day is None:
        return f"{year}-{number:02}"
    if int(year) < 1 or not 1 <= int(day) <= monthrange(int(year), number)[1]:
        return None
    return f"{year}-{number:02}-{int(day):02}"


@cache
def _months() -> dict[str, str]:
    """Numbers of months, and EDTF's of seasons, by name."""
    time = table("time")
    return {name: number for part in ("months", "seasons") for number, names in time[part].items() for name in names}
