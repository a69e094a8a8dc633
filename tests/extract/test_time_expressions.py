"""Time expressions as written: their kinds, what they state, and the words that bound them."""

from __future__ import annotations

import pytest

from annals.base.passage import Timing
from annals.base.span import Span
from annals.extract.when import timings


def read(words: str) -> list[Timing]:
    return timings(words, Span(0, len(words)))


@pytest.mark.parametrize(
    ("words", "kind", "parts"),
    [
        ("On 4 May 1931", "date", {"day": 4, "month": 5, "year": 1931}),
        ("in April", "date", {"month": 4}),
        ("August 4, 44 BC", "date", {"day": 4, "month": 8, "year": -43}),
        ("25–26 June", "range", {"day": 25, "day2": 26, "month": 6, "month2": 6}),
        ("By 6 May", "date", {"day": 6, "month": 5, "by": 1}),
        ("since March 2011", "date", {"month": 3, "year": 2011, "since": 1}),
        ("until 9 October", "date", {"day": 9, "month": 10, "until": 1}),
        ("as of 9 October", "date", {"day": 9, "month": 10, "as_of": 1}),
        ("around 9 October", "date", {"day": 9, "month": 10, "about": 1}),
        ("2 May 2012 – present", "range", {"day": 2, "month": 5, "year": 2012, "open": 1}),
        ("the 2014 annexation", "date", {"year": 2014, "name": 1}),
        ("By the next day", "shift", {"days": 1, "by": 1}),
        ("two weeks earlier", "shift", {"weeks": -2}),
        ("a day after the truce", "shift", {"days": 1, "event": 1}),
        ("that week", "same", {"weeks": 0}),
        ("on the third day of the battle", "nth", {"nth": 3, "of_whole": 1}),
        ("last Friday", "weekday", {"weekday": 5, "last": 1}),
        ("three days ago", "deictic", {"days": -3}),
        ("at 22:15", "clock", {"hour": 22, "minute": 15}),
        ("overnight", "daypart", {}),
        ("during the siege", "whole", {}),
        ("after a four-day battle", "lasting", {"days": 4}),
        ("subsequently", "vague", {"later": 1}),
        ("previously", "vague", {"earlier": 1}),
    ],
)
def test_an_expression_has_a_kind_and_states_its_parts(words: str, kind: str, parts: dict[str, int]) -> None:
    """Each form has its kind, and its parts hold what it states and nothing more."""
    assert [(t.kind, t.parts) for t in read(words)] == [(kind, parts)]


@pytest.mark.parametrize("words", ["twelve-day truce", "for the third day in a row", "on the ninth attempt"])
def test_lengths_and_counts_are_no_days(words: str) -> None:
    """How long or how often is not when."""
    assert read(words) == []


def test_a_part_of_the_day_joins_its_date() -> None:
    """`The night of 4 May` and `4 May at 22:00` are one expression each."""
    first, second = read("on the night of 4 May"), read("on 4 May at 22:00")
    assert [(t.kind, t.part_of_day) for t in first + second] == [("date", "night")] * 2


def test_expressions_of_two_clauses_stay_apart() -> None:
    """Two dates in a sentence are two expressions, in order."""
    assert [t.words for t in read("Guards fled on 2 May, and the last left on 16 May.")] == ["2 May", "16 May"]


def test_a_footnote_mark_after_a_date_is_not_in_it() -> None:
    """The mark printed after a date stays outside."""
    assert [t.words for t in read("It fell on 2 May 2012.[3]")] == ["2 May 2012"]


def test_lower_case_months_are_read_in_a_row_of_dates() -> None:
    """Values that lost their capitals are read as well."""
    assert [t.parts for t in read("may – october 1750")] == [{"month": 5, "month2": 10, "year2": 1750}]


@pytest.mark.parametrize("run", ["on 5 May, ", "1 and ", "5–6–", "1999 – ", "12:", "two days ", "may to "])
def test_long_runs_are_read_in_linear_time(run: str) -> None:
    """A hostile line of forty thousand characters ends; nothing is tried twice over."""
    words = run * (40_000 // len(run))
    assert all(t.span.of(words) == t.words for t in read(words))
