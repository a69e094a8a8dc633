"""Naming a gazetteer: by option or by setting, in one process or in several; one that is unusable stops the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shell.conftest import Annals

CSV = "name,latitude,longitude,kind,country,source\nOldtown,10.5,20.25,town,Chad,Survey of Chad\n"
REPORT = "On 4 May 2030 the militia shelled Oldtown in Chad, killing three soldiers.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def points(out: str) -> list[tuple[str, float, str]]:
    claims = [claim for line in out.splitlines() for claim in json.loads(line)["claims"]]
    return [(p["name"], p["latitude"], p["source"]) for claim in claims for p in claim["places_at"]]


FOUND = [("Oldtown", 10.5, "Survey of Chad")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_option_places_what_the_gazetteer_has(annals: Annals, report: Path, gazetteer: Path, jobs: str) -> None:
    """Every claim that names the place has its point and whose it is, however many processes read."""
    ran = annals("read", report, "--json", "--gazetteer", gazetteer, "--jobs", jobs)
    assert ran.code == 0
    assert points(ran.out) == FOUND


def test_the_setting_stands_in_for_the_option(
    annals: Annals, report: Path, gazetteer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no option names a gazetteer, the environment may."""
    assert points(annals("read", report, "--json").out) == []
    monkeypatch.setenv("ANNALS_GAZETTEER", str(gazetteer))
    assert points(annals("read", report, "--json").out) == FOUND


def test_an_unusable_gazetteer_stops_the_run(annals: Annals, report: Path, tmp_path: Path) -> None:
    """A missing gazetteer costs one line and exit code 6; nothing is read or kept."""
    ran = annals("read", report, "--into", tmp_path / "war.annals", "--gazetteer", tmp_path / "none.csv")
    assert ran.code == 6
    assert "no usable gazetteer" in ran.err
    assert not (tmp_path / "war.annals").exists()


def test_why_tells_where_and_who(annals: Annals, report: Path, gazetteer: Path, tmp_path: Path) -> None:
    """`annals why` prints the point with its precision and source, the kind of each actor, and why."""
    record = tmp_path / "war.annals"
    annals("read", report, "--into", record, "--gazetteer", gazetteer)
    id = json.loads(annals("export", record).out.splitlines()[0])["claims"][0]["id"]
    out = " ".join(annals("why", record, id).out.split())
    assert "Oldtown: 10.5000, 20.2500 (exact place), Survey of Chad" in out
    assert "militia: militia [“militia”" in out


def test_the_gazetteer_of_annals_is_used_unless_told_otherwise(
    annals: Annals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A city of the account's country has a point with its credit; `none`, by option or by setting, leaves it out."""
    report = tmp_path / "kharkiv.txt"
    report.write_text("On 4 May 2030 the army shelled Kharkiv in Ukraine, killing three soldiers.\n", encoding="utf-8")
    ((name, latitude, source),) = points(annals("read", report, "--json").out)
    assert (name, round(latitude), source) == ("Kharkiv", 50, "GeoNames (CC BY 4.0), 706483")
    assert points(annals("read", report, "--json", "--gazetteer", "none").out) == []
    monkeypatch.setenv("ANNALS_GAZETTEER", "none")
    assert points(annals("read", report, "--json").out) == []
