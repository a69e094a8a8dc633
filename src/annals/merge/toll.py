"""Whether the losses that two claims tell can be those of one occurrence: other figures make rivals, not two events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annals.merge.finding import NOTHING, Finding
from annals.merge.who import Actor, Camps, Tie


class Count(NamedTuple):
    """A figure of losses as compared; `running`: a total of more than one occurrence."""

    kind: str
    min: int | None
    max: int | None
    who: Actor | None
    running: bool


def compare(left: tuple[Count, ...], right: tuple[Count, ...], camps: Camps) -> Finding:
    """The best agreement of any kind of loss that both tell; else how far they are apart."""
    found = [f for a in left for b in right if (f := _pair(a, b, camps)) is not None]
    found += [f for f in (_sums(left, right, camps),) if f is not None]
    return max(found, default=NOTHING, key=lambda f: (f.score, f.why))


def _pair(left: Count, right: Count, camps: Camps) -> Finding | None:
    if left.kind != right.kind or (left.min, left.max) == (None, None) or (right.min, right.max) == (None, None):
        return None
    if left.running != right.running:
        return Finding(-0.6, f"{left.kind} {_figure(left)} in all is no figure of one occurrence")
    tie = camps.tie(left.who, right.who) if left.who and right.who else Tie.ALIKE
    score, why = _figures(left, right)
    if tie >= Tie.MAYBE:
        return Finding(score, why)
    return Finding(min(score, 0.3) - 0.1, f"{why}, but of others ({_who(left)}; {_who(right)})")


def _figures(left: Count, right: Count) -> tuple[float, str]:
    told = f"{left.kind} {_figure(left)}"
    if (left.min, left.max) == (right.min, right.max):
        return _distinct(left.min or left.max or 0), f"both tell {told}"
    told = f"{told} and {_figure(right)}"
    low, high = max(left.min or 0, right.min or 0), min(_most(left), _most(right))
    if low <= high:
        return 0.4, f"{told} can both be right"
    return (-0.1 if high * 3 >= low else -0.4), f"{told} cannot both be right"


def _sums(left: tuple[Count, ...], right: tuple[Count, ...], camps: Camps) -> Finding | None:
    """All dead of one against all dead of the other, where one counts them in groups; not where the other counts but
    one of these groups."""
    for kind in ("killed", "wounded", "captured"):
        whose = [[count.who for count in counts if count.kind == kind and count.who] for counts in (left, right)]
        if any(camps.tie(a, b) < Tie.MAYBE for a in whose[0] for b in whose[1]):
            continue
        sums = [_sum(kind, counts) for counts in (left, right)]
        if sums[0] is not None and sums[0] == sums[1] and sums[0] > 1:
            return Finding(_distinct(sums[0]), f"both tell {sums[0]} {kind} in all")
    return None


def _sum(kind: str, counts: Iterable[Count]) -> int | None:
    several = [count for count in counts if count.kind == kind and not count.running]
    numbers = [count.min for count in several if count.min is not None and count.min == count.max]
    return sum(numbers) if numbers and len(numbers) == len(several) else None


def _distinct(number: int) -> float:
    """How much an equal figure tells: a high one is seldom told of two occurrences."""
    return 0.3 if number == 0 else 0.7 if number == 1 else 0.8 if number < 5 else 1.0


def _most(count: Count) -> float:
    return float("inf") if count.max is None else count.max


def _figure(count: Count) -> str:
    if count.min == count.max:
        return str(count.min)
    if count.min is None or count.max is None:
        return f"up to {count.max}" if count.min is None else f"at least {count.min}"
    return f"{count.min}–{count.max}"


def _who(count: Count) -> str:
    return count.who.name if count.who else "not told"
