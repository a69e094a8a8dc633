"""Strips of time: who held a place, and how long a truce or siege lasted, as shapes above a scale of days.

What is not known to the day fades out over the days that are possible; what nobody tells the end of runs to the edge
with an arrow. A holder has a letter, a pattern and, where its side is known, a colour; part of a place is half as high.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from annals.base.control import Control, Hold
from annals.base.edtf import bounds
from annals.base.truce import Dated, Life, Step
from annals.serve.axis import WIDE, Axis
from annals.serve.axis import Tick as Tick

HIGH, GAP, FADE = 24, 4, 48
PATTERNS = ("solid", "rising", "dots", "falling", "level", "cross")
SIGNS = {
    "talks": "○", "talks failed": "⊘", "declared": "◇", "in force": "●", "extended": "»", "renewed": "↻",
    "breached": "✕", "fighting resumed": "✕", "broken down": "✖", "lapsed": "□", "imposed": "▼", "continued": "…",
    "tightened": "▾", "told as a whole": "═", "eased": "△", "lifted": "▲", "not lifted": "▽",
}  # fmt: skip
HOURS = {"early_morning": 0.15, "morning": 0.35, "noon": 0.5, "afternoon": 0.65, "evening": 0.8, "night": 0.92}


class Hand(msgspec.Struct, frozen=True):
    """A holder as it is drawn: its letter, name, pattern, and the number of its colour (0: no side known)."""

    letter: str
    name: str
    pattern: str
    tone: int


class Piece(msgspec.Struct, frozen=True):
    """A stretch: `core` is sure, `before` and `after` are the days on which it may have begun or ended, `open` has no
    end told. `fill` is the letter of its hand."""

    x: float
    width: float
    y: float
    height: float
    fill: str
    letter: str
    title: str
    extent: str
    core: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    after: tuple[float, float] | None = None
    open: bool = False


class Sign(msgspec.Struct, frozen=True):
    """A step on the scale."""

    x: float
    y: float
    sign: str
    title: str


class Strip(msgspec.Struct, frozen=True):
    """Pieces and signs above a scale; `label` says in words what is drawn.

    `narrow` are the signs, and the height, where it is drawn half as long.
    """

    width: float
    height: float
    pieces: tuple[Piece, ...]
    signs: tuple[Sign, ...]
    ticks: tuple[Tick, ...]
    label: str
    narrow: tuple[tuple[Sign, ...], float] | None = None


def scale(several: Iterable[tuple[int | None, int | None]]) -> Axis | None:
    """The days from the first to the last that anything tells of, with a little room; `None` where no day is told."""
    days = [day for pair in several for day in pair if day is not None]
    if not days:
        return None
    room = max(2, (max(days) - min(days)) // 20)
    return Axis(min(days) - room, max(days) + room)


def hands(controls: Iterable[Control]) -> dict[str, Hand]:
    """Each holder (by its identity) as it is drawn, in the order in which they come."""
    found: dict[str, Hand] = {}
    for control in controls:
        for hold in control.holds:
            if hold.holder is not None and hold.holder not in found:
                number = len(found)
                tone = hold.side if isinstance(hold.side, int) and 0 < hold.side < 5 else 0
                name = ", ".join(hold.names) or "nobody told"
                found[hold.holder] = Hand(_letter(number), name, PATTERNS[number % len(PATTERNS)], tone)
    return found


def _letter(number: int) -> str:
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def days_of(control: Control) -> Iterator[tuple[int | None, int | None]]:
    """The days that the holds of a place name."""
    for hold in control.holds:
        yield bounds(hold.since)
        yield bounds(hold.until) if hold.until != ".." else (None, None)


def of_control(control: Control, known: dict[str, Hand], axis: Axis) -> Strip:
    """Who held a place, above the scale."""
    pieces: list[Piece] = []
    rows = Rows()
    for hold in control.holds:
        drawn = _hold(hold, known, axis)
        if drawn is not None:
            y, height = rows.room(drawn.x, drawn.x + drawn.width, whole=hold.extent != "part")
            pieces.append(msgspec.structs.replace(drawn, y=y, height=height))
    ordered = sorted(pieces, key=lambda piece: -piece.height)
    label = f"{control.name}: " + "; ".join(hold_words(hold) for hold in control.holds)
    return Strip(WIDE, rows.height, tuple(ordered), (), tuple(axis.ticks), label)


class Rows:
    """Room for stretches: whole ones in rows; halves upon them, below and above, then in further rows."""

    def __init__(self) -> None:
        self._whole: list[float] = []
        self._half: list[float] = []

    def room(self, left: float, right: float, *, whole: bool) -> tuple[float, float]:
        """Where a stretch is drawn: its top and its height."""
        rows = self._whole if whole else self._half
        number = next((n for n, end in enumerate(rows) if end <= left), len(rows))
        rows[number : number + 1] = [right]
        if whole:
            return GAP + number * (HIGH + GAP), HIGH
        upper, lower = divmod(number, 2)
        return GAP + upper * (HIGH + GAP) + (0 if lower else HIGH / 2), HIGH / 2

    @property
    def height(self) -> float:
        """Of all rows."""
        return GAP + max(1, len(self._whole), (len(self._half) + 1) // 2) * (HIGH + GAP)


def hold_words(hold: Hold) -> str:
    """`Guard, in part, 2021-04-22 to no end told`."""
    who = ", ".join(hold.names) or ("contested" if hold.extent == "contested" else "nobody told")
    return f"{who}, {extent_words(hold)}, {hold.since or 'unknown'} to {until_words(hold)}"


def extent_words(hold: Hold) -> str:
    """How much of the place is held."""
    if hold.extent is None:
        return "how much is not told"
    return "contested" if hold.extent == "contested" else f"in {hold.extent}"


def until_words(hold: Hold) -> str:
    """Until when."""
    return "no end told" if hold.until == ".." else hold.until or "unknown"


def _hold(hold: Hold, known: dict[str, Hand], axis: Axis) -> Piece | None:
    hand = known.get(hold.holder or "")
    letter = hand.letter if hand else "?"
    fill = "contested" if hold.extent == "contested" or hand is None else letter
    end = (None, None) if hold.until == ".." else bounds(hold.until)
    drawn = stretch(axis, bounds(hold.since), end, unknown=hold.until is None)
    if drawn is None:
        return None
    told = msgspec.structs.replace(drawn, fill=fill, letter=letter, title=hold_words(hold))
    return msgspec.structs.replace(told, extent=hold.extent or "untold")


Days = tuple[int | None, int | None]


def stretch(axis: Axis, begin: Days, end: Days, *, unknown: bool) -> Piece | None:
    """A stretch between the days of its beginning and of its end; `unknown`: it ended, and nobody tells when."""
    if begin == (None, None) and end == (None, None):
        return None
    (a, b), (c, d) = begin, end
    until = d if d is not None else c
    sure_from = axis.x(b) if b is not None else None
    left = axis.x(a) if a is not None else max(0.0, (sure_from or axis.x(until or 0)) - FADE)
    sure_to = axis.x(c + 1) if c is not None else None
    if until is not None:
        right = axis.x((d if d is not None else c or 0) + 1)
    else:
        right = min(WIDE, (sure_from or left) + FADE) if unknown else WIDE
    first = sure_from if sure_from is not None else (sure_to if sure_to is not None else right)
    last = sure_to if sure_to is not None else (first if until is None and unknown else right)
    first, last = min(first, right), max(last, left)
    right = max(right, left + 4)
    return Piece(
        left, round(right - left, 1), 0, HIGH, "", "", "", "full",
        core=(first, round(max(last - first, 4), 1)) if last >= first else None,
        before=(left, round(min(first, right) - left, 1)) if first > left else None,
        after=(max(last, first), round(right - max(last, first), 1)) if right > max(last, first) else None,
        open=until is None and not unknown,
    )  # fmt: skip


# truces and sieges


def dates_of(life: Life) -> Iterator[Days]:
    """All days that the life of an agreement or siege names."""
    for several in (life.declared, life.begins, life.ends, life.in_force_until):
        yield from (bounds(each.date) for each in several)
    yield from (bounds(step.date) for step in life.steps)


def of_life(life: Life, axis: Axis) -> Strip:
    """How long it was in force, and beneath it what happened, step by step; of what was only declared just that."""
    begins, ends = life.begins or life.declared, life.ends or life.in_force_until
    band = stretch(axis, hull(begins), hull(ends), unknown=bool(life.outcome) and not ends)
    told = f"{life.kind}, {versions(begins)} to {versions(ends)}"
    pieces = []
    if band is not None and (life.begins or ends):
        fill = "agreed" if not life.ends and life.in_force_until else life.kind
        pieces.append(msgspec.structs.replace(band, y=GAP, height=16, fill=fill, title=told))
    (signs, height), narrow = _signs(life, axis, 16), _signs(life, axis, 32)
    return Strip(WIDE, height, tuple(pieces), signs, tuple(axis.ticks), told, narrow)


def _signs(life: Life, axis: Axis, each: float) -> tuple[tuple[Sign, ...], float]:
    """What happened, in as many rows as signs need that take so much room each; and the height of all."""
    rows = Rows()
    signs = [Sign(*_at(axis, step, rows, each), SIGNS[step.kind], step_words(step)) for step in life.steps if step.date]
    return tuple(signs), max(28.0, 24 + max([sign.y for sign in signs], default=0) - 8)


def hull(several: Sequence[Dated]) -> Days:
    """From the first to the last day that versions name."""
    days = [bounds(each.date) for each in several]
    firsts, lasts = [a for a, _ in days if a is not None], [b for _, b in days if b is not None]
    return min(firsts, default=None), max(lasts, default=None)


def versions(several: Sequence[Dated]) -> str:
    """`2021-01-10 or 2021-01-08`, `not told`."""
    return " or ".join(dict.fromkeys(each.date for each in several)) or "not told"


def _at(axis: Axis, step: Step, rows: Rows, each: float) -> tuple[float, float]:
    first, last = bounds(step.date)
    day = first if first is not None else last if last is not None else axis.first
    x = min(axis.x(day + HOURS.get(step.part_of_day or "", 0.5)), WIDE - each / 2)
    y, _ = rows.room(x, x + each, whole=True)
    return x, 30 + (y - GAP) / (HIGH + GAP) * 18 + 10


def step_words(step: Step) -> str:
    """`2021-04-21, night: in force`."""
    part = f", {step.part_of_day.replace('_', ' ')}" if step.part_of_day else ""
    return f"{step.date or 'no date'}{part}: {step.kind}"
