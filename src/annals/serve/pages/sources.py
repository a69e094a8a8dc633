"""All accounts of the record: what each is, how much of it gave claims, what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from annals.divide.passages import passages
from annals.keep.kept import KeptDocument
from annals.serve.page import Page, Shown, Table
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


COLUMNS = Account.__struct_fields__


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The accounts by name."""
    told = list(accounts(shown))
    return Page(
        template="sources.html",
        title="Sources",
        content={"accounts": told},
        json=lambda: {"accounts": msgspec.to_builtins(told)},
        table=lambda: Table(COLUMNS, (msgspec.structs.astuple(each) for each in told)),
    )


def accounts(shown: Shown) -> Iterator[Account]:
    """Every current account of the record."""
    for kept in shown.record.documents():
        yield _account(shown, kept)


def _account(shown: Shown, kept: KeptDocument) -> Account:
    document, source = kept.document, kept.document.source
    claims = list(shown.record.claims(kept.id))
    sentences = (sentence for passage in passages(document) for sentence in passage.sentences)
    used, whole = coverage(list(sentences), [each.claim.sentence for each in claims])
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
        statements=sum(1 for _ in shown.record.statements(kept.id)),
        gaps=sum(1 for _ in shown.record.gaps(kept.id)),
        coverage=round(100 * used / whole) if whole else None,
        digest=document.digest,
    )
