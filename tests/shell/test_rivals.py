"""What the commands `rivals` and `diff` print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import ARTICLE, Annals


def test_a_card_sets_voices_side_by_side(annals: Annals, record: Path) -> None:
    """Each version stands with who says it, and the distance and the rule of the figure below."""
    out = " ".join(annals("rivals", record).out.split())
    assert "toll: killed" in out
    assert "article.md says: 2" in out
    assert "Northern Observer says: 3" in out
    assert "apart by 1" in out
    assert "2–3 (range over all versions)" in out


@pytest.mark.parametrize("rule", ["range", "ucdp", "acled"])
def test_the_rule_asked_for_is_named(annals: Annals, record: Path, rule: str) -> None:
    """Every figure of the JSON names the rule that made it, and has the bounds of that rule."""
    lines = map(json.loads, annals("rivals", record, "--json", "--figures", rule).out.splitlines())
    (figure,) = [line["figure"] for line in lines if line["facet"] == "toll" and line["event"]]
    name, bounds = {"range": ("range", (2, 3)), "ucdp": ("UCDP", (2, 3)), "acled": ("ACLED", (2, 2))}[rule]
    assert name in figure["rule"]
    assert (figure["min"], figure["max"]) == bounds


def test_only_the_facet_asked_for(annals: Annals, record: Path) -> None:
    """A facet can be asked for alone."""
    lines = [json.loads(line) for line in annals("rivals", record, "--json", "--facet", "toll").out.splitlines()]
    assert {line["facet"] for line in lines} == {"toll"}
    assert annals("rivals", record, "--facet", "outcome").out == "no disagreements\n"


@pytest.mark.parametrize("columns", ["40", "100"])
def test_cards_fit_the_terminal(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, annals("rivals", record).out.splitlines())) <= int(columns)


def test_hostile_words_reach_no_terminal(annals: Annals, tmp_path: Path) -> None:
    """Control characters of an account are shown, not sent."""
    head = "Title: X\nPublisher: Evil\x1b[31m Post\nDate: 2030-05-05\n\n"
    text = head + "On 4 May 2030 the militia shelled Oldtown, killing {} soldiers.\n"
    for name, number in (("a.txt", "two"), ("b.txt", "nine")):
        (tmp_path / name).write_text(text.format(number), encoding="utf-8")
        assert annals("read", tmp_path / name, "--into", tmp_path / "r.annals").code == 0
    assert "\x1b" not in annals("rivals", tmp_path / "r.annals").out
    assert "\x1b" not in annals("rivals", tmp_path / "r.annals", "--json").out


def later(folder: Path, *edits: tuple[str, str]) -> Path:
    """A later version of the article, in a folder of its own under the same name."""
    text = ARTICLE
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    folder.mkdir()
    (folder / "article.md").write_text(text, encoding="utf-8")
    return folder / "article.md"


def test_diff_says_what_changed(annals: Annals, record: Path, tmp_path: Path) -> None:
    """A later version is compared with the one in the record, field by field, and not added."""
    new = later(tmp_path / "later", ("killing two", "killing four"), ("3–6 May", "3–7 May"))
    held = annals("export", record).out
    out = " ".join(annals("diff", record, new).out.split())
    assert "losses: killed 2 soldiers → killed 4 soldiers" in out
    assert "value: 2030-05-03/2030-05-06 → 2030-05-03/2030-05-07" in out
    assert annals("export", record).out == held


def test_diff_of_the_same_version_says_so(annals: Annals, record: Path, accounts: Path) -> None:
    """An account that is in the record as it is has no changes."""
    out = annals("diff", record, accounts / "article.md", "--json").out
    assert json.loads(out)["changes"] == []


def test_diff_of_kept_versions(annals: Annals, record: Path, tmp_path: Path) -> None:
    """Without a document the versions in the record are compared; that nothing tells which is later is said."""
    assert "no account is kept" in annals("diff", record).out
    new = later(tmp_path / "later", ("killing two", "killing four"))
    assert annals("read", new, "--into", record).code == 0
    (told,) = [json.loads(line) for line in annals("diff", record, "--json").out.splitlines()]
    assert "nothing tells which of them is later" in told["matched"]
    assert [(turn["field"]) for change in told["changes"] for turn in change["turns"]] == ["losses"]


def test_diff_of_an_unknown_account_is_an_error(annals: Annals, record: Path, tmp_path: Path) -> None:
    """A document that is no version of any account in the record ends with code 5, and says what makes a version."""
    (tmp_path / "other.txt").write_text("On 4 May 2030 the militia shelled Newtown.\n", encoding="utf-8")
    ran = annals("diff", record, tmp_path / "other.txt")
    assert ran.code == 5
    assert "address, title or name" in ran.err
