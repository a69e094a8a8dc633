"""Each figure of an infobox is checked against the prose: every occurrence once, only of its side and its days."""

from __future__ import annotations

from tests.merge.told import Told, account, loss

from annals.base.reading import Reading
from annals.base.tally import Tally
from annals.base.toll import Loss
from annals.merge.tally import tallies


def only(reading: Reading) -> Tally:
    (tally,) = tallies(reading)
    return tally


def reasons(tally: Tally) -> list[str | None]:
    return [term.reason for term in tally.left_out]


def killed(count: int, who: str | None = None, **more: object) -> tuple[Loss, ...]:
    return (loss("killed", count, who, **more),)  # type: ignore[arg-type]


def box(count: int, side: int | str | None = 1, kind: str = "killed", **more: object) -> tuple[Loss, ...]:
    return (loss(kind, count, side=side, **more),)  # type: ignore[arg-type]


def guards(count: int, date: str | None = "2031-03-03", **more: object) -> Told:
    sentence = f"An ambush near hill {count} on {date} killed {count} guards."
    return Told(sentence, killed(count, "Northern Guard soldiers"), date=date, **more)  # type: ignore[arg-type]


def test_occurrences_of_different_days_are_added() -> None:
    """The arithmetic stands in the sentence: what, when, how many, and that it is the infobox's figure."""
    tally = only(account(guards(1), guards(2, "2031-03-05"), losses=box(3)))
    assert (tally.text, tally.verdict) == ((3, 3), "exact")
    assert tally.why.startswith(
        "3 = 1 (Northern Guard soldiers, 2031-03-03) + 2 (Northern Guard soldiers, 2031-03-05): the infobox's 3"
    )


def test_a_figure_that_nobody_tells_is_short() -> None:
    """Without a claim of that side and kind the prose counts nothing, and the sentence says so."""
    tally = only(account(losses=box(4, kind="wounded")))
    assert (tally.text, tally.verdict, tally.by) == ((0, 0), "short", 4)
    assert tally.why == "the prose counts no wounded of side 1: 4 short of the infobox's 4"


def test_an_account_without_an_episode_has_no_tallies() -> None:
    """Where no infobox tells losses there is nothing to check."""
    assert tallies(account(guards(1), losses=())) == ()


def test_losses_of_the_other_side_are_left_out() -> None:
    """A figure counts its own side, and says whose the others were."""
    tally = only(account(guards(1), losses=box(1, side=2)))
    assert (tally.text, reasons(tally)) == ((0, 0), ["other_side"])


def test_an_overall_figure_counts_every_side() -> None:
    """Where the infobox names no side, all of the kind are added."""
    rebels = Told("Two rebels were shot.", killed(2, "Free River Army fighters"), date="2031-03-04")
    assert only(account(guards(1), rebels, losses=box(3, side=None))).verdict == "exact"


def test_what_was_before_or_long_after_is_left_out() -> None:
    """Only the days of the episode count, and the morning after."""
    days = [guards(n, date) for n, date in ((1, "2031-02-27"), (2, "2031-03-11"), (4, "2031-03-14"))]
    tally = only(account(*days, losses=box(2)))
    assert (tally.text, reasons(tally)) == ((2, 2), ["outside_dates", "outside_dates"])


def test_what_has_no_date_goes_with_what_is_told_before_it() -> None:
    """A claim without a date is outside the episode where its section had gone past it."""
    late = [guards(4, "2031-04-14", section=2), guards(5, None, section=2)]
    assert reasons(only(account(*late, losses=box(2)))) == ["outside_dates", "outside_dates"]


def test_a_background_is_before_the_episode() -> None:
    """Losses without a date in a section on what was before are not of the episode."""
    assert reasons(only(account(guards(1, None, section=3), losses=box(1)))) == ["outside_dates"]


def test_a_part_is_not_added_to_its_whole() -> None:
    """Of "five guards, two of them officers" five count."""
    both = (loss("killed", 5, "Northern Guard soldiers"), loss("killed", 2, "Northern Guard officers", part=True))
    tally = only(account(Told("Five guards fell, two of them officers.", both), losses=box(5)))
    assert (tally.verdict, reasons(tally)) == ("exact", ["part"])


def test_a_running_total_replaces_what_it_counts() -> None:
    """ "Bringing the total to 5" holds the two told before."""
    total = Told(
        "That brought the dead to 5.",
        killed(5, "Northern Guard soldiers", scope="cumulative"),
        "casualties",
        "2031-03-05",
    )
    tally = only(account(guards(2), total, losses=box(5)))
    assert (tally.text, reasons(tally)) == ((5, 5), ["replaced"])


