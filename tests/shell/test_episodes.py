"""What the command `episodes` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annals.base.errors import NotInRecord

from .conftest import Annals

EXAMPLES = Path(__file__).parents[2] / "examples" / "qamishli"


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the articles of the examples."""
    import annals
    from annals.keep.record import Record

    path = tmp_path_factory.mktemp("war") / "war.annals"
    with Record.open(path, create=True) as record:
        for name in ("siege-january-2021.wikitext", "battle-april-2021.md"):
            record.add(annals.read(EXAMPLES / name))
    return path


def test_parts_are_set_in_below_the_larger_episode_in_order(annals: Annals, war: Path) -> None:
    """The siege stands before the battle, both below each war that they name."""
    lines = annals("episodes", war).out.splitlines()
    starts = [line.partition(" · ")[0].rsplit(" ", 1)[0] for line in lines if not line.startswith("      ")]
    siege = "  2021-01-10 to 2021-02-02: Siege of Qamishli and Hasakah"
    battle = "  2021-04-20 to 2021-04-26: Battle of Qamishlo (April 2021)"
    assert starts == ["(Rojava conflict)", siege, battle, "(Syrian civil war)", siege, battle]


def test_one_episode_is_told_with_ids(annals: Annals, war: Path) -> None:
    """By name, in any case: its accounts, its larger episodes and its summary, pieces with ids in square brackets."""
    out = annals("episodes", war, "siege of qamishli and hasakah").out
    assert "account: siege-january-2021.wikitext, 2021-01-10 to 2021-02-02" in out
    assert "part of Rojava conflict" in out
    assert "\nWhen: 2021-01-10 to 2021-02-02 [" in out


def test_the_summary_is_part_of_the_json_of_one_episode(annals: Annals, war: Path) -> None:
    """All episodes are a line each; one has its summary beside what the list says of it."""
    every = [json.loads(line) for line in annals("episodes", war, "--json").out.splitlines()]
    (one,) = [json.loads(line) for line in annals("episodes", war, every[1]["id"][:8], "--json").out.splitlines()]
    told = one.pop("summary")
    assert one == every[1]
    assert told["parts"][0]["text"] == "When: 2021-01-10 to 2021-02-02"


def test_an_unknown_episode_has_its_exit_code(annals: Annals, war: Path) -> None:
    """What the record does not hold ends with the code for that."""
    assert annals("episodes", war, "Battle of Nowhere").code == NotInRecord.exit_code
