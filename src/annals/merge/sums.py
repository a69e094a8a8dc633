"""Arithmetic of figures with bounds: sums, hulls, the verdict on a sum beside a total, and their words."""

from __future__ import annotations

from collections.abc import Iterable

from annals.base.tally import Interval

NOTHING: Interval = (0, 0)


def added(several: Iterable[Interval]) -> Interval:
    """The sum: what is unbounded stays so; of what has no lower bound nothing is certain."""
    low, high = 0, 0
    unbounded = False
    for least, most in several:
        low += least or 0
        high += most or 0
        unbounded = unbounded or most is None
    return low, None if unbounded else high


def hull(several: Iterable[Interval]) -> Interval:
    """The least interval that holds all of them: from the lowest version to the highest."""
    held = list(several)
    highs = [most for _, most in held if most is not None]
    return min(least or 0 for least, _ in held), max(highs) if len(highs) == len(held) else None


def overlapping(several: Iterable[Interval]) -> Interval:
    """What figures add up to that may count the same people: from the greatest alone to all of them together."""
    held = list(several)
    return max(least or 0 for least, _ in held), added(held)[1]


def fits_in(parts: Interval, whole: Interval) -> bool:
    """Whether a total can hold the parts."""
    return whole[1] is None or (parts[0] or 0) <= whole[1]


def verdict(text: Interval, infobox: Interval, told: int | None = None) -> tuple[str, int | None]:
    """How the prose stands to the infobox, and by how many it is short or over.

    A sum that is only bounded below ("at least 7") is short where its bound is below the infobox's: so many are told.
    Where versions differ, `told` is what the greatest of them count.
    """
    (least, most), (low, high) = text, infobox
    if low is None and high is None:
        return "not_comparable", None
    low, least = low or 0, least or 0
    if (least, most) == (low, high):
        return "exact", None
    if high is not None and least > high:
        return "over", least - high
    if least >= low and (high is None or (most is not None and most <= high)):
        return "within", None
    if most is not None and most < low:
        return "short", low - most
    if most is None and max(least, told or 0) < low:
        return "short", low - least
    return "not_comparable", None


def worded(figure: Interval) -> str:
    """An interval in words: `5`, `2–3`, `at least 5`, `up to 30`, `no figure`."""
    least, most = figure
    if least is None and most is None:
        return "no figure"
    if most is None:
        return f"at least {least}"
    if not least and most:
        return f"up to {most}"
    return str(most) if least == most else f"{least}–{most}"
