"""`annals tally` prints the arithmetic of every casualty figure, account by account."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Annals


def test_the_arithmetic_is_printed(annals: Annals, record: Path) -> None:
    """Each figure has its verdict, and under it the sum and the claims that were added."""
    shown = " ".join(annals("tally", record).out.split())
    assert "side 1 killed 5 per militia: short by 3" in shown
    assert "2 = 2 (soldiers, 2030-05-04): 3 short of the infobox's 5" in shown
    assert "3 figures in 1 document, 0 borne out by the prose" in shown


def test_accounts_without_figures_are_passed_over(annals: Annals, record: Path) -> None:
    """A report has no infobox, and is not mentioned."""
    assert "Shells on Oldtown" not in annals("tally", record).out


def test_one_document_can_be_asked_for(annals: Annals, record: Path) -> None:
    """With a name only that account is checked; a name that the record does not hold is an error."""
    assert annals("tally", record, "article.md").out == annals("tally", record).out
    assert annals("tally", record, "nothing.md").code == 5


def test_other_sides_are_listed_where_asked_for(annals: Annals, record: Path) -> None:
    """What is left out for being another side's is listed with --all only."""
    assert "of another side" not in annals("tally", record).out
    assert "of another side" in " ".join(annals("tally", record, "--all").out.split())


def test_json_has_the_codebooks_keys(annals: Annals, record: Path) -> None:
    """One line a figure, with the document, the intervals, the verdict and what was counted."""
    first = json.loads(annals("tally", record, "--json").out.splitlines()[0])
    keys = ("document", "side", "kind", "infobox", "text", "verdict")
    assert [first[key] for key in keys] == ["article.md", 1, "killed", [5, 5], [2, 2], "short"]
    assert [(term["min"], term["who"]) for term in first["counted"]] == [(2, "soldiers")]


@pytest.mark.parametrize("columns", ["40", "80"])
def test_lines_fit_the_terminal(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, annals("tally", record).out.splitlines())) <= int(columns)
