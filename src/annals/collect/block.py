"""The block of front matter above a text: YAML or JSON between `---` lines, read so that nothing in it can do harm.

Every scalar comes back as the words written: `2021-02-13` stays those ten characters, `1e3` and `yes` too. Object tags,
deep nesting and aliases that grow beyond all bounds are refused; what is wrong is told with the line of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from annals.base.errors import UnreadableDocument

if TYPE_CHECKING:
    from yaml.events import Event

Value = str | None | list[Any] | dict[str, Any]
"""A string, nothing, a list of values or a mapping of strings to values."""

DEPTH = 64
SIZE = 4_000_000
"""Characters that a block may have once its aliases are written out; every value counts for `WEIGHT` more."""

WEIGHT = 16


class Parted(NamedTuple):
    """A text parted into its front matter (and the number of the line it begins on, from 1) and its body."""

    block: str
    line: int
    body: str


_OPEN = re.compile(r"[ \t\n]*---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def parted(raw: str, where: str) -> Parted | None:
    """Front matter and body of `raw`, or `None` if it does not begin with `---`; raises if the block never ends."""
    fence = _OPEN.match(raw)
    if not fence:
        return None
    first = raw.count("\n", 0, fence.end()) + 1
    close = _CLOSE.search(raw, fence.end())
    if not close:
        raise UnreadableDocument(
            f"the front matter that begins on line {first - 1} is not closed before the text ends; it is cut off",
            where=f"{where}:{raw.rstrip().count(chr(10)) + 1}",
            allowed="front matter between two lines of ---",
            do="fetch the file again, or close the front matter",
        )
    return Parted(raw[fence.end() : close.start()], first, raw[close.end() :])


def mapping(block: str, line: int, where: str) -> dict[str, Value]:
    """The mapping that `block` holds; `line` is the number of its first line in the file `where`."""
    if block.lstrip().startswith("{"):
        try:
            return json_mapping(block)
        except (ValueError, RecursionError):
            pass  # YAML's braces are looser than JSON's; where both fail, YAML names the line
    value = _built(block, line, where)
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise _refused("the front matter is not a list of names and values", line, where)
    return value


# JSON -------------------------------------------------------------------------------------------------------------


def json_mapping(words: str) -> dict[str, Value]:
    """The object that `words` hold as JSON, every scalar as written. Raises `ValueError` or `RecursionError`."""
    value = json.loads(words, parse_int=str, parse_float=str, parse_constant=str)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return as_words(value)


def as_words(tree: dict[str, Any]) -> dict[str, Value]:
    """`tree` with `true` and `false` as words, in place; numbers have come as words already."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(value, bool):
                node[key] = str(value).lower()
            elif isinstance(value, dict | list):
                waiting.append(value)
    return tree


# YAML -------------------------------------------------------------------------------------------------------------

_TAGS = "str int float bool null timestamp map seq"
_PLAIN_TAGS = frozenset({"!", *(f"tag:yaml.org,2002:{name}" for name in _TAGS.split())})
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Frame:
    """A list or mapping that is being read."""

    def __init__(self, holder: list[Any] | dict[str, Any], anchor: str | None) -> None:
        self.holder, self.anchor, self.size = holder, anchor, WEIGHT
        self.key: str | None = None


class _Builder:
    """Makes values of YAML events, one at a time, without recursion and within bounds."""

    def __init__(self, line: int, where: str) -> None:
        self.line, self.where = line, where
        self.frames: list[_Frame] = []
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.root: Value = None
        self.size = 0

    def scalar(self, event: Any) -> None:
        empty = event.value in _NOTHING and event.style in (None, "") and event.implicit[0]
        self.put(None if empty else event.value, WEIGHT + len(event.value), event)

    def begin(self, holder: list[Any] | dict[str, Any], event: Any) -> None:
        if len(self.frames) >= DEPTH:
            raise self.refused(f"front matter nested more than {DEPTH} deep", event)
        if self.wants_key():
            raise self.refused("a name that is itself a list or mapping", event)
        self.frames.append(_Frame(holder, event.anchor))

    def end(self, event: Any) -> None:
        frame = self.frames.pop()
        self.put(frame.holder, frame.size, event, frame.anchor, counted=True)

    def alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            raise self.refused(f"the alias *{event.anchor} stands for nothing that is complete before it", event)
        value, size = self.anchors[event.anchor]
        self.put(value, size, event, anchor="")

    def put(self, value: Value, size: int, event: Any, anchor: str | None = None, counted: bool = False) -> None:
        """Hang `value` where it belongs. `size` is what it comes to when written out."""
        self.size += 0 if counted else size
        if self.size > SIZE:
            raise self.refused("front matter that grows without bounds through its aliases", event)
        name = anchor if anchor is not None else getattr(event, "anchor", None)
        if name:
            self.anchors[name] = (value, size)
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        frame.size += size
        if isinstance(frame.holder, list):
            frame.holder.append(value)
        elif frame.key is None:
            frame.key = value if isinstance(value, str) else ""
        else:
            frame.holder[frame.key], frame.key = value, None

    def wants_key(self) -> bool:
        return bool(self.frames) and isinstance(self.frames[-1].holder, dict) and self.frames[-1].key is None

    def refused(self, what: str, event: Any) -> UnreadableDocument:
        return _refused(what, self.line + event.start_mark.line, self.where)


def _built(block: str, line: int, where: str) -> Value:
    import yaml

    builder = _Builder(line, where)
    try:
        for event in _events(block):
            _take(builder, event)
            if isinstance(event, yaml.DocumentEndEvent):
                break
    except yaml.MarkedYAMLError as error:
        raise _unread(error, line, where) from error
    except yaml.YAMLError as error:
        at = block.count("\n", 0, getattr(error, "position", 0))
        raise _refused(f"front matter that YAML does not allow: {error}", line + at, where) from error
    return builder.root


def _events(block: str) -> Iterator[Event]:
    import yaml

    return yaml.parse(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _take(builder: _Builder, event: Any) -> None:
    import yaml

    if getattr(event, "tag", None) and event.tag not in _PLAIN_TAGS:
        raise builder.refused(f"the tag {event.tag!r}, which asks for an object to be made", event)
    match event:
        case yaml.ScalarEvent():
            builder.scalar(event)
        case yaml.MappingStartEvent():
            builder.begin({}, event)
        case yaml.SequenceStartEvent():
            builder.begin([], event)
        case yaml.CollectionEndEvent():
            builder.end(event)
        case yaml.AliasEvent():
            builder.alias(event)


def _unread(error: Any, line: int, where: str) -> UnreadableDocument:
    mark = error.problem_mark or error.context_mark
    since = f" (begun on line {line + error.context_mark.line})" if error.context and error.context_mark else ""
    what = f"{error.context}{since}: {error.problem}" if error.context else str(error.problem)
    return _refused(f"front matter that YAML cannot read, {what}", line + (mark.line if mark else 0), where)


def _refused(what: str, line: int, where: str) -> UnreadableDocument:
    return UnreadableDocument(
        what,
        where=f"{where}:{line}",
        allowed=f"YAML or JSON of plain names and values, up to {DEPTH} deep",
        do="mend the front matter at that line, or delete it",
    )


def inner(value: Value, names: tuple[str, ...] = ()) -> str | None:
    """The words of a value: itself, those of a list with commas, or those that a mapping holds under `names`."""
    if isinstance(value, list):
        words = [word for item in value if (word := inner(item, names) if not isinstance(item, list) else None)]
        return ", ".join(words) or None
    if isinstance(value, Mapping):
        return next((found for name in names if isinstance(found := value.get(name), str)), None)
    return value
