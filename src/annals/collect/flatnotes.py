"""The list of references of a flattened page → citations: lines with back-links (`1. ^ a b "Title". ...`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annals.base.document import Citation
from annals.base.span import Span, trimmed
from annals.collect.flatlines import bare, blank, listed, unedited
from annals.collect.references import citation

_NUMBER = r"(?:(?P<number>\d{1,4}|[a-z]{1,2}|[ivxl]{1,6})(?:[.)]|(?=\s*[\^↑])))?"
_LINKED = re.compile(
    rf"[ \t\xa0]*{_NUMBER}[ \t\xa0]*(?:[\^↑][ \t\xa0]*)(?:Jump up(?: to)?:?[ \t\xa0]*[\^↑]?[ \t\xa0]*)?", re.I
)
_JUMP = re.compile(rf"[ \t\xa0]*{_NUMBER}[ \t\xa0]*Jump up(?: to)?:?[ \t\xa0]*[\^↑]?[ \t\xa0]*", re.I)
_COUNTED = re.compile(r"[ \t\xa0]*\[?(?P<number>\d{1,4})(?:[.)\]]+)[ \t\xa0]+(?=\S)")
_BACK = re.compile(r"(?P<letter>[a-z]{1,2}|\d{1,3}\.\d{1,3})[ \t\xa0]+")


class Note(NamedTuple):
    """A footnote's line: its number as printed (empty if none is), and its words without back-links."""

    number: str
    span: Span
    line: int


def notes(text: str, lines: Sequence[Span]) -> list[Note]:
    """The footnotes of a page, in order. Lines that go on with one are joined to it."""
    found: list[Note] = []
    counted, told = False, listed("headings", "notes")
    for number, line in enumerate(lines):
        words = bare(text[line.start : line.end]).casefold()
        if blank(text, line):
            continue
        note = _linked(text, line, number) or (_counted(text, line, number, found) if counted else None)
        if note is not None:
            found.append(note)
            counted = True
        elif unedited(words)[0] in told:
            counted = True
        else:
            counted = counted and found != [] and found[-1].line == number
    return found


def _linked(text: str, line: Span, number: int) -> Note | None:
    """A footnote by its back-links."""
    found = _LINKED.match(text, line.start, line.end) or _JUMP.match(text, line.start, line.end)
    if found is None or found.end() == found.start():
        return None
    span = trimmed(text, _after_back_links(text, found.end(), line.end), line.end)
    return Note(found["number"] or "", span, number) if len(span) else None


def _counted(text: str, line: Span, number: int, before: Sequence[Note]) -> Note | None:
    """A footnote by its number alone, one more than that of the footnote before it."""
    found = _COUNTED.match(text, line.start, line.end)
    due = int(before[-1].number) + 1 if before and before[-1].number.isdigit() else 1
    if found is None or int(found["number"]) != due:
        return None
    return Note(found["number"], trimmed(text, found.end(), line.end), number)


def _after_back_links(text: str, at: int, end: int) -> int:
    """The place after back-links `a b c`, which are at least two and run through the alphabet."""
    due, place = 0, at
    while (found := _BACK.match(text, place, end)) and found["letter"] in (
        _letters(due),
        found["letter"] * ("." in found["letter"]),
    ):
        place, due = found.end(), due + 1
    return place if due >= 2 else at


def _letters(number: int) -> str:
    """The back-link after `number` others: a, b, ... z, aa, ab, ..."""
    first, second = divmod(number, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


def citations(text: str, found: Sequence[Note], marks: frozenset[str]) -> Iterator[Citation]:
    """The citations of a page's footnotes. Their keys are what their marks print: a number, a letter, `note 2`."""
    ordinal = 0
    lettered = _first_is_lettered(found, marks)
    for place, note in enumerate(found):
        new_list = place > 0 and lettered and note.line - found[place - 1].line > 2
        ordinal = 1 if new_list and not note.number else ordinal + 1
        lettered = lettered and not new_list
        printed = note.number or (_letters(ordinal - 1) if lettered else str(ordinal))
        key = f"note {printed}" if printed not in marks and f"note {printed}" in marks and lettered else printed
        number = int(printed) if printed.isdigit() else None
        yield citation(text[note.span.start : note.span.end], key=key, number=number, span=note.span)


def _first_is_lettered(found: Sequence[Note], marks: frozenset[str]) -> bool:
    """Whether the first of two lists without numbers holds the notes that letters mark."""
    apart = any(after.line - before.line > 2 for before, after in pairwise(found))
    return apart and not any(note.number for note in found) and "a" in marks
