"""`annals actors` and `annals places`: who and where, under all names, with the evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Annals

REPORTS = {
    "a.txt": """Title: Clashes in Oldtown
Date: 2030-05-05

On 4 May 2030 the Lowmark Home Guard (LHG) attacked rebels in Halko, near Oldtown. LHG fighters shelled Oldtown.
""",
    "b.txt": """Title: More from Oldtown
Date: 2030-05-06

On 5 May 2030 the LHG shelled Halkou and Oldtown. Rebels attacked the LHG in Oldtown.
""",
}


@pytest.fixture
def reports(annals: Annals, tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert annals("read", folder, "--into", tmp_path / "reports.annals").code == 0
    return tmp_path / "reports.annals"


def test_an_actor_is_listed_once_under_all_its_names(annals: Annals, reports: Path) -> None:
    """The short form and the full name are one actor's, and the list says who introduces it."""
    out = " ".join(annals("actors", reports).out.split())
    assert out.startswith("Lowmark Home Guard")
    assert "LHG = Lowmark Home Guard: a.txt introduces “LHG” as short for “Lowmark Home Guard”" in out


def test_common_nouns_are_counted_and_listed_when_asked_for(annals: Annals, reports: Path) -> None:
    """Rebels are somebody in each account; they are left out of the list until all are wanted."""
    assert "common noun" in annals("actors", reports).out.splitlines()[-1]
    assert "rebels" not in annals("actors", reports).out.casefold()
    assert annals("actors", reports, "--all").out.casefold().count("common noun") == 2


def test_one_actor_is_chosen_by_any_of_its_names(annals: Annals, reports: Path) -> None:
    """A name, in whatever case, or the beginning of an id chooses."""
    chosen = json.loads(annals("actors", reports, "lhg", "--json").out)
    assert chosen["name"] == "Lowmark Home Guard"
    assert json.loads(annals("actors", reports, chosen["id"][:8], "--json").out) == chosen


def test_spellings_of_a_place_are_listed_together(annals: Annals, reports: Path) -> None:
    """Two spellings beside one town are one place."""
    told = [json.loads(line) for line in annals("places", reports, "--json").out.splitlines()]
    assert {"Halko", "Halkou"} in [{name["name"] for name in place["names"]} for place in told]
    assert all(set(place) == KEYS for place in told)


KEYS = {"id", "what", "name", "generic", "names", "claims", "kinds", "points", "within", "joined", "apart"}


def test_a_name_that_nobody_has_is_an_error(annals: Annals, reports: Path) -> None:
    """The error says so, with the exit code of what a record does not hold."""
    for command in ("actors", "places"):
        ran = annals(command, reports, "Nobody at all")
        assert (ran.code, ran.out) == (5, "")
        assert "Nobody at all" in ran.err


@pytest.mark.parametrize("columns", ["40", "80"])
def test_lines_fit_the_terminal(annals: Annals, reports: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line of evidence is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    lines = [line for line in annals("actors", reports, "--all").out.splitlines() if line.startswith("  ")]
    assert max(map(len, lines)) <= int(columns)


def test_names_of_a_hostile_account_are_made_harmless(annals: Annals, tmp_path: Path) -> None:
    """A control character in a name never reaches the terminal."""
    path = tmp_path / "hostile.txt"
    path.write_text("On 4 May 2030 the Pine\x9b31m Front attacked Old\x9btown.\n", encoding="utf-8")
    assert annals("read", path, "--into", tmp_path / "h.annals").code == 0
    assert "\x9b" not in annals("actors", tmp_path / "h.annals", "--all").out
    assert "\x9b" not in annals("places", tmp_path / "h.annals", "--all").out
