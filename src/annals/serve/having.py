"""The events that have a value, and how many of them are among those chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from operator import itemgetter

from annals.serve import bits
from annals.serve.bits import Bits

FEW = 300
"""Up to so many events are counted one by one, more by their bits."""


class Having:
    """The events that have a value of a facet."""

    def __init__(self, label: str, count: int, kept: bytes) -> None:
        self.label, self.count, self.bits = label, count, bits.unpacked(kept)

    @cached_property
    def picked(self) -> Callable[[str], tuple[str, ...] | str] | None:
        """Takes the characters of the events out of a string with one for each; `None` where they are many."""
        return itemgetter(*bits.listed(self.bits)) if self.count <= FEW else None


class Among:
    """A choice of events, ready for counting how many of them have a value."""

    def __init__(self, chosen: Bits, size: int) -> None:
        self.bits = chosen
        self._flags = f"{chosen:0{size or 1}b}"[::-1]
        self._all = chosen.bit_count() == size

    def count(self, having: Having) -> int:
        """How many of the chosen events have it."""
        if self._all:
            return having.count
        if having.picked is None:
            return (self.bits & having.bits).bit_count()
        return having.picked(self._flags).count("1")
