"""`annals diff`: what changed between versions of one account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import msgspec

from annals.base.change import Change, Revision
from annals.base.errors import AnnalsError, NotInRecord, UnreadableDocument
from annals.base.reading import Reading
from annals.collect import documents
from annals.keep.record import Record
from annals.keep.revisions import Account
from annals.keep.rows import plain
from annals.merge.decided import Decided
from annals.merge.history import reading
from annals.merge.revisions import revised
from annals.merge.versions_of import matches, successive
from annals.shell.readings import attempt, named
from annals.shell.terminal import cut, json_line, safe, style, width, wrapped

SIGNS = {"appeared": ("+", "green"), "changed": ("~", "yellow"), "vanished": ("-", "red")}


@click.command("diff")
@click.argument("record", metavar="RECORD")
@click.argument("path", metavar="[DOCUMENT]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one comparison a line.")
def command(record: str, path: str | None, as_json: bool) -> None:
    """Show what changed between a version of an account in RECORD and DOCUMENT, a later version of it.

    DOCUMENT is a file; it is read and compared, and not added to RECORD. It is a version of each account in RECORD with
    its address, its title or its name. Without DOCUMENT the versions that RECORD holds are compared, each with the
    next. A line that begins with "+" is a claim or statement that appeared, "-" one that vanished, "~" one that
    changed: each value that is another now stands below it, from what to what.
    """
    with Record.open(record) as opened:
        found = list(_kept(opened) if path is None else _read(opened, path))
    if as_json:
        for each in found:
            click.echo(json_line(msgspec.to_builtins(each)))
        return
    for line in _lines(found):
        click.echo(line)


def _read(record: Record, path: str) -> Iterator[Revision]:
    """DOCUMENT against the current versions of its account, or all where none is current."""
    later = _one(path)
    known = matches(later.document, record.accounts(), {id for _, id in record.names()})
    if not known:
        raise NotInRecord(
            f"{path} is no version of an account in this record",
            where=str(record.path),
            do="an account is known by its address, title or name; annals read --into adds a new one",
        )
    for account, why in known:
        yield revised(_whole(record, account), later, ids=(account.document, plain(later).id), matched=why)


def _one(path: str) -> Reading:
    outcomes = [attempt(found, named()) for found in documents([path])]
    if len(outcomes) != 1:
        what = f"{len(outcomes)} accounts" if outcomes else "no account"
        raise UnreadableDocument(what, where=path, do="name a file that holds one account")
    if isinstance(outcomes[0], AnnalsError):
        raise outcomes[0]
    return outcomes[0]


def _kept(record: Record) -> Iterator[Revision]:
    """Versions of one account that the record holds, each against the next."""
    current = {id for _, id in record.names()}
    for before, after, why in successive(record.accounts(), current):
        ids = (before.document, after.document)
        yield revised(_whole(record, before), _whole(record, after), ids=ids, matched=why)


def _whole(record: Record, account: Account) -> Reading:
    return reading(record, account.document, account.name, Decided())  # what the texts say, whoever judged it


def _lines(found: Sequence[Revision]) -> Iterator[str]:
    for each in found:
        yield style(safe(f"{each.name_before} {each.before[:8]} → {each.name_after} {each.after[:8]}"), "bold")
        if each.matched:
            yield from wrapped(safe(each.matched), width(), first="  ", rest="  ")
        for change in each.changes:
            yield from _change(change)
        yield f"  {_counted(each)}"
        yield ""
    if not found:
        yield "no account is kept in several versions"


def _counted(each: Revision) -> str:
    sorts = [change.sort for change in each.changes]
    told = [f"{sorts.count(sort)} {sort}" for sort in SIGNS]
    return f"{', '.join(told)}, {each.unchanged} unchanged ({len(sorts) + each.unchanged} claims and statements)"


def _change(change: Change) -> Iterator[str]:
    sign, colour = SIGNS[change.sort]
    id = (change.after or change.before or "")[:8]
    quote = cut(safe(change.quote_after or change.quote_before or ""), 2 * width())
    first = f"  {sign} {id}  "
    words = f"{change.type.replace('_', ' ')}: “{quote}”"
    for number, line in enumerate(wrapped(words, width(), first=first, rest=" " * len(first))):
        yield style(line, colour) if number == 0 else line
    for turn in change.turns:
        said = f"{turn.field}: {turn.before or 'none'} → {turn.after or 'none'}"
        yield from wrapped(safe(said), width(), first=" " * len(first), rest=" " * (len(first) + 2))
    if change.why:
        yield from wrapped(f"[{change.why}]", width(), first=" " * len(first), rest=" " * len(first))
