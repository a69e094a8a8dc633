"""Infoboxes of wikitext: their rows into the text, and the repair of boxes whose braces are damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from annals.base.document import Infobox, Row
from annals.base.gap import Gap
from annals.codebook import is_conflict_box, label_key, parameter_key, squeeze, table
from annals.collect.weave import Weaver
from annals.collect.wikiexpand import Box
from annals.collect.wikifigures import degrees
from annals.collect.wikipieces import Aside, Piece, Quote, Roll, lines, opening, without
from annals.collect.wikitree import Node, Template, Tree, parse
from annals.collect.wikiweave import plain, write_line

# Rows -----------------------------------------------------------------------------------------------------------------


def woven(weaver: Weaver, box: Box) -> Infobox:
    """Write the rows of `box` into the text; the infobox."""
    rows: list[Row] = []
    corner = _corner(box)
    for label, pieces in box.rows.items():
        key, side = parameter_key(label)
        if key in ("lat", "lon"):
            if corner:
                _row(weaver, "coordinates", None, "coordinates", [corner], rows)
                corner = None
        elif not _names_another(box, label):
            key, side, label = _labelled(box, key, side, label)
            _row(weaver, key, side, label, pieces, rows)
    return Infobox(box.template, is_conflict_box(box.template), tuple(rows))


def _row(weaver: Weaver, key: str, side: int | None, label: str, pieces: list[Piece], rows: list[Row]) -> None:
    gaps = len(weaver.gaps)
    with weaver.row(key, side, label, rows):
        for line in _value_lines(_inline(pieces)):
            write_line(weaver, line, pictures=True)
            weaver.newline()
    weaver.gaps[gaps:] = [msgspec.structs.replace(gap, field=key) for gap in weaver.gaps[gaps:]]


def _inline(pieces: list[Piece]) -> Iterator[Piece]:
    """Blocks of their own have no place in a value: quotations become lines of it, captions are left out."""
    for piece in pieces:
        if isinstance(piece, Aside):
            if piece.kind != "caption":
                yield "\n"
                yield from _inline(list(piece.pieces))
                yield "\n"
        elif not isinstance(piece, Roll):
            yield piece


def _value_lines(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """The lines of a value. A term (`;`) is printed bold; of tables each cell is a line."""
    table_depth = 0
    for line in lines(pieces):
        start = opening(line)
        if start.startswith("{|"):
            table_depth += 1
        elif start.startswith("|}"):
            table_depth = max(0, table_depth - 1)
        elif table_depth and start.startswith("|-"):
            continue
        elif table_depth and start.startswith(("|", "!")):
            yield from _cells(without(line, start[0]))
        elif start.startswith(";"):
            yield [Quote(3), *without(line, ";"), Quote(3)]
        elif start.startswith("----"):
            yield ["----"]
            yield without(line, start[: len(start) - len(start.lstrip("-"))])
        else:
            yield line


def _cells(line: list[Piece]) -> Iterator[list[Piece]]:
    cell: list[Piece] = []
    for piece in line:
        parts = re.split(r"\|\||!!", piece) if isinstance(piece, str) else [piece]
        cell.append(parts[0])
        for part in parts[1:]:
            yield _bare(cell)
            cell = [part]
    yield _bare(cell)


def _bare(cell: list[Piece]) -> list[Piece]:
    """A cell without its attributes (`colspan="2" |`)."""
    if cell and isinstance(cell[0], str):
        attributes, bar, rest = cell[0].partition("|")
        if bar and "=" in attributes:
            return [rest, *cell[1:]]
    return cell


def _names_another(box: Box, label: str) -> bool:
    """Whether a parameter only names the value of another: `label3 =` that of `data3 =`."""
    return label.casefold().startswith("label") and "data" + label[5:] in box.rows


def _labelled(box: Box, key: str, side: int | None, label: str) -> tuple[str, int | None, str]:
    """Key, side and label of a row; a box of no special kind has `label3 =` beside `data3 =`."""
    match = re.fullmatch(r"data ?(\d{1,3})", label.casefold())
    if match:
        words = plain(box.rows.get(f"label{match[1]}", []))
        return label_key(words) or "data", None, words or label
    return key, side, label


_ANGLES = {
    "deg": re.compile(r"(?:lat|lon|long)(?:d|deg|itude|degrees)?"),
    "min": re.compile(r"(?:lat|lon|long)(?:m|min|minutes)"),
    "sec": re.compile(r"(?:lat|lon|long)(?:s|sec|seconds)"),
    "dir": re.compile(r"(?:lat|lon|long)(?:ns|ew|dir|direction)"),
}


def _corner(box: Box) -> str | None:
    """Coordinates given as degrees, minutes, seconds and directions in parameters of their own, in decimal degrees."""
    parts: dict[str, dict[str, str]] = {"lat": {}, "lon": {}}
    for label, pieces in box.rows.items():
        key, _ = parameter_key(label)
        if key in parts:
            for part, names in _ANGLES.items():
                if names.fullmatch(squeeze(label)) and (words := plain(pieces)):
                    parts[key][part] = words
    angles = [_angle(parts["lat"], "N", 90), _angle(parts["lon"], "E", 180)]
    return ", ".join(angle for angle in angles if angle) if all(angles) else None


def _angle(parts: dict[str, str], letter: str, most: int) -> str | None:
    numbers = [parts[part] for part in ("deg", "min", "sec") if part in parts]
    return degrees(numbers, parts.get("dir", letter)[:1].upper(), most) if "deg" in parts else None


# Damage ---------------------------------------------------------------------------------------------------------------

_BOX = re.compile(r"\{\{\s{0,9}(?:#invoke:\s{0,9})?infobox\b[^|{}\n]{0,60}", re.IGNORECASE)
_PARAMETER = re.compile(r"(?:^[ \t]{0,9}\||\|[ \t]{0,9}\n)[ \t]{0,9}([^\W\d][\w \-]{0,40}?)[ \t]{0,40}=", re.MULTILINE)
_END = re.compile(r"^[ \t]{0,9}(?:\}\}|==|\{\|)", re.MULTILINE)
_REPAIRS = 8


def mended(raw: str) -> tuple[list[Node], list[Gap]]:
    """The tree of a page whose infoboxes are made whole, and a gap for every damage met."""
    nodes: list[Node] = []
    gaps: list[Gap] = []
    at = 0
    for _ in range(_REPAIRS):
        rest = raw[at:]
        tree = parse(rest)
        start = _damaged(tree, rest)
        if start is None:
            return [*nodes, *tree.nodes], [*gaps, *_faults(tree, rest)]
        box, end = _rebuilt(rest, start)
        before = parse(rest[:start])
        nodes += [*before.nodes, box]
        gaps += [*_faults(before, rest), _repair(rest, start)]
        at += end
    tree = parse(raw[at:])
    return [*nodes, *tree.nodes], [*gaps, *_faults(tree, raw[at:])]


def _repair(raw: str, start: int) -> Gap:
    why = "the braces of this infobox do not match; its end was taken from its lines, and each value was read alone"
    return Gap("collect", "damaged-infobox", why, words=raw[start : start + 60], repaired=True)


def _damaged(tree: Tree, raw: str) -> int | None:
    """Where the first infobox with wrong braces begins: one never closed, or one closed before its last row."""
    unclosed = [fault.start for fault in tree.faults if fault.code == "unclosed" and _BOX.match(raw, fault.start)]
    spilt = [
        node.start
        for node in tree.nodes
        if isinstance(node, Template) and _BOX.match(raw, node.start) and _spills(raw, node.end)
    ]
    return min([*unclosed, *spilt], default=None)


def _spills(raw: str, end: int) -> bool:
    match = re.compile(r"\s{0,9}\|\s{0,9}([^\W\d][\w \-]{0,40}?)\s{0,9}=").match(raw, end)
    return match is not None and _known(match[1])


def _known(name: str) -> bool:
    """Whether `name` can only be a parameter of an infobox about a conflict."""
    key = parameter_key(name)[0]
    return key in table("infobox")["keys"] and (key != "title" or squeeze(name) == "conflict")


def _rebuilt(raw: str, start: int) -> tuple[Template, int]:
    """The damaged infobox that begins at `start`, each value parsed for itself, and where it ends."""
    rows = [match for match in _PARAMETER.finditer(raw, start, _limit(raw, start)) if _known(match[1])]
    head = _BOX.match(raw, start)
    name = head[0].lstrip("{").strip() if head else ""
    end = _end(raw, rows[-1].end() if rows else (head.end() if head else start + 2))
    starts = [match.start() for match in rows[1:]] + [end]
    parts: list[tuple[Node, ...]] = [(name,)]
    for match, stop in zip(rows, starts, strict=False):
        value = raw[match.end() : stop].rstrip()
        if value.count("}}") > value.count("{{"):
            value = value.removesuffix("}}").rstrip()
        value = value.removesuffix("|")
        parts.append((f"{match[1]}=", *parse(value).nodes))
    return Template(tuple(parts), start, end), end


def _limit(raw: str, start: int) -> int:
    """How far rows of the box are looked for: to the first heading or table."""
    match = re.compile(r"^(?:==|\{\|)", re.MULTILINE).search(raw, start)
    return match.start() if match else len(raw)


def _end(raw: str, last: int) -> int:
    """Where the box ends, its last row's value beginning at `last`: after `}}`, or with the lines of that value."""
    line_end = raw.find("\n", last)
    if line_end < 0:
        return len(raw)
    at = line_end + 1
    while at < len(raw) and raw[at] in "*#:":
        at = (raw.find("\n", at) + 1) or len(raw)
    match = _END.match(raw, at)
    return match.end() if match and match[0].endswith("}}") else at


def _faults(tree: Tree, raw: str) -> list[Gap]:
    return [Gap("collect", *_CODES[fault.code], words=raw[fault.start :][:60]) for fault in tree.faults]


_CODES = {
    "unclosed": ("unclosed-braces", "these braces are never closed; they stay in the text as written"),
    "too-deep": ("too-deep", "brackets stand too deep in each other; what is deeper stays in the text as written"),
    "unclosed-comment": ("unclosed-comment", "this comment is never closed; what follows it was read as text"),
}
