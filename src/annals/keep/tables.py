"""The rows of the record file: a class for each table, its fields the columns; `schema.sql` says what they mean."""

from __future__ import annotations

from typing import NamedTuple


class DocumentRow(NamedTuple):
    id: str
    digest: str
    format: str
    encyclopedia: bool
    title: str | None
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    language: str | None
    revision: str | None
    accessed: str | None
    text: str
    body: str


class ReadingRow(NamedTuple):
    document: str
    name: str
    certainty: float
    annals: str


class CitationRow(NamedTuple):
    document: str
    ordinal: int
    key: str
    number: int | None
    outlet: str | None
    title: str | None
    author: str | None
    date: str | None
    language: str | None
    url: str | None
    archive_url: str | None
    accessed: str | None
    words: str


class ClaimRow(NamedTuple):
    id: str
    document: str
    layer: str
    ordinal: int
    type: str
    quote: str
    span_start: int
    span_end: int
    sentence: str | None
    sentence_start: int | None
    sentence_end: int | None
    date: str | None
    first_day: int | None
    last_day: int | None
    part_of_day: str | None
    certainty: str | None
    negated: bool | None
    value: str | None
    box: int | None
    side: int | None
    latitude: float | None
    longitude: float | None
    rule: str | None
    body: str


class ActorRow(NamedTuple):
    document: str
    claim: str
    role: str
    ordinal: int
    name: str
    span_start: int | None
    span_end: int | None
    rule: str | None
    kind: str | None = None
    side: str | None = None
    grounds: str | None = None


class PlaceRow(NamedTuple):
    document: str
    claim: str
    ordinal: int
    name: str
    span_start: int | None
    span_end: int | None
    rule: str | None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    where_prec: int | None = None
    source: str | None = None
    why: str | None = None


class ClaimCitationRow(NamedTuple):
    document: str
    claim: str
    ordinal: int
    key: str


class LossRow(NamedTuple):
    document: str
    claim: str
    ordinal: int
    kind: str
    min: int | None
    max: int | None
    vague: bool
    approx: bool
    who: str | None
    side: str | None
    attributed_to: str | None
    part: bool
    scope: str
    span_start: int | None
    span_end: int | None
    citations: str
    rule: str | None


class GapRow(NamedTuple):
    document: str
    ordinal: int
    stage: str
    code: str
    why: str
    words: str
    span_start: int | None
    span_end: int | None
    field: str | None
    repaired: bool


class PassageRow(NamedTuple):
    document: str
    kind: str
    span_start: int
    span_end: int


class JudgementRow(NamedTuple):
    id: str
    left_claim: str
    right_claim: str
    verdict: str
    author: str
    reason: str
    made: str
    withdraws: str | None
    field: str | None
    value: str | None


Row = (
    DocumentRow
    | ReadingRow
    | CitationRow
    | ClaimRow
    | ActorRow
    | PlaceRow
    | ClaimCitationRow
    | LossRow
    | GapRow
    | PassageRow
    | JudgementRow
)

TABLES: dict[type[Row], str] = {  # in the order in which they must be filled
    DocumentRow: "document",
    ReadingRow: "reading",
    CitationRow: "citation",
    ClaimRow: "claim",
    ActorRow: "claim_actor",
    PlaceRow: "claim_place",
    ClaimCitationRow: "claim_citation",
    LossRow: "loss",
    GapRow: "gap",
    PassageRow: "passage",
    JudgementRow: "judgement",
}

KEYS: dict[str, str] = {  # by what the rows of a table are told apart and put in order, whenever they came
    "document": "id",
    "reading": "document, name, certainty, annals",
    "citation": "document, ordinal",
    "claim": "document, id",
    "claim_actor": "document, claim, role, ordinal",
    "claim_place": "document, claim, ordinal",
    "claim_citation": "document, claim, ordinal",
    "loss": "document, claim, ordinal",
    "gap": "document, ordinal",
    "passage": "document, kind, span_start, span_end",
    "judgement": "id",
}

GAPS = f"SELECT {', '.join(GapRow._fields)} FROM gap WHERE document = ? ORDER BY ordinal"
"""The gaps of a document, in their order."""


def insertion(kind: type[Row]) -> str:
    """The SQL that adds one row of `kind`."""
    return f"INSERT INTO {TABLES[kind]} ({', '.join(kind._fields)}) VALUES ({', '.join('?' * len(kind._fields))})"
