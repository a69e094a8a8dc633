"""What the events of a record add up to, by side and kind, with each rule for display; never one number for all.

An event may be told with several figures for one side ("six soldiers", "four guards") that may count the same people:
then it adds from the greatest of them alone to all together. Running totals are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import msgspec

from annals.base.event import Event
from annals.base.rival import Figure
from annals.merge.display import RULES, figure
from annals.merge.rival_groups import ALL, CIVILIANS, FIGHTERS, Group
from annals.merge.rival_tolls import Toll
from annals.merge.rivals import tolls_of
from annals.merge.tellers import Tellers
from annals.serve.tolls import KINDS

EVERYBODY, NO_SIDE = "everybody", "no side told"

Numbers = tuple[int | None, int | None, int | None]
"""Lowest, best, highest."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What one event (its number) adds to a row: a figure by each rule, and in how many versions it is told."""

    event: int
    by_rule: tuple[Numbers, ...]
    versions: int


class Added(NamedTuple):
    """What a line comes to by one rule."""

    low: int | None
    best: int | None
    high: int | None
    events: int


class Line(msgspec.Struct, frozen=True):
    """One kind of losses of one row: what it comes to by each of `RULES`; `left_out` counts running totals."""

    row: str
    kind: str
    sums: tuple[Added, ...]
    left_out: int = 0

    def by(self, rule: str) -> Added:
        """What it comes to by a rule."""
        return self.sums[list(RULES).index(rule)]


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """The figures of a row by one rule, in columns: adding up a choice of events takes no longer than finding them."""

    events: list[int]
    low: list[int | None]
    best: list[int | None]
    high: list[int | None]

    def added(self, flags: bytes) -> Added:
        """What those of them come to that are flagged (a byte for each event of the record)."""
        chosen = bytes(map(flags.__getitem__, self.events))
        low, best, high = (list(compress(column, chosen)) for column in (self.low, self.best, self.high))
        told = sum(numbers != (None, None, None) for numbers in zip(low, best, high, strict=True))
        if not told:
            return Added(None, None, None, len(low))
        return Added(sum(filter(None, low)), _sum(best, told), _sum(high, told), len(low))


def _sum(column: Sequence[int | None], told: int) -> int | None:
    """The sum, where all that tell any figure tell this one."""
    known = [number for number in column if number is not None]
    return sum(known) if len(known) == told else None


def columns(entries: Sequence[Entry], rule: str) -> Columns:
    """The figures of a row by a rule."""
    at = list(RULES).index(rule)
    low, best, high = ([entry.by_rule[at][n] for entry in entries] for n in range(3))
    return Columns([entry.event for entry in entries], low, best, high)


Lines = list[tuple[Line, list[Entry]]]
"""Lines with all figures that each adds up, in order of time."""


def lines(tellers: Tellers, events: Sequence[Event], names: Mapping[tuple[str, object], str]) -> Lines:
    """The rows of the record: sides by the most events, civilians, those of no side told, everybody."""
    found: dict[tuple[str, str], list[Entry]] = {}
    left: dict[tuple[str, str], int] = {}
    for number, event in enumerate(events):
        if any(tellers.history.by_id[id].claim.losses for id in event.claims):
            for key, several in _by_row(tellers, event, names):
                own = [toll for toll in several if toll.like[1] == "event"]
                left[key] = left.get(key, 0) + len(several) - len(own)
                if own:
                    found.setdefault(key, []).append(_entry(number, own))
    made = [
        (Line(*key, tuple(added(found[key], rule) for rule in RULES), left[key]), found[key])
        for key in left
        if key in found
    ]
    weight: dict[str, int] = {}
    for line, entries in made:
        weight[line.row] = weight.get(line.row, 0) + len(entries)
    return sorted(made, key=lambda each: _order(each[0], weight))


def _order(line: Line, weight: Mapping[str, int]) -> tuple[object, ...]:
    return _rank(line.row), -weight[line.row], line.row, KINDS.index(line.kind)


def _rank(row: str) -> int:
    last = (CIVILIANS, NO_SIDE, EVERYBODY)
    return last.index(row) + 1 if row in last else 0


def _by_row(
    tellers: Tellers, event: Event, names: Mapping[tuple[str, object], str]
) -> Iterator[tuple[tuple[str, str], list[Toll]]]:
    """The tolls of an event by row and kind; everybody's are its figures for all, else all of its figures."""
    told = [toll for toll in tolls_of(tellers, event, parts=False) if toll.like[0] in KINDS]
    documents = [tellers.history.by_id[id].document for id in event.claims]
    rows: dict[tuple[str, str], list[Toll]] = {}
    for toll in told:
        if toll.group.of != ALL:
            rows.setdefault((_row(toll.group, documents, names), toll.like[0]), []).append(toll)
    for kind in dict.fromkeys(toll.like[0] for toll in told):
        alike = [toll for toll in told if toll.like[0] == kind]
        rows[EVERYBODY, kind] = [toll for toll in alike if toll.group.of == ALL and not toll.group.narrow] or alike
    yield from rows.items()


def _row(group: Group, documents: Iterable[str], names: Mapping[tuple[str, object], str]) -> str:
    if group.of == CIVILIANS or group.side == CIVILIANS:
        return CIVILIANS
    if group.of != FIGHTERS or group.side is None:
        return NO_SIDE
    return next((names[id, group.side] for id in documents if (id, group.side) in names), NO_SIDE)


def _entry(number: int, tolls: Sequence[Toll]) -> Entry:
    outer = [t for t in tolls if not any(o is not t and o.group.holds(t.group) and _before(o, t) for o in tolls)]
    by_rule = tuple(_together([figure(toll.versions, rule) for toll in outer]) for rule in RULES)
    return Entry(number, by_rule, sum(len(toll.versions) for toll in outer))


def _before(one: Toll, other: Toll) -> bool:
    """Of two groups that hold each other, the first is enough."""
    return one.group.key != other.group.key


def _together(figures: Sequence[Figure]) -> Numbers:
    """Figures that may count the same people: from the greatest alone to all of them together."""
    known = [made for made in figures if (made.min, made.best, made.max) != (None, None, None)]
    if not known:
        return None, None, None
    low = max(made.min or 0 for made in known)
    best = max((made.best for made in known if made.best is not None), default=None)
    highs = [made.max for made in known]
    high = None if None in highs else sum(each or 0 for each in highs)
    return low, best, high


def added(entries: Iterable[Entry], rule: str) -> Added:
    """What figures come to by a rule."""
    at = list(RULES).index(rule)
    told = [entry.by_rule[at] for entry in entries]
    known = [numbers for numbers in told if numbers != (None, None, None)]
    if not known:
        return Added(None, None, None, len(told))
    low = sum(low or 0 for low, _, _ in known)
    bests = [best for _, best, _ in known]
    highs = [high for _, _, high in known]
    best = None if None in bests else sum(each or 0 for each in bests)
    high = None if None in highs else sum(each or 0 for each in highs)
    return Added(low, best, high, len(told))
