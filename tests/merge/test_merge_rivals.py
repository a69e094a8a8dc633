"""Disagreements about one event: what contradicts, what does not, and who tells each version."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from tests.merge.scenes import joined, lost, of_one_event, says

from annals.base.reading import Reading
from annals.base.rival import Disagreement


def told(found: list[Disagreement], facet: str = "toll") -> list[tuple[str, str, list[str]]]:
    """Subject, relation and versions of the disagreements on a facet."""
    return [(d.subject, d.relation, [v.value for v in d.versions]) for d in found if d.facet == facet]


# how many


def test_two_figures_for_the_same_victims_are_apart(tmp_path: Path) -> None:
    """Two soldiers killed and three soldiers killed cannot both be right; they lie one apart."""
    found = of_one_event(
        tmp_path, says("A", lost("killed", 2, who="soldiers")), says("B", lost("killed", 3, who="the soldiers"))
    )
    assert told(found) == [("killed, fighters", "apart", ["2", "3"])]
    assert (found[0].distance, found[0].shared) == (1, None)


def test_one_figure_told_by_two_is_no_disagreement(tmp_path: Path) -> None:
    """Two accounts that say the same agree."""
    assert of_one_event(tmp_path, says("A", lost("killed", 2)), says("B", lost("killed", 2))) == []


def test_who_gives_no_figure_contradicts_nobody(tmp_path: Path) -> None:
    """Neither silence nor "several" is a rival of a figure."""
    vague = lost("killed", None, None, who="people", vague=True)
    assert of_one_event(tmp_path, says("A", lost("killed", 2)), says("B"), says("C", vague)) == []


def test_a_bound_that_allows_a_figure_is_only_less_exact(tmp_path: Path) -> None:
    """At least 5 and 7 are compatible: all allow 7."""
    found = of_one_event(tmp_path, says("A", lost("killed", 5, None)), says("B", lost("killed", 7)))
    assert told(found) == [("killed, in all", "precision", ["at least 5", "7"])]
    assert found[0].shared == (7, 7)


def test_intervals_that_meet_in_part_overlap(tmp_path: Path) -> None:
    """5 to 8 and 7 to 9 share 7 to 8, and neither lies in the other."""
    found = of_one_event(tmp_path, says("A", lost("killed", 5, 8)), says("B", lost("killed", 7, 9)))
    assert told(found) == [("killed, in all", "overlap", ["5–8", "7–9"])]
    assert found[0].shared == (7, 8)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (lost("killed", 3), lost("casualties", 5)),
        (lost("killed", 3, who="soldiers"), lost("killed", 5, who="civilians")),
        (lost("killed", 1, who="Harbour Guard commander"), lost("killed", 4, who="Harbour Guard fighters")),
        (lost("killed", 1, who="a member of the Guard", part=True), lost("killed", 3, who="people")),
        (lost("killed", 3, scope="whole_conflict"), lost("killed", 5)),
        (lost("destroyed", 1, who="tank"), lost("destroyed", 2, who="houses")),
        (lost("killed", 3, who="soldiers"), lost("killed", 5, who="people")),
    ],
    ids=["kind", "victims", "narrower victims", "part and whole", "scope", "materiel", "some and all"],
)
def test_unlike_figures_are_not_compared(tmp_path: Path, left: object, right: object) -> None:
    """Figures of other kinds, victims or scopes do not contradict, nor does a part its whole."""
    found = of_one_event(tmp_path, says("A", left), says("B", right))  # type: ignore[arg-type]
    assert [d for d in found if d.relation == "apart"] == []


def test_more_of_some_than_of_all_is_apart(tmp_path: Path) -> None:
    """Who counts one policeman and six civilians cannot agree with who counts four in all."""
    parts = says("A", lost("wounded", 1, who="policeman"), lost("wounded", 6, who="civilians"))
    found = of_one_event(tmp_path, parts, says("B", lost("wounded", 4)))
    assert told(found) == [("wounded, in all", "apart", ["4", "at least 7 (1 policeman, 6 civilians)"])]


def test_running_totals_grow(tmp_path: Path) -> None:
    """Totals up to different days do not contradict each other; two of one day do."""
    first = says("A", lost("killed", 5, scope="cumulative"), date="2031-03-03")
    later = says("B", lost("killed", 9, scope="cumulative"), date="2031-03-05")
    other = says("C", lost("killed", 7, scope="cumulative"), date="2031-03-05")
    assert told(of_one_event(tmp_path, first, later, other)) == [("killed, in all (cumulative)", "apart", ["7", "9"])]


def test_a_figure_without_victims_goes_with_those_before_it(tmp_path: Path) -> None:
    """ "Five guards killed and six wounded" wounds six guards, not six people in all."""
    elliptic = says("A", lost("killed", 5, who="Harbour Guard fighters"), lost("wounded", 6))
    found = of_one_event(tmp_path, elliptic, says("B", lost("wounded", 8, who="members of the Harbour Guard")))
    assert [(relation, versions) for _, relation, versions in told(found)] == [("apart", ["6", "8"])]


def test_as_many_fighters_as_civilians_are_apart(tmp_path: Path) -> None:
    """Eight fighters killed and eight civilians killed are told of one strike; with two figures it is unclear."""
    fighters, civilians = lost("killed", 8, who="militants"), lost("killed", 8, who="civilians")
    found = of_one_event(tmp_path, says("A", fighters), says("B", civilians))
    assert told(found) == [("killed, of whom", "apart", ["8 civilians", "8 militants"])]
    range_of = lost("killed", 6, 9, who="civilians")
    assert [how for _, how, _ in told(of_one_event(tmp_path / "2", says("A", fighters), says("B", range_of)))] == [
        "unclear"
    ]


def test_one_voice_may_count_fighters_and_civilians(tmp_path: Path) -> None:
    """Who tells of a policeman killed and of a civilian killed tells two losses."""
    both = joined(says("A", lost("killed", 1, who="policeman")), says("A", lost("killed", 1, who="civilian")))
    assert told(of_one_event(tmp_path, both)) == []


def test_others_beside_somebody_uncounted_are_at_least_so_many(tmp_path: Path) -> None:
    """ "The mayor and five others" may be six, and does not contradict six."""
    found = of_one_event(tmp_path, says("A", lost("killed", 5, who="others")), says("B", lost("killed", 6)))
    assert told(found) == []


def test_what_is_denied_has_no_figure(tmp_path: Path) -> None:
    """Losses of a claim that says it was not so are nobody's version."""
    denied = says("A", lost("killed", 9), negated=True)
    assert told(of_one_event(tmp_path, denied, says("B", lost("killed", 2)))) == []


