"""What a record answers: its timeline, where a line comes from, what was not understood, and itself in another form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import REPORT, Annals


def events(annals: Annals, record: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in annals("show", record, "--json").out.splitlines()]


def shelling(annals: Annals, record: Path) -> dict[str, Any]:
    return next(event for event in events(annals, record) if event["type"] == "shelling")


def test_the_timeline_is_in_order(annals: Annals, record: Path) -> None:
    """Events stand under their days, the earlier first."""
    lines = annals("show", record).out.splitlines()
    assert lines.index("2030-05-03/2030-05-06") < lines.index("2030-05-04")


def test_episodes_stand_on_top(annals: Annals, record: Path) -> None:
    """The episode comes before the events, each side with its losses and their claimants."""
    out = annals("show", record).out
    assert out.index("Battle of Oldtown") < out.index("2030-05-04")
    assert "killed 20–30" in out
    assert "(per the militia)" in out or "(per militia)" in out


def test_versions_of_losses_stand_side_by_side(annals: Annals, record: Path) -> None:
    """Two accounts with different figures are both shown, each with its voice."""
    shown = " ".join(annals("show", record).out.split())
    assert "killed 2 soldiers — article.md" in shown
    assert "killed 3 soldiers — Northern Observer" in shown


@pytest.mark.parametrize("columns", ["40", "80", "140"])
def test_lines_fit_the_terminal(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line of the timeline is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, annals("show", record).out.splitlines())) <= int(columns)


def test_no_colour_outside_a_terminal(annals: Annals, record: Path) -> None:
    """Piped output has no escape sequences."""
    assert "\x1b" not in annals("show", record).out


def test_an_event_is_explained_by_its_claims(annals: Annals, record: Path) -> None:
    """Every claim of an event is shown with its sentence, the words marked, and who published it."""
    event = shelling(annals, record)
    out = annals("why", record, event["id"][:8]).out
    assert out.count("claim ") >= len(event["claims"])
    assert "«" in out
    assert "killing two soldiers" in out
    assert "https://observer.example/1" in annals("why", record, report_claim(annals, record)).out


def report_claim(annals: Annals, record: Path) -> str:
    lines = map(json.loads, annals("export", record).out.splitlines())
    report = next(line for line in lines if line["document"] == "report.txt")
    return str(report["claims"][0]["id"])


def test_a_claim_is_explained_value_by_value(annals: Annals, record: Path) -> None:
    """A claim's date, losses and type come with the words they were read from."""
    out = annals("why", record, report_claim(annals, record)).out
    assert "2030-05-04: “" in out
    assert "killed 3 soldiers: “" in out
    assert "by the words “shelled”" in out


def test_a_statement_is_explained(annals: Annals, record: Path) -> None:
    """What the infobox says can be asked after like a claim."""
    line = next(json.loads(line) for line in annals("export", record).out.splitlines() if "article.md" in line)
    loss = next(each for each in line["statements"] if each["field"] == "loss")
    out = annals("why", record, loss["id"]).out
    assert "killed 5" in out
    assert f"«{loss['words']}»" in out


def test_a_document_is_explained_by_its_summary(annals: Annals, record: Path) -> None:
    """The name of a document gives its summary."""
    assert "Shells on Oldtown" in annals("why", record, "report.txt").out


def test_footnotes_are_resolved(annals: Annals, tmp_path: Path) -> None:
    """A claim with a footnote names the outlet, title and date of the source that the footnote points to."""
    page = (
        "{{Infobox military conflict\n| conflict = Battle of Oldtown\n| date = 4 May 2030\n}}\n"
        "On 4 May 2030 the militia shelled Oldtown, killing two soldiers."
        "<ref>{{cite news |title=Shells fall |work=Evening Post |date=5 May 2030 |url=https://post.example/7}}</ref>\n"
    )
    (tmp_path / "page.wikitext").write_text(page, encoding="utf-8")
    record = tmp_path / "r.annals"
    assert annals("read", tmp_path / "page.wikitext", "--into", record).code == 0
    out = " ".join(annals("why", record, shelling(annals, record)["id"]).out.split())
    assert "Evening Post" in out
    assert "“Shells fall”" in out
    assert "2030-05-05" in out
    assert "https://post.example/7" in out


def test_an_id_that_is_not_there_is_told(annals: Annals, record: Path) -> None:
    """Asking after an unknown id ends with code 5 and names the record."""
    ran = annals("why", record, "ffffffff")
    assert ran.code == 5
    assert str(record) in ran.err


@pytest.mark.parametrize("command", [["show"], ["gaps"], ["export"], ["why", "ab"]])
def test_a_record_that_is_not_there_is_told(annals: Annals, tmp_path: Path, command: list[str]) -> None:
    """Every question to a missing record ends with code 4, one line, and no file."""
    ran = annals(command[0], tmp_path / "none.annals", *command[1:])
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (4, "", 1)
    assert not (tmp_path / "none.annals").exists()


def test_gaps_are_listed_with_words_and_reason(annals: Annals, tmp_path: Path) -> None:
    """What was not understood is listed under its document, with the words and the reason."""
    from .conftest import ARTICLE

    (tmp_path / "article.md").write_text(ARTICLE.replace("20–30 killed", "6 killed, 7 wounded 1 killed"))
    record = tmp_path / "r.annals"
    annals("read", tmp_path / "article.md", "--into", record)
    gaps = [json.loads(line) for line in annals("gaps", record, "--json").out.splitlines()]
    out = annals("gaps", record).out
    assert gaps
    assert all(gap["why"].split()[0] in out for gap in gaps)
    assert out.splitlines()[0] == "article.md"


def test_export_is_what_read_prints_and_the_events(annals: Annals, accounts: Path, record: Path) -> None:
    """The exported lines are those of `read --json`, each claim with the event it tells of."""
    exported = [json.loads(line) for line in annals("export", record).out.splitlines()]
    read = [json.loads(line) for line in annals("read", accounts, "--json").out.splitlines()]
    for line in exported:
        assert all(claim.pop("event") for claim in line["claims"])
    assert exported == read


def test_export_to_a_file_says_what_is_left_out(annals: Annals, record: Path, tmp_path: Path) -> None:
    """Writing to a file tells how many documents were written, and what the form leaves out."""
    ran = annals("export", record, "-o", tmp_path / "out.jsonl")
    assert ran.code == 0
    assert "2 documents written" in ran.err
    assert "left out" in ran.err
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_export_to_nowhere_is_told(annals: Annals, record: Path, tmp_path: Path) -> None:
    """A file that cannot be written is named, and nothing is left behind."""
    ran = annals("export", record, "-o", tmp_path / "no" / "out.jsonl")
    assert ran.code == 1
    assert "out.jsonl" in ran.err


def test_hostile_sources_are_harmless_in_every_answer(annals: Annals, tmp_path: Path) -> None:
    """Escapes and overrides in titles, names and addresses reach no terminal by any command."""
    hostile = REPORT.replace("Northern Observer", "Nor\x1b]0;x\x07thern\u202e").replace("soldiers", "sol\u2066diers")
    (tmp_path / "r\x1b[31m.txt").write_text(hostile, encoding="utf-8")
    record = tmp_path / "r.annals"
    annals("read", tmp_path / "r\x1b[31m.txt", "--into", record)
    event = events(annals, record)[0]["id"]
    for command in (["show"], ["show", "--json"], ["gaps"], ["why", event]):
        ran = annals(command[0], record, *command[1:])
        assert ran.code == 0
        assert not any(mark in ran.out + ran.err for mark in ("\x1b", "\x07", "\u202e", "\u2066"))
