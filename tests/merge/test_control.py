"""Who holds which place from when to when."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.merge.told_cases import Case, cases, control_lines, history

import annals
from annals.base.control import EXTENTS
from annals.keep.record import Record
from annals.merge.control import controls, is_named
from annals.merge.control_words import before
from annals.merge.history import History
from annals.shell.program import run

ARTICLE = """---
title: Battle of Alsen
infoboxes:
  - conflict:
      text: Battle of Alsen
    date:
      text: 3–9 May 2030
    place:
      text: Alsen
    territory:
      text: The army captures the town of Alsen
    combatant1:
      text: Republic
    combatant2:
      text: Rebels
---

The **Battle of Alsen** was fought between the army and the rebels from 3 to 9 May 2030.
"""


@pytest.mark.parametrize("case", list(cases("control.txt")), ids=lambda case: case.name)
def test_accounts_give_the_holds_of_their_case(case: Case, tmp_path: Path) -> None:
    """The accounts of each case in tests/cases/control.txt give exactly its lines."""
    record, told = history(tmp_path, case.accounts)
    with record:
        assert control_lines(controls(told)) == list(case.expected)


@pytest.mark.parametrize(
    ("lead", "type", "how"),
    [
        (" the town of ", "territory_gained", "whole"),
        (" control of the ", "territory_gained", "whole"),
        (" full control of the city of ", "territory_gained", "whole"),
        (" parts of ", "advance", "share"),
        (" 60 % of the ", "territory_gained", "share"),
        (" most of the city of ", "territory_gained", "share"),
        (" two thirds of the town of ", "territory_gained", "share"),
        (" a ship off ", "territory_gained", "near"),
        (" the outskirts of ", "advance", "share"),
        (" the rest of ", "territory_gained", "whole"),
        (" two checkpoints in ", "territory_gained", "inside"),
        (" the hospital of ", "territory_gained", "inside"),
        (" a hill south of ", "territory_gained", "near"),
        (" a village to the north of ", "territory_gained", "near"),
        (" some farms near ", "territory_gained", "near"),
        (" towards ", "advance", "toward"),
        (" from ", "withdrawal", "from"),
        (" out of ", "withdrawal", "from"),
        (" from several posts in ", "withdrawal", "from inside"),
        (" on 5 May ", "territory_gained", "whole"),
    ],
)
def test_words_before_a_name_tell_how_it_is_touched(lead: str, type: str, how: str) -> None:
    """What stands between the verb and a place's name says whether it is the place, a share of it, or beside it."""
    assert before(lead, type).how == how


def test_the_infobox_tells_of_territory_too(tmp_path: Path) -> None:
    """A territory field is read as a sentence, dated by the episode, and told under the statement's id."""
    with Record.open(tmp_path / "war.annals", create=True) as record:
        record.add(annals.read_text(ARTICLE, name="a.md"))
        told = History(record)
        hold = controls(told)[0].holds[0]
        ids = {kept.id for kept in told.statements if kept.statement.field == "territory"}
        assert (hold.names, hold.since, hold.extent) == (("army",), "2030-05-03/2030-05-09", "full")
        assert {each.claim for each in hold.told} == ids


def test_every_hold_says_who_tells_it(tmp_path: Path) -> None:
    """No hold stands without a claim of the record, and its extent is one of those that are documented."""
    accounts = tuple(account for case in cases("control.txt") for account in case.accounts)[:8]
    record, told = history(tmp_path, accounts)
    with record:
        for control in controls(told):
            for hold in control.holds:
                assert hold.told
                assert {each.claim for each in hold.told} <= set(told.by_id)
                assert hold.extent is None or hold.extent in EXTENTS


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    """Accounts read in another order give the same holds."""
    case = next(case for case in cases("control.txt") if len(case.accounts) == 2)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    found = []
    readings = [annals.read_text(f"Publisher: P{n}\n\n{text}", name=f"{n}.txt") for n, text in enumerate(case.accounts)]
    for folder, several in (("one", readings), ("two", readings[::-1])):
        with Record.open(tmp_path / folder / "war.annals", create=True) as record:
            for reading in several:
                record.add(reading)
            found.append(controls(History(record)))
    assert found[0] == found[1]


def test_nouns_are_no_names() -> None:
    """A place without a capital or a number is known by its claim only."""
    assert [is_named(name) for name in ("Alsen", "al-Tor", "Hill 40", "headquarters")] == [True, True, True, False]


def test_places_without_a_name_are_never_put_together(tmp_path: Path) -> None:
    """Two headquarters taken on two days are two places."""
    account = "On 3 May 2030, the army captured the headquarters. On 5 May, the rebels captured the headquarters."
    record, told = history(tmp_path, (account,))
    with record:
        assert [(c.named, len(c.holds)) for c in controls(told)] == [(False, 1), (False, 1)]


def test_one_place_with_many_gains_takes_little_time(tmp_path: Path) -> None:
    """Two thousand gains of one town are put in order in less than five seconds."""
    sides = ("army", "rebels")
    days = [f"On {1 + n % 28} May {1000 + n}, the {sides[n % 2]} captured Alsen." for n in range(2000)]
    record, told = history(tmp_path, (" ".join(days),))
    with record:
        assert len(told.claims) == len(days)
        begun = time.perf_counter()
        assert len(controls(told)[0].holds) > 1000
        assert time.perf_counter() - begun < 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record in which Alsen and Borby change hands."""
    record, _ = history(tmp_path, ("On 3 May 2030, the rebels captured Alsen. On 9 May, the army captured Borby.",))
    with record:
        return record.path


def test_the_command_prints_a_place(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`annals control RECORD PLACE` prints that place's holds with voice and claim, and no other place."""
    assert run(["control", str(path), "alsen"]) == 0
    out = capsys.readouterr().out
    assert "2030-05-03 to no end told: rebels, in full" in out
    assert "— Paper A " in out
    assert "Borby" not in out


def test_the_command_prints_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one place a line."""
    assert run(["control", str(path), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["name"], line["holds"][0]["names"]) for line in lines] == [("Alsen", ["rebels"]), ("Borby", ["army"])]


def test_a_place_of_which_nothing_is_told_is_an_error(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place that no claim of control names ends with exit code 5 and says how to list the others."""
    assert run(["control", str(path), "Cismar"]) == 5
    assert "annals control" in capsys.readouterr().err
