"""Raw wikitext → a tree of templates, links, parameters and extension tags, in one pass and without recursion.

Brackets are paired as MediaWiki's preprocessor pairs them, with two tolerances: a `[[` never closed does not spoil the
template it stands in, and what is never closed at all stays as the characters written. The depth of the tree is
bounded, so that whoever walks it may recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from annals.codebook import table

ROOM = 25
"""How deep templates and links may stand in each other (MediaWiki expands templates 40 deep; pages use some ten)."""

_RUN = 5  # braces in a row that still mean something: a parameter as the name of a template


class Template(msgspec.Struct, frozen=True):
    """`{{name|argument|...}}`: the name and the arguments as written; `start` and `end` are offsets in the raw text."""

    parts: tuple[tuple[Node, ...], ...]
    start: int
    end: int


class Link(msgspec.Struct, frozen=True):
    """`[[target|words]]`; of a picture, several parts."""

    parts: tuple[tuple[Node, ...], ...]


class Parameter(msgspec.Struct, frozen=True):
    """`{{{name|otherwise}}}`."""

    parts: tuple[tuple[Node, ...], ...]


class Element(msgspec.Struct, frozen=True):
    """An extension tag such as `<ref name="x">...</ref>`; `body` is raw, `None` where the tag closes itself.

    `room` is the depth left for what stands inside it.
    """

    name: str
    attributes: str
    body: str | None
    room: int


Node = str | Template | Link | Parameter | Element


class Fault(msgspec.Struct, frozen=True):
    """Damage met at `start`: `unclosed` (braces), `too-deep`, or `unclosed-comment`."""

    code: str
    start: int


class Tree(msgspec.Struct, frozen=True):
    """What a text was parsed into, and the damage met."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]


def parse(raw: str, room: int = ROOM) -> Tree:
    """The tree of `raw`. Takes time in proportion to its length, whatever it holds."""
    parser = _Parser(raw, room)
    parser.run()
    return Tree(tuple(parser.root), tuple(parser.faults))


def walk(nodes: tuple[Node, ...]) -> Iterator[Template]:
    """Every template in `nodes`, also inside others and in the bodies of links (not inside extension tags)."""
    waiting: list[Node] = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (Template, Link, Parameter)):
            waiting.extend(inner for part in reversed(node.parts) for inner in reversed(part))
        if isinstance(node, Template):
            yield node


_EXTENSIONS = "|".join(sorted(table("templates")["elements"]["names"], key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<open>\{{\{{+)|(?P<close>\}}\}}+)|(?P<link>\[\[)|(?P<unlink>\]\])|(?P<bar>\|)|(?P<comment><!--)"
    rf"|<(?P<element>{_EXTENSIONS})(?=[\s/>])(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)


class _Open:
    """An opening bracket that waits for its closing one."""

    __slots__ = ("count", "kind", "parts", "start")

    def __init__(self, kind: str, count: int, start: int) -> None:
        self.kind, self.count, self.start = kind, count, start
        self.parts: list[list[Node]] = [[]]


class _Parser:
    def __init__(self, raw: str, room: int) -> None:
        self.raw, self.room = raw, room
        self.root: list[Node] = []
        self.faults: list[Fault] = []
        self.stack: list[_Open] = []
        self.braces = 0  # of the stack's openings, how many are braces
        self.endless: set[str] = set()  # extension tags that close no more from here on

    def run(self) -> None:
        at = 0
        while token := _TOKEN.search(self.raw, at):
            self.add(self.raw[at : token.start()])
            at = self.take(token)
        self.add(self.raw[at:])
        while self.stack:
            self.give_up()

    def add(self, node: Node) -> None:
        if node != "":
            (self.stack[-1].parts[-1] if self.stack else self.root).append(node)

    def take(self, token: re.Match[str]) -> int:
        """Handle `token`; where to go on."""
        match token.lastgroup:
            case "open":
                return self.open_braces(token)
            case "close":
                return self.close_braces(token)
            case "link":
                self.push(_Open("[[", 2, token.start()))
            case "unlink":
                self.unlink()
            case "bar":
                self.bar()
            case "comment":
                return self.comment(token)
            case _:
                return self.element(token)
        return token.end()

    def push(self, opening: _Open) -> None:
        if len(self.stack) >= self.room:
            self.fault("too-deep", opening.start)
            self.add(opening.kind[0] * opening.count)
            return
        self.stack.append(opening)
        self.braces += opening.kind == "{{"

    def fault(self, code: str, start: int) -> None:
        if code == "unclosed" or all(fault.code != code for fault in self.faults):
            self.faults.append(Fault(code, start))

    def open_braces(self, token: re.Match[str]) -> int:
        count = min(len(token[0]), _RUN)
        self.add("{" * (len(token[0]) - count))
        self.push(_Open("{{", count, token.end() - count))
        return token.end()

    def close_braces(self, token: re.Match[str]) -> int:
        left = len(token[0])
        while left >= 2 and self.braces:
            while self.stack[-1].kind == "[[":
                self.give_up()
            left -= self.close(self.stack[-1], min(left, 3), token.end() - left)
        self.add("}" * left)
        return token.end()

    def close(self, opening: _Open, most: int, at: int) -> int:
        """Close the innermost braces with up to `most` of those at `at`; how many were used."""
        width = 3 if opening.count >= 3 and most >= 3 else 2
        parts = tuple(tuple(part) for part in opening.parts)
        opening.count -= width
        start = opening.start + opening.count
        node: Node = Parameter(parts) if width == 3 else Template(parts, start, at + width)
        if opening.count >= 2:
            opening.parts = [[node]]
            return width
        self.stack.pop()
        self.braces -= 1
        self.add("{" * opening.count)
        self.add(node)
        return width

    def unlink(self) -> None:
        if self.stack and self.stack[-1].kind == "[[":
            opening = self.stack.pop()
            self.add(Link(tuple(tuple(part) for part in opening.parts)))
        else:
            self.add("]]")

    def bar(self) -> None:
        if self.stack:
            self.stack[-1].parts.append([])
        else:
            self.add("|")

    def give_up(self) -> None:
        """Turn the innermost opening, never closed, back into the characters written."""
        opening = self.stack.pop()
        if opening.kind == "{{":
            self.braces -= 1
            self.fault("unclosed", opening.start)
        self.add(opening.kind[0] * opening.count)
        for index, part in enumerate(opening.parts):
            if index:
                self.add("|")
            (self.stack[-1].parts[-1] if self.stack else self.root).extend(part)

    def comment(self, token: re.Match[str]) -> int:
        """Leave a comment out; one that has a line to itself takes the line with it."""
        end = self.raw.find("-->", token.end()) if "-->" not in self.endless else -1
        if end < 0:
            self.endless.add("-->")
            self.fault("unclosed-comment", token.start())
            return token.end()
        end += 3
        alone = token.start() == 0 or self.raw[token.start() - 1] == "\n"
        return end + 1 if alone and self.raw[end : end + 1] == "\n" else end

    def element(self, token: re.Match[str]) -> int:
        """An extension tag with everything up to its closing tag; one never closed stays as written."""
        name, attributes = token["element"].lower(), token["attributes"].rstrip()
        if attributes.endswith("/"):
            self.add(Element(name, attributes[:-1], None, self.room))
            return token.end()
        end = None
        if name not in self.endless:
            end = _closing(name).search(self.raw, token.end())
        if end is None:
            self.endless.add(name)
            self.add(token[0])
            return token.end()
        self.add(Element(name, attributes, self.raw[token.end() : end.start()], self.room - len(self.stack) - 1))
        return end.end()


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s{{0,9}}>", re.IGNORECASE)
