"""Lines that flattening broke, put together again: a label, a footnote mark, the edit mark behind a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.base.span import Span
from annals.collect.flatlabels import broken
from annals.collect.flatlines import blank

_MARK = re.compile(r"\s*\[\s*\w[\w ]{0,11}\s*\]")
_EDIT = re.compile(r"\s*\[\s?edit(?: source)?\s?\]\s*", re.I)
LONGEST = 90  # characters of a heading


def rejoined(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines of a page; one that was broken becomes one span, its line breaks inside."""
    whole: list[Span] = []
    number = 0
    while number < len(lines):
        line, count = _mark(text, lines, number)
        number += count
        if whole and (count > 1 or _goes_on(text, whole[-1], line)) and not blank(text, whole[-1]):
            whole[-1] = Span(whole[-1].start, line.end)
        elif _EDIT.fullmatch(text, line.start, line.end) and (above := _heading(text, whole)) is not None:
            whole[above:] = [Span(whole[above].start, line.end)]
        else:
            whole.append(line)
    return whole


def _mark(text: str, lines: Sequence[Span], number: int) -> tuple[Span, int]:
    """A line, and how many lines it takes: three where `[`, `1`, `]` stand below one another."""
    line = lines[number]
    if text[line.start : line.end].strip() != "[" or number + 2 >= len(lines):
        return line, 1
    found = _MARK.fullmatch(text, line.start, lines[number + 2].end)
    return (Span(line.start, lines[number + 2].end), 3) if found else (line, 1)


def _goes_on(text: str, above: Span, line: Span) -> bool:
    """Whether a line is the rest of a label that the line above begins."""
    if len(above) > LONGEST:
        return False
    rests = broken().get(text[above.start : above.end].strip().casefold(), ())
    return bool(rests) and text[line.start : line.end].casefold().startswith(rests)


def _heading(text: str, whole: Sequence[Span]) -> int | None:
    """The last line that holds words, if it can be a heading."""
    for at in range(len(whole) - 1, max(-1, len(whole) - 4), -1):
        if not blank(text, whole[at]):
            return at if len(whole[at]) <= LONGEST else None
    return None
