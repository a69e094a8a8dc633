"""The cases of tests/cases/infobox_fields.txt: what is read in a field of an infobox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.extract.fields import document

from annals.extract.infobox import statements

KEYS = {"belligerent": "combatant", "unit": "units"}


class Case(NamedTuple):
    """A field and what is expected of it."""

    told: str
    field: str
    form: str
    value: str
    names: list[str]
    gaps: list[str]


def cases() -> Iterator[Case]:
    """The cases of the file."""
    text = (Path(__file__).parent.parent / "cases" / "infobox_fields.txt").read_text(encoding="utf-8")
    for block in text.split("\n== ")[1:]:
        told, *lines = block.split("\n")
        kept = {sign: [line[2:] for line in lines if line.startswith(f"{sign} ")] for sign in "|>?"}
        bare = [line[1:] for line in lines if line.startswith("|")]
        head = dict(line.split(": ", 1) for line in lines if line.startswith(("as: ", "form: ")))
        value = "\n".join(line[1:] if line.startswith(" ") else line for line in bare)
        yield Case(told, head["as"], head.get("form", "wikitext"), value, kept[">"], kept["?"])


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.told)
def test_a_field_gives_the_names_and_gaps_of_its_case(case: Case) -> None:
    """Every case of the file gives its names in order, and its gaps, no more and no fewer."""
    page = document([(KEYS.get(case.field, case.field), 1, case.value)], form=case.form)
    said, gaps = statements(page)
    wanted = {"result": ("result", "outcome")}.get(case.field, (case.field,))
    assert [s.text for s in said if s.field in wanted] == case.names
    assert [g.code + "*" * g.repaired for g in gaps] == case.gaps
    assert all(s.words == page[s.span] for s in said)
