"""An account whole: its text with the words of every claim marked, what gave nothing greyed, footnotes both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from annals.base.document import Document, Infobox
from annals.base.errors import NotInRecord
from annals.base.gap import Gap
from annals.base.span import Span
from annals.divide.passages import passages
from annals.keep.kept import KeptClaim, KeptDocument
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.pages.told import Note, card, content, letter, note
from annals.serve.text import Layer, Run, coverage, runs

SHOWN = frozenset(("heading", "paragraph", "item", "quote", "caption", "table"))


class Words(msgspec.Struct, frozen=True):
    """Characters with the same standing. `anchors` are the ids of claims to which a link can lead here, `cited` is the
    footnote that is cited here (its number among all, and which of the places that cite it this is)."""

    run: Run
    anchors: tuple[str, ...] = ()
    cited: tuple[int, int] | None = None


class Piece(msgspec.Struct, frozen=True):
    """A block of the text: its kind, its heading level (0: none), its words."""

    kind: str
    level: int
    words: tuple[Words, ...]


class Value(msgspec.Struct, frozen=True):
    """A line of an infobox's value, with the ids of the statements that were read from it."""

    words: tuple[Words, ...]
    stated: tuple[str, ...]


class Field(msgspec.Struct, frozen=True):
    """A line of an infobox: its label, its values, its side."""

    label: str
    side: int | None
    values: tuple[Value, ...]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The page of the account with the id in `parts`."""
    try:
        source = _document(shown, parts["id"])
    except NotInRecord:
        return Page("missing.html", "Not here", {"what": "no account of this record has that id"}, found=False)
    document = source.document
    claims = list({kept.id: kept for kept in shown.record.claims(source.id, understood=True)}.values())
    stated = [(kept.id, kept.statement.span) for kept in shown.record.statements(source.id)]
    gaps = [kept.gap for kept in shown.record.gaps(source.id)]
    cards = [card(kept, source, letter(n), shown.decisions) for n, kept in enumerate(claims)]
    sentences = [sentence for passage in passages(document) for sentence in passage.sentences]
    used, whole = coverage(sentences, [kept.claim.sentence for kept in claims])
    anchors = Anchors(document, claims)
    boxes = [list(fields(document, box, stated, anchors)) for box in document.infoboxes if box.conflict]
    text = list(pieces(document, claims, gaps, anchors))
    return Page(
        template="source.html",
        title=document.title or document.name,
        content={
            "source": source,
            "document": document,
            "pieces": text,
            "boxes": boxes,
            "anchored": anchors.claims,
            "cards": cards,
            "events": {kept.id: shown.view.event_of(kept.id) for kept in claims},
            "gaps": gaps,
            "footnotes": list(footnotes(document, claims, anchors)),
            "coverage": round(100 * used / whole) if whole else None,
        },
        json=lambda: {"document": source.id, "name": document.name, "title": document.title,
                      "text": document.text, "claims": [_placed(kept, source) for kept in claims]},
        table=lambda: Table(_COLUMNS, (_cells(kept, document) for kept in claims)),
    )  # fmt: skip


def paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every account."""
    return ({"id": id} for id in dict.fromkeys(id for _, id in shown.record.names()))


class Anchors:
    """What links can lead to on the page of an account: each claim where its words begin, each citing of a footnote.

    An anchor stands once, though the words of a block may be shown twice.
    """

    def __init__(self, document: Document, claims: Sequence[KeptClaim]) -> None:
        self._ids = [kept.id for kept in claims]
        self._notes: dict[str, int] = {}
        for number, citation in enumerate(document.citations, 1):
            self._notes.setdefault(citation.key, number)
        self.claims: set[str] = set()
        self.places: dict[int, int] = {}
        """In how many places each footnote is cited."""

    def words(self, run: Run) -> Words:
        """A run with what can be linked to."""
        begun = (self._ids[n] for n in run.begins)
        anchors = tuple(dict.fromkeys(id for id in begun if id not in self.claims))
        self.claims.update(anchors)
        note = self._notes.get(run.mark or "")
        if note is None:
            return Words(run, anchors)
        place = self.places[note] = self.places.get(note, 0) + run.cites
        return Words(run, anchors, (note, place if run.cites else 0))


def pieces(document: Document, claims: list[KeptClaim], gaps: list[Gap], anchors: Anchors) -> Iterator[Piece]:
    """The blocks of the text in order, without infobox and references, which stand apart."""
    layer = Layer(
        [kept.claim.span for kept in claims],
        [kept.claim.sentence for kept in claims],
        [gap.span for gap in gaps if gap.span is not None],
    )
    for block in document.blocks:
        if block.kind in SHOWN and document[block.span].strip():
            level = document.sections[block.section].level if block.kind == "heading" and document.sections else 0
            yield Piece(block.kind, level, tuple(map(anchors.words, runs(document, block.span, layer))))


def fields(document: Document, box: Infobox, stated: Sequence[tuple[str, Span]], anchors: Anchors) -> Iterator[Field]:
    """The lines of an infobox; `stated` are the statements with where they stand."""
    after, plain = 0, Layer((), (box.rows[0].span,) if box.rows else (), ())
    for row in box.rows:
        values = []
        for line in row.lines:
            if document[line.span].strip():
                words = tuple(map(anchors.words, runs(document, line.span, plain)))
                values.append(Value(words, tuple(_begun(stated, after, line.span))))
                after = line.span.end
        if values:
            yield Field(row.label, row.side, tuple(values))


def _begun(stated: Sequence[tuple[str, Span]], after: int, line: Span) -> Iterator[str]:
    """The statements with words on a line and none before: a mark of a list may stand before the line itself."""
    return (id for id, span in stated if after <= span.start < line.end and line.start < span.end)


class Footnote(msgspec.Struct, frozen=True):
    """A footnote: its number among all and as printed, in how many places it is cited, and the letters of the claims
    that it stands behind."""

    number: int
    printed: int
    note: Note
    places: int
    letters: tuple[tuple[str, str], ...]


def footnotes(document: Document, claims: list[KeptClaim], anchors: Anchors) -> Iterator[Footnote]:
    """The footnotes of the account in order."""
    behind: dict[str, list[tuple[str, str]]] = {}
    for number, kept in enumerate(claims):
        for key in kept.claim.citations:
            behind.setdefault(key, []).append((letter(number), kept.id))
    for number, citation in enumerate(document.citations, 1):
        printed = citation.number if citation.number is not None else number
        letters = tuple(behind.get(citation.key, ()))
        yield Footnote(number, printed, note(citation), anchors.places.get(number, 0), letters)


def _document(shown: Shown, id: str) -> KeptDocument:
    found = shown.record.document(id)
    if found is None:
        raise NotInRecord(f"no document has the id {id!r}", where=str(shown.record.path))
    return found


def _placed(kept: KeptClaim, source: KeptDocument) -> Json:
    at: Span = kept.claim.span
    return content(card(kept, source)) | {"offsets": {"start": at.start, "end": at.end}}


_COLUMNS = ("claim", "start", "end", "type", "date", "certainty", "negated", "quote")


def _cells(kept: KeptClaim, document: Document) -> list[str | int | float | None]:
    claim = kept.claim
    date = claim.when.edtf if claim.when else None
    return [
        kept.id,
        claim.span.start,
        claim.span.end,
        claim.type,
        date,
        claim.certainty,
        int(claim.negated),
        claim.quote,
    ]