def test_a_toll_is_a_running_total_by_its_words() -> None:
    """Words such as "the death toll" make a count a total, whatever its scope was taken for."""
    total = Told("The death toll stood at 6 guards.", killed(6, "Northern Guard soldiers"), "casualties", "2031-03-06")
    assert only(account(guards(2), guards(3, "2031-03-05"), total, losses=box(6))).verdict == "exact"


def test_a_total_of_a_day_replaces_its_parts() -> None:
    """What is told of a whole day holds the acts of that day, not those of the day after."""
    day = Told("Nine died that day.", killed(9, "Northern Guard soldiers", scope="day"), "casualties")
    tally = only(account(guards(2), day, guards(3, "2031-03-04"), losses=box(12)))
    assert (tally.text, reasons(tally)) == ((12, 12), ["replaced"])


def test_a_bare_count_may_hold_the_act_before_it() -> None:
    """A sentence that only counts, without a date of its own, is taken to hold the act before it; the tally says so."""
    count = Told("Two guards were killed.", killed(2, "Northern Guard soldiers"), "casualties", dated=False)
    tally = only(account(guards(1), count, losses=box(4)))
    assert (tally.text, tally.verdict, tally.by) == ((2, 2), "short", 2)
    assert "may or may not be among the later 2" in tally.why


def test_a_count_with_a_date_of_its_own_is_added() -> None:
    """A count that says its own day is an occurrence like any other."""
    count = Told("On 4 March two guards were killed.", killed(2, "Northern Guard soldiers"), "casualties", "2031-03-04")
    assert only(account(guards(1), count, losses=box(3))).verdict == "exact"


def test_what_comes_on_top_is_added() -> None:
    """ "Another two" holds nothing of what was told before."""
    count = Told("Another two guards were killed.", killed(2, "Northern Guard soldiers"), "casualties", dated=False)
    assert only(account(guards(1), count, losses=box(3))).verdict == "exact"


def test_a_count_too_small_for_the_acts_it_points_to_overlaps_them() -> None:
    """Where a count points back to an act but is less than what was told of it, nobody can tell what to add."""
    people = Told("The army rounded up and shot 30 men.", killed(30, "men"), by="Northland")
    count = Told("In the attack 20 men were killed.", killed(20, "men"), "casualties")
    tally = only(account(people, count, losses=box(40, side=None)))
    assert (tally.text, tally.verdict) == ((30, 50), "not_comparable")
    assert "the text does not say how far these overlap" in tally.why


def test_the_lead_is_not_added_to_the_body() -> None:
    """A lead that tells of the whole what the body tells in parts counts once, and the greater of the two."""
    lead = Told("The battle cost 5 guards.", killed(5, "Northern Guard soldiers"), "casualties", None, section=0)
    tally = only(account(lead, guards(2), guards(1, "2031-03-04"), losses=box(5)))
    assert (tally.text, reasons(tally)) == ((5, 5), ["replaced", "replaced"])
    assert "the lead counts 5, the body 3" in tally.why


def test_a_lead_that_tells_less_is_left_out() -> None:
    """Where the body tells more than the lead, the body counts."""
    lead = Told("The battle cost 2 guards.", killed(2, "Northern Guard soldiers"), "casualties", None, section=0)
    tally = only(account(lead, guards(3), guards(1, "2031-03-04"), losses=box(4)))
    assert (tally.text, reasons(tally)) == ((4, 4), ["told_again"])


def test_a_figure_told_again_in_another_section_counts_once() -> None:
    """The same figure of the same day in lead and body is one occurrence."""
    assert only(account(guards(3, section=0), guards(3), losses=box(3))).verdict == "exact"


def test_two_voices_on_one_day_are_versions() -> None:
    """Two sources on one clash of one day are not added: all from the least to the most is possible."""
    one = Told("Alpha News said 4 guards fell.", killed(4, "Northern Guard soldiers"), "casualties", voice="Alpha News")
    other = Told("Beta Post said 7 guards fell.", killed(7, "Northern Guard soldiers"), "casualties", voice="Beta Post")
    tally = only(account(one, other, losses=box(5)))
    assert (tally.text, tally.verdict) == ((4, 7), "not_comparable")
    assert "versions of one occurrence" in tally.why


def test_a_figure_with_a_claimant_takes_the_claimants_version() -> None:
    """Of rival versions the figure's own claimant counts, the other is left out as another's word."""
    one = Told("Alpha News said 4 guards fell.", killed(4, "Northern Guard soldiers"), "casualties", voice="Alpha News")
    other = Told("Beta Post said 7 guards fell.", killed(7, "Northern Guard soldiers"), "casualties", voice="Beta Post")
    tally = only(account(one, other, losses=box(7, attributed_to="Beta Post")))
    assert (tally.verdict, reasons(tally)) == ("exact", ["rival_voice"])


