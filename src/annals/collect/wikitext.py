"""Raw wikitext of one page → a Document, as a reader of the page would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from annals.base.document import Citation, Document, Flag, Infobox, Source
from annals.base.errors import UnreadableDocument
from annals.base.gap import Gap
from annals.base.span import Span
from annals.codebook import table
from annals.collect.cite import Reference
from annals.collect.weave import Weaver
from annals.collect.wikibody import Body
from annals.collect.wikibox import mended, woven
from annals.collect.wikiexpand import Expander
from annals.collect.wikinotes import Footnote
from annals.collect.wikipieces import Open, Outer, Piece
from annals.collect.wikiweave import plain

LIMIT = 8 * 2**20
"""Characters that one page may have (MediaWiki's own limit is a quarter of it)."""


def read(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The document that the wikitext `raw` is. `name` is the file's name, `digest` that of the bytes read."""
    return page(raw, name=name, digest=digest, certainty=certainty)


def page(
    raw: str,
    *,
    name: str,
    digest: str,
    certainty: float,
    title: str | None = None,
    source: Source | None = None,
    metadata: Mapping[str, str] | None = None,
    namespaces: Mapping[str, int] | None = None,
    damage: tuple[Gap, ...] = (),
) -> Document:
    """As `read`, with what a dump tells of the page: its title, its source, the names of the wiki's namespaces.

    `damage` are gaps of what was damaged before the page came here.
    """
    if len(raw) > LIMIT:
        raise UnreadableDocument(
            f"this page has {len(raw):,} characters", where=name, allowed=f"up to {LIMIT:,}", do="split the page"
        )
    nodes, gaps = mended(raw)
    expander = Expander(title, namespaces)
    pieces = expander.expand(nodes)
    weaver = Weaver()
    boxes = tuple(woven(weaver, box) for box in expander.boxes)
    citations = _Citations(weaver, expander)
    body = Body(weaver, citations.roll)
    body.take(pieces)
    citations.roll(None)
    _settle(weaver, [gap for gap in expander.reported.values() if gap not in body.dropped])
    return weaver.document(
        name=name,
        format="wikitext",
        certainty=certainty,
        digest=digest,
        title=title or _title(boxes, weaver),
        source=source,
        encyclopedia=True,
        infoboxes=boxes,
        citations=tuple(citations.resolved()),
        metadata={**(metadata or {}), **_redirect(raw), **expander.metadata},
        gaps=(*damage, *gaps, *expander.notes.undefined()),
    )


def _title(boxes: tuple[Infobox, ...], weaver: Weaver) -> str | None:
    """The title that an infobox gives, one about a conflict first, without footnote marks."""
    for box in sorted(boxes, key=lambda box: not box.conflict):
        if row := box.row("title"):
            words = row.span.of(weaver.text())
            for mark in reversed([mark for mark in weaver.marks if row.span.holds(mark.span)]):
                words = words[: mark.span.start - row.span.start] + words[mark.span.end - row.span.start :]
            return " ".join(words.split()) or None
    return None


_REDIRECT = re.compile(r"\s{0,99}#([^\W\d]{5,30}):? ?\[\[([^\[\]|\n]{1,300})")


def _redirect(raw: str) -> dict[str, str]:
    """The page that this one only sends its reader to."""
    match = _REDIRECT.match(raw)
    if match and match[1].casefold() in table("templates")["functions"]["redirects"]:
        return {"redirect": match[2].strip().replace("_", " ")}
    return {}


def _settle(weaver: Weaver, reported: list[Gap]) -> None:
    """Add the gaps met where nothing is written (in a date, a title), and keep every gap inside the text."""
    woven = {(gap.code, gap.words) for gap in weaver.gaps}
    weaver.gaps += [gap for gap in reported if (gap.code, gap.words) not in woven]
    end = len(weaver.text().rstrip())
    weaver.gaps = [_within(gap, end) for gap in weaver.gaps]
    weaver.flags = [_within(flag, end) for flag in weaver.flags]


Placed = TypeVar("Placed", Gap, Flag)


def _within(item: Placed, end: int) -> Placed:
    if item.span is None or item.span.end <= end:
        return item
    return replace(item, span=Span(min(item.span.start, end), end))


# Citations ------------------------------------------------------------------------------------------------------------


class _Citations:
    """Writes lists of footnotes into the text, and makes a citation of each."""

    def __init__(self, weaver: Weaver, expander: Expander) -> None:
        self.weaver, self.expander = weaver, expander
        self.made: list[tuple[Footnote, Reference, Span | None]] = []

    def roll(self, group: str | None) -> None:
        """Write the footnotes of `group` (`None`: all that are left) met so far, each as a block."""
        for note in self.expander.notes.unwritten(group):
            found, pieces = self.worked_out(note)
            blocks = len(self.weaver.blocks)
            Body(self.weaver, lambda group: None).block("reference", tuple(pieces))
            written = self.weaver.blocks[blocks:]
            span = Span(written[0].span.start, written[-1].span.end) if written else None
            self.made.append((note, found, span))

    def worked_out(self, note: Footnote) -> tuple[Reference, list[Piece]]:
        """The source that a footnote gives, and its pieces."""
        if note.source is not None:
            return note.source, [note.source.words]
        expander = self.expander
        expander.shorts, expander.archives, expander.languages = [], [], []
        before = len(expander.sources)
        expander.in_note = True
        pieces = expander.expand(note.nodes or ())
        expander.in_note = False
        found = next(iter(expander.sources[before:]), Reference())
        if expander.shorts and note.short is None:
            note.short = expander.shorts[0]
        return found._replace(
            words=plain(pieces),
            url=found.url or _address(pieces),
            archive_url=found.archive_url or next(iter(expander.archives), None),
            language=found.language or next(iter(expander.languages), None),
        ), pieces

    def resolved(self) -> Iterator[Citation]:
        """The citations in order; a shortened one with the particulars of the source it names."""
        known = {_short(source): source for source in reversed(self.expander.sources)}
        for note, found, span in self.made:
            full = known.get(_named(note.short)) if note.short else None
            if full is not None and found.title is None:
                found = full._replace(words=found.words)
            yield Citation(
                key=note.key,
                number=note.number if note.counted else None,
                words=found.words,
                outlet=found.outlet,
                title=found.title,
                author=found.author,
                date=found.date,
                language=found.language,
                url=found.url,
                archive_url=found.archive_url,
                accessed=found.accessed,
                span=span,
            )


def _short(source: Reference) -> tuple[tuple[str, ...], str]:
    return _named((source.surnames, source.year))


def _named(short: tuple[tuple[str, ...], str]) -> tuple[tuple[str, ...], str]:
    return tuple(name.casefold() for name in short[0][:4]), short[1]


def _address(pieces: list[Piece]) -> str | None:
    """The first address of another site among `pieces`."""
    for piece in pieces:
        if isinstance(piece, Outer):
            return piece.address
        if isinstance(piece, Open) and piece.target.startswith(("http://", "https://")):
            return piece.target
    return None
