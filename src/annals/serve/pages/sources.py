"""All accounts of the record: what each is, how much of it gave claims, what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annals.serve.accounts import Account
from annals.serve.page import Page, Shown, Table

PER_PAGE = 100
COLUMNS = Account.__struct_fields__


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The accounts by name."""
    count, first = shown.view.count("account"), (shown.filter.page - 1) * PER_PAGE
    every = range(count)
    return Page(
        template="sources.html",
        title="Sources",
        content={
            "accounts": list(accounts(shown, every[first : first + PER_PAGE])),
            "count": count,
            "pages": max(1, -(-count // PER_PAGE)),
        },
        json=lambda: {"accounts": map(msgspec.to_builtins, accounts(shown, every))},
        table=lambda: Table(COLUMNS, map(msgspec.structs.astuple, accounts(shown, every))),
    )


def accounts(shown: Shown, numbers: Iterable[int]) -> Iterator[Account]:
    """The accounts with these numbers, in the order of their names."""
    return (msgspec.json.decode(body, type=Account) for body in shown.view.things("account", numbers))
