"""Figures: counts and their bounds; what looks like a number and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.extract.figures import figures, number


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [(f.min, f.max) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2–3 hurt", [(2, 3)]),
        ("2,438 men", [(2438, 2438)]),
        ("60.000 men", [(60000, 60000)]),
        ("1.2 million people", [(1_200_000, 1_200_000)]),
        ("no fewer than twelve", [(12, None)]),
        ("fewer than 30", [(None, 30)]),
        ("between 160 and 400 riders", [(160, 400)]),
        ("twenty-five men", [(25, 25)]),
        ("two hundred and five horses", [(205, 205)]),
        ("half a dozen", [(6, 6)]),
        ("killed 5 and 6 wounded", [(5, 5), (6, 6)]),
    ],
)
def test_bounds(text: str, expected: list[tuple[int | None, int | None]]) -> None:
    """A count in digits or words has the bounds that its words give it."""
    assert bounds(text) == expected


NO_COUNTS = """the 46th Regiment|T-72|Base 46|Division 13 left|on 5 May|May 5|5–13 June|in 1992|(1940–44)
at 12:00|75 %|$30
some 100 meters|p. 212|a 24-hour battle|one of their posts|2S1 guns|20 villages"""


@pytest.mark.parametrize("text", NO_COUNTS.replace("\n", "|").split("|"))
def test_no_count(text: str) -> None:
    """Units, weapons, dates, times, shares, money, measures and pages are never counts."""
    assert bounds(text) == []


@given(st.integers(1, 10**7))
def test_grouped_digits_keep_their_value(n: int) -> None:
    """A number written with thousands separators has the value it was written from."""
    assert number(f"{n:,}") == n


@given(st.text(alphabet="0123456789 ,.–-+~()abcdefgkilledwounded\n", max_size=80))
def test_figures_never_leave_the_text(text: str) -> None:
    """Every figure of any text lies inside it, in order, with its lower bound not above its upper."""
    at = 0
    for figure in figures(text):
        assert at <= figure.span.start < figure.span.end <= len(text)
        at = figure.span.end
        assert figure.min is None or figure.max is None or figure.min <= figure.max


def test_more_than_all_people_is_no_count() -> None:
    """A run of digits that exceeds everything that can be counted is left out, however long it is."""
    assert bounds("9" * 400 + " men and 7 women") == [(7, 7)]


def test_digits_within_words_are_still_looked_at() -> None:
    """A figure may begin right behind letters where it is glued to them by a sign ("~40"), and words need a border."""
    assert [figure.min for figure in figures("losses:~40 men; often nine")] == [40, 9]
