"""The body of a page of wikitext: lines of pieces → headings, paragraphs, items, quotations, tables, references."""

from __future__ import annotations

import re
from collections.abc import Callable

from annals.base.gap import Gap
from annals.codebook import table
from annals.collect.weave import Weaver
from annals.collect.wikipieces import Aside, Hole, Piece, Roll, blank, lines, opening, trimmed, without
from annals.collect.wikiweave import plain, write_line

_LIST = re.compile(r"[*#:;]+")
_TABLE = re.compile(r":* ?\{\|")


class Body:
    """Weaves the body of a page, line by line.

    A paragraph ends at a blank line; also at a line of source that ends as a sentence does, when the next begins one
    (copies of pages often lack the blank lines).

    `roll` is called where a list of footnotes stands, with the group's name; it weaves that list.
    """

    def __init__(self, weaver: Weaver, roll: Callable[[str], None]) -> None:
        self.weaver, self.roll = weaver, roll
        self.paragraph: list[list[Piece]] = []
        self.captions: list[Aside] = []
        self.table: Table | None = None
        self.dropped: list[Gap] = []
        self.sources = 0  # level of the section that lists sources and links rather than telling anything, if in one

    def take(self, pieces: list[Piece]) -> None:
        """Weave all of `pieces`."""
        for line in lines(pieces):
            self.line(line)
        self.end_table()
        self.flush()

    def line(self, line: list[Piece]) -> None:
        start = opening(line)
        if self.table is not None and not (start.startswith("==") and heading(line)):
            self.table.line(line, start)
            if not self.table.depth:
                self.end_table()
            return
        if self.table is not None:
            why = "a table is not closed; it was ended at the next heading"
            self.weaver.gaps.append(Gap("collect", "unclosed-table", why))
            self.end_table()
        self.free_line(line, start)

    def free_line(self, line: list[Piece], start: str) -> None:
        """A line outside tables."""
        if blank(line) or start.startswith("----"):
            self.keep_holes(line)
            self.flush()
        elif start.startswith("=") and (found := heading(line)):
            self.flush()
            self.head(*found)
        elif _TABLE.match(start):
            self.flush()
            self.table = Table()
            self.table.line(line, start[start.index("{|") :])
        elif mark := _LIST.match(start):
            self.flush()
            self.text(without(line, mark[0]))
            self.flush("paragraph" if set(mark[0]) == {":"} else "item")
        else:
            if self.paragraph and _ends(self.paragraph[-1]) and _begins(start):
                self.flush()
            self.text(line)

    def text(self, line: list[Piece]) -> None:
        """Words of a paragraph or item; blocks of their own that stand among them are taken out."""
        part: list[Piece] = []
        for piece in line:
            if isinstance(piece, Aside) and piece.kind == "caption":
                self.captions.append(piece)
            elif isinstance(piece, Hole) and self.sources:
                self.dropped.append(piece.gap)  # among sources and links a template not known is one for navigation
            elif isinstance(piece, (Aside, Roll)):
                self.paragraph.append(part)
                self.flush()
                part = []
                self.aside(piece)
            else:
                part.append(piece)
        self.paragraph.append(part)

    def aside(self, piece: Aside | Roll) -> None:
        if isinstance(piece, Roll):
            self.roll(piece.group)
        else:
            self.block(piece.kind, piece.pieces)

    def head(self, words: str, level: int) -> None:
        if not self.sources or level <= self.sources:
            self.sources = level if words.casefold() in table("cite")["headings"]["sources"] else 0
        self.weaver.heading(words, level)

    def flush(self, kind: str = "paragraph") -> None:
        """End the paragraph or item, then write the captions met in it."""
        part, self.paragraph = [line for line in self.paragraph if line], []
        if part:
            with self.weaver.block("reference" if self.sources else kind):
                for line in part:
                    self.weaver.space()
                    write_line(self.weaver, line)
        captions, self.captions = self.captions, []
        for caption in captions:
            self.block("caption", caption.pieces)

    def block(self, kind: str, pieces: tuple[Piece, ...]) -> None:
        """A block from the pieces of an aside; blank lines part it in several."""
        part: list[list[Piece]] = []
        for line in [*lines(pieces), []]:
            if not blank(line):
                mark = _LIST.match(opening(line))
                part.append(without(line, mark[0]) if mark else line)
            elif part:
                self.write_block(kind, part)
                part = []

    def write_block(self, kind: str, part: list[list[Piece]]) -> None:
        nested = [piece for line in part for piece in line if isinstance(piece, Aside)]
        with self.weaver.block(kind):
            for line in part:
                self.weaver.space()
                write_line(self.weaver, [piece for piece in line if not isinstance(piece, (Aside, Roll))])
        for aside in nested:
            self.block(aside.kind, aside.pieces)

    def keep_holes(self, line: list[Piece]) -> None:
        self.text([piece for piece in line if isinstance(piece, Hole)])

    def end_table(self) -> None:
        if self.table is None:
            return
        done, self.table = self.table, None
        with self.weaver.block("table"):
            for row in done.rows:
                self.weaver.newline()
                for index, cell in enumerate(row):
                    if index:
                        self.weaver.write(" | ")
                    write_line(self.weaver, cell)
        for aside in done.asides:
            self.aside(aside)


