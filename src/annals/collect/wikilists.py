"""Templates that print lists: always as lines of wikitext with a bullet each, as an infobox's lines are read."""

from __future__ import annotations

import re

from annals.codebook import table
from annals.collect.wikicall import Call
from annals.collect.wikipieces import Piece, Quote, lines, opening, trimmed

_LEVEL_ONE = re.compile(r"[*#•](?![*#•])")


def items(call: Call) -> list[Piece]:
    """Every argument is an item; lists inside an item go one bullet deeper."""
    out: list[Piece] = []
    for place in call.places():
        item = trimmed(call.pieces(place))
        if any(piece for piece in item):
            out += ["\n", *_item(item)]
    return [*out, "\n"] if out else []


def wrapped(call: Call) -> list[Piece]:
    """The list in the first argument; without one, the list follows this template."""
    return ["\n", *call.pieces("1", "content"), "\n"]


def titled(call: Call) -> list[Piece]:
    """A title, printed bold, and a list under it: in the other arguments, or in one, or after the template."""
    names = [name for name in table("templates")["list"]["titles"] if call.words(name)]
    places = call.places()
    out: list[Piece] = ["\n"]
    if names:
        out += [Quote(3), *call.pieces(names[0]), Quote(3), "\n"]
    elif places and (len(places) > 1 or call.name in table("templates")["list"]["begun"]) and not _is_list(call.name):
        out += [Quote(3), *call.pieces(places.pop(0)), Quote(3), "\n"]
    for place in places:
        item = trimmed(call.pieces(place))
        if any(piece for piece in item):
            out += [*(_item(item) if len(places) > 1 else item), "\n"]
    return out


def _is_list(name: str) -> bool:
    """Whether every argument is an item, so that the first is no title."""
    return "list" in name


def _item(item: list[Piece]) -> list[Piece]:
    """An item with its bullet. A list inside it goes one bullet deeper; an item that has its bullets keeps them."""
    lists = list(lines(item))
    if opening(lists[0]).startswith(("*", "#", "•")):
        return item
    deeper = "*" if any(_LEVEL_ONE.match(opening(line)) for line in lists[1:]) else ""
    out: list[Piece] = ["* ", *lists[0]]
    for line in lists[1:]:
        out += ["\n", deeper if opening(line).startswith(("*", "#", "•")) else "", *_bare(line)]
    return out


def _bare(line: list[Piece]) -> list[Piece]:
    """A line without spaces at its beginning."""
    return [line[0].lstrip(" \t"), *line[1:]] if line and isinstance(line[0], str) else line
