"""What lasted, behind the events of the timeline: truces and sieges as bands, who held a place as a strip."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from annals.base.control import Control, Hold
from annals.base.edtf import bounds
from annals.base.truce import Dated, Life
from annals.serve.axis import WIDE, Axis
from annals.serve.derived import Lasted
from annals.serve.view import View

MOST_BANDS, MOST_STRIPS = 6, 4
LETTER = 6.0
"""Room for a letter, in units of the drawing."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of time on the drawing: `soft` ends are not known to the day, `open` ones not at all.

    `first` and `last` are its days, as far as they are known.
    """

    x: float
    width: float
    label: str
    told: str
    kind: str
    soft: bool = False
    opens: bool = False
    ends: bool = True
    first: int | None = None
    last: int | None = None


class Band(msgspec.Struct, frozen=True):
    """A truce, deal or siege; `row` keeps those apart that last at the same time, `at` is where its label begins,
    or ends where `ends`."""

    id: str
    piece: Piece
    row: int
    at: float
    ends: bool

    @property
    def shades(self) -> bool:
        """Whether it is drawn behind the events too: what halts or surrounds, from a known begin to a known end."""
        return self.piece.kind in ("truce", "siege") and self.piece.ends and not self.piece.opens


class Strip(msgspec.Struct, frozen=True):
    """Who held a place, one after another."""

    place: str
    name: str
    pieces: Sequence[Piece]


class _Lived(msgspec.Struct, frozen=True):
    life: Life
    claims: dict[str, object]


class _Held(msgspec.Struct, frozen=True):
    control: Control
    claims: dict[str, object]


K = TypeVar("K", _Lived, _Held)


def _told(view: View, kind: str, claims: Sequence[str], type: builtins.type[K]) -> list[K]:
    """What lasted of a kind, of which some of the claims tell, those with most of them first."""
    events = view.events_of(claims) if claims else frozenset()
    near = [n for n, each in enumerate(view.index(kind, Lasted)) if not events.isdisjoint(each.events)]
    asked = frozenset(claims)
    several = [msgspec.json.decode(body, type=type) for body in view.numbered(kind, near)]
    return sorted((each for each in several if each.claims.keys() & asked), key=lambda e: -len(e.claims.keys() & asked))


def bands(view: View, claims: Sequence[str], axis: Axis) -> list[Band]:
    """The truces and sieges of which some of the claims tell, those with most of them first chosen."""
    pieces = [
        (each.life.id, piece)
        for each in _told(view, "truce", claims, _Lived)
        for piece in [_life(each.life, axis)]
        if piece is not None
    ]
    ordered = sorted(pieces[:MOST_BANDS], key=lambda each: (each[1].x, each[0]))
    rows: list[float] = []
    return [Band(id, piece, *_row(rows, piece)) for id, piece in ordered]


def strips(view: View, claims: Sequence[str], axis: Axis) -> list[Strip]:
    """The places of whose holders some of the claims tell."""
    found = []
    for control in (each.control for each in _told(view, "control", claims, _Held)):
        pieces = [piece for hold in control.holds for piece in [_hold(hold, axis)] if piece is not None]
        if control.named and pieces:
            found.append(Strip(control.place, control.name, pieces))
    return sorted(found[:MOST_STRIPS], key=lambda strip: (strip.pieces[0].x, strip.name))


class Whole(NamedTuple):
    """What lasted, whatever part of time is drawn: its id, its name, its stretches and the claims that tell of it."""

    id: str
    name: str
    pieces: Sequence[Piece]
    claims: Sequence[str]


_EVER = Axis(-(10**7), 10**7)


def lives(view: View) -> Iterator[Whole]:
    """All truces, deals and sieges of which some day is known."""
    for each in (msgspec.json.decode(body, type=_Lived) for body in view.derived("truce")):
        piece = _life(each.life, _EVER)
        if piece is not None:
            yield Whole(each.life.id, piece.label, [piece], list(each.claims))


def held(view: View) -> Iterator[Whole]:
    """All places that have a name and of whose holders some day is known."""
    for each in (msgspec.json.decode(body, type=_Held) for body in view.derived("control")):
        pieces = [piece for hold in each.control.holds for piece in [_hold(hold, _EVER)] if piece is not None]
        if each.control.named and pieces:
            yield Whole(each.control.place, each.control.name, pieces, list(each.claims))


def _row(rows: list[float], piece: Piece) -> tuple[int, float, bool]:
    """The first row that is free, where the label stands in it, and whether it ends there.

    A short piece takes the room of its label, to its left where there is none to its right.
    """
    needs = LETTER * len(piece.label) + 6
    begin, end = piece.x, piece.x + max(piece.width, needs)
    at = begin + (9 if piece.opens else 3)
    left = end > WIDE and piece.width < needs
    if left:
        begin, end, at = min(begin, WIDE - needs), WIDE, WIDE - 2
    row = next((n for n, taken in enumerate(rows) if taken <= begin), len(rows))
    rows[row:] = [end + 4, *rows[row + 1 :]]
    return row, round(at, 1), left


def _life(life: Life, axis: Axis) -> Piece | None:
    begins = list(_days(life.begins or life.declared))
    ends = list(_days(life.ends or life.in_force_until))
    first = min((a for a, _ in begins if a is not None), default=None)
    last = max((b for _, b in ends if b is not None), default=None)
    if first is None and last is None:
        return None
    label = f"{life.kind}{': ' + _few(life.places) if life.places else ''}"
    when = f"{_versions(life.begins or life.declared)} – {_versions(life.ends or life.in_force_until)}"
    told = [life.kind, *life.places, when, *([life.outcome] if life.outcome else ())]
    return _piece(axis, first, last, label, ", ".join(told), life.kind, soft=_wide(begins) or _wide(ends))


def _few(places: Sequence[str]) -> str:
    return ", ".join(places[:2]) + (" …" if len(places) > 2 else "")


def _days(several: Iterable[Dated]) -> Iterator[tuple[int | None, int | None]]:
    return (bounds(dated.date) for dated in several)


def _wide(several: Sequence[tuple[int | None, int | None]]) -> bool:
    return len(set(several)) > 1 or any(first != last for first, last in several)


def _versions(several: Iterable[Dated]) -> str:
    return " or ".join(dict.fromkeys(dated.date for dated in several)) or "not told"


def _hold(hold: Hold, axis: Axis) -> Piece | None:
    first, last = bounds(hold.since)[0], bounds(hold.until)[1] if hold.until != ".." else None
    if first is None and last is None:
        return None
    who = ", ".join(hold.names) or ("contested" if hold.extent == "contested" else "nobody told")
    until = "no end told" if hold.until == ".." else hold.until or "unknown"
    how = {"full": "", "part": " (part of it)", "contested": " (contested)"}.get(
        hold.extent or "", " (extent not told)"
    )
    told = f"{who}{how}, {hold.since or 'unknown'} to {until}{', told otherwise too' if hold.rivals else ''}"
    soft = bounds(hold.since)[0] != bounds(hold.since)[1] or bool(hold.rivals)
    return _piece(axis, first, last, who, told, hold.extent or "unknown", soft=soft)


def _piece(
    axis: Axis, first: int | None, last: int | None, label: str, told: str, kind: str, *, soft: bool
) -> Piece | None:
    """The stretch between two days as far as it lies on the scale; what begins and ends beyond one edge does not."""
    if (first is not None and first > axis.last) or (last is not None and last < axis.first):
        return None
    left = 0.0 if first is None else axis.x(first)
    right = WIDE if last is None else axis.x(last + 1)
    width = max(3.0, round(right - left, 1))
    return Piece(min(left, WIDE - width), width, label, told, kind, soft, first is None, last is not None, first, last)
