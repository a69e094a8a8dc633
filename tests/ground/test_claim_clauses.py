"""Which of a sentence's dates is a claim's: the one of its own clause, not of a noun, an aside or what is to come."""

from __future__ import annotations

import pytest
from test_claim_dates import LEAD, edtf, told


def dated(words: str, quote: str) -> str | None:
    """The date of the claim with `quote` in a section that opens on 5 March."""
    return edtf(told([LEAD, ("Siege", f"On 5 March, gunmen came. {words}")], quote))


@pytest.mark.parametrize(
    "words",
    ["By the next day, gunmen had not *left", "By 6 March, gunmen were still *burning barns"],
)
def test_what_goes_on_by_a_day_is_of_that_day(words: str) -> None:
    """What was going on, or had not happened, by a day is a state of that day."""
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-06"


def test_what_is_only_to_come_dates_nothing() -> None:
    """An agreement that something would happen on a day is not of that day."""
    assert dated(
        "Envoys agreed that guards would leave on 9 March.", "Envoys *agreed that guards would leave on 9 March"
    ) == ("2014-03-05")


def test_the_beginning_of_a_thing_is_not_the_day_of_its_end() -> None:
    """A raid beginning on one day that took a mill by another: the taking is by the other."""
    words = "A raid beginning on 7 March took the mill by 9 March"
    assert dated(f"{words}.", words.replace("took", "*took")) == "../2014-03-09"


def test_a_date_that_closes_the_clause_belongs_to_it() -> None:
    """The date right after a claim's words is the claim's."""
    assert dated("Gunmen shelled the mill on 9 March.", "Gunmen *shelled the mill") == "2014-03-09"


def test_reported_speech_moves_no_act_back() -> None:
    """`Reports emerged that they had burned a barn` is of the running date."""
    assert dated("Reports emerged that they had burned a barn.", "they had *burned a barn") == "2014-03-05"


def test_the_possessive_is_no_present_tense() -> None:
    """`The town's guards fled` is told in the past."""
    assert dated("Many of the town's guards fled.", "Many of the town's guards *fled") == "2014-03-05"


def test_hours_before_are_of_the_same_day() -> None:
    """What was done a few hours earlier is of the day told."""
    assert dated("They left the mill they had taken a few hours earlier.", "they had *taken a few hours earlier") == (
        "2014-03-05"
    )
