"""Invented articles and reports on the wars of Lowmark, for the tests of the tree of episodes and of summaries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import annals
from annals.base.reading import Reading
from annals.base.tree import Node
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.tree import tree

SIDES = ("Lowmark", "River League")


def article(title: str, body: str = "", sides: tuple[str, str] = SIDES, *, name: str = "", **rows: Any) -> Reading:
    """An article in wikitext; `rows` are those of its infobox."""
    box = {"conflict": title, "combatant1": sides[0], "combatant2": sides[1], **rows}
    lines = "".join(f"| {key} = {value}\n" for key, value in box.items())
    opening = body or f"'''{title}''' was fought between Lowmark and the River League."
    text = f"{{{{Infobox military conflict\n{lines}}}}}\n{opening}\n"
    return annals.read_text(text, name=name or f"{title}.wikitext", format="wikitext")


def report(text: str, name: str = "report.txt", date: str = "2031-03-05") -> Reading:
    """A report with a head."""
    return annals.read_text(f"Title: Report\nPublisher: Observer\nDate: {date}\n\n{text}\n", name=name, format="report")


@contextmanager
def history(path: Path, *readings: Reading) -> Iterator[History]:
    """What a record of these readings tells."""
    path.mkdir(exist_ok=True)
    with Record.open(path / "war.annals", create=True) as record:
        for reading in readings:
            record.add(reading)
        yield History(record)


def grown(path: Path, *readings: Reading) -> dict[str, Node]:
    """The nodes under their names, in the order of the tree."""
    with history(path, *readings) as told:
        return {node.name: node for node in tree(told)}


def outline(nodes: dict[str, Node]) -> list[str]:
    """The tree as indented names."""
    by_id = {node.id: node for node in nodes.values()}
    lines: list[str] = []
    waiting = [(node, 0) for node in reversed(nodes.values()) if node.is_root]
    while waiting:
        node, depth = waiting.pop()
        lines.append("  " * depth + node.name)
        waiting += [(by_id[child], depth + 1) for child in reversed(node.children)]
    return lines
