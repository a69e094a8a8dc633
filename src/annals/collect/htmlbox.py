"""Infoboxes of HTML pages → rows with canonical key and side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from annals.base.document import Infobox, Row
from annals.codebook import is_conflict_box, label_key, squeeze
from annals.collect.htmlinline import Inline
from annals.collect.htmlnames import named
from annals.collect.htmltree import Node, attribute, children, classes, visit, words
from annals.collect.weave import Weaver

_LINES, _UNMARKED = named("elements", "lines"), named("classes", "unmarked")
_LISTS = frozenset(("ul", "ol"))
_ABOVE = named("classes", "above")
_SIDED = frozenset(("combatant", "commander", "units", "strength", "casualties"))
_PART_OF = re.compile(r"\s*part\s+of\b\s*", re.I)
_COORDINATES = ".geo-inline, .geo-dms, .geo-dec, .geo, #coordinates"


class Cell(Inline):
    """Writes an infobox value: a line for each line, bullets for the items of lists that draw them."""

    def __init__(self, weaver: Weaver, drop: str = "", leave_out: frozenset[int] = frozenset()) -> None:
        super().__init__(weaver)
        self._bullets: list[bool] = []
        self._drop, self._leave_out = drop, leave_out

    def enter(self, node: Node) -> bool:
        if node.mem_id in self._leave_out:
            return False
        if node.tag == "hr":
            self.line()
            self.weaver.write("----\n")
            return False
        if node.tag in _LINES:
            self.line()
        if not super().enter(node):
            return False
        if node.tag in ("td", "th"):
            self._space = True
        elif node.tag in _LISTS:
            self._bullets.append(_draws_bullets(node))
        elif node.tag == "li" and (level := sum(self._bullets)):
            self.weaver.write("*" * level + " ")
        elif node.tag == "dd":
            self.weaver.write(":")
        return True

    def leave(self, node: Node) -> None:
        super().leave(node)
        if node.tag in _LISTS:
            self._bullets.pop()
        if node.tag in _LINES:
            self.line()

    def text(self, words: str) -> None:
        if self._drop and words.strip():
            found = re.match(self._drop, words, re.I)
            words, self._drop = words[found.end() :] if found else words, ""
        super().text(words)


def _draws_bullets(node: Node) -> bool:
    """Whether a list is printed with bullets: not where a style or the class of a `div` around it takes them away."""
    if re.search(r"list-style[a-z-]*\s*:\s*none", attribute(node, "style")) or classes(node) & _UNMARKED:
        return False
    parent = node.parent
    return parent is None or classes(parent).isdisjoint(_UNMARKED)


class Box:
    """Reads one infobox: which label or header is in force, and which side a column is."""

    def __init__(self, weaver: Weaver, table: Node) -> None:
        self._weaver, self._table = weaver, table
        self.rows: list[Row] = []
        self._label = ""
        self._columns = 0
        self._read: set[int] = set()

    def read(self) -> Infobox | None:
        """The infobox, `None` if it holds no row."""
        for cells in self._lines():
            heads = [cell for cell in cells if cell.tag in ("th", "caption")]
            values = [cell for cell in cells if cell.tag == "td"]
            if not values or (not heads and len(values) == 1 and label_key(words(values[0]))):
                self._header(heads or values)
            elif heads:
                self._labelled(words(heads[0]), values)
            elif len(values) == 2 and not self._label and label_key(words(values[0])):
                self._labelled(words(values[0]), values[1:])
            elif len(values) == 1 and not self._label:
                self._above(values[0])
            else:
                self._sides(values)
        name = template(self._table)
        conflict = is_conflict_box(name) or (not _named(self._table) and is_conflict(self.rows))
        return Infobox(name, conflict, tuple(self.rows)) if self.rows else None

    def _lines(self) -> Iterator[list[Node]]:
        """The cells of each row, those of a table that only lays out labels and values among them."""
        for row in self._table.css("caption, tr"):
            cells = [row] if row.tag == "caption" else [cell for cell in children(row) if cell.tag in ("th", "td")]
            if row.mem_id in self._read or not cells:
                continue
            if len(cells) == 1 and (inner := cells[0].css_first("table")) is not None and _lays_out(inner):
                continue
            self._read.update(inside.mem_id for cell in cells if cell.tag == "td" for inside in cell.css("tr"))
            yield cells

    def _header(self, heads: list[Node]) -> None:
        """A row of headers only: the box's title, or the label of the columns that follow."""
        label = words(heads[0])
        if not label:
            return
        titled = any(row.key == "title" for row in self.rows)
        if not titled and not label_key(label) and (not self.rows or classes(heads[0]) & _ABOVE):
            self._write("title", None, "title", heads[0])
            return
        self._label, self._columns = label, 0

    def _labelled(self, label: str, values: list[Node]) -> None:
        """A label and its value side by side."""
        key = _key(label)
        self._label = ""
        points = [point for value in values for point in value.css(_COORDINATES)] if key == "place" else []
        for number, value in enumerate(values, 1):
            self._write(key, number if len(values) > 1 else None, label, value, points)
        for point in _outermost(points):
            self._write("coordinates", None, label, point)

    def _above(self, value: Node) -> None:
        """A full-width cell with no header over it: the larger episode, a picture with its caption, or a note."""
        if _PART_OF.match(words(value)):
            self._write("part_of", None, "Part of", value, drop=_PART_OF.pattern)
        elif _is_picture(value) or value.css_first("img, video") is not None:
            self._write("image", None, "caption", value)
        elif self.rows:
            self._write("notes" if len(self.rows) > 2 else "subheader", None, "", value)

    def _sides(self, values: list[Node]) -> None:
        """A row of columns under a header; one that spans the whole box is a further field."""
        key = self._column_key(len(values))
        if len(values) == 1 and _is_picture(values[0]):
            self._write("image", None, "caption", values[0])
            return
        if len(values) == 1:
            side = self._columns + 1
            self._columns = side
            self._write(key, side if key in _SIDED else None, self._label, values[0])
            return
        for side, value in enumerate(values, 1):
            self._write(key, side, self._label, value)
        self._columns = max(self._columns, len(values))

    def _column_key(self, columns: int) -> str:
        """The key of columns under the header in force; the first columns of a box are its sides, however named."""
        if columns > 1 and not label_key(self._label) and not any(row.side for row in self.rows):
            return "combatant"
        return _key(self._label) or "unlabelled"

    def _write(
        self, key: str, side: int | None, label: str, value: Node, without: list[Node] | None = None, drop: str = ""
    ) -> None:
        left_out = frozenset(node.mem_id for node in without or ())
        with self._weaver.row(key, side, label, self.rows):
            writer: Inline = _Caption(self._weaver) if key == "image" else Cell(self._weaver, drop, left_out)
            visit(value, writer)


