"""Weaving a document's text from pieces, so that every annotation knows its place from the start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from annals.base.document import Block, Bold, Document, Flag, Line, Link, Mark, Row, Section, Source
from annals.base.gap import Gap
from annals.base.span import Span, trimmed


class Weaver:
    """Grows a document's text from left to right and keeps the spans of what was written.

    A reader writes infobox rows first (`row`), then headings and blocks. Within a block or row it calls `write`,
    `mark`, `flag`, and wraps link and bold content in `with weaver.link(target):` / `with weaver.bold():`.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.at = 0
        self.links: list[Link] = []
        self.marks: list[Mark] = []
        self.flags: list[Flag] = []
        self.bolds: list[Bold] = []
        self.blocks: list[Block] = []
        self.gaps: list[Gap] = []
        self._sections: list[tuple[str, int, int]] = [("", 0, 0)]

    def write(self, words: str) -> Span:
        """Append `words` as they are; their span."""
        start = self.at
        if words:
            self._parts.append(words)
            self.at += len(words)
        return Span(start, self.at)

    def space(self) -> None:
        """A space, unless the text ends in white space already."""
        if self._parts and not self._parts[-1][-1:].isspace():
            self.write(" ")

    def newline(self) -> None:
        """A line break, unless a line has just begun."""
        if self.at and not self.ends_with("\n"):
            self.write("\n")

    def ends_with(self, words: str) -> bool:
        """Whether the text ends in `words` (which must lie within the last piece written)."""
        return bool(self._parts) and self._parts[-1].endswith(words)

    def mark(self, printed: str, key: str) -> None:
        """A footnote mark, printed as given (`[1]`), pointing to the citation `key`."""
        self.marks.append(Mark(self.write(printed), key))

    def flag(self, name: str = "", printed: str = "") -> None:
        """A flag or emblem; `printed` only where the source prints characters (an emoji) that stay in the text."""
        self.flags.append(Flag(self.write(printed), name))

    @contextmanager
    def link(self, target: str | None) -> Iterator[None]:
        """What is written inside is the text of a link to `target`."""
        start = self.at
        yield
        if self.at > start:
            self.links.append(Link(Span(start, self.at), target))

    @contextmanager
    def bold(self) -> Iterator[None]:
        """What is written inside is printed bold."""
        start = self.at
        yield
        if self.at > start:
            self.bolds.append(Bold(Span(start, self.at)))

    def heading(self, words: str, level: int) -> None:
        """Begin a section headed `words` at `level` (1 is the page's first level of sections)."""
        self.newline()
        self._sections.append((words, level, self.at))
        self.blocks.append(Block("heading", self.write(words), len(self._sections) - 1))
        self.write("\n")

    @contextmanager
    def block(self, kind: str) -> Iterator[None]:
        """What is written inside is one block of `kind`; white space at its edges is left out of its span."""
        self.newline()
        start = self.at
        yield
        span = trimmed(self._tail(start), 0, self.at - start)
        if len(span):
            self.blocks.append(Block(kind, Span(start + span.start, start + span.end), len(self._sections) - 1))
        self.newline()

    def _tail(self, start: int) -> str:
        """The text from `start` on (the pieces are joined so that repeated calls stay cheap)."""
        tail, at = [], self.at
        for part in reversed(self._parts):
            if at <= start:
                break
            at -= len(part)
            tail.append(part)
        return "".join(reversed(tail))[start - at :]

    @contextmanager
    def row(self, key: str, side: int | None, label: str, into: list[Row]) -> Iterator[None]:
        """What is written inside is the value of an infobox row.

        Lines are split at line breaks; leading `*`, `#`, `:` or `•` are bullets and give a line's level, `----` alone
        is a rule. The row is appended to `into` unless it is empty.
        """
        self.newline()
        start = self.at
        yield
        value = self._tail(start)
        lines = tuple(_lines(value, start))
        if any(len(line.span) for line in lines):
            span = trimmed(value, 0, len(value))
            into.append(Row(key, side, label, Span(start + span.start, start + span.end), lines))
            self.blocks.append(Block("infobox", into[-1].span, 0))
        self.newline()

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def document(
        self,
        *,
        name: str,
        format: str,
        certainty: float,
        digest: str,
        title: str | None,
        source: Source | None = None,
        **more: object,
    ) -> Document:
        """The finished document. `more` are further fields of `Document` (infoboxes, citations, metadata, ...)."""
        text = self.text().rstrip()
        last = len(text)  # a flag drawn behind the last word, where there is white space no more
        self.flags = [Flag(Span(min(f.span.start, last), min(f.span.end, last)), f.name) for f in self.flags]
        ends = [begin for _, _, begin in self._sections[1:]] + [len(text)]
        sections = tuple(
            Section(heading, level, Span(min(begin, len(text)), min(end, len(text))))
            for (heading, level, begin), end in zip(self._sections, ends, strict=True)
        )
        annotations: dict[str, object] = {
            field: tuple(sorted(getattr(self, field), key=lambda item: (item.span.start, item.span.end)))
            for field in ("links", "marks", "flags", "bolds", "blocks")
        }
        gaps = tuple(self.gaps) + tuple(more.pop("gaps", ()))  # type: ignore[arg-type]
        fields: dict[str, object] = {**annotations, **more}
        return Document(
            name=name,
            format=format,
            certainty=certainty,
            digest=digest,
            title=title,
            text=text,
            source=source or Source(),
            sections=sections,
            gaps=gaps,
            **fields,  # type: ignore[arg-type]
        )


_BULLET = re.compile(r"[ \t]*([*#:•]+)[ \t]*")


def _lines(value: str, offset: int) -> Iterator[Line]:
    at, ruled = 0, False
    for raw in value.split("\n"):
        if re.fullmatch(r"\s*-{4,}\s*", raw):
            ruled = True
        elif raw.strip():
            bullet = _BULLET.match(raw)
            span = trimmed(value, at + (bullet.end() if bullet else 0), at + len(raw))
            yield Line(Span(offset + span.start, offset + span.end), len(bullet[1]) if bullet else 0, ruled)
            ruled = False
        at += len(raw) + 1
