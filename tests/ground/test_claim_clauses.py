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


def test_since_then_is_from_the_date_told_last() -> None:
    """`Since then` opens an interval at the last date told, even where that was only an aside."""
    words = "Gunmen held the fort since May 2013. They robbed farmers since then."
    assert edtf(told([LEAD, ("Background", words)], "They robbed farmers since then")) == "2013-05/.."


def test_a_year_since_when_something_is_so_never_leads() -> None:
    """A year after `since` is not the year of the next date."""
    parts = [LEAD, ("Siege", "Since 2009, gunmen had held the fort. On 9 March, guards retook it.")]
    assert edtf(told(parts, "On 9 March, guards retook it")) == "2014-03-09"


def test_a_bare_year_far_from_the_episode_never_leads() -> None:
    """In the body, a year far from the episode's own is not the year of the next date."""
    parts = [LEAD, ("Siege", "In 2009, gunmen held the fort. On 9 March, guards retook it.")]
    assert edtf(told(parts, "On 9 March, guards retook it")) == "2014-03-09"


def test_a_stretch_without_days_ends_the_running_date() -> None:
    """`During the occupation` says no day, and what follows is not of the day told before."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. During the occupation, guards hid. A barn was burned.")]
    assert told(parts, "A barn was burned") is None


@pytest.mark.parametrize(
    "words",
    [
        "The siege of Alder was a siege of a town that began on 3 March 2014",
        "The siege of Alder was a siege of a town that was launched by gunmen",
        "The sieges of Alder were a series of raids in early March 2014",
    ],
)
def test_a_definition_is_of_the_whole_even_where_it_says_when_it_began(words: str) -> None:
    """The sentence that says what the episode was has its whole interval."""
    assert edtf(told([("", f"{words}.")], words, of_whole=True)) == "2014-03-03/2014-03-20"


def test_what_is_told_in_total_is_of_the_section_so_far() -> None:
    """`In total` sums up from the first day told in the section to the last."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. On 9 March, guards fled. In total, 30 barns were burned.")]
    assert edtf(told(parts, "30 barns were burned")) == "2014-03-05/2014-03-09"


def test_during_the_battle_under_a_heading_of_one_of_several_is_of_that_section() -> None:
    """Under `First siege`, `during the siege` is from the first day told there to the last."""
    parts = [LEAD, ("First siege", "On 5 March, gunmen came. On 9 March, they left. Barns burned during the siege.")]
    assert edtf(told(parts, "Barns burned during the siege")) == "2014-03-05/2014-03-09"


def test_a_perfect_infinitive_is_no_present_tense() -> None:
    """`Claimed to have burned` is told in the past."""
    words = "Guards later claimed to have *burned a barn"
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-05"


def test_a_date_in_another_clause_yields_to_the_one_before() -> None:
    """A date told after a new clause began belongs to that clause, even where the quote holds it."""
    words = "On 7 March, guards *took the mill, and gunmen left the fort by 9 March"
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-07"


def test_a_date_in_a_clause_that_only_leads_in_yields_to_the_acts_own() -> None:
    """`Although they left on 7 March, shelling went on until`: the act is dated by its own clause."""
    words = "Although guards left on 7 March, gunmen *shelled the mill on 9 March"
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-09"


def test_what_an_interval_ended_with_is_of_its_last_day() -> None:
    """`Lasted from 7 to 9 March and ended with`: what it ended with is of the last day."""
    words = "The raid lasted from 7 March to 9 March and ended with guards *burning the mill"
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-09"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Guards took the mill by early April", "../2014-04-10"),
        ("Since late March, guards held the mill", "2014-03-21/.."),
        ("After mid March, guards took the mill", "2014-03-20/.."),
    ],
)
def test_a_bound_of_part_of_a_month_leaves_one_end_open(words: str, expected: str) -> None:
    """`By early April` ends with its tenth day, `since late March` begins with its twenty-first."""
    assert dated(f"{words}.", words) == expected


def test_a_day_to_come_never_leads() -> None:
    """What would happen by a later day does not move the story to that day."""
    words = "Envoys said that the fort would fall in the next 72 hours. Guards burned a barn."
    assert dated(words, "Guards burned a barn") == "2014-03-05"


def test_another_war_named_by_its_year_does_not_lead_the_next_day() -> None:
    """After `in 2013`, a day and a month are still those of the episode."""
    assert dated("In 2013, guards had built a fort. On 7 March, gunmen took it.", "gunmen took it") == "2014-03-07"


