"""Episodes from statements: what each infobox of a document says of the whole, in the codebook's keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from annals.base.claim import Statement
from annals.base.episode import Episode, Side
from annals.base.when import When

T = TypeVar("T")
SIDED = ("belligerent", "unit", "commander", "strength")


def episodes(statements: Iterable[Statement]) -> list[Episode]:
    """One episode for each box of the page, in the order of the boxes; within a box the statements keep their order.

    Nothing is chosen that the box does not order itself: where a field that holds one value was stated twice, the
    first statement that has a value counts, the others stay in the record.
    """
    ordered = sorted(statements, key=lambda s: s.box)
    return [_episode(list(several)) for _, several in groupby(ordered, key=lambda s: s.box)]


def _episode(said: Sequence[Statement]) -> Episode:
    return Episode(
        title=_first(_texts(said, "title")),
        start=_date(said, lambda s: s.start),
        end=_date(said, lambda s: s.end),
        places=_once(_texts(said, "place")),
        coordinates=_first([s.point for s in said if s.field == "coordinates" and s.point is not None]),
        part_of=_once(_texts(said, "part_of")),
        result=_first(_texts(said, "result")),
        outcomes=tuple(_texts(said, "outcome")),
        territory="\n".join(_texts(said, "territory")) or None,
        sides=_sides(said),
        losses=tuple(s.loss for s in said if s.field == "loss" and s.loss is not None),
        damages=tuple(_texts(said, "damage")),
    )


def _sides(said: Sequence[Statement]) -> tuple[Side, ...]:
    """A dense list up to the highest side that is told anything of: a third combatant is a third side.

    A name without a side cannot be put on one, and stays a statement.
    """
    numbers = [s.side for s in said if s.field in SIDED and s.side is not None and s.side > 0 and s.text is not None]
    return tuple(_side([s for s in said if s.side == number]) for number in range(1, max(numbers, default=0) + 1))


def _side(said: Sequence[Statement]) -> Side:
    return Side(
        belligerents=_once(_texts(said, "belligerent")),
        units=_once(_texts(said, "unit")),
        commanders=_once(_texts(said, "commander")),
        strength=tuple(_texts(said, "strength")),
    )


def _texts(said: Iterable[Statement], field: str) -> list[str]:
    """The values of a field, in order; a statement whose value is unknown has none."""
    return [s.text for s in said if s.field == field and s.text is not None]


def _date(said: Iterable[Statement], end: Callable[[Statement], When | None]) -> str | None:
    return _first([when.edtf for s in said if s.field == "date" and (when := end(s)) is not None])


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _first(values: Sequence[T]) -> T | None:
    return values[0] if values else None
