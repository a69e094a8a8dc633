"""The benchmarks run, so that they can be relied on when they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import clock, figures, keeping, reading, startup
from tests.bench.__main__ import ARTICLES, EXAMPLES


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure once instead of many times."""

    def timed(work: Callable[[], object], times: int = 1) -> float:
        return clock._once(work)

    for module in (keeping, reading):
        monkeypatch.setattr(module, "timed", timed)


def test_the_time_of_one_article_is_split() -> None:
    """Imports, first use and the work itself are told apart, in milliseconds."""
    parts = startup.split(EXAMPLES / ARTICLES[0], times=1)
    assert len(parts) == 3
    assert 0 < parts[0] < 60_000


@pytest.mark.parametrize("name", ARTICLES)
def test_reading_stands_beside_bare_parsing(name: str) -> None:
    """Each form is measured as the library alone, the reader, and all stages."""
    rows = reading.rows(EXAMPLES / name)
    assert len(rows) == 3
    assert rows[1].beside == rows[0].ms


def test_keeping_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of copies is made, made again, and asked."""
    monkeypatch.setattr(keeping, "COPIES", 1)
    assert len(keeping.rows(EXAMPLES)) == 4


def test_a_table_gives_ratios() -> None:
    """A row that stands beside another shows how many times as long it takes."""
    assert list(clock.table("t", [clock.Row("a", 2.0), clock.Row("b", 6.0, 2.0)]))[2].endswith("3.0 x")


def test_casualty_fields_are_counted(tmp_path: Path) -> None:
    """Losses with and without a figure are counted, and numbers that are neither loss nor gap are named."""
    page = "{{Infobox military conflict\n| conflict = Battle\n| casualties1 = 5 killed, several wounded\n}}\nText.\n"
    (tmp_path / "a.wikitext").write_text(page, encoding="utf-8")
    counts = figures.counted(tmp_path)
    assert (counts["losses with a figure"], counts["vague losses"], counts["other numbers"]) == (1, 1, 0)
