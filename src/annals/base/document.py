"""A document: one account as it was read, whatever its form, with every part tied to its place in one text.

`Document.text` is the account as a reader would see it: infobox values line by line, then headings, paragraphs and
lists; footnote marks stand in it as they are printed (`[1]`). Mark-up, link targets, flags and images are not in the
text; links, marks, flags and bold runs are kept beside it as spans. `document.text[span]` is always the words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from annals.base.gap import Gap
from annals.base.span import Span


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=Spanned)


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link: the words at `span` lead to the page or address `target` (`None`: the source lost the target)."""

    span: Span
    target: str | None = None


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A footnote mark printed at `span` (`[1]`), pointing to the citation with `key`."""

    span: Span
    key: str


class Flag(msgspec.Struct, frozen=True, omit_defaults=True):
    """A flag or emblem drawn at `span` (empty, or an emoji's own characters), naming `name` where the source says."""

    span: Span
    name: str = ""


class Bold(msgspec.Struct, frozen=True):
    """A run of words printed bold (or as a heading inside an infobox value)."""

    span: Span


class Citation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A footnote and the source it points to. Every field but `key` is `None` where the source does not say.

    `key` identifies the citation within its document, `number` is the number printed. `date` and `accessed` are EDTF;
    `language` is as the source names it (`ar`, `Arabic`); `words` is the whole footnote as printed.
    """

    key: str
    number: int | None = None
    words: str = ""
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    archive_url: str | None = None
    accessed: str | None = None
    span: Span | None = None


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A section: its `heading` (empty for the lead), `level` (0 lead, 1 the page's first level, ...) and whole span."""

    heading: str
    level: int
    span: Span


class Block(msgspec.Struct, frozen=True):
    """A run of text of one kind within one section (`section` is an index into `Document.sections`).

    Kinds: `paragraph`, `item` (list item), `quote` are prose; `heading`, `table`, `caption`, `reference`, `infobox`
    are not.
    """

    kind: str
    span: Span
    section: int


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of an infobox value, without its bullet; `level` is 0 for a plain line, 1, 2, ... for bullets.

    `ruled` is true where a horizontal rule stands before it. The span may be empty (an empty bullet).
    """

    span: Span
    level: int = 0
    ruled: bool = False


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of an infobox.

    `key` is canonical (see `codebook/infobox.toml`: `date`, `combatant`, `casualties`, ...), `side` the number of the
    column or parameter (1, 2, 3 ...) where the value has one, `label` the words or parameter name as written.
    """

    key: str
    side: int | None
    label: str
    span: Span
    lines: tuple[Line, ...]


class Infobox(msgspec.Struct, frozen=True, omit_defaults=True):
    """An infobox as read: its `template` or class name as written, and its rows in order.

    `conflict` says whether it is a box about an armed conflict (a military conflict, operation, attack, siege, civil
    conflict): only such a box gives an episode.
    """

    template: str
    conflict: bool
    rows: tuple[Row, ...]

    def row(self, key: str, side: int | None = None) -> Row | None:
        """The first row with `key` (and `side`), or `None`."""
        return next((r for r in self.rows if r.key == key and r.side == side), None)

    def all(self, key: str) -> Iterator[Row]:
        """Every row with `key`, in order."""
        return (r for r in self.rows if r.key == key)


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who published a document, when (EDTF), at what address, in what language; `None` where it does not say."""

    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    revision: str | None = None
    accessed: str | None = None


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One account as read. See the module for what `text` holds.

    `name` is the file's name (for a page of a dump its title, for a line of JSON Lines its id or `file:line`),
    `format` one of `frontmatter`, `plaintext`, `wikitext`, `html`, `news`, `report`, `certainty` how sure the sniffing
    was (1.0 when forced), `digest` the SHA-256 (hex) of the bytes read, `encyclopedia` whether it is an encyclopedia
    page. All annotation tuples are sorted by span.
    """

    name: str
    format: str
    certainty: float
    digest: str
    title: str | None
    text: str
    encyclopedia: bool = False
    source: Source = Source()
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    infoboxes: tuple[Infobox, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    flags: tuple[Flag, ...] = ()
    bolds: tuple[Bold, ...] = ()
    citations: tuple[Citation, ...] = ()
    metadata: dict[str, str] = {}
    gaps: tuple[Gap, ...] = ()

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]


def within(items: Sequence[S], span: Span) -> list[S]:
    """Those of `items` (sorted by span) that lie inside `span`; empty ones at its edges count as inside."""
    found = []
    for at in range(bisect_left(items, span.start, key=lambda i: i.span.start), len(items)):
        item = items[at]
        if item.span.start > span.end:
            break
        if item.span.end <= span.end:
            found.append(item)
    return found
