"""Floors: what each gold set must reach. They are written in a file, and only go up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec

from annals.score.measures import Scores

FILE = resources.files("annals.score").joinpath("floors.toml")
_TABLE = re.compile(r"\[(\w+)\.floors\]\s*")
_FLOOR = re.compile(r'("[a-z_.]+" *= *)([0-9.]+)(.*)', re.DOTALL)


class Goldset(msgspec.Struct, frozen=True):
    """A folder of gold records, the folder of their documents, and the least F1 of each measure."""

    name: str
    gold: str
    documents: str
    floors: dict[str, float]


def goldsets(written: str) -> list[Goldset]:
    """The sets of a floors file, in order. Folders are relative to the checkout."""
    return [msgspec.convert({"name": name, **table}, Goldset) for name, table in tomllib.loads(written).items()]


def measured(scores: Scores) -> dict[str, float]:
    """The F1 of every measure that had something to find."""
    return {name: finds.row()["f1"] for name, finds in scores.finds.items() if finds.wanted}


def below(floors: dict[str, float], figures: dict[str, float]) -> Iterator[tuple[str, float, float]]:
    """Measures that fell under their floor: name, floor, figure. A measure no longer measured counts as 0."""
    for name, floor in floors.items():
        figure = figures.get(name, 0.0)
        if figure < floor:
            yield name, floor, figure


def above(floors: dict[str, float], figures: dict[str, float]) -> Iterator[tuple[str, float, float]]:
    """Measures whose floor can be raised: name, floor, figure."""
    return ((name, floor, figures[name]) for name, floor in floors.items() if figures.get(name, 0.0) > floor)


def raised(written: str, figures: dict[str, dict[str, float]]) -> str:
    """The floors file with every floor at the figure of its set, where that is higher; nothing is ever lowered."""
    lines, current = [], ""
    for line in written.splitlines(keepends=True):
        if head := _TABLE.fullmatch(line):
            current = head[1]
        elif floor := _FLOOR.fullmatch(line):
            name = floor[1].split('"')[1]
            line = f"{floor[1]}{max(float(floor[2]), figures.get(current, {}).get(name, 0.0)):.4f}{floor[3]}"
        lines.append(line)
    return "".join(lines)


def folder(root: Path, relative: str) -> Path | None:
    """The folder of a set, or `None` where this checkout does not have it."""
    path = root / relative
    return path if path.is_dir() else None
