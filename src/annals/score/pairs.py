"""Gold for merging: pairs of accounts with a passage marked in each, as plain text files that anybody can write.

The form is told in `tests/gold/merge/README.md`; what breaks it is an error that names the file and the pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from annals.base.errors import AnnalsError

VERDICTS = ("same", "rival", "different")
_PAIR = re.compile(r"^==== *(\S.*)$", re.MULTILINE)
_ACCOUNT = re.compile(r"^-- account *\n", re.MULTILINE)
_FIELD = re.compile(r"(\w+): *(\S.*)")
_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_EMPHASIS = re.compile(r"\*\*|__")


class Account(msgspec.Struct, frozen=True):
    """One account as annals gets it, without the marks: its `name` is made of the pair's name and its number."""

    name: str
    raw: str


class Mark(msgspec.Struct, frozen=True):
    """The `words` marked in the account called `account`."""

    account: str
    words: str


class Pair(msgspec.Struct, frozen=True):
    """Two marked passages of one or two accounts, and what a careful reader says of them.

    `form` is the name of the file, which tells what kind of pairs it holds; `opposing`: those who act in the two
    different events are enemies of each other.
    """

    name: str
    form: str
    verdict: str
    why: str
    opposing: bool
    accounts: tuple[Account, ...]
    left: Mark
    right: Mark

    @property
    def one(self) -> bool:
        """Whether both passages tell one event, in versions that agree or not."""
        return self.verdict != "different"


def pairs(folder: Path) -> list[Pair]:
    """The pairs of every text file in `folder`, in order of the files' names."""
    found = [pair for path in sorted(folder.glob("*.txt")) for pair in read(path.read_text(encoding="utf-8"), path)]
    if not found:
        raise AnnalsError("no pairs", where=str(folder), allowed="text files with pairs of accounts", fatal=True)
    return found


def read(written: str, path: Path) -> Iterator[Pair]:
    """The pairs of one file."""
    _, *parts = _PAIR.split(written)
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        yield _pair(name.strip(), body, path)


def _pair(name: str, body: str, path: Path) -> Pair:
    head, *told = _ACCOUNT.split(body)
    fields = {match[1]: match[2].strip() for match in _FIELD.finditer(head)}
    accounts = [_account(f"{name}-{number}", raw) for number, raw in enumerate(told, 1)]
    marks = [mark for account, raw in zip(accounts, told, strict=True) for mark in _marks(account, raw)]
    if fields.get("verdict") not in VERDICTS:
        raise _broken(path, name, f"the verdict {fields.get('verdict')!r}", ", ".join(VERDICTS))
    if len(marks) != 2:
        raise _broken(path, name, f"{len(marks)} marked passages", "two: one in each account, or both in one")
    opposing = fields.get("opposing") == "yes"
    return Pair(name, path.stem, fields["verdict"], fields.get("why", ""), opposing, tuple(accounts), *marks)


def _account(name: str, raw: str) -> Account:
    suffix = ".md" if raw.startswith("---") else ".txt"
    return Account(name + suffix, _MARKED.sub(r"\1", raw).strip() + "\n")


def _marks(account: Account, raw: str) -> Iterator[Mark]:
    return (Mark(account.name, _EMPHASIS.sub("", match[1])) for match in _MARKED.finditer(raw))


def _broken(path: Path, name: str, what: str, allowed: str) -> AnnalsError:
    return AnnalsError(what, where=f"{path}, {name!r}", allowed=allowed, do="mend the pair", fatal=True)
