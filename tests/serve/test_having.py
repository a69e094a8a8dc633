"""Counting the values of a facet: by value or by event, it is the same."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.serve import bits, view
from annals.serve.build import Entry
from annals.serve.filters import Filter
from annals.serve.having import Among, Facet, Having, kept_events, kept_ranks, packed, union, unpacked
from annals.serve.rows import Row
from annals.serve.view import View

EVENTS = st.lists(st.lists(st.sampled_from("abcdef"), unique=True, max_size=3), max_size=80)


def entry(n: int, values: list[str]) -> Entry:
    """An event that has these values of two facets, the first alone in the second."""
    row = Row(f"{n:016x}", "clash", None, None, None, None, (), (), (), (), 1, (), "stated", "")
    pairs = tuple((value, value.upper()) for value in values)
    return Entry(row, {"actor": pairs, "type": pairs[:1]}, (), "")


def filled(path: Path, events: list[list[str]]) -> View:
    """A view of events that have these values."""
    path.unlink(missing_ok=True)
    db = view.empty(path)
    with db:
        view.fill(db, (entry(n, values) for n, values in enumerate(events)))
    db.close()
    return View(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a view can be written."""
    return tmp_path_factory.mktemp("views") / "view"


def facet_of(events: list[list[str]]) -> Facet:
    """A facet as it comes out of a view of these events."""
    of = {value: [n for n, values in enumerate(events) if value in values] for value in "abcdef"}
    ranked = sorted(((value, array("I", of[value])) for value in of if of[value]), key=lambda e: (-len(e[1]), e[0]))
    facet = Facet(*kept_ranks([numbers for _, numbers in ranked], len(events)))
    for rank, (value, numbers) in enumerate(ranked):
        count, listed, kept = kept_events(numbers, len(events))
        facet.values[value] = Having(facet, rank, value, count, kept, listed)
    return facet


@given(EVENTS, st.sets(st.integers(0, 79)), st.booleans())
def test_counts_are_those_of_the_events(events: list[list[str]], chosen: set[int], single: bool) -> None:
    """Whatever events are chosen, every value is counted as often as events chosen have it, whichever way."""
    events = [values[:1] for values in events] if single else events
    facet, picked = facet_of(events), [n for n in sorted(chosen) if n < len(events)]
    told = Counter(value for n in picked for value in events[n])
    among = Among(bits.of(picked), len(events))
    assert {value: among._one(having) for value, having in facet.values.items()} == {v: told[v] for v in facet.values}
    assert {facet.ordered[rank]: count for rank, count in facet.counted(among).items()} == told
    commonest = sorted(told.items(), key=lambda each: (-each[1], each[0]))
    assert list(among.commonest(facet, 3)) == commonest[:3]
    assert union(facet.values[value] for value in facet.values) == bits.of(n for n, v in enumerate(events) if v)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_survive_being_packed(numbers: list[int]) -> None:
    """Numbers that were packed are the same unpacked."""
    assert list(unpacked(packed(numbers))) == numbers


@given(st.sets(st.integers(0, 300)), st.integers(0, 40), st.none() | st.integers(0, 40))
def test_lists_a_part_of_a_set(numbers: set[int], offset: int, limit: int | None) -> None:
    """A part of a set is that part of its numbers in order."""
    whole = sorted(numbers)
    assert bits.listed(bits.of(numbers), offset, limit) == whole[offset : None if limit is None else offset + limit]


def test_chosen_values_come_first(path: Path) -> None:
    """The values of a facet that are chosen stand before those that are commoner, and the limit holds for all."""
    seen = filled(path, [["a"], ["a"], ["a", "b"], ["c"], ["c"]])
    values = seen.facet("actor", Filter(values=(("actor", ("b", "nobody")),)), 3)
    assert [(value.value, value.count, value.chosen) for value in values] == [
        ("b", 1, True),
        ("nobody", 0, True),
        ("a", 3, False),
    ]
    seen.close()


def test_a_view_is_opened_for_reading_only(path: Path) -> None:
    """Nothing can be written to a view that is being looked at."""
    seen = filled(path, [["a"]])
    with pytest.raises(sqlite3.OperationalError):
        seen._db.execute("DELETE FROM event")
    seen.close()
