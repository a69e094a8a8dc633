"""Which documents of a record are versions of one account, and which of them comes next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from annals.base.document import Document
from annals.base.edtf import bounds
from annals.keep.revisions import Account
from annals.merge.where import key

Known = tuple[Account, str]
"""An account with a sentence why it is a version of another."""


def matches(document: Document, accounts: Iterable[Account], current: Collection[str]) -> list[Known]:
    """The accounts of which a document is a version: those at its address, else those with its title, else those with
    its name; of several versions the current ones."""
    known = list({account.document: account for account in accounts}.values())
    for why, says in _signs(document):
        found = [account for account in known if says(account)]
        if found:
            chosen = [account for account in found if account.document in current] or found
            return [(account, why) for account in chosen]
    return []


def _signs(document: Document) -> Iterator[tuple[str, Callable[[Account], bool]]]:
    url, title, name = document.source.url, key(document.title or ""), document.name
    if url:
        yield f"both are at {url}", lambda account: account.url == url
    if title:
        yield f"both are titled {document.title}", lambda account: key(account.title or "") == title
    yield f"both are named {name}", lambda account: account.name == name


def successive(accounts: Iterable[Account], current: Collection[str]) -> Iterator[tuple[Account, Account, str]]:
    """Each two versions of one account (one name, and one address or title) of which one comes after the other, with a
    sentence why; in the order of revision, access and date, as far as these are told."""
    groups: dict[tuple[str, str], list[Account]] = {}
    for account in _once(accounts, current):
        sign = account.url or key(account.title or "")
        if sign:
            groups.setdefault((account.name, sign), []).append(account)
    for (name, _), versions in sorted(groups.items()):
        ordered = sorted(versions, key=_order)
        for before, after in pairwise(ordered):
            told = _order(before)[:-1] != _order(after)[:-1]
            yield before, after, f"both are named {name}{'' if told else '; nothing tells which of them is later'}"


def _once(accounts: Iterable[Account], current: Collection[str]) -> Sequence[Account]:
    """One account for the same bytes under one name, the current one where there is one."""
    found: dict[tuple[str, str], Account] = {}
    for account in accounts:
        if (account.name, account.digest) not in found or account.document in current:
            found[account.name, account.digest] = account
    return list(found.values())


def _order(account: Account) -> tuple[int, int, int, str]:
    number = account.revision or ""
    days = (bounds(day)[0] for day in (account.accessed, account.date))
    accessed, date = (-1 if day is None else day for day in days)
    return (int(number) if number.isascii() and number.isdigit() else -1, accessed, date, account.digest)