# who did it


def test_each_accused_by_the_other_is_apart(tmp_path: Path) -> None:
    """A attacked B, and B attacked A, by two voices: they tell who began in two ways."""
    one = says("A", by="River League", against="Harbour Guard")
    two = says("B", by="Harbour Guard", against="River League")
    found = of_one_event(tmp_path, one, two)
    values = ["River League → Harbour Guard", "Harbour Guard → River League"]
    assert told(found, "agency") == [("who did it", "apart", values)]


def test_one_voice_tells_two_acts(tmp_path: Path) -> None:
    """An account in which one attacks and the other answers does not contradict itself."""
    both = joined(
        says("A", by="River League", against="Harbour Guard"), says("A", by="Harbour Guard", against="River League")
    )
    assert told(of_one_event(tmp_path, both), "agency") == []


def test_an_answer_is_no_version_of_who_began(tmp_path: Path) -> None:
    """Who tells that the League attacked and the Guard answered says that the League did it."""
    both = joined(
        says("A", by="River League", against="Harbour Guard"), says("A", by="Harbour Guard", against="River League")
    )
    found = of_one_event(tmp_path, both, says("B", by="Harbour Guard", against="River League"))
    assert [[t.via for v in d.versions for t in v.tellings] for d in found] == [["A", "B"]]


def test_other_names_are_other_actors(tmp_path: Path) -> None:
    """Two names that nothing makes one are two versions of who did it, and the grounds say so."""
    found = of_one_event(tmp_path, says("A", by="Men of Orr", against="town"), says("B", by="Red Hats", against="town"))
    assert told(found, "agency") == [("who did it", "apart", ["Men of Orr → town", "Red Hats → town"])]
    assert "nothing says that they are one" in found[0].why[0]


@pytest.mark.parametrize("other", ["Gunmen", "warplanes", "the Guard", "soldiers of the Harbour Guard"])
def test_a_vaguer_name_is_no_rival(tmp_path: Path, other: str) -> None:
    """A common noun may be anybody's, and a name within a name may be the same actor's."""
    assert of_one_event(tmp_path, says("A", by="Harbour Guard"), says("B", by=other)) == []


