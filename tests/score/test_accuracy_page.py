"""The page on accuracy: its tables, the confusion of types, and the rows of untouched sets."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from annals.score.confusion import NOTHING, confusion
from annals.score.finds import Finds
from annals.score.measures import MEASURES, Scores
from annals.score.report import LIMITS, UNTOUCHED, Measured, Untouched, main, page, untouched

TEXT = "Rebels shelled Varn. Troops left the town of Ostrel. The mayor of Kelm spoke."


def claim(kind: str, quote: str) -> dict[str, str]:
    """A claim of a type at a quote."""
    return {"type": kind, "quote": quote}


@pytest.fixture
def met(tmp_path: Path) -> Counter[tuple[str, str]]:
    """The confusion of three gold claims with three others, two of them at the same places."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    wanted = [claim("shelling", "Rebels shelled Varn"), claim("withdrawal", "Troops left the town of Ostrel")]
    (tmp_path / "gold" / "a.md.json").write_text(json.dumps({"document": "a.md", "claims": wanted}), encoding="utf-8")
    got = [claim("shelling", "Rebels shelled Varn"), claim("advance", "Troops left the town of Ostrel")]
    got.append(claim("demand", "The mayor of Kelm spoke"))
    return confusion(tmp_path / "gold", tmp_path, lambda path: {"claims": got})


def test_a_type_taken_for_another_is_counted(met: Counter[tuple[str, str]]) -> None:
    """A gold claim met by a claim of another type counts for that pair of types."""
    assert met["withdrawal", "advance"] == 1


def test_a_right_type_is_counted(met: Counter[tuple[str, str]]) -> None:
    """A gold claim met by a claim of its own type counts for the pair of the type with itself."""
    assert met["shelling", "shelling"] == 1


def test_a_claim_without_gold_is_counted(met: Counter[tuple[str, str]]) -> None:
    """A claim where the gold has none counts as nothing taken for its type."""
    assert met[NOTHING, "demand"] == 1


def set_of(met: Counter[tuple[str, str]]) -> Measured:
    """A scored set with one measure and a confusion."""
    finds = {**dict.fromkeys(MEASURES, Finds()), "claims.typed": Finds(3, 1, 1)}
    return Measured("claims", Scores(finds), 4, met)


def test_the_page_has_only_measures_with_something_to_find(met: Counter[tuple[str, str]]) -> None:
    """A measure that had nothing to find has no row, others show precision, recall, F1 and number."""
    lines = list(page([set_of(met)], []))
    assert "| claims.typed | 0.75 | 0.75 | 0.75 | 4 |" in lines
    assert not any(line.startswith("| claims.date ") for line in lines)


def test_the_page_names_what_is_confused(met: Counter[tuple[str, str]]) -> None:
    """Pairs of types that were confused are listed with how often."""
    assert "| withdrawal | advance | 1 |" in list(page([set_of(met)], []))


def test_untouched_sets_are_printed() -> None:
    """A set of untouched documents is a row with its F1 by field, blank where a field was not measured."""
    rows = [Untouched("diaries", "0.1.0", 3, 40, {"claims.typed": 0.612}), Untouched("wires", "0.1.0", 2, 9, {})]
    lines = list(page([], rows))
    assert "| diaries | 0.1.0 | 3 | 40 | 0.61 |" in lines
    assert "| wires | 0.1.0 | 2 | 9 |  |" in lines


def test_without_untouched_sets_the_page_says_so() -> None:
    """Where no untouched set was reported, the page says that, and shows no table."""
    assert "None have been reported yet." in list(page([], []))


def test_an_untouched_set_is_read_as_its_file_explains() -> None:
    """The example in the comment of the file, uncommented, is a set."""
    written = UNTOUCHED.read_text(encoding="utf-8")
    example = "\n".join(
        line[2:] for line in written.splitlines() if line.startswith("# ") and ("[" in line or " = " in line)
    )
    assert [each.documents for each in untouched(example)] == [10]


def test_the_file_of_untouched_sets_names_known_measures() -> None:
    """Every measure that the file gives for a set is one that annals takes."""
    sets = untouched(UNTOUCHED.read_text(encoding="utf-8"))
    assert {name for each in sets for name in each.f1} <= set(MEASURES)


def test_a_set_with_a_wrong_row_is_refused() -> None:
    """A row without its name is an error, not a row left out."""
    with pytest.raises(msgspec.ValidationError):
        untouched("[[set]]\ndocuments = 3\n")


def test_the_command_prints_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no gold set is at hand, the page still says how figures are got and what they do not say."""
    assert main(["--root", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Accuracy")
    assert "## What the figures do not say" in printed


def test_the_page_in_the_documentation_is_the_commands() -> None:
    """What docs/accuracy.md says beside its figures is what the command prints now, rows of untouched sets included."""
    written = (Path(__file__).resolve().parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    head, _, rest = "\n".join(page([], untouched(UNTOUCHED.read_text(encoding="utf-8")))).partition("## By field")
    assert written.startswith(head)
    assert written.rstrip().endswith(rest[rest.index("## Untouched documents") :])
    assert LIMITS in rest
