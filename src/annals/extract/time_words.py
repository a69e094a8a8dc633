"""The words of time as patterns, built from the codebook. Every pattern is linear: no quantifier holds another."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from annals.codebook import table

DASH = r"(?:[-‐‑‒–—―−~]|\ufffd{1,3}|--)"
TO = r"(?:to|until|till|til|through|thru)"
ERA = r"(?:\s?(?P<era>b\.?\s?c\.?(?:\s?e\.?)?|a\.?d\.?|c\.e\.|ce)(?!\w))"


def words() -> dict[str, Any]:
    """The codebook's words of time."""
    return table("time")


def any_of(phrases: list[str]) -> str:
    """A pattern for any of `phrases`, the longest first, spaces in them standing for any run of white space."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + ")"


@cache
def numbered(part: str) -> dict[str, int]:
    """Word to number for a part of the codebook written `number = [words]` (months, weekdays, seasons, thirds)."""
    return {word: int(number) for number, names in words()[part].items() for word in names}


@cache
def pattern_of(part: str) -> str:
    """A pattern for any word of `part`."""
    held = words()[part]
    names = [word for value in held.values() for word in value] if _lists(part) else list(held)
    return any_of(names)


def _lists(part: str) -> bool:
    return all(isinstance(value, list) for value in words()[part].values())


@cache
def month() -> str:
    """A pattern for a month's name, or its abbreviation with the stop that belongs to it."""
    names: list[str] = [word for held in words()["months"].values() for word in held]
    short = [word for held in words()["months"].values() for word in held[1:] if len(word) <= 4]
    return rf"(?:{any_of([n for n in names if n not in short])}(?!\w)|{any_of(short)}(?!\w)\.?)"


@cache
def count() -> str:
    """A pattern for a small number in words or figures."""
    return rf"(?:\d{{1,3}}|(?:twenty|thirty|forty)-[a-z]{{3,5}}|{any_of(list(words()['numbers']))})"


def number_of(phrase: str) -> int | None:
    """The number a phrase that `count()` matches stands for."""
    phrase = phrase.casefold()
    if phrase.isdecimal():
        return int(phrase)
    known: dict[str, int] = words()["numbers"]
    tens, _, ones = phrase.partition("-")
    if tens in known and (not ones or ones in known):
        return known[tens] + (known[ones] if ones else 0)
    return None


def ordinal_of(phrase: str) -> int | None:
    """The number an ordinal stands for: `third` and `3rd` are 3."""
    phrase = phrase.casefold()
    if phrase[:-2].isdecimal():
        return int(phrase[:-2])
    known: dict[str, int] = words()["ordinals"]
    return known.get(phrase)


@cache
def not_counted() -> str:
    """A lookahead: what follows is not a noun that the number before it counts."""
    return rf"(?!\s+{any_of(words()['counted']['words'])}(?!\w))"


@cache
def part_of_day_names() -> dict[str, str]:
    """Phrase to part of the day."""
    return {phrase: part for part, phrases in words()["parts_of_day"].items() for phrase in phrases}


def part_of_day(phrase: str) -> str | None:
    """The part of the day that `phrase` names."""
    return part_of_day_names().get(" ".join(phrase.casefold().split()))


def part_of_hour(hour: int) -> str:
    """The part of the day that `hour` (0 to 23) belongs to."""
    begins: dict[str, str] = words()["hours"]
    return begins[str(max(int(h) for h in begins if int(h) <= hour))]
