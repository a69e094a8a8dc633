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


PER_PAGE = 100
COLUMNS = Account.__struct_fields__


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The accounts by name."""
    count, first = int(shown.view.about["accounts"]), (shown.filter.page - 1) * PER_PAGE
    return Page(
        template="sources.html",
        title="Sources",
        content={
            "accounts": list(accounts(shown, first, PER_PAGE)),
            "count": count,
            "pages": max(1, -(-count // PER_PAGE)),
        },
        json=lambda: {"accounts": msgspec.to_builtins(list(accounts(shown)))},
        table=lambda: Table(COLUMNS, (msgspec.structs.astuple(each) for each in accounts(shown))),
    )


def accounts(shown: Shown, first: int = 0, count: int | None = None) -> Iterator[Account]:
    """The current accounts of the record by name, all or `count` of them from the `first` on."""
    for kept in shown.record.documents(first, count):
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
