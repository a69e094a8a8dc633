"""The timeline for narrow pages: time runs down, in lines for the days (months, years ...) that have events.

Days without events are told in a gap between two lines, so that the scale is not even. What lasted stands at the side
of its days, and so does an event that may have been on the days of several lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple, TypeVar

import msgspec

from annals.ground.calendar import day_of
from annals.serve import axis as scale
from annals.serve.axis import BY, Axis
from annals.serve.bands import Band
from annals.serve.bits import Bits
from annals.serve.filters import Filter
from annals.serve.rows import Row
from annals.serve.view import View

T = TypeVar("T")

WIDE = 330.0
"""Units of the drawing across: about as many as a phone has pixels."""
DAYS = 78.0
"""Room for the names of days, at the left."""
SIDE, MARK, PITCH = 18.0, 16.0, 27.0
"""The width of a column at the side, of a mark, and of a mark with the room that a finger needs."""
GAP, LONGER, ALONE, TOLD_TWICE = 20.0, 4.0, 140.0, 32.0
"""The height of a gap of one day, how much twice as many days add, that of a gap without any line, and of a line whose
days take two rows of words."""
BELOW = 42.0
"""From the end of the scale to what has no day: the grip of the last day hangs between them."""
MOST_LINES, MOST_GATHERED, MOST_BANDS, MOST_SPREAD, MOST_UNDATED = 40, 36, 2, 3, 60
WORDED = 4
"""Up to so many events of a line are told in words beside their marks."""
LETTER, LEAST_WORDED = 6.4, 50.0


class Spot(msgspec.Struct, frozen=True):
    """An event on its line: `sure` is of a single day; `words` are cut to the room there is, none in a crowd."""

    row: Row
    x: float
    y: float
    sure: bool
    words: str


class Stretch(msgspec.Struct, frozen=True):
    """What lasted (`row` is `None`), or an event of the days of several lines, at their side."""

    x: float
    y: float
    height: float
    row: Row | None = None
    band: Band | None = None
    label: str = ""
    opens: bool = False
    ends: bool = True


class Line(msgspec.Struct, frozen=True):
    """The events of some days (of no day known: `first` is `None`), or a gap of so many days that have none.

    Where events are gathered, `solid` and `soft` are the lengths of those that are `sure` and those that `may` be of
    these days.
    """

    first: int | None
    last: int | None
    labels: tuple[str, ...]
    y: float
    height: float
    gap: bool = False
    spots: tuple[Spot, ...] = ()
    sure: int = 0
    may: int = 0
    solid: float = 0.0
    soft: float = 0.0
    query: str = ""
    told: str = ""


class Daybook(msgspec.Struct, frozen=True):
    """All that is drawn; `stops` tie days to heights, between which the scale is even."""

    lines: tuple[Line, ...]
    sides: tuple[Stretch, ...]
    left: float
    height: float
    stops: tuple[tuple[int, float], ...]

    @property
    def single(self) -> bool:
        """Whether each event has a mark of its own."""
        return bool(self.sides) or any(line.spots for line in self.lines)

    @property
    def tied(self) -> str:
        """The stops as an attribute: `2459216:0 2459217:28`."""
        return " ".join(f"{day}:{y:g}" for day, y in self.stops)


class _Days(NamedTuple):
    """Days that stand in one line, and their events."""

    first: int
    last: int
    rows: Sequence[Row] = ()
    sure: int = 0
    may: int = 0


# events one by one


def of_events(rows: Sequence[Row], undated: Sequence[Row], axis: Axis, bands: Sequence[Band]) -> Daybook:
    """Each event with a mark of its own."""
    dated = [row for row in rows if row.first is not None or row.last is not None]
    parts = _parts(dated, axis)
    lasting, _ = _columns(bands, [_reach(b.piece.first, b.piece.last, axis) for b in bands], MOST_BANDS)
    wide = [
        row for row in dated if _part(parts, _reach(row.first, row.last, axis)[1]) != _part(parts, _begin(row, axis))
    ]
    spread, _ = _columns(wide, [_reach(row.first, row.last, axis) for row in wide], MOST_SPREAD)
    left = DAYS + SIDE * (_used(lasting) + _used(spread)) + 4
    beside = {row.id for row, _ in spread}
    own = [row for row in dated if row.id not in beside]
    filled = [_Days(*part, [row for row in own if _part(parts, _begin(row, axis)) == part]) for part in parts]
    lines, stops = _lines(filled, axis, left)
    at = _Heights(stops)
    sides = [_stretch(axis, at, column, band=band) for band, column in lasting]
    sides += [_stretch(axis, at, _used(lasting) + column, row=row) for row, column in spread]
    height = stops[-1][1]
    if undated[:MOST_UNDATED]:
        lines.append(_undated(undated[:MOST_UNDATED], height + BELOW, left))
        height = lines[-1].y + lines[-1].height
    return Daybook(tuple(lines), tuple(sides), left, round(height, 1), tuple(stops))


def _parts(rows: Sequence[Row], axis: Axis) -> list[tuple[int, int]]:
    """The days that have lines: by the finest step that needs no more lines than can be scrolled through."""
    begins = [_begin(row, axis) for row in rows]
    for unit in BY:
        steps = sorted({scale.step_of(unit, day) for day in begins})
        if len(steps) <= MOST_LINES:
            break
    return [(max(first, axis.first), min(last, axis.last)) for first, last in steps]


def _begin(row: Row, axis: Axis) -> int:
    """The day on whose line an event stands."""
    return _reach(row.first, row.last, axis)[0]


def _reach(first: int | None, last: int | None, axis: Axis) -> tuple[int, int]:
    """First and last day of something as far as they lie on the scale."""
    begin = axis.first if first is None else min(max(first, axis.first), axis.last)
    return begin, axis.last if last is None else max(begin, min(last, axis.last))


def _part(parts: Sequence[tuple[int, int]], day: int) -> tuple[int, int] | None:
    """The line that a day is on."""
    at = bisect_right(parts, (day, 10**9)) - 1
    return parts[at] if at >= 0 and parts[at][0] <= day <= parts[at][1] else None


def _columns(things: Sequence[T], reaches: Sequence[tuple[int, int]], most: int) -> tuple[list[tuple[T, int]], list[T]]:
    """Things in columns, in which none lies on another, the longest first; and those for which there is no room."""
    taken: list[list[tuple[int, int]]] = [[] for _ in range(most)]
    placed: list[tuple[T, int]] = []
    rest: list[T] = []
    for n in sorted(range(len(things)), key=lambda n: (reaches[n][0] - reaches[n][1], n)):
        first, last = reaches[n]
        free = (c for c in range(most) if all(last < a or first > b for a, b in taken[c]))
        column = next(free, None)
        if column is None:
            rest.append(things[n])
        else:
            taken[column].append((first, last))
            placed.append((things[n], column))
    return placed, rest


def _used(columns: Sequence[tuple[object, int]]) -> int:
    return max((column for _, column in columns), default=-1) + 1


class _Heights:
    """Where days lie, between stops."""

    def __init__(self, stops: Sequence[tuple[int, float]]) -> None:
        self._stops = stops

    def at(self, day: int) -> float:
        """Where a day begins."""
        n = min(max(bisect_right(self._stops, (day, 1e9)) - 1, 0), len(self._stops) - 2)
        (first, top), (last, bottom) = self._stops[n : n + 2]
        return round(top + (min(day, last) - first) / (last - first) * (bottom - top), 1)


def _stretch(axis: Axis, at: _Heights, column: int, *, row: Row | None = None, band: Band | None = None) -> Stretch:
    first, last = (row.first, row.last) if row else (band.piece.first, band.piece.last) if band else (None, None)
    begin, end = _reach(first, last, axis)
    top, bottom = at.at(begin), at.at(end + 1)
    height = round(max(12.0, bottom - top), 1)
    words = band.piece.label if band else _words(row) if row else ""
    label = _cut(words, int((height - 12) / LETTER)) if height > LEAST_WORDED else ""
    return Stretch(DAYS + SIDE * column, top, height, row, band, label, first is None, last is not None)


# lines


def _lines(filled: Sequence[_Days], axis: Axis, left: float) -> tuple[list[Line], list[tuple[int, float]]]:
    """Lines and gaps one beneath the other, and where each day is."""
    lines: list[Line] = []
    y, year = 0.0, None
    parts = list(_with_gaps(filled, axis))
    for part in parts:
        empty = not part.rows and not part.may and not part.sure
        days = part.last - part.first + 1
        labels = (_length(days),) if empty else _labels(part, year)
        least = ALONE if len(parts) == 1 else round(GAP + LONGER * log2(days))
        height = least if empty else max(_tall(len(part.rows), left), _told(labels))
        spots = tuple(_spots(part.rows, left, y))
        lines.append(
            Line(part.first, part.last, labels, y, height, gap=empty, spots=spots, sure=part.sure, may=part.may)
        )
        y, year = y + height, year if empty else day_of(part.last).year
    stops = [(line.first or 0, line.y) for line in lines]
    return lines, [*stops, (axis.last + 1, y)]


def _with_gaps(filled: Sequence[_Days], axis: Axis) -> Iterator[_Days]:
    """What has events, and the days between, before and after that have none."""
    full = [part for part in filled if part.rows or part.sure or part.may]
    edges = [_Days(axis.first - 1, axis.first - 1), *full, _Days(axis.last + 1, axis.last + 1)]
    for one, other in pairwise(edges):
        if one.last + 1 < other.first:
            yield _Days(one.last + 1, other.first - 1)
        if other is not edges[-1]:
            yield other


def _labels(part: _Days, year: int | None) -> tuple[str, ...]:
    """The days in words, in one row or two; the year only where it is another than that before."""
    words = scale.span(part.first, part.last)
    own = day_of(part.last).year
    if own == year and words != scale.year(own):
        words = words.replace(f" {scale.year(own)}", "")
    begin, dash, end = words.partition(" – ")
    return (f"{begin} –", end) if dash else (words,)


def _length(days: int) -> str:
    """So many days, in the unit that needs no large number."""
    number, word = (
        (days, "day") if days < 100 else (round(days / 30.4), "month") if days < 730 else (days // 365, "year")
    )
    return f"{number} {word}{'' if number == 1 else 's'}"


def _tall(count: int, left: float) -> float:
    return PITCH * (count if count <= WORDED else -(-count // _across(left)))


def _told(labels: Sequence[str]) -> float:
    return TOLD_TWICE if len(labels) > 1 else PITCH


def _across(left: float) -> int:
    """How many marks stand beside each other."""
    return max(1, int((WIDE - left) // PITCH))


def _spots(rows: Sequence[Row], left: float, y: float) -> Iterator[Spot]:
    across = 1 if len(rows) <= WORDED else _across(left)
    room = int((WIDE - left - PITCH) / LETTER) if across == 1 else 0
    for n, row in enumerate(rows):
        sure = row.first is not None and row.first == row.last
        yield Spot(row, left + n % across * PITCH, y + n // across * PITCH, sure, _cut(_words(row), room))


def _words(row: Row) -> str:
    kind = f"{row.kind}{', not so' if row.negated else ''}"
    where = next(iter((*row.places[:1], *([row.parties] if row.parties else ()), *row.losses)), "")
    return f"{kind} · {where}" if where else kind


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: max(room - 1, 0)].rstrip()}…" if room else ""


def _undated(rows: Sequence[Row], y: float, left: float) -> Line:
    height = _tall(len(rows), left)
    return Line(None, None, ("no day", "known"), y, max(height, TOLD_TWICE), spots=tuple(_spots(rows, left, y)))


# events gathered


def of_sets(view: View, filter: Filter, found: Bits, axis: Axis) -> Daybook:
    """Events gathered by days, weeks, months ..., with a bar for each of these."""
    _, edges = axis.parted(MOST_GATHERED)
    counted = [_Days(a, b - 1, (), *_counted(view, found, a, b)) for a, b in pairwise(edges)]
    left = DAYS + 4
    lines, stops = _lines(counted, axis, left)
    most = max((line.sure + line.may for line in lines), default=1) or 1
    unit = (WIDE - left - 44) / most
    drawn = [line if line.gap else _gathered(line, filter, unit) for line in lines]
    return Daybook(tuple(drawn), (), left, stops[-1][1], tuple(stops))


def _counted(view: View, found: Bits, begin: int, end: int) -> tuple[int, int]:
    """How many events are sure to be of some days, and how many may be."""
    before, over = view.days.begun(begin), view.days.over(begin)
    may = found & view.days.begun(end) & ~over
    sure = found & view.days.over(end) & ~before
    return sure.bit_count(), may.bit_count() - sure.bit_count()


def _gathered(line: Line, filter: Filter, unit: float) -> Line:
    since, until = filter.days
    first, last = max(line.first or 0, since or line.first or 0), min(line.last or 0, until or line.last or 0)
    told = f"{scale.span(first, last)}: {line.sure}" + (
        f", and {line.may} that may be of other days" if line.may else ""
    )
    query = filter.having(since=scale.edtf(first), until=scale.edtf(last)).query()
    solid, soft = (round(max(n * unit, 1.5), 1) if n else 0.0 for n in (line.sure, line.may))
    return msgspec.structs.replace(line, solid=solid, soft=soft, query=query, told=told)
