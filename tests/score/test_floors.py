"""Floors hold, go up, and never come down."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.score.floors import FILE, above, below, goldsets, measured, raised
from annals.score.measures import MEASURES, scored
from annals.score.reader import read

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = """# a comment stays
[a]
gold = "g"
documents = "d"

[a.floors]
"episode.losses" = 0.5000 # and this
"claims.date" = 0.9000

[b]
gold = "g"
documents = "d"

[b.floors]
"episode.losses" = 0.1000
"""


def test_floors_are_read_with_their_folders() -> None:
    """A floors file gives its sets in order, each with its own floors."""
    assert [(each.name, each.floors["episode.losses"]) for each in goldsets(WRITTEN)] == [("a", 0.5), ("b", 0.1)]


def test_raising_lifts_and_never_lowers() -> None:
    """Only figures above their floor are written, to their own set; every other line stays as it is."""
    figures = {"a": {"episode.losses": 0.75, "claims.date": 0.2}}
    assert raised(WRITTEN, figures) == WRITTEN.replace("0.5000 #", "0.7500 #")


def test_a_figure_below_its_floor_is_reported() -> None:
    """A measure under its floor is named, and one that is no longer measured counts as zero."""
    assert list(below({"x": 0.5, "y": 0.1}, {"x": 0.4})) == [("x", 0.5, 0.4), ("y", 0.1, 0.0)]


def test_a_figure_above_its_floor_can_be_raised() -> None:
    """A measure over its floor is named with both figures."""
    assert list(above({"x": 0.5, "y": 0.5}, {"x": 0.6, "y": 0.5})) == [("x", 0.5, 0.6)]


def test_floors_name_measures_that_exist() -> None:
    """Every floor in the file is of a measure that annals takes."""
    named = {name for each in goldsets(FILE.read_text(encoding="utf-8")) for name in each.floors}
    assert named <= set(MEASURES)


@pytest.mark.parametrize("goldset", goldsets(FILE.read_text(encoding="utf-8")), ids=lambda each: each.name)
def test_every_figure_holds_its_floor(goldset) -> None:  # type: ignore[no-untyped-def]
    """What annals once reached on a gold set it still reaches."""
    gold, documents = ROOT / goldset.gold, ROOT / goldset.documents
    if not gold.is_dir() or not documents.is_dir():
        pytest.skip(f"{goldset.gold} is not beside the checkout")
    assert list(below(goldset.floors, measured(scored(gold, documents, read)))) == []
