"""One use of a template: its name as names are compared, and its arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annals.collect.wikipieces import Piece, trimmed
from annals.collect.wikitree import Node, Template

if TYPE_CHECKING:
    from annals.collect.wikiexpand import Expander

_NOT_A_NAME = re.compile(r"[\[\]{}<>*\n]|//|''")
_PREFIXES = re.compile(r"\A(?:(?:subst|safesubst|msg|msgnw|raw|template|templ|t) ?: ?)+")


class Call:
    """A template as used on the page.

    Arguments are named `1`, `2`, ... by their place, or by the name before the equals sign. What MediaWiki would take
    for the name of a parameter though no one meant one (`<span style=...`, an address) stays part of the argument.
    """

    def __init__(self, expander: Expander, template: Template) -> None:
        self.expander, self.template = expander, template
        head = template.parts[0]
        self.written = "".join(node for node in head if isinstance(node, str)).strip()
        self.name = _PREFIXES.sub("", " ".join(self.written.replace("_", " ").casefold().split()), count=1)
        self.arguments: dict[str, tuple[Node, ...]] = {}
        self.labels: dict[str, str] = {}  # names of arguments as written
        place = 0
        for part in template.parts[1:]:
            label, value = _named(part)
            if label is None:
                place += 1
                label = str(place)
            name = " ".join(label.replace("_", " ").casefold().split())
            self.arguments[name], self.labels[name] = value, label

    def words(self, *names: str) -> str:
        """The words of the first of these arguments that has any."""
        for name in names:
            if name in self.arguments and (words := self.expander.plain(self.arguments[name])):
                return words
        return ""

    def pieces(self, *names: str) -> list[Piece]:
        """The pieces of the first of these arguments that is given."""
        for name in names:
            if name in self.arguments:
                pieces = self.expander.expand(self.arguments[name])
                return ["\n", *trimmed(pieces)] if _begins_a_list(pieces) else trimmed(pieces)
        return []

    def places(self) -> list[str]:
        """The names of the arguments without names, in order."""
        return sorted((name for name in self.arguments if name.isdecimal() and name.isascii()), key=int)

    def values(self) -> list[str]:
        """The words of the arguments without names, in order."""
        return [self.words(name) for name in self.places()]

    def hole(self, code: str, why: str) -> list[Piece]:
        """A gap that names this template."""
        return self.expander.hole(code, self.written[:80], why)


def _named(part: tuple[Node, ...]) -> tuple[str | None, tuple[Node, ...]]:
    """The name of an argument as written, if it has one, and its value."""
    before: list[str] = []
    for index, node in enumerate(part):
        if not isinstance(node, str):
            return None, part
        name, equals, rest = node.partition("=")
        before.append(name)
        if equals:
            name = "".join(before).strip()
            if len(name) > 80 or _NOT_A_NAME.search(name):
                return None, part
            return name, (rest, *part[index + 1 :])
    return None, part


def _begins_a_list(pieces: list[Piece]) -> bool:
    """Whether `pieces` begin with a line break and a bullet: the break must stay for the bullet to be one."""
    first = pieces[0] if pieces else ""
    return (
        isinstance(first, str)
        and "\n" in first[: len(first) - len(first.lstrip())]
        and first.lstrip()[:1] in tuple("*#:;")
    )
