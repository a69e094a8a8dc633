"""The list of references of a flattened page → citations: lines with back-links (`1. ^ a b "Title". ...`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    """A footnote: its number as printed (empty if none is), its words without back-links, its line, its list."""

    number: str
    span: Span
    line: int
    list: int = 0


def notes(text: str, lines: Sequence[Span]) -> list[Note]:
    """The footnotes of a page, in order. Any other words between two of them begin another list."""
    found: list[Note] = []
    counted, count, between = False, 0, False
    for number, line in enumerate(lines):
        if blank(text, line):
            continue
        note = _linked(text, line, number) or (_counted(text, line, number, found) if counted else None)
        if note is not None:
            count += between and bool(found)
            found.append(note._replace(list=count))
        between = note is None
        words = unedited(bare(text[line.start : line.end]))[0].casefold()
        if words in listed("headings", "words"):
            counted = words in listed("headings", "notes")
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
    given: set[str] = set()
    length: Counter[int] = Counter()
    several = len({note.list for note in found}) > 1
    for note in found:
        length[note.list] += 1
        ordinal = length[note.list]
        lettered = several and note.list == 0 and not note.number and "a" in marks
        printed = note.number or (_letters(ordinal - 1) if lettered else str(ordinal))
        key = f"note {printed}" if several and note.list == 0 and f"note {printed}" in marks else printed
        key = key if key not in given else f"{key} ({note.list + 1})"
        given.add(key)
        number = int(printed) if printed.isdigit() else None
        yield citation(text[note.span.start : note.span.end], key=key, number=number, span=note.span)
