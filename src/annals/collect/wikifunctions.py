"""Parser functions and magic words: `{{#if:...}}`, `{{formatnum:...}}`, `{{PAGENAME}}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from annals.codebook import table
from annals.collect.wikicall import Call
from annals.collect.wikifigures import grouped
from annals.collect.wikipieces import Piece, trimmed
from annals.collect.wikitree import Node

_HEAD = re.compile(r"(#?[^\W\d][\w -]*|#) ?: ?")


def called(call: Call) -> list[Piece] | None:
    """The pieces of a parser function or magic word; `None` where the template is none."""
    names = table("templates")["functions"]
    if call.name in names["page"]:
        return [call.expander.title or ""]
    head = _HEAD.match(call.name)
    if head is None:
        return [""] if call.written.isupper() and call.name.startswith(tuple(names["words"])) else None
    name = head[1].strip()
    if name in names["silent"]:
        return [""]
    if name in _FUNCTIONS:
        return _FUNCTIONS[name](call, [_first(call), *call.template.parts[1:]]) or [""]
    if name.startswith("#"):
        return [*call.hole("parser-function", "this function is worked out by a wiki only"), ""]
    return None


def _first(call: Call) -> tuple[Node, ...]:
    """The argument after the colon."""
    head = call.template.parts[0]
    for index, node in enumerate(head):
        if isinstance(node, str) and ":" in node:
            return (node.partition(":")[2], *head[index + 1 :])
    return ()


Arguments = list[tuple[Node, ...]]


def _pick(call: Call, arguments: Arguments, index: int) -> list[Piece]:
    return trimmed(call.expander.expand(arguments[index])) if index < len(arguments) else []


def _if(call: Call, arguments: Arguments) -> list[Piece]:
    return _pick(call, arguments, 1 if call.expander.plain(arguments[0]) else 2)


def _if_equal(call: Call, arguments: Arguments) -> list[Piece]:
    left, right = (call.expander.plain(part) for part in [*arguments, (), ()][:2])
    return _pick(call, arguments, 2 if left == right else 3)


def _if_exists(call: Call, arguments: Arguments) -> list[Piece]:
    """Whether a page exists is not known here; the words for when it does are taken."""
    return _pick(call, arguments, 1)


def _if_error(call: Call, arguments: Arguments) -> list[Piece]:
    return _pick(call, arguments, 2 if len(arguments) > 2 else 0)


def _switch(call: Call, arguments: Arguments) -> list[Piece]:
    """The words of the case that equals the first argument, else the default."""
    wanted = call.expander.plain(arguments[0])
    found, default = False, None
    for index, part in enumerate(arguments[1:], start=1):
        head = part[0] if part and isinstance(part[0], str) else ""
        case, equals, rest = head.partition("=")
        words = case.strip() if equals else call.expander.plain(part)
        value: tuple[Node, ...] = (rest, *part[1:]) if equals else part
        found = found or words == wanted
        if found and equals:
            return trimmed(call.expander.expand(value))
        if words == "#default" or (not equals and index == len(arguments) - 1):
            default = value
    return trimmed(call.expander.expand(default)) if default else []


def _expression(call: Call, arguments: Arguments) -> list[Piece]:
    """A sum of numbers is worked out where it is one number; anything else is left as a gap."""
    words = call.expander.plain(arguments[0])
    if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", words):
        return [words]
    return call.expander.hole("parser-function", f"#expr:{words[:60]}", "this sum is worked out by a wiki only")


def _tag(call: Call, arguments: Arguments) -> list[Piece]:
    """`{{#tag:ref|words|name=x|group=y}}`; other tags print their content."""
    name = call.expander.plain(arguments[0]).casefold()
    body = call.arguments.get("1")
    if name == "ref":
        group, label = call.words("group"), call.words("name")
        return [call.expander.notes.use(group, label, body)] if body or label else []
    return call.pieces("1") if name not in ("references", "gallery", "math") else []


def _number(call: Call, arguments: Arguments) -> list[Piece]:
    words = call.expander.plain(arguments[0])
    if "r" in (call.words("1").casefold(), call.words("2").casefold()):
        return [words.replace(",", "")]
    return [grouped(words) if re.fullmatch(r"-?\d{1,40}(?:\.\d{0,40})?", words) else words]


def _content(call: Call, arguments: Arguments) -> list[Piece]:
    return _pick(call, arguments, 0)


def _invoked(call: Call, arguments: Arguments) -> list[Piece]:
    """A module: what it prints of its arguments is not known."""
    return call.hole("unknown-template", "this module is not known")


def _lower(call: Call, arguments: Arguments) -> list[Piece]:
    return [call.expander.plain(arguments[0]).lower()]


def _upper(call: Call, arguments: Arguments) -> list[Piece]:
    return [call.expander.plain(arguments[0]).upper()]


_FUNCTIONS: dict[str, Callable[[Call, Arguments], list[Piece]]] = {
    "#if": _if,
    "#ifeq": _if_equal,
    "#ifexist": _if_exists,
    "#iferror": _if_error,
    "#switch": _switch,
    "#expr": _expression,
    "#tag": _tag,
    "#invoke": _invoked,
    "#formatdate": _content,
    "#dateformat": _content,
    "formatnum": _number,
    "lc": _lower,
    "uc": _upper,
    "lcfirst": _content,
    "ucfirst": _content,
    "padleft": _content,
    "padright": _content,
    "plural": _content,
}
