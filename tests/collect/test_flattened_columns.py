"""The columns of flattened infobox fields, case by case (`tests/cases/flattened_columns.txt`)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.collect.flattened import page, values

CASES = Path(__file__).resolve().parents[1] / "cases" / "flattened_columns.txt"
TOLD = "The mill was held by the Mill Guard. The Red Bridge Band took it from them, and Red Bridge fell to them later."
BELLIGERENTS = {2: "Belligerents\nLowland Republic\tRebels", 3: "Belligerents\nLowland Republic\tRebels\tFree Guards"}


class Case(NamedTuple):
    """One case of the file."""

    name: str
    told: dict[str, str]
    lines: list[str]
    expected: dict[int, list[str]]


def cases() -> list[Case]:
    """The cases of the file, in order."""
    found: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Case(line[3:], {}, [], {}))
        elif line.startswith("|"):
            found[-1].lines.append(line[2:].replace("~", "\xa0").replace("^", "\t"))
        elif line.startswith("> "):
            side, _, words = line[2:].partition(": ")
            found[-1].expected[int(side)] = words.split(" / ")
        elif line and not line.startswith("#"):
            key, _, value = line.partition(": ")
            found[-1].told[key] = value
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_columns_are_told_apart(case: Case) -> None:
    """The columns of a field are those that the case says, and a cut by rule, or one not made, is said in a gap."""
    sides = int(case.told.get("sides", "2"))
    found = page("Date\t3 May 2003", "Result\tTruce", BELLIGERENTS[sides], case.told["field"], *case.lines, told=TOLD)
    own = [(side, lines) for key, side, lines in values(found) if key not in ("title", "date", "result", "combatant")]
    assert dict(own) == case.expected
    gaps = {"repaired" if gap.repaired else "open" for gap in found.gaps if gap.code == "joined-columns"}
    assert gaps == ({case.told["gap"]} if "gap" in case.told else set())
