"""Sums over the events of a record: ranges that hold whatever groups are the same people."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annals.keep.record import Record
from annals.merge.display import RULES
from annals.merge.history import History
from annals.merge.tellers import Tellers
from annals.serve.build import side_names
from annals.serve.totals import Added, Entry, Lines, added, columns, lines
from tests.serve.asked import read, report


def of(folder: Path, **accounts: str) -> Lines:
    """The lines of a record of accounts."""
    with Record.open(read(folder, **accounts)) as record:
        history = History(record)
        return lines(Tellers(history), history.events, side_names(history))


def by(found: Lines, row: str, kind: str) -> Added:
    """What a line comes to from the lowest to the highest."""
    return next(line.by("range") for line, _ in found if (line.row, line.kind) == (row, kind))


def test_events_are_added_up(tmp_path: Path) -> None:
    """Two events with plain figures come to their sum."""
    told = report(
        "On 3 May 2031 gunmen killed six civilians in Harbour. On 9 May 2031 gunmen killed four civilians in Ford."
    )
    assert by(of(tmp_path, a=told), "civilians", "killed")[:3] == (10, None, 10)


def test_an_open_figure_leaves_the_sum_open(tmp_path: Path) -> None:
    """`At least six` and four are at least ten."""
    told = report(
        "On 3 May 2031 gunmen killed at least six civilians in Harbour. "
        "On 9 May 2031 gunmen killed four civilians in Ford."
    )
    assert by(of(tmp_path, a=told), "civilians", "killed")[:3] == (10, None, None)


def test_groups_that_may_hold_each_other_span_a_range(tmp_path: Path) -> None:
    """Six guards and four drivers of one event are at least six, at most ten, of everybody."""
    told = report("On 3 May 2031 an attack in Harbour killed six policemen and four civilians.")
    found = by(of(tmp_path, a=told), "everybody", "killed")
    assert (found.low, found.high) == (6, 10)


def test_running_totals_are_left_out_and_counted(tmp_path: Path) -> None:
    """A total of many events is no figure of one; the line says that it was left out."""
    told = report(
        "On 3 May 2031 gunmen killed six civilians in Harbour. The death toll rose to 90 civilians on 4 May 2031."
    )
    found = of(tmp_path, a=told)
    assert by(found, "civilians", "killed").high == 6
    assert next(line.left_out for line, _ in found if line.row == "civilians") == 1


def test_a_choice_without_figures_comes_to_nothing_known() -> None:
    """Entries without any number add up to no figure, not to 0."""
    nothing = Entry(0, ((None, None, None),) * 3, 1)
    assert added([nothing], "range") == Added(None, None, None, 1)


figures = st.tuples(*[st.one_of(st.none(), st.integers(0, 9))] * 3)
told = st.lists(st.tuples(figures, figures, figures), max_size=8)


@given(told, st.lists(st.booleans(), min_size=8, max_size=8), st.sampled_from(list(RULES)))
def test_columns_add_up_to_the_same(
    several: list[tuple[tuple[int | None, ...], ...]], chosen: list[bool], rule: str
) -> None:
    """Whichever events are chosen, and by whatever rule, columns come to what their figures one by one come to."""
    entries = [Entry(n, by_rule, 1) for n, by_rule in enumerate(several)]  # type: ignore[arg-type]
    left = [entry for entry in entries if chosen[entry.event]]
    assert columns(entries, rule).added(bytes(chosen)) == added(left, rule)
