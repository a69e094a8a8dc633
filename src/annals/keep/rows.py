"""A reading as rows of the record file, and back. Pure: nothing here knows the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from annals.base.claim import Claim, Statement, content_id
from annals.base.document import Document
from annals.base.edtf import bounds, joined
from annals.base.errors import UnreadableDocument
from annals.base.gap import Gap
from annals.base.judgement import Judgement
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep import grounds
from annals.keep.tables import (
    ActorRow,
    CitationRow,
    ClaimCitationRow,
    ClaimRow,
    DocumentRow,
    GapRow,
    JudgementRow,
    LossRow,
    PassageRow,
    PlaceRow,
    ReadingRow,
    Row,
)

ACTORS = ("belligerent", "unit", "commander")  # fields of an infobox whose values are names of actors


def canonical(content: object) -> str:
    """`content` as JSON with sorted keys: the form that is hashed and kept."""
    return msgspec.json.encode(content, order="sorted").decode()


def content_hash(content: object) -> str:
    """A hash of `content`, 16 hex digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:16]


class Plain(NamedTuple):
    """A reading under its id: without its name, without what is derived, items told twice over kept once."""

    id: str
    document: Document
    statements: dict[str, Statement]
    claims: dict[str, Claim]
    gaps: tuple[Gap, ...]
    actors: dict[str, tuple[Party, ...]]
    places: dict[str, tuple[Placed, ...]]


def plain(reading: Reading) -> Plain:
    """The reading as it is kept, every item under its id.

    The name of the file and the certainty of its format are not part of it (`reading_row` keeps them), so that the
    same account under two names is kept once.
    """
    document = msgspec.structs.replace(reading.document, name="", certainty=1.0)
    try:
        statements = {content_id(document.digest, item): item for item in reading.statements}
        claims = {content_id(document.digest, item): item for item in reading.claims}
        actors, places = _by_claim(claims, reading)
        made = grounds.content(actors, places)
        id = document_id(document_body(document), document.text, statements, claims, reading.gaps, made)
    except UnicodeEncodeError as error:
        raise unkept(reading, "half a character") from error
    return Plain(id, document, statements, claims, reading.gaps, actors, places)


def _by_claim(
    claims: dict[str, Claim], reading: Reading
) -> tuple[dict[str, tuple[Party, ...]], dict[str, tuple[Placed, ...]]]:
    """What was made of the names of each claim, under the claim's id; a claim told twice has one of each."""
    ids = {claim: id for id, claim in claims.items()}
    actors = {ids[claim]: made for claim, made in zip(reading.claims, reading.actors, strict=False) if made}
    places = {ids[claim]: made for claim, made in zip(reading.claims, reading.places_at, strict=False) if made}
    return actors, places


def unkept(reading: Reading, found: str) -> UnreadableDocument:
    """The error for a document with something in it that no record can hold; the others can still be kept."""
    return UnreadableDocument(f"{found} cannot be kept in a record", where=reading.document.name)


def document_body(document: Document) -> str:
    """All of the document but its text, as JSON."""
    return canonical(msgspec.structs.replace(document, text=""))


def document_id(
    body: str,
    text: str,
    statements: Iterable[str],
    claims: Iterable[str],
    gaps: Iterable[Gap],
    made: Sequence[object] = (),
) -> str:
    """The id of a document: a hash of all that was made of it, given the ids of its statements and claims in order.

    `made` is what was made of the names in its claims (`grounds.content`); records of version 1 have none.
    """
    return content_hash([body, text, list(statements), list(claims), list(gaps), *made])


def item_id(digest: str, layer: str, body: str) -> str:
    """What `content_id` gives for a claim or statement, from its body as kept."""
    kind = "Claim" if layer == "prose" else "Statement"
    return hashlib.sha256(f'["{digest}","{kind}",{body}]'.encode()).hexdigest()[:16]


def reading_row(reading: Reading, document: str, annals: str) -> ReadingRow:
    """Under which name, and by which version of annals, the document with that id was read."""
    return ReadingRow(document, writable(reading.document.name), reading.document.certainty, annals)


