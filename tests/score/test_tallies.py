"""The measures of tallies ask for the verdict and the sum of each figure of the gold."""

from __future__ import annotations

from typing import Any

from annals.score.finds import Finds
from annals.score.tallies import scored

GOLD: dict[str, Any] = {"side": 1, "kind": "killed", "infobox": [2, 2], "text": [1, 1], "verdict": "short", "why": ""}


def finds(got: list[dict[str, Any]], gold: list[dict[str, Any]] | None = None) -> tuple[Finds, Finds]:
    """The finds of verdict and sum."""
    found = {name: each for name, each, _ in scored([GOLD] if gold is None else gold, got)}
    return found["tallies.verdict"], found["tallies.text"]


def test_the_gold_itself_is_right() -> None:
    """The same tallies find everything."""
    assert finds([GOLD]) == (Finds(found=1), Finds(found=1))


def test_verdict_and_sum_are_judged_apart() -> None:
    """A right verdict on a wrong sum is right in one of the two."""
    assert finds([GOLD | {"text": [0, 0]}]) == (Finds(found=1), Finds(extra=1, missed=1))


def test_a_figure_without_a_tally_is_missed() -> None:
    """Nothing for a figure of the gold is a miss, not a false find."""
    assert finds([]) == (Finds(missed=1), Finds(missed=1))


def test_a_tally_of_no_figure_of_the_gold_is_extra() -> None:
    """A figure that the gold does not have counts against precision."""
    assert finds([GOLD, GOLD | {"side": 2}])[0] == Finds(found=1, extra=1)


def test_two_figures_alike_are_compared_in_order() -> None:
    """Two groups of one side and kind with one figure each pair first with first."""
    second = GOLD | {"text": [0, 0]}
    assert finds([GOLD, second], [GOLD, second])[1] == Finds(found=2)


def test_a_wrong_verdict_is_told() -> None:
    """The sentence names the figure, what the gold says and what was said."""
    wrong = [sentence for _, _, several in scored([GOLD], [GOLD | {"verdict": "over"}]) for sentence in several]
    assert wrong == ["tallies.verdict of killed of side 1, infobox [2, 2]: gold short, got over ()"]
