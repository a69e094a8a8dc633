"""Markdown, or plain text in paragraphs → headings and blocks of a document.

Blocks are told apart line by line: headings, list items, quotations, tables, paragraphs. A line break inside a
paragraph is taken back where the line was wrapped, and ends the paragraph where it was not: agencies put one
paragraph on a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from annals.base.document import Citation
from annals.base.span import Span
from annals.codebook import squeeze, table
from annals.collect import inline
from annals.collect.references import citation
from annals.collect.weave import Weaver

WRAP = 120
"""Lines longer than this are paragraphs of their own, never parts of a wrapped one."""


FILLED = 50
"""The least width at which lines are taken for wrapped."""


class Width(NamedTuple):
    """How wide the lines of a text are, and whether they are broken where they were full."""

    columns: int
    wrapped: bool


def width(lines: list[str]) -> Width:
    """The width of `lines`: wrapped, if most that are followed by another could not have held its first word."""
    columns = max((len(line) for line in lines if len(line) <= WRAP), default=0)
    pairs = [(last, line.split(maxsplit=1)[0]) for last, line in pairwise(lines) if last.strip() and line.strip()]
    full = sum(len(last) <= WRAP and _fills(last, first, columns) for last, first in pairs)
    return Width(columns, len(pairs) >= 3 and full >= 0.8 * len(pairs))


def _fills(last: str, first: str, columns: int) -> bool:
    return len(last) + 1 + len(first) > columns


class Piece(NamedTuple):
    """A block before its mark-up is read: its kind, words, and level (of a heading) or printed number (of a note)."""

    kind: str
    words: str
    level: int = 0
    label: str = ""


class Body(NamedTuple):
    """What a body gave besides its blocks: the title it prints, and the footnotes it lists."""

    title: str | None
    citations: tuple[Citation, ...]


# Lines ------------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣▪◦·]|(\d{1,3}[.)]))[ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_RULE = re.compile(r" {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = re.compile(r"(={3,}|-{3,})[ \t]*")
_DELIMITER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?[ \t]*")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,80})\]:[ \t]*")
_TARGET = re.compile(r" {0,3}\[([^\[\]\n^]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].{0,300}[\"')])?[ \t]*")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]{0,3}$")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[^`]{0,100}")


class _Reader:
    """Cuts a body into pieces, one line after the other."""

    def __init__(self, width: Width) -> None:
        self.width = width
        self.links: dict[str, str] = {}
        self.open: list[str] = []
        self.kind, self.label = "paragraph", ""
        self.done: list[Piece] = []

    def line(self, line: str) -> None:
        if not line.strip() or _FENCE.fullmatch(line):
            self.flush()
        elif _UNDERLINE.fullmatch(line) and len(self.open) == 1 and self.kind == "paragraph":
            self.underlined(line)
        elif _RULE.fullmatch(line) or _DELIMITER.fullmatch(line):
            self.delimiter(line)
        elif heading := _HEADING.match(line):
            self.flush()
            self.done.append(Piece("heading", line[heading.end() :].rstrip().rstrip("#").rstrip(), len(heading[1])))
        elif not self.definition(line):
            self.words(line)

    def words(self, line: str) -> None:
        if line.lstrip().startswith("|"):
            self.begin("table", line, alone=True)
        elif item := _ITEM.match(line):
            self.begin("item", line[item.end() :], f"{item[1]} " if item[1] else "")
        elif quote := _QUOTE.match(line):
            self.begin("quote", line[quote.end() :], joins=True)
        else:
            self.begin(self.kind if self.open and self.soft(line) else "paragraph", line, joins=True)

    def begin(self, kind: str, line: str, label: str = "", *, joins: bool = False, alone: bool = False) -> None:
        """Add a line to the piece that is open, where it `joins` it, or open a new one."""
        if not (joins and self.open and self.kind == kind and self.soft(line)):
            self.flush()
            self.kind, self.label = kind, label
        self.open.append(line.strip())
        if alone:
            self.flush()

    def soft(self, line: str) -> bool:
        """Whether the break before `line` is only where a line was full: its first word would not have fitted."""
        last, first = self.open[-1], line.split(maxsplit=1)[:1]
        if not first or len(last) > WRAP:
            return False
        if first[0][0].islower():
            return True
        full = self.width.columns >= FILLED and _fills(last, first[0], self.width.columns)
        return full and (self.width.wrapped or not _SENTENCE_END.search(last))

    def underlined(self, line: str) -> None:
        words = self.open.pop()
        self.done.append(Piece("heading", words, 1 if line.startswith("=") else 2))

    def delimiter(self, line: str) -> None:
        """The line under a table's head, or a rule between paragraphs."""
        if "|" in line and self.open and "|" in self.open[-1]:
            self.kind = "table"
        self.flush()

    def definition(self, line: str) -> bool:
        """Whether `line` defines a footnote or the target of a reference link."""
        if note := _NOTE.match(line):
            self.begin("note", line[note.end() :], note[1])
            return True
        target = _TARGET.fullmatch(line)
        if target and not self.open:
            self.links[target[1].casefold()] = target[2]
            return True
        return False

    def flush(self) -> None:
        if self.open:
            self.done.append(Piece(self.kind, _joined(self.open), label=self.label))
        self.open, self.kind, self.label = [], "paragraph", ""


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph as one; a word cut at its hyphen gets no space."""
    words = lines[0]
    parts = [words]
    for line in lines[1:]:
        hyphen = parts[-1][-1:] == "-" and parts[-1][-2:-1].isalpha() and line[:1].islower()
        parts.append(line if hyphen else f" {line}")
    return "".join(parts)


def pieces(body: str) -> tuple[list[Piece], dict[str, str]]:
    """The pieces of `body` in order, and the targets of its reference links."""
    lines = without_comments(body).split("\n")
    reader = _Reader(width(lines))
    for line in lines:
        reader.line(line)
    reader.flush()
    return reader.done, reader.links


def without_comments(text: str) -> str:
    """`text` without HTML comments; one that never ends is left."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


