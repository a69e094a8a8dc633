"""Versions of one account: which documents of a record are the same account read at other times, which is the latest.

All versions stay in the record. Current is the latest, where the accounts themselves say which that is: by revision, by
the day on which they were accessed, or by their own date. Where they do not say, nobody knows, and all stay current.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from annals.base.edtf import bounds

ACCOUNTS = """
    SELECT DISTINCT r.name, d.digest, d.id, d.encyclopedia, d.title, d.url, d.revision, d.accessed, d.date
    FROM reading r JOIN document d ON d.id = r.document ORDER BY r.name, d.digest, d.id
"""
SEVERAL = (  # ways in which one account may be kept in several documents
    "SELECT 1 FROM document GROUP BY digest HAVING count(*) > 1 LIMIT 1",
    "SELECT 1 FROM reading GROUP BY name HAVING count(DISTINCT document) > 1 LIMIT 1",
)


class Account(NamedTuple):
    """A document as read under one name, with what tells its versions apart."""

    name: str
    digest: str
    document: str
    encyclopedia: int
    title: str | None
    url: str | None
    revision: str | None
    accessed: str | None
    date: str | None

    @property
    def same(self) -> str | None:
        """What versions of one account share beside their name: the address, or an encyclopedia page's title.

        Many reports go by one title; without an address they are not known to be versions of each other.
        """
        if self.url:
            return f"url {self.url}"
        return f"title {self.title}" if self.encyclopedia and self.title else None


Order = tuple[int | None, int | None]


def superseded(accounts: Iterable[Account]) -> set[tuple[str, str]]:
    """Name and digest of every account of which there is a later version under the same name."""
    found: set[tuple[str, str]] = set()
    for _, named in groupby(sorted(accounts, key=lambda a: (a.name, a.digest)), key=lambda a: a.name):
        by_account: dict[str, list[Account]] = {}
        for account in named:
            if account.same is not None:
                by_account.setdefault(account.same, []).append(account)
        for versions in by_account.values():
            found |= {(account.name, account.digest) for account in _earlier(versions)}
    return found


def _earlier(versions: Sequence[Account]) -> list[Account]:
    """Those before another, by the first kind of order that all of them have and that tells them apart."""
    for orders in ([_revision(a) for a in versions], *([bounds(d) for d in days] for days in _days(versions))):
        if all(order != (None, None) for order in orders):
            before = [a for a, order in zip(versions, orders, strict=True) if any(_before(order, o) for o in orders)]
            if before:
                return before
    return []


def _days(versions: Sequence[Account]) -> tuple[list[str | None], list[str | None]]:
    return [account.accessed for account in versions], [account.date for account in versions]


def _revision(account: Account) -> Order:
    number = account.revision or ""
    return (int(number), int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else (None, None)


def _before(left: Order, right: Order) -> bool:
    """Whether all of `left` is before all of `right`."""
    return left[1] is not None and right[0] is not None and left[1] < right[0]


def version(annals: str) -> tuple[int, ...]:
    """A version of annals, so that the later one is greater."""
    return tuple(int(number) for number in re.findall(r"\d+", annals))
