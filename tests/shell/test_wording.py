"""Values are worded so that their bounds and doubts can be read."""

from __future__ import annotations

import pytest

from annals.base.mention import Mention
from annals.base.toll import Loss
from annals.shell import wording


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (Loss("killed", 5, 5), "5"),
        (Loss("killed", 2, 3), "2–3"),
        (Loss("killed", 5, None), "at least 5"),
        (Loss("killed", None, 30), "up to 30"),
        (Loss("killed", 60, 60, approx=True), "about 60"),
        (Loss("killed", vague=True), "no figure"),
        (Loss("killed", 0, 0), "0"),
    ],
)
def test_counts_say_their_bounds(loss: Loss, words: str) -> None:
    """Every kind of bound has its own words, and nothing is rounded or filled in."""
    assert wording.count(loss) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2030-05-03", "2030-05-06", "2030-05-03 to 2030-05-06"),
        ("2030-05", "2030-05", "2030-05"),
        ("2030", "..", "2030 to no end told"),
        (None, "2030", "unknown to 2030"),
        (None, None, "unknown"),
    ],
)
def test_dates_say_what_is_unknown(start: str | None, end: str | None, words: str) -> None:
    """An open end and an unknown one are told apart."""
    assert wording.dates(start, end) == words


def test_parties_show_who_acts() -> None:
    """An arrow leads from who does it to whom it is done; equals are joined by a dash."""
    army, militia = (Mention("army"),), (Mention("militia"),)
    assert wording.parties(army, militia, symmetric=False) == "army → militia"
    assert wording.parties(army, militia, symmetric=True) == "army – militia"
    assert wording.parties((), militia, symmetric=False) == "→ militia"


def test_parts_are_marked() -> None:
    """A figure that is part of another is not read as one more."""
    assert (
        wording.tolls([Loss("killed", 5, 5), Loss("killed", 2, 2, part=True)]) == "killed 5, killed 2 (counted above)"
    )
