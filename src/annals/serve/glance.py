"""A record at a glance: its episodes with when, where, and each side's losses as ranges; else what its events span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from annals.base.edtf import bounds
from annals.merge.display import figure, interval
from annals.serve import axis
from annals.serve.filters import Filter
from annals.serve.page import Shown
from annals.serve.tolls import Cell, Check, SideKey, Toll, side_name

EPISODES, LOOKED_AT = 3, 60
"""Episodes that are told, and among how many those told by the most accounts are chosen."""
KINDS = ("killed", "wounded", "captured")
FIGURES, NAMES = 2, 3
"""Figures of one kind and side, and names of places, that are told; the rest is a link away."""
LONGEST = 110


class Figures(msgspec.Struct, frozen=True):
    """Losses of one kind: a range for each group that is counted apart, and how the prose stands to the infobox."""

    kind: str
    ranges: tuple[str, ...]
    more: int
    checks: tuple[Check, ...]


class Party(msgspec.Struct, frozen=True):
    """A side: its first name, how many more it has, its losses."""

    letter: str
    name: str
    more: int
    losses: tuple[Figures, ...]


class Episode(msgspec.Struct, frozen=True):
    """An episode in few words."""

    id: str
    title: str
    when: str
    places: tuple[str, ...]
    result: str
    accounts: int
    parties: tuple[Party, ...]


class Glance(msgspec.Struct, frozen=True):
    """What a record is about: its episodes (`more` are not told), the days and the places of its events."""

    episodes: tuple[Episode, ...]
    more: int
    when: str
    places: tuple[str, ...]
    more_places: int


def of_record(shown: Shown) -> Glance:
    """All of the record, whatever is chosen of it."""
    tolls = [msgspec.json.decode(body, type=Toll) for body in islice(shown.view.derived("episode"), LOOKED_AT)]
    most = sorted(tolls, key=lambda toll: -len(toll.accounts))[:EPISODES]
    places = shown.view.facet("place", Filter(), NAMES)
    span = shown.view.days.middle(shown.view.everything, 0.0)
    return Glance(
        episodes=tuple(_episode(toll) for toll in sorted(most, key=lambda toll: bounds(toll.date)[0] or 0)),
        more=max(0, shown.view.count("episode") - len(most)),
        when=axis.span(*span) if span else "no day known",
        places=tuple(place.label for place in places),
        more_places=max(0, shown.view.count("place") - len(places)),
    )


def _episode(toll: Toll) -> Episode:
    first, last = bounds(toll.date)
    when = axis.span(first, last) if first is not None and last is not None else _open(toll.date)
    result = toll.result or ""
    return Episode(
        id=toll.id,
        title=toll.title,
        when=when,
        places=toll.places[:NAMES],
        result=result if len(result) <= LONGEST else f"{result[:LONGEST].rstrip()}…",
        accounts=len(toll.accounts),
        parties=tuple(_parties(toll)),
    )


def _open(date: str | None) -> str:
    first, last = bounds(date)
    if first is not None:
        return f"since {axis.words(first)}"
    return f"until {axis.words(last)}" if last is not None else "no date told"


def _parties(toll: Toll) -> Iterator[Party]:
    """The sides that the infobox names, then who else has losses."""
    numbered: list[SideKey] = [n for n, side in enumerate(toll.sides, 1) if side.belligerents or side.units]
    others = [cell.side for cell in toll.cells if cell.side not in numbered]
    for side in dict.fromkeys([*numbered, *others]):
        cells = [cell for cell in toll.cells if cell.side == side]
        names = toll.sides[side - 1] if isinstance(side, int) and 0 < side <= len(toll.sides) else None
        more = len(names.belligerents or names.units) - 1 if names else 0
        yield Party(letter(side), side_name(side, toll.sides), more, tuple(_losses(cells)))


def letter(side: SideKey) -> str:
    """The sign of a side: its number, `C` for civilians, `?` where none is named."""
    return str(side) if isinstance(side, int) else "C" if side else "?"


def _losses(cells: Sequence[Cell]) -> Iterator[Figures]:
    for kind in KINDS:
        own = [cell for cell in cells if cell.kind == kind and not cell.label.startswith("of these")]
        if own:
            checks = tuple(check for cell in own for check in cell.checks)
            yield Figures(kind, tuple(_range(cell) for cell in own[:FIGURES]), max(0, len(own) - FIGURES), checks)


def _range(cell: Cell) -> str:
    """A figure as a range, with whom it counts where the side has several."""
    made = figure(cell.versions)
    told = [tick.value for tick in cell.ticks if tick.vague]
    words = interval(made.min, made.max) if (made.min, made.max) != (None, None) else next(iter(told), "no figure")
    return f"{words} {cell.label}".strip()
