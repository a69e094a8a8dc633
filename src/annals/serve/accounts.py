"""The accounts of a record in a line each: what each is, how much of it gave claims, what was not understood."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annals.divide.passages import passages
from annals.keep.kept import KeptDocument
from annals.keep.record import Record
from annals.merge.history import History
from annals.serve.text import coverage


class Account(msgspec.Struct, frozen=True):
    """An account in one line; `coverage` is the share of its prose, in per cent, that gave claims."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    language: str | None
    format: str
    url: str | None
    claims: int
    statements: int
    gaps: int
    coverage: int | None
    digest: str


def accounts(history: History) -> Iterator[Account]:
    """The current accounts of the record by name."""
    for kept in history.documents.values():
        yield account(history.record, kept)


def account(record: Record, kept: KeptDocument) -> Account:
    """An account in one line; claims that people rejected are among its claims, as they are on its page."""
    document, source = kept.document, kept.document.source
    claims = list(record.claims(kept.id))
    sentences = [sentence for passage in passages(document) for sentence in passage.sentences]
    used, whole = coverage(sentences, [each.claim.sentence for each in claims])
    return Account(
        id=kept.id,
        name=document.name,
        title=document.title,
        publisher=source.publisher,
        date=source.date,
        language=source.language,
        format=document.format,
        url=source.url,
        claims=len(claims),
        statements=sum(1 for _ in record.statements(kept.id)),
        gaps=sum(1 for _ in record.gaps(kept.id)),
        coverage=round(100 * used / whole) if whole else None,
        digest=document.digest,
    )
