"""The infobox of a flattened page: where it begins and ends, its fields, and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annals.base.document import Flag, Infobox, Row
from annals.base.document import Line as BoxLine
from annals.base.gap import Gap
from annals.base.span import Span, trimmed
from annals.codebook import squeeze
from annals.collect.flatcolumns import Cell, columns, has_cuts
from annals.collect.flatlabels import SIDED, Label, labels
from annals.collect.flatlines import bare, blank, bullet, covering, is_furniture, is_prose
from annals.collect.flatpictures import after_picture, flags

_POINT = re.compile(r"\d{1,3}(?:\.\d+)?\s*°")
_OPEN_ENDED = SIDED | {"result", "territory", "date", "place", "goals", "cause", "methods", "fatalities", "injuries"}
_OPEN_ENDED |= {"arrests", "perpetrators"}
LONGEST, MOST = 4000, 600  # characters of a line, and lines, that an infobox may have


class Field(NamedTuple):
    """A label and the lines of its value, blank ones among them."""

    label: Label
    lines: list[Span]


class Zone(NamedTuple):
    """The lines of an infobox (`first` up to, not including, `last`), and its fields."""

    first: int
    last: int
    fields: list[Field]


class Read(NamedTuple):
    """What a zone holds: the infobox, its flags, lines that are captions, and what had to be cut by a rule."""

    box: Infobox
    flags: list[Flag]
    captions: list[Span]
    gaps: list[Gap]


def zone(text: str, lines: Sequence[Span], stop: int) -> Zone | None:
    """The first run of lines before line `stop`, broken by no prose, that holds the labels of an infobox."""
    first, after_blank = 0, True
    for number in range(stop + 1):
        if number < stop and number - first < MOST and not _breaks(text, lines[number], after_blank):
            after_blank = blank(text, lines[number])
            continue
        fields = _fields(text, lines, first, number)
        if _is_box({field.label.key for field in fields}):
            return Zone(first, number, fields)
        first, after_blank = number + 1, False
    return None


def _breaks(text: str, line: Span, after_blank: bool) -> bool:
    """Whether a line cannot stand in an infobox: prose, unless labels stand in it, and what is too long for a value."""
    if len(line) > LONGEST:
        return True
    return is_prose(text[line.start : line.end], after_blank) and sum(1 for _ in labels(text, line)) < 2


def _is_box(keys: set[str]) -> bool:
    return len(keys & SIDED) >= 2 or (len(keys) >= 3 and bool(keys & (SIDED | {"fatalities", "injuries", "result"})))


def _fields(text: str, lines: Sequence[Span], first: int, last: int) -> list[Field]:
    """The fields of a run of lines; lines before the first label belong to none."""
    fields: list[Field] = []
    for line in lines[first:last]:
        at = line.start
        found = [label for label in labels(text, line) if not fields or label.key != fields[-1].label.key]
        for label in found:
            if fields and label.span.start > at:
                _extend(text, fields[-1], Span(at, label.span.start))
            fields.append(Field(label, []))
            at = label.value
        if fields and (at < line.end or not found):
            _extend(text, fields[-1], Span(at, line.end), new=not found)
    return fields


def _extend(text: str, field: Field, line: Span, new: bool = False) -> None:
    if new or not blank(text, line):
        field.lines.append(line)


def read(text: str, lines: Sequence[Span], found: Zone, title: str | None) -> Read:
    """The rows of an infobox, with those that have no label: its title, and sides whose label was lost."""
    fields, captions = _settled(text, list(found.fields))
    rows: list[Row] = []
    gaps: list[Gap] = []
    drawn: list[Flag] = []
    top = _title(text, lines, found, title)
    if top is not None:
        rows += _row(text, "title", None, "title", [top])
        captions += _between(text, lines, top, found.fields[0].label.span.start)
    sides = _count(text, fields)
    for field in fields:
        for cell, key, label in _cells(text, field, sides, gaps):
            rows += _row(text, key, cell.side, label, cell.lines, drawn)
    keys = {row.key for row in rows}
    conflict = bool(keys & SIDED) or {"fatalities", "perpetrators"} <= keys
    rows.sort(key=lambda row: (row.span.start, row.side or 0))
    drawn.sort(key=lambda flag: flag.span)
    return Read(Infobox("", conflict, tuple(rows)), drawn, captions, gaps)


def _count(text: str, fields: Sequence[Field]) -> int | None:
    """How many columns the box has: as many as its sides are set apart in; `None` where no field has sides."""
    if not any(field.label.key in SIDED for field in fields):
        return None
    counts = [has_cuts(text, field.lines) + 1 for field in fields if field.label.key == "combatant"]
    counts = counts or [has_cuts(text, field.lines) + 1 for field in fields if field.label.key in SIDED]
    return max(2, *counts) if max(counts) <= 6 else 2


def _cells(text: str, field: Field, sides: int | None, gaps: list[Gap]) -> Iterator[tuple[Cell, str, str]]:
    """The values of a field, with key and label: its columns, or its one value; a place gives up its coordinates."""
    key, label = field.label.key, text[field.label.span.start : field.label.span.end]
    if key in SIDED and sides is not None:
        cells, found = columns(text, key, field.lines, sides)
        gaps += found
        yield from ((cell, key, label) for cell in cells)
        return
    kept: list[Span] = []
    points: list[Span] = []
    for line in field.lines:
        point = _POINT.search(text, line.start, line.end) if key in ("place", "coordinates") else None
        if point is None:
            kept.append(line)
            continue
        kept.append(Span(line.start, point.start()))
        end = text.find(" / ", point.start(), line.end)
        points.append(Span(point.start(), line.end if end < 0 else end))
    yield Cell(None, points), "coordinates", label
    yield Cell(None, kept), key, label


def _row(
    text: str, key: str, side: int | None, label: str, lines: Sequence[Span], drawn: list[Flag] | None = None
) -> list[Row]:
    """The row of `lines`, none where they hold no words; the flags in front of its words are added to `drawn`."""
    kept = []
    for line in lines:
        if blank(text, line):
            continue
        span, level = bullet(text, line)
        words = trimmed(text, after_picture(text, span), span.end)
        if len(words):
            kept.append(BoxLine(words, level))
        if drawn is not None and side is not None:
            drawn += flags(text, span, words)
    return [Row(key, side, label, covering([line.span for line in kept]), tuple(kept))] if kept else []


def _settled(text: str, fields: list[Field]) -> tuple[list[Field], list[Span]]:
    """Fields with only the lines that are theirs, and the lines left over (captions)."""
    settled, captions = [], []
    for number, field in enumerate(fields):
        last = number == len(fields) - 1
        own = _own(text, field, last)
        captions += [line for line in field.lines[own:] if not blank(text, line)]
        field = Field(field.label, field.lines[:own])
        sided = {after.label.key for after in fields[number + 1 :]} & SIDED
        lost = _lost_sides(text, field) if sided and "combatant" not in {f.label.key for f in fields} else None
        if lost is not None and fields[number + 1].label.key in SIDED:
            settled.append(Field(field.label, field.lines[:lost]))
            start = field.lines[lost].start
            field = Field(Label("combatant", Span(start, start), start), field.lines[lost:])
        settled.append(field)
    return settled, captions


def _own(text: str, field: Field, last: bool) -> int:
    """How many of the lines after a label are its value."""
    if field.label.key not in _OPEN_ENDED:
        first = next((n for n, line in enumerate(field.lines) if not blank(text, line)), 0)
        last_own = first
        while last_own + 1 < len(field.lines) and _joined(text, *field.lines[last_own : last_own + 2]):
            last_own += 1
        return last_own + 1
    if not last:
        return len(field.lines)
    seen, blocks = False, 1
    for number, line in enumerate(field.lines):
        if is_furniture(text[line.start : line.end]):
            return number
        if blank(text, line) and seen and not _goes_on(text, field.lines[number + 1 :], field.label.key, blocks):
            return number
        blocks += blank(text, line) and seen
        seen = not blank(text, line)
    return len(field.lines)


def _joined(text: str, line: Span, after: Span) -> bool:
    """Whether the line `after` goes on with `line`: it begins small, or `line` ends on a word that needs another."""
    begun = re.match(r"\s*(?:and\b|,|[a-z(])", text[after.start : after.end])
    return begun is not None or re.search(r"\b(?:the|of|and|in)\s*$", text[line.start : line.end]) is not None


def _goes_on(text: str, lines: Sequence[Span], key: str, blocks: int) -> bool:
    """Whether the next line that is not blank still belongs to the last field: it holds a figure, or a second name."""
    for line in lines:
        if not blank(text, line):
            words = bare(text[line.start : line.end])
            if key in ("casualties", "strength"):
                return re.search(r"\d", words) is not None and len(words) < 200
            return key in SIDED and blocks == 1 and len(words) < 80
    return False


def _lost_sides(text: str, field: Field) -> int | None:
    """The line of a field at which the sides begin, though their label is lost: it has a flag first, or columns."""
    if field.label.key in SIDED or field.label.key not in _OPEN_ENDED:
        return None
    for number, line in enumerate(field.lines):
        words = text[line.start : line.end]
        if number and words.strip() and (words[0] == "\xa0" or has_cuts(text, [line])):
            return number
    return None


def _title(text: str, lines: Sequence[Span], found: Zone, title: str | None) -> Span | None:
    """The infobox's own title: the line that repeats the page's title, or the one above "Part of"."""
    start = found.fields[0].label.span.start
    above = [line for line in lines[found.first : found.last] if line.end <= start and not blank(text, line)]
    above = [line for line in above if not is_furniture(text[line.start : line.end])]
    same = [line for line in above if title and squeeze(bare(text[line.start : line.end])) == squeeze(title)]
    if same and (same[-1] is not above[0] or len(above) == 1):
        return trimmed(text, same[-1].start, same[-1].end)
    if len(above) > 1 and found.fields[0].label.key == "part_of":
        return trimmed(text, above[-1].start, above[-1].end)
    return None


def _between(text: str, lines: Sequence[Span], top: Span, start: int) -> list[Span]:
    """Captions between the infobox's title and its first label."""
    return [line for line in lines if top.end < line.start and line.end <= start and not blank(text, line)]
