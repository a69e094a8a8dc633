"""Figures for display, each made of rival versions by a declared rule that is named beside it.

Three rules are known (`RULES`). None of them chooses between versions by what it thinks of them: each says what it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annals.base.rival import Figure, Version
from annals.codebook import table

RULES = {
    "range": "range over all versions",
    "ucdp": "UCDP's best, high and low",
    "acled": "ACLED's lowest",
}
DEFAULT = "range"


def figure(versions: Sequence[Version], rule: str = DEFAULT) -> Figure:
    """The figure to show for the versions of one toll by one of `RULES`; unknown where the rule gives none."""
    return _MAKERS[rule](versions)


def _range(versions: Sequence[Version]) -> Figure:
    """From the lowest to the highest of all; open where any of them is open."""
    told = [v for v in versions if not v.vague]
    if not told:
        return Figure(RULES["range"], None, None, None, "no version gives a figure")
    low = None if any(v.min is None for v in told) else min(v.min for v in told if v.min is not None)
    high = None if any(v.max is None for v in told) else max(v.max for v in told if v.max is not None)
    silent = f"; {len(versions) - len(told)} without a figure left out" if len(told) < len(versions) else ""
    return Figure(RULES["range"], low, None, high, f"lowest and highest of {_several(len(told), 'version')}{silent}")


def _ucdp(versions: Sequence[Version]) -> Figure:
    """Deaths only. Low and high are the lowest and highest reliable figures; best is the most reliable one, and where
    nothing tells which that is, the lower. Here a figure is less reliable where a party to the fighting claims it."""
    name = RULES["ucdp"]
    if any(v.kind != "killed" for v in versions):
        return Figure(name, None, None, None, "UCDP counts deaths only")
    told = [v for v in versions if _stated(v)]
    if not told:
        return Figure(name, None, None, None, "no version gives a figure")
    reliable = [v for v in told if _independent(v)]
    taken = sorted(number for v in reliable or told for number in _stated(v))
    partial = len(told) - len(reliable)
    if not reliable:
        why = "only parties to the fighting give figures, so all are taken"
    elif partial:
        why = f"{_several(partial, 'version')} told by parties alone left out as less reliable"
    else:
        why = "no version is told by parties alone"
    best = "best is the lower where nothing tells which is more reliable"
    return Figure(name, taken[0], taken[0], taken[-1], f"{why}; {best}; an open bound counts as the figure it states")


def _acled(versions: Sequence[Version]) -> Figure:
    """Deaths only, one number: the lowest; vague words count as the codebook counts them."""
    name = RULES["acled"]
    if any(v.kind != "killed" for v in versions):
        return Figure(name, None, None, None, "ACLED counts fatalities only")
    numbers = [number for v in versions for number in (_stated(v) or ([_vague(v)] if v.vague else []))]
    if not numbers:
        return Figure(name, 0, 0, 0, "no fatality is reported, which ACLED counts as 0")
    counted = "; vague words count as ACLED counts them" if any(v.vague for v in versions) else ""
    low = min(numbers)
    return Figure(name, low, low, low, f"the lowest of {_several(len(versions), 'version')}{counted}")


def _stated(version: Version) -> list[int]:
    """The numbers that a version states: both bounds, or the one that it has."""
    return [bound for bound in (version.min, version.max) if bound is not None]


def _independent(version: Version) -> bool:
    """Whether anybody tells it who is not a party to the fighting."""
    return any(telling.certainty != "claimed" and telling.side is None for telling in version.tellings)


def _vague(version: Version) -> int:
    words = {w for telling in version.tellings for w in re.findall(r"[a-z]+", telling.words.casefold())}
    counted = table("rivals")["acled"]
    known = [int(counted[word]) for word in sorted(words) if word in counted]
    return min(known, default=int(counted["plural"]))


def _several(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


_MAKERS: dict[str, Callable[[Sequence[Version]], Figure]] = {"range": _range, "ucdp": _ucdp, "acled": _acled}


def shown(made: Figure) -> str:
    """A figure with its rule: `4–7 (range over all versions)`, `low 4, best 4, high 7 (UCDP's best, high and low)`."""
    return f"{_numbers(made)} ({made.rule})"


def _numbers(made: Figure) -> str:
    if made.min is None and made.max is None:
        return "no figure"
    if made.best is not None and made.min != made.max:
        return f"low {made.min}, best {made.best}, high {made.max}"
    return interval(made.min, made.max)


def interval(low: int | None, high: int | None) -> str:
    """`5`, `2–3`, `at least 5`, `up to 30`, `any number`."""
    if low is None or high is None:
        return f"up to {high}" if high is not None else f"at least {low}" if low is not None else "any number"
    return str(low) if low == high else f"{low}–{high}"
