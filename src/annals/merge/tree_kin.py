"""How episodes hang together: larger ones, what is inferred of those that are only named, circles, and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annals.merge.intervals import Interval

FAR = 10**9


class Bond(NamedTuple):
    """That `part` is told to be a part of `whole` (numbers of episodes): by which statements, in which accounts."""

    part: int
    whole: int
    told: tuple[str, ...]
    accounts: tuple[str, ...]
    why: str
    linked: bool = False
    inferred: bool = False


def inferred(
    listed: Sequence[tuple[int, Sequence[Bond]]], named: Iterable[int], years: Sequence[Interval]
) -> list[Bond]:
    """Larger episodes of those that are only named.

    `listed` gives for each account of an episode what it calls larger, in its order. Where two episodes or more are
    told to be part of something only named (`years`: those that its name holds), all of them are part of something else
    too, mostly named after it, and that has other parts as well, the one lies in the other.
    """
    parts: dict[int, set[int]] = {}
    beside: dict[int, dict[int, list[Bond]]] = {}
    after: Counter[tuple[int, int]] = Counter()
    lists: Counter[int] = Counter()
    wanted = set(named)
    for part, bonds in listed:
        for at, bond in enumerate(bonds):
            parts.setdefault(bond.whole, set()).add(part)
            if bond.whole in wanted:
                lists[bond.whole] += 1
                after.update((bond.whole, later.whole) for later in bonds[at + 1 :])
                for other in (other for other in bonds if other.whole != bond.whole):
                    beside.setdefault(bond.whole, {}).setdefault(other.whole, []).append(other)
    found = []
    for small in sorted(beside):
        for large, bonds in sorted(beside[small].items()):
            mostly = len(bonds) == lists[small] and 2 * after[small, large] > len(bonds)
            if mostly and _wider(parts[small], parts[large]) and not _longer(years[small], years[large]):
                told = tuple(dict.fromkeys(id for bond in bonds for id in bond.told))
                accounts = tuple(dict.fromkeys(name for bond in bonds for name in bond.accounts))
                why = f"inferred: each of the {len(parts[small])} episodes told to be part of it is told to be part of"
                found.append(Bond(small, large, told, accounts, why, inferred=True))
    return found


def _wider(few: set[int], many: set[int]) -> bool:
    return len(few) > 1 and few < many


def _longer(part: Interval, whole: Interval) -> bool:
    """Whether the years in the name of one leave those in the name of the other."""
    (a, b), (c, d) = part, whole
    return None not in (a, b, c, d) and not (c or 0) <= (a or 0) <= (b or 0) <= (d or 0)


def uncircled(bonds: Sequence[Bond], spans: Sequence[Interval]) -> tuple[list[Bond], list[Bond]]:
    """The bonds without circles, and those that were left out: the weakest of each circle.

    The stronger of two is the one that is not inferred, that fits the days, that more accounts tell, that a link
    confirms.
    """
    turning = _turning(len(spans), bonds)
    kept = [bond for bond in bonds if turning[bond.part] != turning[bond.whole]]
    above: dict[int, list[int]] = {}
    left = []
    circling = (bond for bond in bonds if turning[bond.part] == turning[bond.whole])
    for bond in sorted(circling, key=lambda bond: _strength(bond, spans)):
        if bond.part == bond.whole or bond.part in reached(above, bond.whole):
            left.append(bond)
        else:
            above.setdefault(bond.part, []).append(bond.whole)
            kept.append(bond)
    return kept, left


def _strength(bond: Bond, spans: Sequence[Interval]) -> tuple[object, ...]:
    inside = _inside(spans[bond.part], spans[bond.whole])
    return bond.inferred, not inside, -len(bond.accounts), not bond.linked, bond.part, bond.whole


def _inside(part: Interval, whole: Interval) -> bool:
    (a, b), (c, d) = part, whole
    return None not in (a, c) and (c or 0) <= (a or 0) and (d is None or (b is not None and b <= d)) and part != whole


def reached(above: dict[int, list[int]], start: int) -> set[int]:
    """Every larger episode that is reached from one, itself too."""
    found, waiting = {start}, [start]
    while waiting:
        for number in above.get(waiting.pop(), ()):
            if number not in found:
                found.add(number)
                waiting.append(number)
    return found


def _turning(count: int, bonds: Iterable[Bond]) -> list[int]:
    """For each episode the number of the circle in which it stands; in none, its own (Kosaraju's two walks)."""
    up: list[list[int]] = [[] for _ in range(count)]
    down: list[list[int]] = [[] for _ in range(count)]
    for bond in bonds:
        up[bond.part].append(bond.whole)
        down[bond.whole].append(bond.part)
    circle = [-1] * count
    for start in reversed(_finished(up)):
        waiting = [start] if circle[start] < 0 else []
        while waiting:
            number = waiting.pop()
            if circle[number] < 0:
                circle[number] = start
                waiting += [other for other in down[number] if circle[other] < 0]
    return circle


def _finished(up: Sequence[Sequence[int]]) -> list[int]:
    """Episodes in the order in which a walk along `up` leaves them, without recursion."""
    order: list[int] = []
    seen = [False] * len(up)
    for start in range(len(up)):
        if seen[start]:
            continue
        seen[start] = True
        path = [(start, iter(up[start]))]
        while path:
            number, rest = path[-1]
            follow = next((other for other in rest if not seen[other]), None)
            if follow is None:
                order.append(number)
                path.pop()
            else:
                seen[follow] = True
                path.append((follow, iter(up[follow])))
    return order


def nearest(bonds: Sequence[Bond]) -> set[tuple[int, int]]:
    """The pairs of part and whole between which no other larger episode lies."""
    above: dict[int, list[int]] = {}
    for bond in bonds:
        above.setdefault(bond.part, []).append(bond.whole)
    found = set()
    for part, wholes in above.items():
        if len(wholes) == 1:
            found.add((part, wholes[0]))
            continue
        beyond = {whole: reached(above, whole) - {whole} for whole in wholes}
        farther = set().union(*beyond.values())
        found |= {(part, whole) for whole in wholes if whole not in farther}
    return found


def ordered(spans: Sequence[Interval], names: Sequence[str], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The rank of each episode: by start, then end, then name; without days as its first part, or else at the end."""
    first = [FAR if span[0] is None else span[0] for span in spans]
    wholes: list[list[int]] = [[] for _ in spans]
    left = [0] * len(spans)
    for part, whole in pairs:
        wholes[part].append(whole)
        left[whole] += 1
    waiting = [number for number, parts in enumerate(left) if parts == 0]
    while waiting:
        part = waiting.pop()
        for whole in wholes[part]:
            if spans[whole][0] is None:
                first[whole] = min(first[whole], first[part])
            left[whole] -= 1
            if left[whole] == 0:
                waiting.append(whole)

    def key(number: int) -> tuple[int, int, str, int]:
        last = spans[number][1]
        return first[number], FAR if last is None else last, names[number].casefold(), number

    rank = [0] * len(spans)
    for place, number in enumerate(sorted(range(len(spans)), key=key)):
        rank[number] = place
    return rank
