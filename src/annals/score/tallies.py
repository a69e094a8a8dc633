"""The measures of tallies: of each figure of the gold, whether the prose stands to it as the gold says, and its sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.score.episode import Scored
from annals.score.finds import Finds
from annals.score.gold import Coded


def scored(gold: Sequence[Coded], got: Sequence[Coded]) -> Scored:
    """Verdict and sum of each tally; those of one side, kind and infobox figure are compared in their order."""
    pairs, extra = _paired(gold, got)
    for key in ("verdict", "text"):
        right = sum(given is not None and given.get(key) == wanted.get(key) for wanted, given in pairs)
        given = sum(each is not None for _, each in pairs)
        wrong = [sentence for pair in pairs if (sentence := _wrong(key, *pair))]
        yield f"tallies.{key}", Finds(right, given - right + len(extra), len(pairs) - right), wrong


def _paired(gold: Sequence[Coded], got: Iterable[Coded]) -> tuple[list[tuple[Coded, Coded | None]], list[Coded]]:
    """Each tally of the gold with that of the same figure, and what the gold has no figure for."""
    free = list(got)
    pairs: list[tuple[Coded, Coded | None]] = []
    for wanted in gold:
        mate = next((each for each in free if _figure(each) == _figure(wanted)), None)
        free = [each for each in free if each is not mate]
        pairs.append((wanted, mate))
    return pairs, free


def _figure(tally: Coded) -> tuple[object, ...]:
    return tally.get("side"), tally.get("kind"), tally.get("infobox")


def _wrong(key: str, wanted: Coded, given: Coded | None) -> str:
    about = f"{wanted.get('kind')} of side {wanted.get('side')}, infobox {wanted.get('infobox')}"
    if given is None:
        return f"tally missed: {about}" if key == "verdict" else ""
    if given.get(key) == wanted.get(key):
        return ""
    return f"tallies.{key} of {about}: gold {wanted.get(key)}, got {given.get(key)} ({given.get('why')})"