def _ends(line: list[Piece]) -> bool:
    """Whether a line of source ends as a sentence does, footnote marks left aside."""
    words = next((piece for piece in reversed(line) if isinstance(piece, str) and piece.strip()), "")
    return bool(re.search(r"[.!?:;][\"'”’»)]{0,3}\s*$", words[-9:]))


def _begins(start: str) -> bool:
    """Whether a line begins as a sentence does (a lower-case letter goes on with the line before)."""
    return not start[:1].islower()


class Table:
    """A table as it is read: rows of cells, each a line of pieces. Tables inside it are read as more rows."""

    def __init__(self) -> None:
        self.depth = 0
        self.rows: list[list[list[Piece]]] = []
        self.asides: list[Aside | Roll] = []

    def line(self, line: list[Piece], start: str) -> None:
        if start.startswith("{|"):
            self.depth += 1
            self.rows.append([])
        elif start.startswith("|}"):
            self.depth -= 1
        elif start.startswith("|-"):
            self.rows.append([])
        elif start.startswith(("|", "!")):
            mark = "|+" if start.startswith("|+") else start[0]
            self.cells(without(line, mark), header=mark == "!")
        elif not blank(line):
            self.more(line)

    def cells(self, line: list[Piece], *, header: bool) -> None:
        """The cells of one line of source: `a || b`, or `a !! b` in a row of headers."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append([])
        for piece in line:
            parts = re.split(r"\|\||!!" if header else r"\|\|", piece) if isinstance(piece, str) else [piece]
            self.put(parts[0])
            for part in parts[1:]:
                self.strip()
                self.rows[-1].append([])
                self.put(part)
        self.strip()

    def more(self, line: list[Piece]) -> None:
        """A further line of the last cell."""
        if not self.rows:
            self.rows.append([])
        if not self.rows[-1]:
            self.rows[-1].append([])
        self.put(" ")
        mark = _LIST.match(opening(line))
        for piece in without(line, mark[0]) if mark else line:
            self.put(piece)

    def put(self, piece: Piece) -> None:
        if isinstance(piece, (Aside, Roll)):
            self.asides.append(piece)
        else:
            self.rows[-1][-1].append(piece)

    def strip(self) -> None:
        """Take the attributes (`style="..." |`) off the cell just read."""
        cell = self.rows[-1][-1]
        if cell and isinstance(cell[0], str):
            attributes, bar, rest = cell[0].partition("|")
            if bar and ("=" in attributes or not attributes.strip()):
                cell[0] = rest
        cell[:] = trimmed(cell)


def heading(line: list[Piece]) -> tuple[str, int] | None:
    """The words and level of a heading line (`== words ==` is level 1), or `None` where it is none."""
    words = plain(line)
    level = min(len(words) - len(words.lstrip("=")), len(words) - len(words.rstrip("=")), 6)
    inner = words[level : len(words) - level].strip()
    return (inner, max(1, level - 1)) if level and inner else None
