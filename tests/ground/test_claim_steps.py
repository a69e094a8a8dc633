"""Dates that step on, stay or fall back: what comes next on one day, what was found out, whose life is told."""

from __future__ import annotations

from tests.ground.test_claim_dates import LEAD, RAID, edtf, told

CAME = "On 5 March, gunmen came."


def test_the_next_step_of_an_episode_of_one_day_stays_on_it() -> None:
    """`After routing them` is of the same day where the whole episode was."""
    parts = [
        ("", "The raid on Birch was a raid."),
        ("Raid", "On 3 March, gunmen came. After routing guards, they fled."),
    ]
    assert edtf(told(parts, "they *fled", RAID)) == "2014-03-03"


def test_the_next_step_of_a_longer_episode_has_no_day() -> None:
    """`After routing them` says nothing of the day where the episode lasted many."""
    parts = [LEAD, ("Siege", f"{CAME} After routing guards, they fled.")]
    assert told(parts, "they *fled") is None


def test_what_follows_at_once_is_of_the_same_day() -> None:
    """`Shortly thereafter` does not leave the day told before."""
    parts = [LEAD, ("Siege", f"{CAME} Shortly thereafter, guards burned a barn.")]
    assert edtf(told(parts, "guards *burned a barn")) == "2014-03-05"


def test_what_is_found_out_was_done_before() -> None:
    """A day on which something was discovered is not that of the act."""
    parts = [LEAD, ("Siege", f"{CAME} Guards discovered that the bridge was burned.")]
    assert told(parts, "the bridge was *burned") is None


def test_the_years_of_a_life_are_no_running_date() -> None:
    """A death told in brackets beside a name dates nothing that follows."""
    parts = [("", "Ardo Venn (miller; died 4 March 2015) was born in Alder. In May 2006, guards took him.")]
    assert edtf(told(parts, "guards *took him", None)) == "2006-05"
    parts = [("", "Ardo Venn (miller; died 4 March 2015) was born in Alder. Guards took him.")]
    assert told(parts, "Guards *took him", None) is None


def test_days_are_not_counted_from_the_end_of_a_long_stretch() -> None:
    """`Three days earlier` counts from no occupation of months."""
    parts = [LEAD, ("Siege", "From 2 March 2014 to 9 September 2014, guards held Alder. Three days earlier, men fled.")]
    assert told(parts, "Three days earlier, men *fled") is None