# Writing ----------------------------------------------------------------------------------------------------------


def write(weaver: Weaver, body: str) -> Body:
    """Write `body` through `weaver`. A heading of the first rank that stands first and alone is the title."""
    cut, links = pieces(body)
    return _Writer(weaver, links, cut).written()


@cache
def _reference_headings() -> frozenset[str]:
    return frozenset(map(squeeze, table("report")["sections"]["reference"]))


class _Writer:
    """Writes pieces, and keeps count of sections, footnotes and the marks that point to them."""

    def __init__(self, weaver: Weaver, links: Mapping[str, str], cut: list[Piece]) -> None:
        self.weaver, self.links, self.cut = weaver, links, cut
        ranks = [piece.level for piece in cut if piece.kind == "heading"]
        self.titled = bool(cut) and cut[0].kind == "heading" and cut[0].level == 1 and ranks.count(1) == 1
        self.top = min(ranks[1:] if self.titled else ranks, default=1)
        self.listing = 0
        self.citations: dict[str, Citation] = {}

    def written(self) -> Body:
        title = None
        for number, piece in enumerate(self.cut):
            if number == 0 and self.titled:
                title = inline.plain(piece.words, self.links).strip()
                self.block("heading", piece.words)
            else:
                self.one(piece)
        self.settle()
        return Body(title, tuple(self.citations.values()))

    def settle(self) -> None:
        """Keep the marks that lead to a footnote, and those printed like marks whose footnotes are missing.

        A bracketed number is printed like a mark where it follows a word without a space. Its footnote is then known by
        its number alone.
        """
        text, kept = self.weaver.text(), []
        for mark in self.weaver.marks:
            if mark.key not in self.citations:
                if not re.match(r"[^\s(]", text[mark.span.start - 1 : mark.span.start]):
                    continue
                self.citations[mark.key] = Citation(mark.key, int(mark.key) if mark.key.isdecimal() else None)
            kept.append(mark)
        self.weaver.marks[:] = kept

    def one(self, piece: Piece) -> None:
        if piece.kind == "heading":
            self.heading(piece)
        elif piece.kind == "table":
            self.row(piece.words)
        elif piece.kind == "note" or (self.listing and piece.kind in ("item", "paragraph")):
            self.reference(piece)
        else:
            self.block(piece.kind, piece.label + piece.words)

    def heading(self, piece: Piece) -> None:
        words = " ".join(inline.plain(piece.words, self.links).split())
        if self.listing and piece.level <= self.listing:
            self.listing = 0
        if not self.listing and squeeze(words) in _reference_headings():
            self.listing = piece.level
        if words:
            self.weaver.heading(words, piece.level - self.top + 1)

    def block(self, kind: str, words: str) -> None:
        with self.weaver.block(kind):
            inline.write(self.weaver, words, self.links)

    def row(self, words: str) -> None:
        """One row of a table, its cells between bars."""
        found = [cell for cell in cells(words) if cell]
        if not found:
            return
        with self.weaver.block("table"):
            for number, cell in enumerate(found):
                self.weaver.write(" | " if number else "")
                inline.write(self.weaver, cell, self.links)

    def reference(self, piece: Piece) -> None:
        """One footnote or source listed: a block, and the citation that it prints."""
        before = len(self.weaver.blocks)
        self.block("reference", (piece.label if piece.kind == "item" else "") + piece.words)
        for block in self.weaver.blocks[before:]:
            key = self.key(piece)
            self.citations[key] = self.cited(piece.words, key, block.span)

    def cited(self, words: str, key: str, span: Span) -> Citation:
        """The citation that a footnote prints; its first link leads to the source, one into an archive to a copy."""
        links = [(shown, target) for shown, target in inline.linked(words, self.links) if target.startswith("http")]
        copies = [target for _, target in links if re.match(r"https?://(?:web\.)?archive\.", target)]
        sources = [(shown, target) for shown, target in links if target not in copies]
        title = sources[0][0] if sources and not sources[0][0].startswith("http") else None
        number = int(key) if key.isdecimal() else None
        read = citation(inline.plain(words, self.links), key=key, number=number, span=span, title=title)
        url, copy = (sources[0][1] if sources else read.url), (copies[0] if copies else read.archive_url)
        return replace(read, url=url, archive_url=copy)

    def key(self, piece: Piece) -> str:
        number = piece.label.strip(" .)")
        return number if number and number not in self.citations else f"r{len(self.citations) + 1}"


def cells(row: str) -> list[str]:
    """The cells of a table's row, without the bars at its edges."""
    found = re.split(r"(?<!\\)\|", row.strip())
    return [cell.strip() for cell in found[bool(not found[0].strip()) : len(found) - bool(not found[-1].strip())]]
