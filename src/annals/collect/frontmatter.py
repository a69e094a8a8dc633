"""Markdown under front matter: infoboxes and particulars in YAML (or JSON) above, the article or report below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annals.base.document import Document, Infobox, Row
from annals.base.gap import Gap
from annals.codebook import is_conflict_box, parameter_key, squeeze
from annals.collect import block, box, markdown, particulars
from annals.collect.block import Value
from annals.collect.weave import Weaver

BOXES = ("infoboxes", "infobox")


def read(raw: str, *, name: str, digest: str, certainty: float, format: str = "frontmatter") -> Document:
    """The document that `raw` is: its infoboxes first, then its body. Without front matter it is all body."""
    parted = block.parted(raw, name)
    values = block.mapping(parted.block, parted.line, name) if parted else {}
    body = parted.body if parted else raw
    weaver = Weaver()
    boxes = [infobox(weaver, params) for params in parameters(values)] or repeated(weaver, body)
    written = markdown.write(weaver, body)
    names = particulars.named({key: value for key, value in values.items() if key not in BOXES})
    source, gaps = particulars.source(names)
    return weaver.document(
        name=name,
        format=format,
        certainty=certainty,
        digest=digest,
        title=names.get("title") or written.title or titled(boxes, weaver.text()),
        source=source,
        encyclopedia=particulars.is_encyclopedia(f"{source.publisher} {source.url} {source.author}"),
        infoboxes=tuple(boxes),
        citations=written.citations,
        metadata=particulars.metadata(values, without=("title", *BOXES)),
        gaps=gaps,
    )


def titled(boxes: list[Infobox], text: str) -> str | None:
    """The title that the first conflict infobox gives."""
    row = next((row for box in boxes if box.conflict for row in box.all("title")), None)
    return text[row.span.start : row.span.end] if row else None


# Parameters -------------------------------------------------------------------------------------------------------


def parameters(values: Mapping[str, Value]) -> list[dict[str, Value]]:
    """The infoboxes of the front matter as lists of parameters. Neighbours of one parameter each are one box."""
    found: list[dict[str, Value]] = []
    lone = False
    for params in _boxes(values):
        if lone and found and len(params) == 1 and not params.keys() & found[-1].keys():
            found[-1].update(params)
        else:
            found.append(dict(params))
            lone = len(params) == 1
    return found


def _boxes(values: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    for key in BOXES:
        value = values.get(key)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and each:
                yield each


def infobox(weaver: Weaver, params: Mapping[str, Value]) -> Infobox:
    """Write the values of `params` row by row; the box they make."""
    rows: list[Row] = []
    template = ""
    for label, value in params.items():
        words = worded(value)
        if squeeze(label) == "template":
            template = words
        elif words.strip():
            _row(weaver, label, words, value, rows)
    conflict = is_conflict_box(template) if template else is_of_conflict(rows)
    return Infobox(template, conflict, tuple(rows))


def _row(weaver: Weaver, label: str, words: str, value: Value, rows: list[Row]) -> None:
    key, side = parameter_key(label)
    before = len(rows), len(weaver.flags)
    with weaver.row(key, side, label, rows):
        strange = box.write(weaver, words, wanted(value))
    if len(rows) == before[0]:
        del weaver.flags[before[1] :]  # a picture alone is no value, and must not be taken for the next row's flag
    if strange:
        why = "a template or link was left in the value by whatever wrote the file; it was not understood"
        weaver.gaps.append(Gap("collect", "leftover-markup", why, words=strange, field=label))


_WAR = frozenset({"combatant", "casualties"})
_ATTACK = frozenset({"fatalities", "injuries"})
_ARMS = frozenset({"perpetrator", "perpetrators", "weapons", "assailants", "assailant", "target", "motive"})


def is_of_conflict(rows: list[Row]) -> bool:
    """Whether a box whose template is not named is about a conflict, by what it has rows for."""
    keys, labels = {row.key for row in rows}, {squeeze(row.label) for row in rows}
    return bool(keys & _WAR) or "conflict" in labels or bool(keys & _ATTACK and labels & _ARMS)


# Values -----------------------------------------------------------------------------------------------------------


def worded(value: Value) -> str:
    """The words of a parameter: a string, a list of lines, or a mapping with `text` (or `number`)."""
    if isinstance(value, dict):
        return worded(value.get("text", value.get("number")))
    if isinstance(value, list):
        return "\n".join(words for each in value if isinstance(each, str | dict) and (words := _line(each)))
    return value or ""


def _line(value: str | dict[str, Any]) -> str:
    words = value.get("text") if isinstance(value, dict) else value
    return words if isinstance(words, str) else ""


def wanted(value: Value) -> Iterator[box.Words]:
    """The links and bold runs that the exporter keeps beside the words of a parameter."""
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict):
            continue
        for link in _list(each.get("links")):
            if isinstance(link, dict) and (words := link.get("text") or link.get("page")):
                yield box.Words(str(words), target(link))
        shapes = each.get("formatting")
        for words in _list(shapes.get("bold") if isinstance(shapes, dict) else None):
            if isinstance(words, str) and words.strip():
                yield box.Words(words.strip(), bold=True)


def _list(value: Value) -> list[Any]:
    return value if isinstance(value, list) else []


def target(link: Mapping[str, Any]) -> str | None:
    """The page or address a link leads to; `None` where the exporter lost it."""
    to = next((link[key] for key in ("page", "site", "url", "href") if isinstance(link.get(key), str)), None)
    if not to or to == "undefined":
        return None
    anchor = link.get("anchor")
    return f"{to}#{anchor}" if isinstance(anchor, str) and anchor else str(to)


# A table that repeats the infobox ---------------------------------------------------------------------------------

_ROW = re.compile(r"[ \t]*\|[ \t]*(\*\*[^*|\n]{1,60}\*\*)[ \t]*\|(.*)\|[ \t]*")


def repeated(weaver: Weaver, body: str) -> list[Infobox]:
    """The infobox that the first table of `body` repeats, where the front matter has none: parameter, bar, value."""
    params: dict[str, Value] = {}
    for line in body.lstrip().split("\n"):
        if not line.lstrip().startswith("|"):
            break
        if row := _ROW.fullmatch(line):
            params[row[1].strip("* ")] = _value(row[2])
    found = infobox(weaver, params) if is_box(params) else None
    return [found] if found and found.rows else []


def is_box(params: Mapping[str, Value]) -> bool:
    """Whether a table's first column holds the parameters of a conflict's infobox."""
    keys = {parameter_key(label)[0] for label in params}
    return len(params) >= 3 and bool(keys & _WAR) and bool(keys & {"title", "date", "place", "part_of", "result"})


def _value(cell: str) -> Value:
    """A cell as a parameter: its bullets on lines of their own again, its links beside its words."""
    from annals.collect import inline

    weaver = Weaver()
    inline.write(weaver, cell.strip())
    words = weaver.text()
    links = [{"text": words[link.span.start : link.span.end], "page": link.target or ""} for link in weaver.links]
    return {"text": re.sub(r"[ \t]*,[ \t]*(?=\*)", "\n", words), "links": links}
