"""Laws of tallies: nothing is counted twice or lost, and the sum is that of what was counted."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.told import Told, account, loss

from annals.base.tally import REASONS, VERDICTS, Tally
from annals.base.toll import Loss
from annals.merge.tally import tallies

WHO = st.sampled_from((None, "people", "soldiers", "Northern Guard soldiers", "Free River Army fighters", "civilians"))
COUNTS = st.integers(0, 40)
LOSSES = st.builds(
    lambda kind, count, more, who, scope: Loss(
        kind, count, None if more > 30 else count + more // 10, who=who, scope=scope
    ),
    st.sampled_from(("killed", "wounded")),
    COUNTS,
    COUNTS,
    WHO,
    st.sampled_from(("event", "event", "day", "cumulative")),
)
SENTENCES = (
    "An ambush cost {n} lives.",
    "In the fighting {n} were killed.",
    "The death toll rose to {n}.",
    "Another {n} fell.",
    "By then {n} had been killed.",
)
TOLD = st.builds(
    lambda sentence, number, losses, type, date, dated, voice, section: Told(
        sentence.format(n=number), losses, type, date, dated, voice=voice, section=section
    ),
    st.sampled_from(SENTENCES),
    COUNTS,
    st.lists(LOSSES, min_size=1, max_size=2).map(tuple),
    st.sampled_from(("attack", "clash", "casualties")),
    st.sampled_from(
        (None, "2031-02-20", "2031-03-02", "2031-03-03", "2031-03-02/2031-03-05", "../2031-03-04", "2031-03")
    ),
    st.booleans(),
    st.sampled_from(("", "", "Alpha News", "Northland", "Free River Army")),
    st.integers(0, 3),
)
FIGURES = (
    loss("killed", 9, side=1),
    loss("killed", 9, side=1, attributed_to="Northland"),
    loss("killed", 2, "civilians", side="civilians"),
    loss("killed", 20, side=None),
)


def terms(tally: Tally) -> Counter[tuple[str, int]]:
    return Counter((term.claim, term.ordinal) for term in (*tally.counted, *tally.left_out))


@settings(max_examples=150, deadline=None)
@given(st.lists(TOLD, max_size=7))
def test_every_figure_of_the_prose_is_counted_or_left_out_once(told: list[Told]) -> None:
    """Each figure of the kind stands in the tally exactly once, and what was left out has a known reason."""
    reading = account(*told, losses=FIGURES)
    killed = sum(one.kind == "killed" for claim in reading.claims for one in claim.losses)
    for tally in tallies(reading):
        found = terms(tally)
        assert sum(found.values()) == killed
        assert set(found.values()) <= {1}
        assert {term.reason for term in tally.left_out} <= set(REASONS)


@settings(max_examples=150, deadline=None)
@given(st.lists(TOLD, max_size=7))
def test_the_sum_lies_between_the_least_and_all_of_what_was_counted(told: list[Told]) -> None:
    """No more than all that was counted, and no less than the least of it; the verdict is one of the codebook's."""
    for tally in tallies(account(*told, losses=FIGURES)):
        least, most = tally.text
        assert tally.verdict in VERDICTS
        assert (least or 0) <= sum(term.min or 0 for term in tally.counted)
        assert (least or 0) >= min((term.min or 0 for term in tally.counted), default=0)
        if most is None:
            assert any(term.max is None for term in tally.counted)
        else:
            assert most <= sum(term.max or 0 for term in tally.counted)