def writable(name: str) -> str:
    """A file's name with the bytes that are no UTF-8 written out (`\\udce9`)."""
    return name.encode("utf-8", "backslashreplace").decode()


def rows(kept: Plain) -> Iterator[Row]:
    """Every row but the `ReadingRow`; a claim comes before what hangs on it."""
    yield document_row(kept.document, kept.id)
    yield from citation_rows(kept.document, kept.id)
    for ordinal, (id, statement) in enumerate(kept.statements.items()):
        yield from statement_rows(kept.id, id, ordinal, statement)
    for ordinal, (id, claim) in enumerate(kept.claims.items()):
        yield from claim_rows(kept, id, ordinal, claim)
    for ordinal, gap in enumerate(kept.gaps):
        yield gap_row(kept.id, ordinal, gap)
    yield from passage_rows(kept)


def document_row(document: Document, id: str) -> DocumentRow:
    """The document; its body is all that the other columns do not hold."""
    source = document.source
    return DocumentRow(
        id=id,
        digest=document.digest,
        format=document.format,
        encyclopedia=document.encyclopedia,
        title=document.title,
        publisher=source.publisher,
        author=source.author,
        date=source.date,
        url=source.url,
        language=source.language,
        revision=source.revision,
        accessed=source.accessed,
        text=document.text,
        body=document_body(document),
    )


def citation_rows(document: Document, id: str) -> Iterator[CitationRow]:
    """The footnotes, in order."""
    for ordinal, c in enumerate(document.citations):
        yield CitationRow(
            document=id,
            ordinal=ordinal,
            key=c.key,
            number=c.number,
            outlet=c.outlet,
            title=c.title,
            author=c.author,
            date=c.date,
            language=c.language,
            url=c.url,
            archive_url=c.archive_url,
            accessed=c.accessed,
            words=c.words,
        )


def statement_rows(document: str, id: str, ordinal: int, statement: Statement) -> Iterator[Row]:
    """A statement of the infobox, with its name as actor or place and its figure as loss."""
    date = joined(statement.start, statement.end)
    first, last = bounds(date)
    latitude, longitude = statement.point or (None, None)
    yield ClaimRow(
        id=id,
        document=document,
        layer="episode",
        ordinal=ordinal,
        type=statement.field,
        quote=statement.words,
        span_start=statement.span.start,
        span_end=statement.span.end,
        sentence=None,
        sentence_start=None,
        sentence_end=None,
        date=date,
        first_day=first,
        last_day=last,
        part_of_day=None,
        certainty=None,
        negated=None,
        value=statement.text,
        box=statement.box,
        side=statement.side,
        latitude=latitude,
        longitude=longitude,
        rule=statement.rule,
        body=canonical(statement),
    )
    if statement.text is not None and statement.field in ACTORS:
        yield ActorRow(document, id, statement.field, 0, statement.text, *_ends(statement.span), statement.rule)
    if statement.text is not None and statement.field == "place":
        yield PlaceRow(document, id, 0, statement.text, *_ends(statement.span), statement.rule)
    yield from _citation_rows(document, id, statement.citations)
    if statement.loss is not None:
        yield loss_row(document, id, 0, statement.loss)


def claim_rows(kept: Plain, id: str, ordinal: int, told: Claim) -> Iterator[Row]:
    """A claim of the prose, with its actors, places, footnotes and losses."""
    document = kept.id
    date = told.when.edtf if told.when else None
    first, last = bounds(date)
    yield ClaimRow(
        id=id,
        document=document,
        layer="prose",
        ordinal=ordinal,
        type=told.type,
        quote=told.quote,
        span_start=told.span.start,
        span_end=told.span.end,
        sentence=kept.document[told.sentence],
        sentence_start=told.sentence.start,
        sentence_end=told.sentence.end,
        date=date,
        first_day=first,
        last_day=last,
        part_of_day=told.when.part_of_day if told.when else None,
        certainty=told.certainty,
        negated=told.negated,
        value=None,
        box=None,
        side=None,
        latitude=None,
        longitude=None,
        rule=told.rule,
        body=canonical(told),
    )
    yield from _actor_rows(document, id, told, kept.actors.get(id, ()))
    yield from _place_rows(document, id, told, kept.places.get(id, ()))
    yield from _citation_rows(document, id, told.citations)
    for place, loss in enumerate(told.losses):
        yield loss_row(document, id, place, loss)


