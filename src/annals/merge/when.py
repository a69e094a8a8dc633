"""Whether two dates can be those of one occurrence: of whatever precision, and over midnight."""

from __future__ import annotations

import re
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.edtf import bounds
from annals.base.when import PARTS_OF_DAY
from annals.merge.causes import held, told_late
from annals.merge.finding import NOTHING, Finding
from annals.merge.what import kinds

_EXTENT = re.compile(r"-?\d{4}-\d\d-\d\d/-?\d{4}-\d\d-\d\d")
_THIRDS = re.compile(r".*-(?:01/.*-10|11/.*-20|21/.*-(?:28|29|30|31))")
BEFORE, AFTER = 30, 14
"""How many days before "by 9 October", and after "since 9 October", are thought of."""
LATE = 2
"""How many days before a report what it tells to be done can have been done."""

_SMALL_HOURS = {"early_morning": 0.7, "morning": 0.4}
"""How well the night of one day goes with the next day, by its part."""
_WIDTHS = ((3, 0.7), (11, 0.5), (31, 0.35), (92, 0.2))


class Days(NamedTuple):
    """The days that a claim allows (Julian day numbers; `None`: no date), and the part of the day.

    `lasting`: it is told to have gone on from the first day to the last; `once`: it is of a type that does not happen
    again the next day, such as the fall of a town.
    """

    first: int | None
    last: int | None
    part: str | None
    lasting: bool
    words: str
    once: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last


def days(claim: Claim) -> Days:
    """The days of a claim; where one end is open, those that it most likely means."""
    if claim.when is None:
        return Days(None, None, None, False, "")
    edtf = claim.when.edtf
    first, last = bounds(edtf)
    if first is None and last is None:
        return Days(None, None, claim.when.part_of_day, False, "")
    once = claim.type in kinds("once") and not held(claim)
    if once and first is not None and first == last and told_late(claim):
        return Days(first - LATE, last, None, False, edtf, once)
    first = first if first is not None else (last or 0) - BEFORE
    last = last if last is not None else first + AFTER
    lasting = first != last and bool(_EXTENT.fullmatch(edtf)) and not _THIRDS.fullmatch(edtf)
    return Days(
        first,
        last,
        claim.when.part_of_day,
        lasting and claim.type in kinds("lasting"),
        edtf,
        once,
    )


def compare(left: Days, right: Days) -> Finding:
    """How well two dates agree; days that exclude each other are a wall, but for neighbouring ones."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return NOTHING
    apart = max(left.first, right.first) - min(left.last, right.last)
    if apart > 0:
        earlier, later = (left, right) if left.first < right.first else (right, left)
        return _disjoint(earlier, later, apart)
    if left.exact and right.exact:
        return _same_day(left, right)
    if (left.first, left.last) == (right.first, right.last):
        return Finding(0.9 if left.last - left.first < 31 else 0.4, f"both are dated {left.words}")
    if left.lasting or right.lasting:
        longer, shorter = sorted((left, right), key=lambda d: (d.first or 0) - (d.last or 0))
        return Finding(-0.3, f"{shorter.words} is a part of {longer.words}")
    width = max(left.last - left.first, right.last - right.first) + 1
    score = next((score for most, score in _WIDTHS if width <= most), 0.05)
    return Finding(score, f"{left.words} and {right.words} can be the same day")


def close(left: Days, right: Days) -> bool:
    """Whether two dates lie within a day of each other."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return False
    return max(left.first, right.first) - min(left.last, right.last) <= 1


def _disjoint(earlier: Days, later: Days, apart: int) -> Finding:
    told = f"{earlier.words} and {later.words}"
    if apart == 1 and earlier.part == "night" and later.exact and (score := _SMALL_HOURS.get(later.part or "")):
        return Finding(score, f"{told} are one night")
    if apart == 1 and earlier.exact and later.exact:
        once = earlier.once and later.once
        return Finding(0.2 if once else -1.0, f"{told} are neighbouring days", wall=not once)
    return Finding(-1.0, f"{told} are different days", wall=True)


def _same_day(left: Days, right: Days) -> Finding:
    if left.part is None or right.part is None:
        return Finding(0.9, f"both are dated {left.words}")
    if left.part == right.part:
        return Finding(1.0, f"both are dated {left.words}, {_worded(left.part)}")
    told = f"{_worded(left.part)} and {_worded(right.part)} of {left.words}"
    if neighbours(left.part, right.part):
        return Finding(0.8, f"{told} are near each other")
    return Finding(-1.0, f"{told} are two times", wall=True)


def neighbours(left: str, right: str) -> bool:
    """Whether two parts of the day follow each other; night and the small hours do."""
    places = [PARTS_OF_DAY.index(part) if part in PARTS_OF_DAY else -9 for part in (left, right)]
    return abs(places[0] - places[1]) in (1, len(PARTS_OF_DAY) - 1)


def _worded(part: str) -> str:
    return part.replace("_", " ")