class _Caption(Cell):
    """A picture's caption, without the picture."""

    def image(self, node: Node) -> None:
        return


def _key(label: str) -> str:
    """The canonical key of a printed label; unknown labels stay."""
    return label_key(label) or squeeze(label.strip(" :"))


def _lays_out(table: Node) -> bool:
    """Whether a table inside an infobox only sets labels beside their values."""
    return any(label_key(words(head)) for head in table.css("th"))


def _is_picture(value: Node) -> bool:
    """Whether a cell shows a picture or map, and not flags beside words."""
    if value.css_first("figure, .locmap") is not None:
        return True
    return any(int(f"0{re.sub(r'[^0-9].*', '', attribute(img, 'width'))}") >= 80 for img in value.css("img"))


def _outermost(nodes: list[Node]) -> list[Node]:
    """Those of `nodes`, in page order, that lie in none of the others."""
    inside = {node.mem_id for outer in nodes for node in outer.css("*") if node.mem_id != outer.mem_id}
    return [node for node in nodes if node.mem_id not in inside]


def infoboxes(page: Node, weaver: Weaver) -> tuple[Infobox, ...]:
    """The infoboxes of a page in order, written into `weaver`; one inside another is part of that other."""
    read = (Box(weaver, table).read() for table in _outermost(page.css("table.infobox")))
    return tuple(box for box in read if box is not None)


def template(table: Node) -> str:
    """The name of the template that made an infobox, where the page tells; else the classes of its table."""
    return _named(table) or attribute(table, "class")


def _named(table: Node) -> str:
    about, node = attribute(table, "about"), table
    while about and not attribute(node, "data-mw") and node.prev is not None:
        node = node.prev
        if node.is_element_node and attribute(node, "about") not in ("", about):
            return ""
    found = re.search(r'"target"\s*:\s*\{\s*"wt"\s*:\s*("(?:[^"\\]|\\.)*")', attribute(node, "data-mw"))
    return " ".join(str(json.loads(found[1])).split()) if found else ""


def is_conflict(rows: list[Row]) -> bool:
    """Whether rows alone show a box to be about an armed conflict: sides that fight, or an attack with its victims."""
    keys = {row.key for row in rows}
    sided = {row.key for row in rows if row.side is not None}
    if "combatant" in sided or len(sided & _SIDED) >= 2:
        return True
    attack = keys & {"perpetrators", "perpetrator", "assailants", "attacktype", "weapons", "weapon"}
    return bool(attack and keys & {"fatalities", "injuries", "casualties"}) or {"combatant", "casualties"} <= keys
