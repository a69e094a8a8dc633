"""Where words stand: half-open ranges of characters of `Document.text`."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Characters `start` up to, not including, `end` of a document's text (Unicode code points, from 0)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span of `text`."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """A span is there even where it is empty: `if span` asks for `None`, `if len(span)` for words."""
        return True


def trimmed(text: str, start: int, end: int) -> Span:
    """The span `start:end` of `text` without white space at its edges (empty at `start` if nothing is left)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