def test_the_word_of_the_other_party_is_left_out() -> None:
    """What the enemy claims is not counted for a figure that a party gives of itself."""
    other = Told("The rebels said 7 fell.", killed(7, "Northern Guard soldiers"), voice="Free River Army")
    assert reasons(only(account(other, losses=box(2, attributed_to="Northland")))) == ["rival_voice"]


def test_the_second_of_two_groups_stays_empty() -> None:
    """Two figures of one kind in one cell: claims that name neither go to the first, the second counts nothing."""
    two = (loss("killed", 6, side=1, scope="group"), loss("killed", 1, side=1, scope="group"))
    first, second = tallies(account(guards(2), losses=two))
    assert (first.text, second.text, second.verdict) == ((2, 2), (0, 0), "short")
    assert reasons(second) == ["other_group"]


def test_groups_that_are_named_get_their_own() -> None:
    """Where the words for the victims name a group, they are counted for that group."""
    two = (loss("killed", 6, "Coast Rifles", side=1), loss("killed", 2, "Northern Guard", side=1))
    first, second = tallies(account(guards(2), losses=two))
    assert (first.text, second.verdict) == ((0, 0), "exact")


def test_vague_and_denied_losses_add_nothing() -> None:
    """ "Several" has no figure, and what did not happen is no loss; both are listed."""
    several = Told("Several fell.", (Loss("killed", vague=True, who="Northern Guard soldiers"),))
    tally = only(account(several, guards(2, negated=True), losses=box(1)))
    assert (tally.text, reasons(tally)) == ((0, 0), ["vague", "not_so"])


def test_sources_of_total_and_parts_are_compared() -> None:
    """The tally says whether the parts cite what the total cites."""
    shared = only(account(guards(2, citations=("1",)), losses=box(2, citations=("1", "2"))))
    apart = only(account(guards(2, citations=("3",)), losses=box(2, citations=("1",))))
    silent = only(account(guards(2), losses=box(2, citations=("1",))))
    assert [each.same_source for each in (shared, apart, silent)] == ["all", "none", None]


def test_a_figure_of_a_phase_is_not_compared() -> None:
    """A figure that the infobox gives of some days only says nothing of the whole."""
    assert only(account(guards(2), losses=box(2, scope="period"))).verdict == "not_comparable"


def test_a_total_of_certain_days_holds_those_days_only() -> None:
    """A running total from one day to another does not count what was before the first."""
    four = killed(4, "Northern Guard soldiers", scope="cumulative")
    total = Told("In all four fell from the 4th to the 6th.", four, "casualties", "2031-03-04/2031-03-06")
    tally = only(account(guards(2), guards(1, "2031-03-05"), total, losses=box(6)))
    assert (tally.text, reasons(tally)) == ((6, 6), ["replaced"])


def test_a_total_of_one_side_holds_nothing_of_the_other() -> None:
    """In an overall figure the sides are added: the toll of one has nothing to do with the other's."""
    toll = Told("The death toll of the rebels was 9.", killed(9, "Free River Army fighters"), "casualties")
    assert only(account(guards(2), toll, losses=box(11, side=None))).verdict == "exact"


def test_a_sum_over_the_figure_that_one_term_reaches_alone_contradicts_nothing() -> None:
    """Where one count is the infobox's figure, the others may be among it: nobody knows how many it is over."""
    total = Told("Seven guards died.", killed(7, "Northern Guard soldiers"), type="casualties", date="2031-03-04")
    tally = only(account(guards(2, "2031-03-09"), total, losses=box(7)))
    assert (tally.verdict, tally.by) == ("not_comparable", None)
    assert "alone reaches the figure" in tally.why


def test_what_the_enemy_counts_contradicts_no_total() -> None:
    """The losses that a party claims to have inflicted are not set against the infobox as if they were sure."""
    claimed = guards(9, voice="Free River Army")
    tally = only(account(claimed, losses=box(3)))
    assert (tally.verdict, tally.by) == ("not_comparable", None)
    assert "Free River Army counts the losses of its enemy" in tally.why


def test_a_sum_of_one_voice_over_the_figure_is_over() -> None:
    """What the account itself tells in more than the infobox's figure is said to be over by so many."""
    tally = only(account(guards(2), guards(3, "2031-03-05"), losses=box(4)))
    assert (tally.verdict, tally.by) == ("over", 1)
