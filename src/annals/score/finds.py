"""What was found, found in excess, and missed: the counts behind precision and recall."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from annals.score.text import same_name

T = TypeVar("T")


class Finds(msgspec.Struct, frozen=True):
    """Counts of true finds, false finds and misses. They add up over documents."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Finds) -> Finds:
        return Finds(self.found + other.found, self.extra + other.extra, self.missed + other.missed)

    @property
    def wanted(self) -> int:
        """How many there were to find."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """The share of finds that are right; 1.0 where nothing was found."""
        return _share(self.found, self.extra)

    @property
    def recall(self) -> float:
        """The share of what was to find that was found; 1.0 where there was nothing."""
        return _share(self.found, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float | int]:
        """The figures as they are printed: four decimals, and how many there were to find."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "n": self.wanted,
        }


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def verdict(right: bool) -> Finds:
    """The finds of one question that has one answer."""
    return Finds(found=1) if right else Finds(extra=1, missed=1)


def matched(wanted: Iterable[T], got: Iterable[T], same: Callable[[T, T], bool]) -> tuple[Finds, list[T], list[T]]:
    """Pair each of `got`, in order, with the first of `wanted` that is the same and still free.

    Returns the finds, what was missed, and what was found in excess.
    """
    missed, extra, found = list(wanted), [], 0
    for item in got:
        hit = next((n for n, want in enumerate(missed) if same(want, item)), None)
        if hit is None:
            extra.append(item)
        else:
            del missed[hit]
            found += 1
    return Finds(found, len(extra), len(missed)), missed, extra


def names(wanted: Iterable[str], got: Iterable[str]) -> Finds:
    """The finds of two lists of names."""
    return matched(wanted, got, same_name)[0]
