"""Which one episode lasted over some days, where only one did; asked often, so made ready once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Lasted = tuple[tuple[str, int], int | None, int | None]
"""What lasted (an infobox), its first and its last day; `None`: not told."""


class Lasting:
    """Things that lasted, in the order in which they began, each with what lasts longest of those begun so far."""

    def __init__(self, several: Iterable[Lasted]) -> None:
        told = [(first, last, box) for box, first, last in several if first is not None and last is not None]
        self._begins: list[int] = []
        self._longest: list[tuple[tuple[int, tuple[str, int]], int | None]] = []
        for first, last, box in sorted(told):
            self._begins.append(first)
            self._longest.append(self._with(last, box))

    def _with(self, last: int, box: tuple[str, int]) -> tuple[tuple[int, tuple[str, int]], int | None]:
        """What lasts longest, and how long what lasts next to it, now that one more has begun."""
        if not self._longest:
            return (last, box), None
        (longest, which), second = self._longest[-1]
        if last > longest:
            return (last, box), longest
        return (longest, which), last if second is None else max(second, last)

    def only(self, first: int | None, last: int | None) -> tuple[str, int] | None:
        """The one that had begun by the first day and lasted until the last; `None` where none did, or several."""
        if first is None or last is None:
            return None
        begun = bisect_right(self._begins, first)
        if not begun:
            return None
        (longest, box), second = self._longest[begun - 1]
        return box if longest >= last and (second is None or second < last) else None
