"""The lives of truces, deals and sieges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.merge.told_cases import Case, cases, history, life_lines

import annals
from annals.base.span import Span
from annals.base.truce import KINDS, STEPS
from annals.keep.record import Record
from annals.merge import truce_words as words
from annals.merge.history import History
from annals.merge.truces import truces
from annals.shell.program import run


@pytest.mark.parametrize("case", list(cases("truces.txt")), ids=lambda case: case.name)
def test_accounts_give_the_lives_of_their_case(case: Case, tmp_path: Path) -> None:
    """The accounts of each case in tests/cases/truces.txt give exactly its lines."""
    record, told = history(tmp_path, case.accounts)
    with record:
        assert life_lines(truces(told)) == list(case.expected)


@pytest.mark.parametrize(
    ("sentence", "date", "until"),
    [
        ("They signed a truce until 12:00 the next day.", "2030-05-03", "2030-05-04T12:00"),
        ("They signed a truce until noon of the next day.", "2030-05-03", "2030-05-04T12:00"),
        ("They signed a truce until 9 May.", "2030-05-03", "2030-05-09"),
        ("They signed a truce on 9 May.", "2030-05-03", None),
    ],
)
def test_until_is_counted_from_the_day_of_the_claim(sentence: str, date: str, until: str | None) -> None:
    """The end that an agreement sets itself is read from the words behind `until`."""
    found = words.until(sentence, Span(0, len(sentence)), date)
    assert (found[0] if found else None) == until


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("An Omani-mediated ceasefire began.", ("Omani",)),
        ("The ceasefire, brokered by the United States and Oman, began.", ("United States", "Oman")),
        ("Under Omani mediation, they signed a truce.", ("Omani",)),
        ("They signed a truce under the auspices of the United Nations.", ("United Nations",)),
        ("They signed a truce.", ()),
    ],
)
def test_brokers_stand_in_words_beside_an_agreement(sentence: str, names: tuple[str, ...]) -> None:
    """Who brought a truce about is read from the words beside it, without the article."""
    assert words.brokers(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "lengths"),
    [
        ("a 72-hour truce", [("72-hour truce", 3, False)]),
        ("a five-day humanitarian ceasefire", [("five-day humanitarian ceasefire", 5, False)]),
        ("the siege lasted nearly 23 days", [("nearly 23 days", 23, False)]),
        ("the siege is in its 13th day", [("13th day", 13, True)]),
        ("the truce of 2030", []),
    ],
)
def test_lengths_of_time_are_told_in_days(sentence: str, lengths: list[tuple[str, float, bool]]) -> None:
    """How long a truce or siege lasts is kept in words and in days."""
    assert [tuple(length) for length in words.lengths(sentence, running=True)] == lengths


def test_the_codebook_covers_what_becomes_of_an_agreement() -> None:
    """Every life is of a known kind and every step of it one of those that are documented."""
    kinds = {line.split(":")[0] for case in cases("truces.txt") for line in case.expected if not line[:1].isdigit()}
    assert kinds <= set(KINDS)
    told = {line[11:] for case in cases("truces.txt") for line in case.expected if line[:1].isdigit()}
    assert all(step.startswith(STEPS) for step in told)


def test_every_step_says_who_tells_it(tmp_path: Path) -> None:
    """No step stands without claims of the record."""
    accounts = tuple(account for case in cases("truces.txt") for account in case.accounts)[:8]
    record, told = history(tmp_path, accounts)
    with record:
        steps = [step for life in truces(told) for step in life.steps]
        assert steps
        assert all(step.told and {each.claim for each in step.told} <= set(told.by_id) for step in steps)


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    """Accounts read in another order give the same lives under the same ids."""
    case = next(case for case in cases("truces.txt") if len(case.accounts) == 2)
    readings = [annals.read_text(f"Publisher: P{n}\n\n{text}", name=f"{n}.txt") for n, text in enumerate(case.accounts)]
    found = []
    for folder, several in (("one", readings), ("two", readings[::-1])):
        (tmp_path / folder).mkdir()
        with Record.open(tmp_path / folder / "war.annals", create=True) as record:
            for reading in several:
                record.add(reading)
            found.append(truces(History(record)))
    assert found[0] == found[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with a truce of two days."""
    record, _ = history(tmp_path, ("On 3 May 2030, the army and the rebels agreed on a 48-hour truce.",))
    with record:
        return record.path


def test_the_command_prints_a_life_line_by_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`annals truces RECORD` prints each step with its date, words, voice and claim."""
    assert run(["truces", str(path)]) == 0
    out = capsys.readouterr().out
    assert "in force until: 2030-05-05" in out
    assert "2030-05-03: declared · army – rebels — Paper A " in out


def test_the_command_prints_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one life a line."""
    assert run(["truces", str(path), "--json"]) == 0
    lives = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(life["kind"], [step["kind"] for step in life["steps"]]) for life in lives] == [("truce", ["declared"])]