def _actor_rows(document: str, claim: str, told: Claim, parties: Sequence[Party]) -> Iterator[ActorRow]:
    made = {(party.role, party.ordinal): party for party in parties}
    roles: dict[str, Sequence[Mention]] = {
        "by": told.by,
        "against": told.against,
        "mediator": told.mediator,
        "attributed_to": told.attributed_to,
    }
    for role, mentions in roles.items():
        for ordinal, m in enumerate(mentions):
            row = ActorRow(document, claim, role, ordinal, m.name, *_ends(m.span), m.rule)
            party = made.get((role, ordinal))
            side = None if party is None or party.side is None else str(party.side)
            yield row if party is None else row._replace(kind=party.kind, side=side, grounds=party.rule)


def _place_rows(document: str, claim: str, told: Claim, placed: Sequence[Placed]) -> Iterator[PlaceRow]:
    made = {place.ordinal: place for place in placed}
    for ordinal, m in enumerate(told.places):
        row = PlaceRow(document, claim, ordinal, m.name, *_ends(m.span), m.rule)
        place = made.get(ordinal)
        yield row if place is None else _at(row, place)


def _at(row: PlaceRow, place: Placed) -> PlaceRow:
    return row._replace(
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        where_prec=place.where_prec,
        source=place.source,
        why=place.why,
    )


def _citation_rows(document: str, claim: str, keys: Sequence[str]) -> Iterator[ClaimCitationRow]:
    for ordinal, key in enumerate(keys):
        yield ClaimCitationRow(document, claim, ordinal, key)


def loss_row(document: str, claim: str, ordinal: int, loss: Loss) -> LossRow:
    """One figure of a claim or statement."""
    start, end = _ends(loss.span)
    return LossRow(
        document=document,
        claim=claim,
        ordinal=ordinal,
        kind=loss.kind,
        min=loss.min,
        max=loss.max,
        vague=loss.vague,
        approx=loss.approx,
        who=loss.who,
        side=None if loss.side is None else str(loss.side),
        attributed_to=loss.attributed_to,
        part=loss.part,
        scope=loss.scope,
        span_start=start,
        span_end=end,
        citations=canonical(loss.citations),
        rule=loss.rule,
    )


def gap_row(document: str, ordinal: int, gap: Gap) -> GapRow:
    """What was not understood."""
    start, end = _ends(gap.span)
    return GapRow(document, ordinal, gap.stage, gap.code, gap.why, gap.words, start, end, gap.field, gap.repaired)


def gap_of(row: GapRow) -> Gap:
    """The gap that a row tells."""
    span = Span(row.span_start, row.span_end) if row.span_start is not None and row.span_end is not None else None
    return Gap(row.stage, row.code, row.why, row.words, span, row.field, bool(row.repaired))


def passage_rows(kept: Plain) -> Iterator[PassageRow]:
    """What of a document can be searched: its title, its blocks (or all of an unblocked text), its told sentences."""
    document = kept.document
    blocks = [(b.kind, b.span) for b in document.blocks] or [("text", Span(0, len(document.text)))]
    sentences = [("sentence", claim.sentence) for claim in kept.claims.values()]
    for kind, span in dict.fromkeys((*sentences, *blocks)):
        yield PassageRow(kept.id, kind, span.start, span.end)
    if document.title:
        yield PassageRow(kept.id, "title", 0, 0)


def passage_words(document: Document, kind: str, start: int, end: int) -> str:
    """The words by which a passage is found."""
    return document.title or "" if kind == "title" else document.text[start:end]


def judgement_row(judgement: Judgement) -> JudgementRow:
    """A judgement, named by its content."""
    return JudgementRow(content_hash(judgement), *msgspec.structs.astuple(judgement))


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)
