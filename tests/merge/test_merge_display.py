"""Figures for display: each follows a declared rule, which is named beside it."""

from __future__ import annotations

import pytest

from annals.base.rival import Telling, Version
from annals.merge.display import RULES, figure, interval, shown


def version(
    low: int | None,
    high: int | None = -1,
    *,
    claimed: bool = False,
    kind: str = "killed",
    words: str = "",
    side: int | None = None,
) -> Version:
    """A version told once: `claimed` by a party, or by nobody in particular."""
    top = low if high == -1 else high
    certainty = "claimed" if claimed else "stated"
    telling = Telling("c", "d", "a.md", (), "A", 1 if claimed else side, certainty, words, words)
    return Version(interval(low, top), (telling,), kind, low, top, vague=bool(words))


@pytest.mark.parametrize(
    ("versions", "bounds"),
    [
        ([version(2), version(5)], (2, 5)),
        ([version(2, 3), version(7, 9)], (2, 9)),
        ([version(5, None), version(3)], (3, None)),
        ([version(None, 30), version(10)], (None, 30)),
        ([version(None, None, words="several"), version(4)], (4, 4)),
        ([version(None, None, words="several")], (None, None)),
    ],
    ids=["points", "ranges", "open above", "open below", "vague", "only vague"],
)
def test_the_range_runs_over_all_versions(versions: list[Version], bounds: tuple[int | None, int | None]) -> None:
    """The range is from the lowest to the highest; what is open stays open, vague words give no number."""
    made = figure(versions, "range")
    assert (made.min, made.max, made.best) == (*bounds, None)


def test_ucdp_leaves_out_what_only_parties_claim() -> None:
    """Low and high come from those who are no party; best is the lower of them."""
    made = figure([version(2, claimed=True), version(4), version(6), version(40, claimed=True)], "ucdp")
    assert (made.min, made.best, made.max) == (4, 4, 6)
    assert "2 versions told by parties alone left out" in made.why


def test_ucdp_counts_a_party_publishing_in_its_own_voice_as_a_party() -> None:
    """An account whose publisher stands on a side is no independent voice, however plainly it states a figure."""
    assert figure([version(2, side=1), version(4)], "ucdp").min == 4


def test_ucdp_takes_all_where_only_parties_speak() -> None:
    """Claims of parties alone are better than nothing, and the rule says so."""
    made = figure([version(2, claimed=True), version(40, claimed=True)], "ucdp")
    assert (made.min, made.best, made.max) == (2, 2, 40)
    assert "only parties" in made.why


def test_acled_takes_the_lowest() -> None:
    """Whoever says it, the lowest figure stands alone."""
    made = figure([version(4), version(2, claimed=True), version(9)], "acled")
    assert (made.min, made.best, made.max) == (2, 2, 2)


@pytest.mark.parametrize(
    ("words", "number"), [("several soldiers", 3), ("dozens", 12), ("hundreds of men", 100), ("tens", 10)]
)
def test_acled_counts_vague_words(words: str, number: int) -> None:
    """Vague words count as ACLED's codebook counts them."""
    assert figure([version(None, None, words=words)], "acled").best == number


@pytest.mark.parametrize("rule", ["ucdp", "acled"])
def test_datasets_of_deaths_have_no_figure_for_the_wounded(rule: str) -> None:
    """UCDP and ACLED count deaths only: for any other kind there is no figure, and never a death."""
    made = figure([version(4, kind="wounded")], rule)
    assert (made.min, made.best, made.max) == (None, None, None)


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_named_beside_the_figure(rule: str) -> None:
    """No figure is shown without the rule that made it."""
    assert RULES[rule] in shown(figure([version(2), version(5)], rule))
