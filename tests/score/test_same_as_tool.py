"""annals' own measure gives the figures of the project's scorer, where the shared folder has it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annals.score.measures import scored

SHARED = Path(__file__).resolve().parents[3] / "shared"
TOOL = SHARED / "tools" / "score.py"
SETS = ("claims", "infobox", "wikitext", "reports")

pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="the shared scorer is not beside the checkout")


def spoilt(value: Any, chance: random.Random) -> Any:
    """A record with some of its values dropped, doubled, swapped or changed, the same for the same seed."""
    if isinstance(value, dict):
        return {key: spoilt(item, chance) for key, item in value.items() if chance.random() > 0.04}
    if isinstance(value, list):
        kept = [spoilt(item, chance) for item in value if chance.random() > 0.1]
        kept += [spoilt(item, chance) for item in value if chance.random() < 0.05]
        if chance.random() < 0.1:
            chance.shuffle(kept)
        return kept
    if isinstance(value, str) and chance.random() < 0.1:
        cut = chance.randrange(len(value) + 1)
        return value[:cut] if chance.random() < 0.5 else value[cut:]
    if isinstance(value, int) and not isinstance(value, bool) and chance.random() < 0.1:
        return value + 1
    return value


def predictions(gold: Path, folder: Path, seed: int) -> None:
    """Write spoilt copies of the gold records, as a coder would give them."""
    chance = random.Random(seed)
    for path in sorted(gold.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        name = record.get("document") or path.stem
        (folder / f"{name}.json").write_text(json.dumps(spoilt(record, chance)), encoding="utf-8")


@pytest.mark.parametrize("goldset", SETS)
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_are_the_scorers(goldset: str, seed: int, tmp_path: Path) -> None:
    """On the same records, good and bad, every figure is the scorer's to the last digit."""
    gold, documents = SHARED / "gold" / goldset, SHARED / "gold" / "documents"
    predictions(gold, tmp_path, seed)
    command = [sys.executable, str(TOOL), str(gold), str(documents), "--pred", str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = scored(gold, documents, lambda path: json.loads((tmp_path / f"{path.name}.json").read_text()))
    figures = ours.figures()
    own = {name: row for name, row in figures.pop("scores").items() if not name.startswith("tallies.")}
    assert figures | {"scores": own} == theirs
