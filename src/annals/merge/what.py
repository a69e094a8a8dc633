"""Whether two types can tell one occurrence."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from annals.codebook import table
from annals.merge.finding import Finding


class Act(NamedTuple):
    """What a claim says that happened, or (`negated`) that did not; `running`: it counts victims of more than one.

    `state`: it tells that a place was held, and not that it was taken.
    """

    type: str
    negated: bool
    running: bool = False
    state: bool = False


def compare(left: Act, right: Act) -> Finding:
    """How well the types go together; a denial is another version of what it denies, and counts a little less."""
    score = affinity(left.type, right.type)
    if score is None:
        return Finding(-1.0, f"{_worded(left)} is another kind of occurrence than {_worded(right)}", wall=True)
    if left.running != right.running:
        return Finding(-1.0, "a running total belongs to no single occurrence", wall=True)
    if left.negated != right.negated:
        return Finding(score - 0.8, f"one tells {_worded(left)}, the other that it failed or did not happen")
    if left.type == right.type:
        return Finding(score, f"both tell {_worded(left)}")
    return Finding(score, f"{_worded(left)} and {_worded(right)} can be one occurrence")


def affinity(left: str, right: str) -> float | None:
    """From 0 to 1; `None` where two types never tell one occurrence."""
    return 1.0 if left == right else _pairs().get((left, right))


def turned(left: str, right: str) -> bool:
    """Whether the one who acts in one type is the one acted upon in the other: taking a place, and leaving it."""
    return (left, right) in _turned()


@cache
def kinds(name: str) -> frozenset[str]:
    """A group of types: `armed`, `violent`, `lasting`."""
    return frozenset(str(table("merging")["kinds"][name]).split())


@cache
def _pairs() -> dict[tuple[str, str], float]:
    rows = [(*row["types"], float(row["score"])) for row in table("merging")["alike"]]
    return {pair: score for one, two, score in rows for pair in ((one, two), (two, one))}


@cache
def _turned() -> frozenset[tuple[str, str]]:
    rows = [row["types"] for row in table("merging")["alike"] if row.get("turned")]
    return frozenset(pair for one, two in rows for pair in ((one, two), (two, one)))


def _worded(act: Act) -> str:
    return act.type.replace("_", " ")
