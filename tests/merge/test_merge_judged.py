"""What people judge comes before what the rules find, and can be taken back."""

from __future__ import annotations

from itertools import permutations

from tests.merge.test_merge_events import told

from annals.base.judgement import Judgement
from annals.merge.events import events

BRIDGE = [told("a"), told("b"), told("c")]
FAR = told("z", "2035-01-01", "Mill", by="Morvane", type="siege")


def judged(verdict: str, left: str, right: str, made: str = "2031-04-01") -> Judgement:
    return Judgement(left, right, verdict, "A. Reader", "so it is", made)


def together(*judgements: Judgement) -> list[tuple[str, ...]]:
    made = events([*BRIDGE, FAR], judgements=judgements)
    return sorted(tuple(sorted(event.claims)) for event in made)


def test_nothing_judged_is_what_the_rules_find() -> None:
    """Three alike and one far away are two events."""
    assert together() == [("a", "b", "c"), ("z",)]


def test_same_joins_whole_events_beyond_every_rule() -> None:
    """Another year, place, type and actor do not matter to a person's word; the event names the claims judged."""
    assert together(judged("same", "a", "z")) == [("a", "b", "c", "z")]
    (event,) = events([*BRIDGE, FAR], judgements=[judged("same", "a", "z")])
    assert event.judged == ("a", "z")
    assert "a person judged claims of it to be the same" in event.why


def test_different_parts_what_the_rules_join() -> None:
    """The two stand in two events; the third goes with one of them."""
    found = together(judged("different", "a", "b"))
    assert len(found) == 3
    assert not any({"a", "b"} <= set(event) for event in found)


def test_unsure_and_names_change_nothing() -> None:
    """Doubt about claims, and judgements about names, leave the events alone."""
    assert together(judged("unsure", "a", "b"), judged("different", "actor:a", "actor:b")) == together()


def test_the_latest_word_counts() -> None:
    """Of judgements that contradict each other the latest is met, in whatever order they are given."""
    early, late = judged("same", "a", "z"), judged("different", "b", "z", "2031-05-01")
    assert all(together(*several) == together(late, early) for several in permutations((early, late)))
    assert not any({"b", "z"} <= set(event) for event in together(judged("same", "b", "z"), late))
    assert ("a", "b", "c", "z") in together(judged("different", "a", "z"), judged("same", "a", "z", "2031-05-01"))


def test_same_leads_on_from_claim_to_claim() -> None:
    """What is the same as the same is the same."""
    found = events(
        [told("a"), told("y", "2034-01-01"), FAR], judgements=[judged("same", "a", "y"), judged("same", "y", "z")]
    )
    assert [set(event.claims) for event in found] == [{"a", "y", "z"}]


def test_judgements_on_claims_that_are_gone_do_nothing() -> None:
    """A claim of a version that is no longer current is nobody's."""
    assert together(judged("same", "a", "gone"), judged("different", "gone", "b")) == together()
