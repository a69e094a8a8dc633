"""One field of a flattened infobox → its columns.

Columns are read in three ways, and only the last two need saying in a gap: by what is printed between them (a tab, two
spaces, a blank line); by what a flag leaves in front of a name (a space of its own); and by a rule, where a column's
last words and the next one's first were joined: a phrase of losses is complete and another begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annals.base.gap import Gap
from annals.base.span import Span, trimmed
from annals.collect.flags import EMOJI
from annals.collect.flatlines import blank, covering
from annals.collect.flatnames import name_junctions
from annals.collect.flatphrases import civil, civil_from, junctions, line_breaks
from annals.collect.flatpictures import inner_pictures

_TAB = re.compile(r"[ \xa0]*\t[ \xa0]*|(?<=\S) +\| +(?=\S)")
_WIDE = re.compile(r"(?<=\S)(?:  [ \xa0]*|[ \xa0]{3,})(?=\S)")
_FLAG = re.compile(rf"(?<=\S)(?: \xa0|\xa0 |\xa0\xa0)(?=\S)|(?<=\S)[ \xa0](?={EMOJI})")


class Cell(NamedTuple):
    """One column's value: its side, and its lines."""

    side: int | None
    lines: list[Span]


class Cut(NamedTuple):
    """A place in a line where one column ends (`start`) and the next begins (`end`)."""

    start: int
    end: int
    printed: bool


def columns(text: str, key: str, lines: Sequence[Span], sides: int) -> tuple[list[Cell], list[Gap]]:
    """The columns of a field with `sides` sides, and a gap for each cut that a rule made or that could not be made."""
    lines, below = _below(text, key, _outdented(text, lines))
    cut = [_cuts(text, line) for line in lines]
    blocks = _blocks(text, lines)
    gaps: list[Gap] = []
    if any(cut):
        cells = _walk(text, lines, cut, sides)
        gaps += [_joined(text, line, key) for line, found in zip(lines, cut, strict=True) if _by_flag(found)]
    elif len(blocks) == sides:
        cells = [Cell(side, block) for side, block in enumerate(blocks, 1)]
    elif sum(len(block) for block in blocks) == 0:
        cells = []
    else:
        cells, found = _by_rule(text, key, [line for block in blocks for line in block], sides)
        gaps += found
    return [*cells, *([Cell(sides + 1, below)] if below else [])], gaps


def has_cuts(text: str, lines: Sequence[Span]) -> int:
    """The most places in one of `lines` where what is printed, or a flag, sets columns apart."""
    found = max((len(_cuts(text, line)) for line in lines), default=0)
    return found or (1 if len(_blocks(text, lines)) == 2 else 0)


def _cuts(text: str, line: Span) -> list[Cut]:
    """The cuts of a line by tabs, else by wide spaces, else by flags."""
    start = line.start
    for pattern, printed in ((_TAB, True), (_WIDE, True), (_FLAG, False)):
        if found := [Cut(m.start(), m.end(), printed) for m in pattern.finditer(text, start, line.end)]:
            return found
    return [Cut(at, at, False) for at in inner_pictures(text, line)]


def _walk(text: str, lines: Sequence[Span], cut: Sequence[list[Cut]], sides: int) -> list[Cell]:
    """Deal lines to columns: a cut leads to the next column, and in the last one back to the first of a new row."""
    cells: list[list[Span]] = [[]]
    side = 0
    for line, found in zip(lines, cut, strict=True):
        if blank(text, line):
            continue
        if found and side + len(found) >= sides and side > 0:
            side = 0
        at = line.start
        for place in [*found, Cut(line.end, line.end, True)]:
            while len(cells) <= side:
                cells.append([])
            if text[at : place.start].strip():
                cells[side].append(trimmed(text, at, place.start))
            at, side = place.end, side + 1
        side -= 1
    return [Cell(number, cell) for number, cell in enumerate(cells, 1)]


def _outdented(text: str, lines: Sequence[Span]) -> list[Span]:
    """Lines without a tab in front, where several have one each: then it indents, and sets no column apart."""
    told = [line for line in lines if not blank(text, line)]
    if len(told) < 2 or any(re.match(r"[ \xa0]*\t+[^\t]*$", text[line.start : line.end]) is None for line in told):
        return list(lines)
    return [trimmed(text, line.start, line.end) for line in lines]


def _blocks(text: str, lines: Sequence[Span]) -> list[list[Span]]:
    """Lines in groups set apart by blank lines."""
    blocks: list[list[Span]] = [[]]
    for line in lines:
        if not blank(text, line):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _below(text: str, key: str, lines: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The lines of the columns, and those at the end that speak of civilians alone: a row of their own below."""
    kept = list(lines)
    below: list[Span] = []
    while key == "casualties" and kept and (blank(text, kept[-1]) or civil(text, kept[-1])):
        below.insert(0, kept.pop())
    if key == "casualties" and kept and (joined := civil_from(text, kept[-1])):
        below.insert(0, Span(joined, kept[-1].end))
        kept[-1] = Span(kept[-1].start, joined)
    below = [line for line in below if not blank(text, line)]
    if not any(not blank(text, line) for line in kept) or any(_cuts(text, line) for line in below):
        return list(lines), []
    return kept, below


def _by_rule(text: str, key: str, lines: list[Span], sides: int) -> tuple[list[Cell], list[Gap]]:
    """Columns whose separation was lost: cut where a phrase is complete and another begins, if that is clear."""
    words = covering(lines)
    for found, how in (
        (junctions(text, key, lines, sides), "where one phrase is complete and another begins"),
        (name_junctions(text, key, lines, sides), "where one name ends and another begins, as ranks or the text show"),
        (line_breaks(text, key, lines, sides), "at a line break"),
    ):
        if found:
            cells = list(_cut_at(text, lines, found))
            why = f"the columns of this field were joined; they were set apart {how}"
            return cells, [Gap("collect", "joined-columns", why, text[words.start : words.end], words, key, True)]
    why = "where one column of this field ends and the next begins cannot be told; all of it is read as side 1"
    return [Cell(1, lines)], [Gap("collect", "joined-columns", why, text[words.start : words.end], words, key)]


def _cut_at(text: str, lines: Sequence[Span], places: Sequence[int]) -> Iterator[Cell]:
    """The cells between cuts at `places`."""
    ends = [*places, lines[-1].end]
    start = lines[0].start
    for side, end in enumerate(ends, 1):
        inside = [(max(line.start, start), min(line.end, end)) for line in lines]
        yield Cell(side, [trimmed(text, *edges) for edges in inside if text[edges[0] : edges[1]].strip()])
        start = end


def _by_flag(found: Sequence[Cut]) -> bool:
    return any(not cut.printed for cut in found)


def _joined(text: str, line: Span, key: str) -> Gap:
    why = "two columns stand in one line here; they were set apart where a flag stands before a name"
    return Gap("collect", "joined-columns", why, text[line.start : line.end].strip(), line, key, True)