def test_soldiers_of_two_states_are_apart(tmp_path: Path) -> None:
    """Forces of two states are not one actor under two names, even where no episode puts them on sides."""
    found = of_one_event(tmp_path, says("A", by="Chadian troops"), says("B", by="Libyan troops"))
    assert [how for _, how, _ in told(found, "agency")] == ["apart"]


def test_one_word_for_all_tells_nobody_apart(tmp_path: Path) -> None:
    """Gunmen in one account and gunmen in another are no rival versions."""
    assert of_one_event(tmp_path, says("A", by="Gunmen"), says("B", by="gunmen")) == []


def test_whom_it_befell_can_be_all_that_is_told(tmp_path: Path) -> None:
    """ "A checkpoint of the Guard was attacked" stands against "the Guard attacked"."""
    found = of_one_event(
        tmp_path, says("A", against="Harbour Guard"), says("B", by="Harbour Guard", against="River League")
    )
    assert told(found, "agency") == [
        ("who did it", "apart", ["somebody → Harbour Guard", "Harbour Guard → River League"])
    ]


def test_who_left_is_no_rival_of_who_came(tmp_path: Path) -> None:
    """One account tells that the Guard withdrew, another that the League drove it out: both can be right."""
    left = says("A", by="Harbour Guard", type="withdrawal")
    assert of_one_event(tmp_path, left, says("B", by="River League", type="territory_gained")) == []


def test_a_clash_has_nobody_who_began(tmp_path: Path) -> None:
    """Parties of a clash act on each other, in whatever order they are named."""
    one = says("A", by="League", against="Harbour Guard", type="clash")
    assert of_one_event(tmp_path, one, says("B", by="Guard", against="League", type="clash")) == []


# when, where, how it ended


def test_days_lie_apart_by_so_many(tmp_path: Path) -> None:
    """The 3rd and the 5th of March are two days apart."""
    found = of_one_event(tmp_path, says("A", date="2031-03-03"), says("B", date="2031-03-05"))
    assert told(found, "date") == [("which day", "apart", ["2031-03-03", "2031-03-05"])]
    assert found[0].distance == 2


def test_a_month_is_less_exact_than_its_day(tmp_path: Path) -> None:
    """March and the 3rd of March are compatible; no date contradicts nothing."""
    found = of_one_event(tmp_path, says("A", date="2031-03"), says("B", date="2031-03-03"), says("C", date=None))
    assert [relation for _, relation, _ in told(found, "date")] == ["precision"]


def test_places_that_nobody_names_together_are_told(tmp_path: Path) -> None:
    """Two places that no claim names together are set side by side; whether they are one is not known."""
    found = of_one_event(tmp_path, says("A", places="Halm"), says("B", places="Orr"))
    assert told(found, "place") == [("where", "unclear", ["Halm", "Orr"])]
    more = of_one_event(
        tmp_path / "more", says("A", places="Halm"), says("B", places="Orr"), says("C", places="Orr, Halm")
    )
    assert told(more, "place") == []


def test_done_and_repelled_are_apart(tmp_path: Path) -> None:
    """One account tells an attack, another that it was beaten off."""
    found = of_one_event(tmp_path, says("A", by="League"), says("B", by="League", negated=True))
    assert told(found, "outcome") == [("how it ended", "apart", ["attack: so", "attack: not so"])]


# who tells it


def test_each_version_names_its_tellers(tmp_path: Path) -> None:
    """A figure with a claimant is the claimant's, through the account; one without is the account's own."""
    found = of_one_event(
        tmp_path, says("A", lost("killed", 2), claimant="Mayor", certainty="reported"), says("B", lost("killed", 3))
    )
    tellings = [telling for version in found[0].versions for telling in version.tellings]
    assert [(t.voice, t.via, t.certainty) for t in tellings] == [("Mayor", "A", "reported"), ("B", "B", "stated")]
    assert tellings[0].sentence.startswith("A tells of it")


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    """Whatever order accounts are read in, disagreements and their ids are the same."""
    accounts: list[Reading] = [says(v, lost("killed", n), by=v) for n, v in enumerate("ABC")]
    every = [of_one_event(tmp_path / str(n), *order) for n, order in enumerate(permutations(accounts))]
    assert all(found == every[0] for found in every)
    assert every[0] != []
