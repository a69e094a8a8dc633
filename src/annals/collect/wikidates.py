"""Templates that print dates: always as a date in words, so that what reads dates reads these too."""

from __future__ import annotations

import re

from annals.codebook import table
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Piece


def date(call: Call) -> list[Piece]:
    """`{{start date|1815|6|18|df=y}}`: 18 June 1815; a date given in words stays as it is."""
    shown = call.words("display")
    if shown:
        return [shown]
    values = call.values()
    numbers = _leading_numbers(values)
    if not numbers:
        return [_iso(values[0], _day_first(call))] if values and values[0] else []
    if len(numbers) == 1 and len(values) > 1 and not values[1].isdecimal():
        numbers = _with_month_word(values) or numbers
    bc = numbers[0].startswith("-") or call.words("bc", "era").casefold() in ("y", "yes", "bc")
    return [_clock(numbers[3:6]) + in_words(numbers[:3], day_first=_day_first(call)) + (" BC" if bc else "")]


def span(call: Call) -> list[Piece]:
    """`{{start and end dates|1418|7|29|1419|1|19|df=y}}`: 29 July 1418 – 19 January 1419."""
    numbers = _leading_numbers(call.values())
    if len(numbers) != 6:
        return [" – ".join(value for value in call.values() if value)]
    halves = (in_words(half, day_first=_day_first(call)) for half in (numbers[:3], numbers[3:]))
    return [" – ".join(halves)]


def old_style(call: Call) -> list[Piece]:
    """`{{OldStyleDate|27 March|1641|17 March}}`: the date, and the old calendar's in brackets."""
    day, year, old = call.words("1"), call.words("2"), call.words("3")
    return [" ".join(word for word in (day, year, f"[O.S. {old}]" if old else "") if word)]


def day_first(call: Call) -> list[Piece]:
    """Day, month, year."""
    numbers = _leading_numbers(call.values())[:3]
    return [in_words(numbers[::-1], day_first=True)]


def as_of(call: Call) -> list[Piece]:
    """`{{as of|2014|3}}`: As of March 2014."""
    if shown := call.words("alt"):
        return [shown]
    since = "since" in call.arguments or call.name == "since"
    begin = "Since" if since else "As of"
    begin = begin.lower() if call.words("lc") else begin
    numbers = _leading_numbers(call.values())
    return [f"{begin} {in_words(numbers[:3], day_first=_day_first(call, default=True)) or call.words('1')}".strip()]


def circa(call: Call) -> list[Piece]:
    """`{{circa|1200}}`: c. 1200; with two values, both."""
    short = "fl. " if call.name.startswith("fl") else "r. " if call.name.startswith("r") else "c. "
    first, second = call.pieces("1"), call.pieces("2")
    out: list[Piece] = [short, *first]
    return [*out, " – ", short, *second] if second else out


def in_words(numbers: list[str], *, day_first: bool) -> str:
    """Year, month, day as numbers → words; what is not a date of the calendar stays as the numbers written."""
    year, month, day = [*(number.lstrip("-") for number in numbers), "", "", ""][:3]
    name = _month(month) if month else ""
    if month and not name:
        return "-".join(part for part in (year, month, day) if part)
    day = day.lstrip("0")
    if day and day_first:
        return f"{day} {name} {year}".strip()
    return f"{name} {day}, {year}" if day else f"{name} {year}".strip()


def _month(number: str) -> str:
    """The month's name in full, from its number or its name."""
    months: dict[str, list[str]] = table("time")["months"]
    if number.isdecimal():
        return months.get(str(int(number)), [""])[0].capitalize()
    return next((names[0].capitalize() for names in months.values() if number.casefold().strip(".") in names), "")


def _leading_numbers(values: list[str]) -> list[str]:
    """The values up to the first that is no number (an empty one is left out)."""
    out: list[str] = []
    for value in values:
        if not value:
            continue
        if not re.fullmatch(r"-?\d{1,4}", value):
            break
        out.append(value)
    return out


def _with_month_word(values: list[str]) -> list[str]:
    """`2014|March|5` with the month in words."""
    if not _month(values[1]):
        return []
    return [values[0], values[1], *([values[2]] if len(values) > 2 and values[2].isdecimal() else [])]


def _iso(words: str, first: bool) -> str:
    """`2018-10-21` in words; other words unchanged."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", words)
    return in_words([part for part in match.groups() if part], day_first=first) if match else words


def _day_first(call: Call, *, default: bool = False) -> bool:
    asked = call.words("df", "format").casefold()
    if asked.startswith(("n", "m")):
        return False
    return bool(asked) or default or call.name == "date"


def _clock(numbers: list[str]) -> str:
    """Hours, minutes (and seconds) before the date."""
    return f"{':'.join(number.zfill(2) for number in numbers)}, " if len(numbers) >= 2 else ""
