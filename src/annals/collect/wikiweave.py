"""Pieces of wikitext → the Weaver: one line of source at a time, with its quotes, links and scripts resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from annals.base.document import Bold, Link
from annals.base.span import Span
from annals.collect.weave import Weaver
from annals.collect.wikipieces import (
    Aside,
    Bracket,
    Break,
    Close,
    Emblem,
    Hole,
    Note,
    Open,
    Outer,
    Piece,
    Quote,
    Roll,
    Script,
    lines,
    opening,
    spaced,
    without,
)

_SCRIPTS = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_LETTERS = _SCRIPTS["sup"] | str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_BULLETS = re.compile(r"[*#]+ ?")
_SPACE_RUNS = re.compile(r"[ \n]+")


def write_line(weaver: Weaver, line: list[Piece], *, pictures: bool = False) -> None:
    """Write one line of source; a `Break` in it becomes a line break. `pictures`: every picture counts as a flag."""
    writer = _Writer(weaver, pictures)
    for piece in balanced(line):
        writer.take(piece)
    writer.finish()


def plain(pieces: Iterable[Piece]) -> str:
    """The words of `pieces` in one line: no marks, no captions, white space made single."""
    weaver = Weaver()
    for number, line in enumerate(lines(_worded(pieces))):
        mark = _BULLETS.match(opening(line)) if number else None
        write_line(weaver, without(line, mark[0]) if mark else line)
        weaver.space()
    return " ".join(weaver.text().split())


def _worded(pieces: Iterable[Piece]) -> Iterable[Piece]:
    for piece in pieces:
        if isinstance(piece, Break):
            yield " "
        elif isinstance(piece, Aside):
            if piece.kind == "quote":
                yield from _worded(piece.pieces)
        elif not isinstance(piece, (Note, Emblem, Roll, Hole)):
            yield piece


class _Begun(NamedTuple):
    """What was begun at `at` and not yet ended."""

    at: int
    target: str = ""
    outer: bool = False


class _Writer:
    """Writes the pieces of one line, and keeps what is open: links, bold, script."""

    def __init__(self, weaver: Weaver, pictures: bool) -> None:
        self.weaver, self.pictures = weaver, pictures
        self.links: list[_Begun] = []
        self.bold: int | None = None
        self.form = ""
        self.ink = 0  # where the last character that can be seen ends

    def take(self, piece: Piece) -> None:
        match piece:
            case str():
                self.words(piece)
            case Break():
                self.line_break()
            case Quote(run=run):
                if run in (3, 5):
                    self.toggle()
            case Open(target=target):
                self.links.append(_Begun(self.weaver.at, target))
            case Outer(address=address):
                self.links.append(_Begun(self.weaver.at, address, outer=True))
            case Close():
                self.unlink(outer=False)
            case Bracket():
                if not self.unlink(outer=True):
                    self.words("]")
            case Script(form=form):
                self.form = form
            case _:
                self.mark(piece)

    def mark(self, piece: Piece) -> None:
        match piece:
            case Note(printed=printed, key=key):
                self.weaver.mark(printed, key)
                self.ink = self.weaver.at
            case Emblem(name=name, picture=picture):
                if self.pictures or not picture:
                    self.weaver.flag(name)
            case Hole(gap=gap):
                self.weaver.gaps.append(msgspec.structs.replace(gap, span=Span(self.weaver.at, self.weaver.at)))

    def words(self, words: str) -> None:
        words = _SPACE_RUNS.sub(" ", spaced(words))
        if self.form:
            words = words.translate(_LETTERS if self.form == "sup" and len(words) == 1 else _SCRIPTS[self.form])
        if words.startswith(" ") and (not self.weaver.at or self.weaver.ends_with(" ") or self.weaver.ends_with("\n")):
            words = words[1:]
        if words.strip():
            self.ink = self.weaver.at + len(words.rstrip())
        self.weaver.write(words)

    def line_break(self) -> None:
        bold = self.bold is not None
        if bold:
            self.toggle()
        self.weaver.newline()
        if bold:
            self.toggle()

    def toggle(self) -> None:
        if self.bold is None:
            self.bold = self.weaver.at
            return
        if self.ink > self.bold:
            self.weaver.bolds.append(Bold(Span(self.bold, self.ink)))
        self.bold = None

    def unlink(self, *, outer: bool) -> bool:
        """End the innermost link of this kind (and those left open inside it); whether there was one."""
        if not any(link.outer == outer for link in self.links):
            return False
        while True:
            link = self.links.pop()
            if self.ink > link.at:
                self.weaver.links.append(Link(Span(link.at, self.ink), link.target))
            if link.outer == outer:
                return True

    def finish(self) -> None:
        if self.bold is not None:
            self.toggle()
        while self.links:
            self.unlink(outer=self.links[-1].outer)


def balanced(line: list[Piece]) -> list[Piece]:
    """`line` with runs of four or more than five apostrophes cut, and an odd bold mark read as MediaWiki does.

    Where both the bold and the italic marks of a line are odd in number, one `'''` is an apostrophe and an italic
    mark: the first that follows a single letter, else the first that follows a word, else the first.
    """
    if not any(isinstance(piece, Quote) for piece in line):
        return line
    cut = [part for piece in line for part in _cut(piece)]
    bolds = [index for index, piece in enumerate(cut) if isinstance(piece, Quote) and piece.run in (3, 5)]
    italics = sum(isinstance(piece, Quote) and piece.run in (2, 5) for piece in cut)
    threes = [index for index in bolds if cut[index] == Quote(3)]
    if len(bolds) % 2 and italics % 2 and threes:
        at = min(threes, key=lambda index: (_rank(cut[index - 1] if index else ""), index))
        cut[at : at + 1] = ["'", Quote(2)]
    return cut


def _cut(piece: Piece) -> list[Piece]:
    if isinstance(piece, Quote) and piece.run == 4:
        return ["'", Quote(3)]
    if isinstance(piece, Quote) and piece.run > 5:
        return ["'" * (piece.run - 5), Quote(5)]
    return [piece]


def _rank(before: Piece) -> int:
    words = before if isinstance(before, str) else " "
    if words.endswith(" "):
        return 2
    return 0 if len(words) == 1 or words[-2:-1] == " " else 1
