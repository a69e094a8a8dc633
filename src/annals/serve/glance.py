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
"""Episodes that are told, and among how many those are chosen that the most accounts, and figures, tell of."""
KINDS = ("killed", "wounded", "captured")
NAMES = 3
"""Names of places that are told; the rest is a link away."""
LONGEST = 110


class Counted(msgspec.Struct, frozen=True):
    """A range, whom it counts where that is not the whole side, and how the prose stands to the infobox."""

    words: str
    who: str
    checks: tuple[Check, ...]


class Party(msgspec.Struct, frozen=True):
    """A side: its first name, how many more it has, its losses."""

    letter: str
    name: str
    more: int
    losses: dict[str, tuple[Counted, ...]]


class Episode(msgspec.Struct, frozen=True):
    """An episode in few words."""

    id: str
    title: str
    when: str
    places: tuple[str, ...]
    result: str
    accounts: int
    kinds: tuple[str, ...]
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
    most = sorted(tolls, key=lambda toll: (-len(toll.accounts), -len(toll.cells)))[:EPISODES]
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
    result, parties = toll.result or "", tuple(_parties(toll))
    return Episode(
        id=toll.id,
        title=toll.title,
        when=when,
        places=toll.places[:NAMES],
        result=result if len(result) <= LONGEST else f"{result[:LONGEST].rstrip()}…",
        accounts=len(toll.accounts),
        kinds=tuple(kind for kind in KINDS if any(party.losses[kind] for party in parties)),
        parties=parties,
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
        yield Party(letter(side), side_name(side, toll.sides), more, {kind: _losses(cells, kind) for kind in KINDS})


def letter(side: SideKey) -> str:
    """The sign of a side: its number, `C` for civilians, `?` where none is named."""
    return str(side) if isinstance(side, int) else "C" if side else "?"


def _losses(cells: Sequence[Cell], kind: str) -> tuple[Counted, ...]:
    """The figures of a kind; groups that are told to be parts of others are left to the page of losses."""
    own = [cell for cell in cells if cell.kind == kind and not cell.label.startswith("of these")]
    return tuple(Counted(_range(cell), _group(cell), cell.checks) for cell in own)


def _range(cell: Cell) -> str:
    made = figure(cell.versions)
    if (made.min, made.max) != (None, None):
        return interval(made.min, made.max)
    return next((tick.value for tick in cell.ticks if tick.vague), "no figure")


def _group(cell: Cell) -> str:
    """Whom a figure counts: nothing for a figure that is only known by its number."""
    return "" if cell.label.startswith("figure ") else cell.label.removesuffix(", group only")
