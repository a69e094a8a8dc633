"""Charts as shapes on paper: what a template draws as SVG, without script, in colours that the sheet gives.

Shapes tell voices apart where there is no colour: a square is an infobox's figure, a diamond a sum, a line a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from annals.base.rival import Disagreement, Version
from annals.serve import axis as days
from annals.serve.tolls import Cell
from annals.serve.tolls import Tick as Figure

WIDTH, LANE, LEFT, RIGHT = 240, 16, 22, 14
REACH, MOST_ROWS = 7, 6
"""How far around a mark one can point to it, and rows of bars of one sort of source."""
SIGNS = {"infobox": "■", "sum": "◆", "claim": "|"}


class Scale(msgspec.Struct, frozen=True):
    """From `low` to `high`, drawn between the edges of a chart."""

    low: int
    high: int
    left: float = LEFT
    right: float = WIDTH - RIGHT

    def at(self, value: int) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)


class Label(msgspec.Struct, frozen=True):
    """What is written beneath an end of the scale; `anchor` says on which side of it the words stand."""

    x: float
    label: str
    anchor: str


class Bar(msgspec.Struct, frozen=True):
    """A figure: from `x1` to `x2`, with arrows where it is open; `shape` at the ends, hollow where nothing was counted.

    `title` is what is read out and shown when one points to it; `path` and `anchor` are where its words stand.
    """

    x1: float
    x2: float
    y: float
    shape: str
    title: str
    open_low: bool = False
    open_high: bool = False
    hollow: bool = False
    soft: bool = False
    path: str = ""
    anchor: str = ""


class Lane(msgspec.Struct, frozen=True):
    """A line of a chart: the sign it begins with, and its bars."""

    y: float
    sign: str
    bars: tuple[Bar, ...]


class Chart(msgspec.Struct, frozen=True):
    """Lanes above an axis; `band` is what all versions allow. `label` says all of it in words."""

    width: float
    height: float
    left: float
    right: float
    base: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Label, ...]
    label: str
    band: tuple[float, float] | None = None


def of_cell(cell: Cell, high: int) -> Chart:
    """The figures of a cell on an axis from nothing to `high`, one lane a sort of source."""
    axis = Scale(0, max(1, high))
    lanes: list[Lane] = []
    for source, sign in SIGNS.items():
        bars = [_bar(axis, tick, 0.0) for tick in cell.ticks if tick.source == source and not tick.vague]
        for n, row in enumerate(_apart(bars)):
            y = _middle(len(lanes))
            own = tuple(msgspec.structs.replace(bar, y=y) for bar in row)
            lanes.append(Lane(y, "" if n else sign, own))
    return _chart(lanes, axis, _ends(axis, str), "; ".join(_said(tick) for tick in cell.ticks))


def of_range(low: int | None, best: int | None, high: int | None, most: int, label: str) -> Chart:
    """A sum as one bar on an axis from nothing to `most`; a mark where the rule names a best."""
    axis = Scale(0, max(1, most))
    bars = []
    if low is not None or high is not None:
        x1, x2 = axis.at(low or 0), axis.at(high) if high is not None else axis.right
        bars.append(Bar(x1, x2, _middle(0), "claim", label, low is None, high is None))
    if best is not None:
        bars.append(Bar(axis.at(best), axis.at(best), _middle(0), "sum", f"best {best}"))
    return _chart([Lane(_middle(0), SIGNS["sum"], tuple(bars))], axis, _ends(axis, str), label)


def _apart(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Bars in rows in which each can be seen and pointed to; beyond the last row they lie on each other."""
    rows: list[list[Bar]] = []
    for bar in bars:
        free = (
            row for row in rows if all(bar.x1 - REACH >= o.x2 + REACH or bar.x2 + REACH <= o.x1 - REACH for o in row)
        )
        row = next(free, None)
        if row is None and len(rows) < MOST_ROWS:
            rows.append(row := [])
        (rows[-1] if row is None else row).append(bar)
    return rows


def top(cells: Sequence[Cell]) -> int:
    """The highest number that any figure of the cells names."""
    numbers = [n for cell in cells for tick in cell.ticks for n in (tick.min, tick.max) if n is not None]
    return max(numbers, default=0)


def _bar(axis: Scale, tick: Figure, y: float) -> Bar:
    low, high = tick.min, tick.max
    x1 = axis.at(low if low is not None else 0)
    x2 = axis.at(high) if high is not None else axis.right
    nothing = tick.source == "sum" and not tick.tellings
    hollow = nothing or (tick.source == "claim" and not tick.counted)
    path, anchor = _words_at(tick)
    return Bar(x1, x2, y, tick.source, _said(tick), low is None, high is None, hollow, tick.approx, path, anchor)


def _words_at(tick: Figure) -> tuple[str, str]:
    if tick.source == "sum":
        return f"/losses/{tick.id}", ""
    telling = tick.tellings[0]
    return f"/s/{telling.document}", f"q{telling.claim}"


def _said(tick: Figure) -> str:
    """`infobox: 6 (Wikipedia)`, `sum of the events: 5`, `claim: 5, counted (Wikipedia)`."""
    if tick.source == "sum":
        return f"sum of the events: {tick.value}"
    voice = ", ".join(dict.fromkeys(telling.voice for telling in tick.tellings))
    role = "" if tick.source == "infobox" else ", counted" if tick.counted else ", not counted"
    return f"{tick.source}: {tick.value}{role} ({voice})"


def of_versions(each: Disagreement) -> Chart | None:
    """The versions of a toll or date as bars on one axis; `None` where they have no numbers, or none that differ."""
    alike = len(each.versions) > 1 and len({(version.min, version.max) for version in each.versions}) == 1
    numbers = [n for version in each.versions for n in (version.min, version.max) if n is not None]
    if each.facet not in ("toll", "date") or not numbers or alike:
        return None
    dated = each.facet == "date"
    low, high = (min(numbers), max(numbers)) if dated else (0, max(numbers))
    axis = Scale(low, high if high > low else low + 1)
    lanes = [Lane(_middle(n), chr(ord("A") + n % 26), (_version(axis, v, n),)) for n, v in enumerate(each.versions)]
    ticks = _ends(axis, days.words if dated else str)
    band = None
    if each.shared is not None:
        first, last = each.shared
        band = (axis.at(first if first is not None else low), axis.at(last) if last is not None else axis.right)
    said = "; ".join(f"{chr(ord('A') + n % 26)}: {v.value}" for n, v in enumerate(each.versions))
    return _chart(lanes, axis, ticks, said, band)


def _version(axis: Scale, version: Version, number: int) -> Bar:
    low, high = version.min, version.max
    x1 = axis.at(low) if low is not None else axis.left
    x2 = axis.at(high) if high is not None else axis.right
    return Bar(x1, x2, _middle(number), "infobox", version.value, low is None, high is None, soft=version.approx)


def _ends(axis: Scale, worded: Callable[[int], str]) -> list[Label]:
    return [Label(axis.left, worded(axis.low), "start"), Label(axis.right, worded(axis.high), "end")]


def _middle(number: int) -> float:
    return 2 + LANE * number + LANE / 2


def _chart(
    lanes: Sequence[Lane], axis: Scale, ticks: Sequence[Label], label: str, band: tuple[float, float] | None = None
) -> Chart:
    base = 4 + LANE * max(1, len(lanes))
    return Chart(WIDTH, base + 18, axis.left, axis.right, base, tuple(lanes), tuple(ticks), label, band)
