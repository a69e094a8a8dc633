"""The benchmarks run, so that they can be relied on when they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import annals
from tests.bench import clock, figures, keeping, memory, reading, startup, whole
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


def test_the_whole_is_measured_in_words_a_second() -> None:
    """annals and its first half are measured, and where spaCy is absent the table says so."""
    lines = list(whole.lines(EXAMPLES, times=1))
    assert sum("annals:" in line and "words/s" in line for line in lines) == 2
    assert any("spaCy" in line for line in lines)


def test_like_is_compared_with_like() -> None:
    """Where spaCy is installed, its blank pipeline reads the same text in the same run."""
    pytest.importorskip("spacy", reason="spaCy is not installed (extra `bench`)")
    assert any("blank" in row.what for row in whole.speeds(EXAMPLES, times=1))


def test_memory_stays_flat_over_a_thousand_documents() -> None:
    """From the hundredth to the thousandth document the peak grows by less than the bound that the bench states."""
    pytest.importorskip("resource", reason="peak memory is not known on this system")
    first, _, last = memory.peaks()
    assert last - first < memory.BOUND


def test_articles_of_the_memory_bench_give_claims() -> None:
    """What the memory is measured on has an episode, losses and claims, and no two articles are alike."""
    reading = annals.read_text(memory.article(8), name="8.md")
    assert reading.episodes
    assert len(reading.claims) >= 4
    assert memory.article(8) != memory.article(108)
