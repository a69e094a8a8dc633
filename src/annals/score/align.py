"""Which claim of a reading is which claim of the gold: the claims whose quotes overlap most, one to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.score.gold import Coded
from annals.score.text import squashed

LEAST_OVERLAP = 0.25
"""Two claims can be the same where their quotes share this part of their union: a far wider quote is no match."""

Place = tuple[int, int] | None
Pair = tuple[int, int]


def places(text: str, claims: Sequence[Coded]) -> list[Place]:
    """Where the quote of each claim stands in the squashed `text`, or `None`.

    A quote that occurs several times takes one place after the other, and the first again once they are used up. A
    claim may bring its place in the squashed text itself, as `span`.
    """
    taken: dict[str, int] = {}
    return [tuple(claim["span"]) if "span" in claim else _next_place(text, claim, taken) for claim in claims]


def _next_place(text: str, claim: Coded, taken: dict[str, int]) -> Place:
    quote = squashed(claim.get("quote"))
    if not quote:
        return None
    at = text.find(quote, taken.get(quote, 0))
    if at < 0:
        at = text.find(quote)
    if at < 0:
        return None
    taken[quote] = at + len(quote)
    return at, at + len(quote)


def overlap(one: Place, other: Place) -> float:
    """The shared part of two places over their union."""
    if one is None or other is None:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def aligned(
    gold: Sequence[Coded], found: Sequence[Coded], gold_at: Sequence[Place], found_at: Sequence[Place], *, typed: bool
) -> list[Pair]:
    """Indices of the claims paired one to one, the best pairs first: same type, then overlap, then nearness.

    With `typed` only claims of the same type are paired.
    """
    ranked = sorted(_candidates(gold, found, gold_at, found_at, typed), reverse=True)
    pairs: list[Pair] = []
    left: set[int] = set()
    right: set[int] = set()
    for *_, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _candidates(
    gold: Sequence[Coded], found: Sequence[Coded], gold_at: Sequence[Place], found_at: Sequence[Place], typed: bool
) -> Iterator[tuple[bool, float, int, int, int]]:
    for i, here in enumerate(gold_at):
        for j, there in enumerate(found_at):
            share = overlap(here, there)
            same = gold[i]["type"] == found[j].get("type")
            if here and there and share >= LEAST_OVERLAP and (same or not typed):
                yield same, share, -abs(here[0] - there[0]), i, j
