"""The benchmark of merging runs, and what it measures is right."""

from __future__ import annotations

from tests.bench import merging


def test_a_step_is_measured_in_a_process_of_its_own() -> None:
    """A step tells its time, its memory, and how well the claims were merged."""
    (step,) = merging.curve((200,))
    assert step.count == 200
    assert step.seconds > 0
    assert 0 < step.recall <= 1


def test_written_accounts_are_read_and_merged() -> None:
    """Accounts in words give about a claim a sentence, and events of them."""
    count, found, right, _ = merging.read(accounts=20, told=4)
    assert 20 <= count <= 60
    assert 0 < found <= count
    assert 0 < right.recall <= 1


def test_the_table_tells_whether_merging_is_near_linear() -> None:
    """The table has a line a step, a verdict, and a line for the written accounts."""
    told = list(merging.lines((100, 200), accounts=5))
    assert sum("x a claim" in line for line in told) == 2
    assert any("near linear" in line.lower() for line in told)
    assert any("written accounts" in line for line in told)
