"""Accounts written in case files, and what is derived of them, as lines that a case can state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import annals
from annals.base.control import Control, Hold, Rival
from annals.base.truce import Life, Step
from annals.keep.record import Record
from annals.merge.history import History

CASES = Path(__file__).parents[1] / "cases"


class Case(NamedTuple):
    """One case: what it shows, its accounts, and the lines it expects."""

    name: str
    accounts: tuple[str, ...]
    expected: tuple[str, ...]


def cases(file: str) -> Iterator[Case]:
    """The cases of a file in tests/cases; the head of the file tells its form."""
    name, accounts, expected = "", list[str](), list[str]()
    for line in (*(CASES / file).read_text(encoding="utf-8").splitlines(), "== "):
        if line.startswith("== "):
            if name:
                yield Case(name, tuple(accounts), tuple(expected))
            name, accounts, expected = line[3:], [], []
        elif line.startswith("- "):
            accounts.append(line[2:])
        elif line.startswith("> "):
            expected.append(line[2:])


def history(folder: Path, accounts: tuple[str, ...]) -> tuple[Record, History]:
    """A record of accounts, named a, b, ... by their order, and what is derived of it; close the record."""
    record = Record.open(folder / "war.annals", create=True)
    for number, account in enumerate(accounts):
        letter = "abcdefgh"[number]
        head = f"Title: Account {letter}\nPublisher: Paper {letter.upper()}\nDate: 2030-06-30\n\n"
        record.add(annals.read_text(head + account, name=f"{letter}.txt"))
    return record, History(record)


def control_lines(controls: list[Control]) -> list[str]:
    """`Place: since to until, who, extent`, then what is told against it and what failed."""
    return [line for each in controls for line in _control(each)]


def _control(control: Control) -> Iterator[str]:
    for hold in control.holds:
        yield f"{control.name}: {_hold(hold)}"
        yield from (f"{control.name}: but {_rival(rival)}" for rival in hold.rivals)
    yield from (f"{control.name}: {_rival(rival)}" for rival in control.attempts)


def _hold(hold: Hold) -> str:
    who = " and ".join(hold.names) or "nobody known"
    return f"{hold.since or '?'} to {hold.until or '?'}, {who}{f', {hold.extent}' if hold.extent else ''}"


def _rival(rival: Rival) -> str:
    return f"{rival.says}, says {' and '.join(dict.fromkeys(told.voice for told in rival.told))}"


def life_lines(lives: list[Life]) -> list[str]:
    """`kind: who; from; until; in force until; days; through whom`, then each step."""
    return [line for life in lives for line in _life(life)]


def _life(life: Life) -> Iterator[str]:
    parts = [
        ("", " – ".join(life.by)),
        ("against ", ", ".join(life.against)),
        ("at ", ", ".join(life.places)),
        ("declared ", " or ".join(each.date for each in life.declared)),
        ("from ", " or ".join(each.date for each in life.begins)),
        ("until ", " or ".join(each.date for each in life.ends)),
        ("in force until ", " or ".join(each.date for each in life.in_force_until)),
        ("told ", " and ".join(each.words for each in life.lasting)),
        ("days ", " or ".join(map(str, life.computed))),
        ("through ", ", ".join(life.mediators)),
        ("terms ", " / ".join(each.words for each in life.terms)),
    ]
    yield f"{life.kind}: {'; '.join(label + words for label, words in parts if words)}"
    yield from map(_step, life.steps)


def _step(step: Step) -> str:
    who = " – ".join((*step.by, *step.against))
    voices = " and ".join(dict.fromkeys(told.voice for told in step.told))
    return f"{step.date or 'no date'} {step.kind}{f' by {who}' if who else ''}, says {voices}"
