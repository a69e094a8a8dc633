"""What wikitext expands to: words and marks in the order of the page, not yet cut into lines and blocks.

A `str` among the pieces is text; its newlines are those of the wikitext (a new line of source, not of the page).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from annals.base.gap import Gap


class Break(msgspec.Struct, frozen=True):
    """A line break that a reader sees (`<br>`)."""


class Quote(msgspec.Struct, frozen=True):
    """A run of two or more apostrophes: italic, bold, or both."""

    run: int


class Open(msgspec.Struct, frozen=True):
    """What follows, up to its `Close`, is the text of a link to `target`."""

    target: str


class Close(msgspec.Struct, frozen=True):
    """The end of the innermost link."""


class Outer(msgspec.Struct, frozen=True):
    """What follows, up to the next `Bracket`, is the text of a link to the address of another site."""

    address: str


class Bracket(msgspec.Struct, frozen=True):
    """A closing square bracket: the end of a link to another site, or just itself."""


class Script(msgspec.Struct, frozen=True):
    """What follows is raised (`sup`), lowered (`sub`), or level again (empty)."""

    form: str


class Note(msgspec.Struct, frozen=True):
    """A footnote mark: the characters printed and the key of the citation."""

    printed: str
    key: str


class Emblem(msgspec.Struct, frozen=True):
    """A flag or emblem; `picture` is true where it is any picture, which is one only in an infobox."""

    name: str
    picture: bool = False


class Aside(msgspec.Struct, frozen=True):
    """A block of its own inside the text: a `quote`, a `caption`, or a `table` (text not to be read as prose)."""

    kind: str
    pieces: tuple[Piece, ...]


class Hole(msgspec.Struct, frozen=True):
    """Where something could not be expanded."""

    gap: Gap


class Roll(msgspec.Struct, frozen=True):
    """Where the list of footnotes of `group` stands."""

    group: str


Piece = str | Break | Quote | Open | Close | Outer | Bracket | Script | Note | Emblem | Aside | Hole | Roll

_SPACES = str.maketrans(
    dict.fromkeys("\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("\xad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")
)


def spaced(words: str) -> str:
    """`words` with every kind of space as a plain one, and without characters that print nothing."""
    return words if words.isascii() and "\t" not in words else words.translate(_SPACES)


def lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line of source; neighbouring words are joined."""
    line: list[Piece] = []
    words: list[str] = []
    for piece in pieces:
        if not isinstance(piece, str):
            _settle(words, line)
            line.append(piece)
            continue
        if "\n" not in piece:
            words.append(piece)
            continue
        first, *rest = piece.split("\n")
        words.append(first)
        for part in rest:
            _settle(words, line)
            yield line
            line, words = [], [part]
    _settle(words, line)
    yield line


_EMPTY_BRACKETS = re.compile(r" ?\( ?[;,]? ?\)")


def _settle(words: list[str], line: list[Piece]) -> None:
    joined = "".join(words)
    words.clear()
    if "(" in joined:
        joined = _EMPTY_BRACKETS.sub("", joined)
    if joined:
        line.append(joined)


def blank(line: list[Piece]) -> bool:
    """Whether nothing of `line` can be seen or counts as a mark."""
    return all(
        not piece.strip() if isinstance(piece, str) else isinstance(piece, (Break, Quote, Script, Hole))
        for piece in line
    )


def opening(line: list[Piece]) -> str:
    """The words `line` begins with, without leading spaces (empty where it begins with something else)."""
    for piece in line:
        if isinstance(piece, str):
            if piece.strip():
                return piece.lstrip()
        elif not isinstance(piece, Hole):
            return ""
    return ""


def without(line: list[Piece], start: str) -> list[Piece]:
    """`line` without the first occurrence of `start`, which its words begin with."""
    rest = list(line)
    for index, piece in enumerate(rest):
        if isinstance(piece, str) and piece.strip():
            rest[index] = piece.lstrip().removeprefix(start)
            break
    return rest


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without white space at their edges."""
    out = list(pieces)
    if out and isinstance(out[0], str):
        out[0] = out[0].lstrip()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip()
    return out
