"""Footnotes of a page of wikitext: numbered by first use in each group, as MediaWiki does, whatever their form."""

from __future__ import annotations

from collections.abc import Iterator

from annals.base.gap import Gap
from annals.collect.cite import Reference
from annals.collect.wikipieces import Note
from annals.collect.wikitree import Node


class Footnote:
    """One footnote: its group and number, and what stands in it, as nodes or (`source`) ready made."""

    def __init__(self, group: str, number: int) -> None:
        self.group, self.number = group, number
        self.nodes: tuple[Node, ...] | None = None
        self.source: Reference | None = None
        self.short: tuple[tuple[str, ...], str] | None = None

    @property
    def key(self) -> str:
        """The citation's key: `7`, or with its group `note 2`."""
        return f"{self.group} {self.number}".strip()

    @property
    def counted(self) -> bool:
        """Whether its number is what is printed (rather than a letter, or words)."""
        return label(self.group, self.number).endswith(str(self.number)) and self.group not in ("harv", "label")

    @property
    def printed(self) -> str:
        return f"[{label(self.group, self.number)}]"


class Footnotes:
    """The footnotes met so far."""

    def __init__(self) -> None:
        self.named: dict[tuple[str, str], Footnote] = {}
        self.groups: dict[str, list[Footnote]] = {}
        self.waiting: dict[tuple[str, str], tuple[Node, ...]] = {}  # defined in a list before any use
        self.at: dict[str, int] = {}  # how many of each group were given out

    def use(self, group: str, name: str = "", nodes: tuple[Node, ...] | None = None) -> Note:
        """A mark of the footnote `name` of `group`, or of a new one; `nodes` are its content where it stands here."""
        note = self._of(group, name)
        if nodes is not None and note.nodes is None:
            note.nodes = nodes
        return Note(note.printed, note.key)

    def use_source(
        self, group: str, name: str, source: Reference, short: tuple[tuple[str, ...], str] | None = None
    ) -> Note:
        """A mark of a footnote whose content is ready made; `short` names the source in full by surnames and year."""
        note = self._of(group, name)
        note.source, note.short = source, short
        return Note(note.printed, note.key)

    def define(self, group: str, name: str, nodes: tuple[Node, ...]) -> None:
        """The content of a footnote, told in a list apart from its uses."""
        note = self.named.get((group, name))
        if note is None:
            self.waiting.setdefault((group, name), nodes)
        elif note.nodes is None:
            note.nodes = nodes

    def unwritten(self, group: str | None = None) -> Iterator[Footnote]:
        """Footnotes of `group` (or all) not yet given out, in order; more may be met while these are worked on."""
        while left := next(self._left(group), None):
            yield left

    def _left(self, group: str | None) -> Iterator[Footnote]:
        for name in list(self.groups) if group is None else [group]:
            notes = self.groups.get(name, [])
            at = self.at.get(name, 0)
            while at < len(notes):
                self.at[name] = at + 1
                yield notes[at]
                at += 1

    def undefined(self) -> Iterator[Gap]:
        """A gap for the footnotes that are used and never told."""
        notes = [note for group in self.groups.values() for note in group]
        if lost := [note.printed for note in notes if note.nodes is None and note.source is None]:
            why = f"{len(lost)} footnotes are used on this page and their words stand nowhere on it"
            yield Gap("collect", "undefined-footnote", why, words=" ".join(lost[:20]))

    def _of(self, group: str, name: str) -> Footnote:
        note = self.named.get((group, name)) if name else None
        if note is None:
            notes = self.groups.setdefault(group, [])
            note = Footnote(group, len(notes) + 1)
            notes.append(note)
            if name:
                self.named[(group, name)] = note
                note.nodes = self.waiting.pop((group, name), None)
        return note


def label(group: str, number: int) -> str:
    """What is printed in a mark: `7`, `b`, `iv`, `note 2`."""
    match group:
        case "":
            return str(number)
        case "lower-alpha":
            return _letters(number, "abcdefghijklmnopqrstuvwxyz")
        case "upper-alpha":
            return _letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "lower-greek":
            return _letters(number, "αβγδεζηθικλμνξοπρστυφχψω")
        case "lower-roman":
            return _roman(number)
        case "upper-roman":
            return _roman(number).upper()
        case "decimal" | "link":
            return str(number)
    return f"{group} {number}"


def _letters(number: int, alphabet: str) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(alphabet))
        letters = alphabet[rest] + letters
    return letters


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def _roman(number: int) -> str:
    words = "m" * (number // 1000)
    number %= 1000
    for value, letters in _ROMAN[1:]:
        words += letters * (number // value)
        number %= value
    return words + _ROMAN_UNITS[number]
