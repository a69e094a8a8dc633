"""Labels of infoboxes in flattened text: alone on a line, set off by a tab or colon, or glued to their value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from annals.base.span import Span
from annals.codebook import label_key, squeeze, table

SIDED = frozenset(("combatant", "commander", "units", "strength", "casualties"))


class Label(NamedTuple):
    """A label found: its canonical key, where it stands, and where its value begins."""

    key: str
    span: Span
    value: int


def labels(text: str, line: Span) -> Iterator[Label]:
    """The labels of a line, from left to right: one at its beginning, others inside where they cannot be words."""
    first = _leading(text, line)
    if first is not None:
        yield first
    at = first.value if first else line.start
    for found in _inner().finditer(text, at, line.end):
        if found.start() > at or first is None:
            key = _key(found["label"])
            yield Label(key, Span(found.start("label"), found.end("label")), found.end())


def _leading(text: str, line: Span) -> Label | None:
    found = _start().match(text, line.start, line.end)
    if found is None or not found["label"][0].isupper():
        return None
    name, after = " ".join(found["label"].casefold().split()), text[found.end("label") : line.end]
    alone = not after.strip(" \t\xa0:")
    if not (alone or after.lstrip(" \xa0")[:1] in (":", "\t") or _glued(name, after)):
        return None
    value = found.end("label") + (len(after) - len(after.lstrip(" \xa0:\t")))
    return Label(_key(name), Span(found.start("label"), found.end("label")), line.end if alone else value)


def _glued(name: str, after: str) -> bool:
    """Whether `after` can be the value of the label `name` without anything but a space between."""
    if name not in table("flattened")["labels"]["glued"]:
        return False
    if not after[0].isspace():
        return not after[0].islower() and after[0] not in "-–'’,.;)/"
    told = table("flattened")["labels"]
    word = (re.match(r"[^\W\d]*", after.lstrip()) or after)[0]
    if name in ("date", "dates") and word.islower():
        return word in told["before_dates"]
    return word not in told["going_on"]


def _key(label: str) -> str:
    return label_key(label) or ("part_of" if label.casefold() == "part of" else squeeze(label))


@cache
def broken() -> dict[str, tuple[str, ...]]:
    """First words of labels, and what may follow them on the next line (`Territorial`, `changes`)."""
    parts: dict[str, tuple[str, ...]] = {}
    for name in sorted(_names()):
        for space in (at for at, letter in enumerate(name) if letter == " "):
            parts[name[:space]] = (*parts.get(name[:space], ()), name[space + 1 :])
    return parts


def _names() -> set[str]:
    """Every label, in lower case."""
    names = {name for group in table("infobox")["labels"].values() for name in group}
    return names | {*table("flattened")["labels"]["glued"], *table("flattened")["labels"]["other"]}


@cache
def _start() -> re.Pattern[str]:
    """Any label at the beginning of a line, the longest that fits."""
    names = _names()
    return re.compile(rf"[ \t\xa0]*(?P<label>{_either(names)})(?-i:(?![a-z]))", re.I)


@cache
def _inner() -> re.Pattern[str]:
    """A label inside a line: of several words, or glued on both sides, or after a tab or several spaces."""
    told = table("flattened")["labels"]
    several = _either({name.capitalize() for name in told["inner"]})
    one = _either({name.capitalize() for name in told["glued"]})
    return re.compile(
        rf"(?P<label>(?:(?<=[\S])|(?<= )|(?<=\t))(?:{several})|(?<=[a-z\d)\]])(?:{one})(?=[\s\dA-Z(])"
        rf"|(?:(?<=\t)|(?<=\s\s))(?:{one})(?=[:\t])|(?<= )(?:{one})(?=: ))(?![a-z])[ \xa0]*:?[ \xa0]*"
    )


def _either(names: set[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=lambda n: (-len(n), n)))
