"""Losses told in sentences, from the cases in tests/cases/losses_told.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.base.span import Span
from annals.base.toll import Loss
from annals.extract.toll_told import told_losses

CASES = Path(__file__).parents[1] / "cases" / "losses_told.txt"


def cases() -> list[tuple[str, list[str]]]:
    found = []
    for block in re.split(r"(?m)^- ", CASES.read_text(encoding="utf-8"))[1:]:
        sentence, *rest = block.strip().splitlines()
        found.append((sentence, [r[2:] for r in rest if r.startswith("> ") and r != "> nothing"]))
    return found


def written(loss: Loss) -> str:
    bounds = "vague" if loss.vague else str(loss.min) if loss.min == loss.max else f"{loss.min or ''}..{loss.max or ''}"
    return " ".join(filter(None, (loss.kind, bounds, loss.who)))


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=[c[0][:60] for c in cases()])
def test_case(sentence: str, expected: list[str]) -> None:
    """A sentence tells exactly the losses that its case lists."""
    assert [written(loss) for loss in told_losses(sentence, Span(0, len(sentence)))] == expected


def test_span_holds_the_figure_and_its_victims() -> None:
    """The span of a loss covers the words that say what befell whom."""
    text = "Later, two rebels were killed."
    (loss,) = told_losses(text, Span(0, len(text)))
    assert loss.span is not None
    assert loss.span.of(text) == "two rebels were killed"
