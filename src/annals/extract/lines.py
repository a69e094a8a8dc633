"""The lines of an infobox value as rules may read them: marks and flags blanked, broken lines mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from annals.base.document import Document, Flag, Line, Row, within
from annals.base.gap import Gap
from annals.base.span import Span, trimmed
from annals.codebook import table
from annals.divide.masked import masked

LOSSY = frozenset({"frontmatter", "plaintext"})
"""Forms whose exporters lose line breaks inside infobox values."""

_PICTURE = re.compile(r"(?m)^[ \t*•:#]*[^\s*•:#][^\n]{0,120}?\.(?:svg|png|jpe?g|gif|webp)\b", re.IGNORECASE)
_STYLE = re.compile(r"(?m)\b(?:style|class|align|width|colspan|rowspan|bgcolor|valign)\s*=\s*(?:\"[^\"\n]*\"|[^\s|]+)")


_AFTER_MARK = re.compile(r"(?<=\d) (?=[–—-]\d)| (?=[,;.)])")


class Sheet(msgspec.Struct, frozen=True):
    """A document with its text made ready for reading infobox values: `text` has the length of `document.text`."""

    document: Document
    text: str

    @property
    def lossy(self) -> bool:
        """Whether the document's form loses line breaks."""
        return self.document.format in LOSSY

    def clean(self, span: Span) -> str:
        """The words at `span` in one line, without footnote marks, flags and pictures' names."""
        words = " ".join(span.of(self.text).split())
        return _AFTER_MARK.sub("", words) if within(self.document.marks, span) else words

    def trim(self, start: int, end: int) -> Span:
        """`start:end` without white space at its edges."""
        return trimmed(self.text, start, end)

    def cited(self, span: Span) -> tuple[str, ...]:
        """The keys of the footnote marks inside `span`, each once."""
        return tuple(dict.fromkeys(mark.key for mark in within(self.document.marks, span)))


class Strand(msgspec.Struct, frozen=True):
    """One line of a value, or several that belong together; `level` and `ruled` are its first's.

    `span` begins at the first word (at the line's start where it has flags alone) and holds the marks at its end.
    """

    span: Span
    level: int
    ruled: bool


def sheet(document: Document) -> Sheet:
    """`document` ready for reading."""
    text = masked(document)
    for box in document.infoboxes:
        for row in box.rows:
            span = row.span
            value = _blank_pictures(span.of(text))
            text = text[: span.start] + value + text[span.end :] if value != span.of(text) else text
    return Sheet(document, _without_flags(text, document.flags))


def _without_flags(text: str, flags: Sequence[Flag]) -> str:
    parts, at = [], 0
    for flag in flags:
        if flag.span.start >= at and len(flag.span):
            parts += [text[at : flag.span.start], " " * len(flag.span)]
            at = flag.span.end
    return "".join((*parts, text[at:]))


def _blank_pictures(value: str) -> str:
    """`value` with names of picture files and attributes of lost tags as spaces."""
    if "=" not in value and "." not in value:
        return value
    value = _STYLE.sub(lambda m: " " * len(m[0]), value)
    return _PICTURE.sub(lambda m: " " * len(m[0]), value)


def strands(page: Sheet, row: Row) -> list[Strand]:
    """The lines of `row`; one whose bracket closes on the next, or that breaks off in mid phrase, is put together."""
    found: list[Strand] = []
    for line in row.lines:
        if found and _goes_on(page, found[-1], line):
            last = found[-1]
            found[-1] = Strand(Span(last.span.start, line.span.end), last.level, last.ruled)
            continue
        start = page.trim(line.span.start, line.span.end).start if page.clean(line.span) else line.span.start
        span = Span(start, line.span.end)
        found.append(Strand(span, line.level, line.ruled))
    return found


_BROKEN_OFF = re.compile(r"\b(?:of|of the|the|and|and the|in the|for the|by the|to the|from the|&)$")


def _goes_on(page: Sheet, last: Strand, line: Line) -> bool:
    """Whether `line` ends what `last` left open: a bracket, a link, a phrase."""
    if line.ruled or not len(line.span):
        return False
    before, after = page.clean(last.span), page.clean(line.span)
    if before.count("(") > before.count(")") and after.count(")") > after.count("("):
        return True
    over = within(page.document.links, Span(last.span.start, line.span.end))
    if any(link.span.start < last.span.end and link.span.end > line.span.start for link in over):
        return True
    return line.level == 0 and bool(after) and bool(_BROKEN_OFF.search(before))


def aside(words: str) -> bool:
    """Whether `words` stand wholly in brackets: an affiliation, a period, a remark on what stands before."""
    depth = 0
    for character in words:
        depth += (character == "(") - (character == ")")
        if depth == 0 and character not in ") ,;":
            return False
    return words.startswith("(")


def outside(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The stretches of `span` outside brackets."""
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        if text[at] == "(":
            if depth == 0 and at > start:
                yield start, at
            depth += 1
        elif text[at] == ")" and depth:
            depth -= 1
            start = at + 1 if depth == 0 else start
    if depth == 0 and start < span.end:
        yield start, span.end


@cache
def words_of(name: str, *keys: str) -> tuple[str, ...]:
    """The entries, separated by semicolons, of a list in codebook file `name`."""
    part: object = table(name)
    for key in keys:
        part = part[key]  # type: ignore[index]
    return tuple(" ".join(entry.split()) for entry in str(part).split(";") if entry.strip())


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The entries of `words_of`, to look words up in."""
    return frozenset(words_of(name, *keys))


LONGEST = 5000
"""The most characters that a line, or a field read as one line, may have."""


def overlong(page: Sheet, span: Span, field: str) -> list[Gap]:
    """A gap where `span` is longer than any list of names is."""
    if len(span) <= LONGEST:
        return []
    head = Span(span.start, span.start + 80)
    return [gap("overlong-line", f"a line of {len(span)} characters is no list of names", page, head, field)]


def gap(code: str, why: str, page: Sheet, span: Span, field: str, *, repaired: bool = False) -> Gap:
    """A gap of this stage, with its words."""
    return Gap("extract", code, why, span.of(page.document.text), span, field, repaired)
