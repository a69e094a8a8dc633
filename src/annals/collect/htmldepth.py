"""How deep HTML nests, told before it is parsed.

The parser takes time that grows with the square of the depth, and copies every open format element (`<font>`, `<b>`)
into every paragraph that follows it. This scan follows the tags as the parser will, in linear time, and refuses a page
that would take it seconds or fill the memory.
"""

from __future__ import annotations

import re

from annals.base.errors import UnreadableDocument
from annals.collect.htmlnames import named

DEEPEST = 1000
MANY = 1000
COPIES = 200_000, 8  # format elements that may be copied: so many, and so many more for each tag

_ATTRIBUTE = re.compile(r"""[^\s/>][^\s/>=]*+(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>]*))?""")
_TAG = re.compile(
    r"""<(?:!--(?:-?>|.*?--!?>|.*)
        |(/?)([a-zA-Z][^\s/>]*)
         ((?:[\s/]+|[^\s/>][^\s/>=]*+(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>]*))?)*+)>?)""",
    re.S | re.X,
)
_RAW, _FOREIGN, _VOID = named("elements", "raw"), named("elements", "foreign"), named("elements", "void")
_IMPLIED, _CELLS = named("elements", "implied"), named("elements", "cells")
_WALLS, _FORMATS = named("elements", "walls"), named("elements", "formats")


def check(raw: str, where: str = "") -> None:
    """Raise `UnreadableDocument` where `raw` nests too deep to be parsed in good time."""
    stack: list[str] = []
    formats: list[tuple[str, str]] = []
    copies = tags = at = 0
    while match := _TAG.search(raw, at):
        at = match.end()
        slash, name, rest = match.groups()
        if name is None or (name := name.lower()) in _VOID:
            continue
        end, tags = bool(slash), tags + 1
        if name in _RAW and _FOREIGN.isdisjoint(stack):
            at = _after(raw, name, at)
            continue
        if name in _FORMATS:
            _follow_format(formats, end, name, rest)
        copies += len(formats)
        if name not in _IMPLIED:
            _follow(stack, end, name)
        if len(stack) > DEEPEST:
            raise _refused(raw, at, where, "elements nested too deep")
        if copies > COPIES[0] + COPIES[1] * tags:
            raise _refused(raw, at, where, "too many format elements (<b>, <font>) left open")
        if len(rest) > MANY and len(_ATTRIBUTE.findall(rest)) > MANY:
            raise _refused(raw, at, where, "too many attributes on one element")


def _after(raw: str, name: str, at: int) -> int:
    """The place after the next end tag of `name`, the end of `raw` where none follows."""
    found = re.compile(f"</{name}", re.I).search(raw, at)
    return found.end() if found else len(raw)


def _follow(stack: list[str], end: bool, name: str) -> None:
    """Open or close an element as the parser would."""
    if end and stack and stack[-1] == name:
        stack.pop()
        return
    if name in _CELLS:
        _cut_to(stack, "table", keep=True)
    if name == "a" or (end and name in _FORMATS):  # these end alone, and a link ends where the next begins
        _drop_last(stack, name)
    elif end and name not in _CELLS:
        _cut_to(stack, name, keep=False)
    if not end:
        stack.append(name)


def _drop_last(stack: list[str], name: str) -> None:
    """Close the nearest `name`, and nothing inside it."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth] == name:
            del stack[depth]
            return
        if stack[depth] in _WALLS:
            return


def _cut_to(stack: list[str], name: str, *, keep: bool) -> None:
    """Close the nearest `name` and all inside it (`keep`: only what is inside), if no wall stands between."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth] == name:
            del stack[depth + keep :]
            return
        if stack[depth] in _WALLS and name != "table":
            return


def _follow_format(formats: list[tuple[str, str]], end: bool, name: str, rest: str) -> None:
    """Keep the list of open format elements: at most three of the same kind, as the HTML standard has it."""
    if not end:
        if formats.count((name, rest)) < 3:
            formats.append((name, rest))
        return
    for at in range(len(formats) - 1, -1, -1):
        if formats[at][0] == name:
            del formats[at]
            return


def _refused(raw: str, at: int, where: str, found: str) -> UnreadableDocument:
    line = raw.count("\n", 0, at) + 1
    return UnreadableDocument(
        f"HTML with {found}",
        where=f"{where}:{line}" if where else f"line {line}",
        allowed=f"at most {DEEPEST} elements inside one another and {MANY} attributes on one",
        do="save the page again from its source, or give its text as plain text; the other documents are read",
    )