def test_the_beginning_of_another_war_in_a_definition_is_its_own() -> None:
    """`The siege was the first siege of the war, which began on 1 March`: the war has its own date."""
    words = "The siege of Alder was the first raid of the *war, which began on 1 March 2014"
    assert edtf(told([("", f"{words.replace('*', '')}.")], words, of_whole=True)) == "2014-03-01"


def test_a_date_that_opens_a_new_clause_dates_what_follows() -> None:
    """`On 7 March, A, and on 9 March, B, burning C`: the burning is of the second day."""
    words = "On 7 March, gunmen took the mill, and on 9 March, they took the fort, burning a barn."
    assert dated(words, "*burning a barn") == "2014-03-09"


@pytest.mark.parametrize(
    "words",
    [
        "On 7 March, guards *stormed the mill, clearing it by the following day",
        "On 7 March, guards *advanced and by 9 March, controlled the mill",
    ],
)
def test_a_date_of_a_clause_that_follows_is_not_the_acts(words: str) -> None:
    """A participle or an `and by` begins what the later date belongs to."""
    assert dated(f"{words.replace('*', '')}.", words) == "2014-03-07"


def test_days_of_fighting_are_counted_from_the_day_before() -> None:
    """`After four more days of fighting` is four days after the day told in the sentence before."""
    assert dated("After four more days of fighting, guards took the mill.", "guards took the mill") == "2014-03-09"


def test_days_of_fighting_add_nothing_to_a_date_of_their_sentence() -> None:
    """`By 9 March they held it after two days of fighting` leaves the next sentence on 9 March."""
    words = "On 9 March, guards took the mill after two days of fighting. They burned a barn."
    assert dated(words, "They burned a barn") == "2014-03-09"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Quiet lasted until 9 March, when guards *stormed the mill", "2014-03-09"),
        ("Not until 9 March did guards *storm the mill", "2014-03-09"),
    ],
)
def test_what_an_until_opens_is_of_its_day(words: str, date: str) -> None:
    """`Until 9 March, when they stormed it`: the storm is of 9 March."""
    assert dated(f"{words.replace('*', '')}.", words) == date


def test_an_act_that_holds_until_a_day_alone_has_no_date() -> None:
    """`Drove them out until 9 June`, with no day told before, says nothing of when."""
    words = "Gunmen *drove guards out until 9 June"
    assert edtf(told([LEAD, ("Aftermath", f"{words.replace('*', '')}.")], words)) is None


@pytest.mark.parametrize("words", ["Guards freed the hostages who were *taken by gunmen", "the mill that was *burned"])
def test_a_clause_that_only_says_which_takes_no_date(words: str) -> None:
    """`The hostages who were taken` were taken at some other time than they were freed."""
    assert dated(f"On 9 March, {words.replace('*', '')}.", words) is None


def test_a_total_reaches_over_all_days_told() -> None:
    """`In total` at the head of a sentence counts from the first day of the section to the latest."""
    words = "On 9 March, guards left. In total, nine guards were *killed"
    assert dated(f"{words.replace('*', '')}.", "nine guards were *killed") == "2014-03-05/2014-03-09"


def test_two_verbs_joined_share_the_date_that_closes_them() -> None:
    """`Gunmen came and took the mill on 9 March`: both are of 9 March where nothing before gives a date."""
    words = "Gunmen *burned barns"
    whole = [LEAD, ("Siege", "Gunmen burned barns and captured the mill on 9 March.")]
    assert edtf(told(whole, words)) == "2014-03-09"


def test_what_comes_after_a_pause_has_no_day() -> None:
    """`After a pause` and `after several weeks` leave the running date behind."""
    assert dated("After a short pause, guards burned a barn.", "guards burned a barn") is None


def test_under_a_day_as_heading_what_follows_stays_on_it() -> None:
    """Under the heading `9 March` even `subsequently` is of 9 March."""
    parts = [LEAD, ("9 March 2014", "Subsequently, guards burned a barn.")]
    assert edtf(told(parts, "guards burned a barn")) == "2014-03-09"


def test_earlier_before_a_verb_of_telling_is_when_it_was_told() -> None:
    """`Earlier, guards said` moves the telling, not what is told."""
    assert dated("Earlier, guards said gunmen burned a barn.", "gunmen burned a barn") == "2014-03-05"


def test_what_is_told_in_the_present_of_before_has_no_day() -> None:
    """`Residents affirm that they had fled` is from before what is told; `said that` only moves the tense back."""
    words = "Residents affirm that gunmen had *burned barns"
    parts = [LEAD, ("Siege", f"On 5 March, gunmen came. {words.replace('*', '')}.")]
    assert edtf(told(parts, "gunmen had *burned barns", voice="Residents")) is None
