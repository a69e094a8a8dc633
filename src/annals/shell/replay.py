"""Judgements from one record kept in another that holds the same claims: `annals judge RECORD --replay FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec

from annals.base.errors import AnnalsError, NotInRecord
from annals.base.judgement import Judgement
from annals.keep.record import Record
from annals.keep.rows import judgement_row
from annals.shell.terminal import safe
from annals.shell.wording import plural

LIMIT = 2**27
"""Characters of a file of judgements: some hundred thousand of them; a device has no end."""


class Line(msgspec.Struct, frozen=True):
    """A judgement as `annals judge --list --json` prints it; `withdrawn` follows from the others and is not heeded."""

    verdict: str
    left: str
    right: str
    author: str
    reason: str
    made: str
    id: str | None = None
    withdraws: str | None = None
    field: str | None = None
    value: str | None = None

    @property
    def judgement(self) -> Judgement:
        """As it is kept."""
        return Judgement(
            self.left, self.right, self.verdict, self.author, self.reason, self.made, self.withdraws, self.field,
            self.value,
        )  # fmt: skip


def replayed(record: str, path: str) -> Iterator[str]:
    """Keep the judgements of a file; what could not be kept, a line each, and how many could.

    Those that are kept already are passed over. A withdrawal comes after what it withdraws, wherever it stands.
    """
    told = list(_read(path))
    kept, missing = 0, 0
    with Record.open(record) as opened:
        known = {each.id for each in opened.judgements()}
        before = len(known)
        for judgement in _in_turn(told, known):
            try:
                known.add(opened.judge(judgement))
                kept += 1
            except NotInRecord as error:
                missing += 1
                yield safe(f"left out: {error.message}")
        added = len(known) - before
    yield f"{plural(added, 'judgement')} added, {kept - added} there already, {missing} left out"


def _in_turn(told: list[Judgement], known: set[str]) -> Iterator[Judgement]:
    """Each after the one that it withdraws; those whose turn never comes last of all."""
    waiting: dict[str, list[Judgement]] = {}
    ids = {judgement_row(each).id for each in told}
    ready = []
    for each in reversed(told):
        if each.withdraws in ids - known:
            waiting.setdefault(str(each.withdraws), []).append(each)
        else:
            ready.append(each)
    while ready:
        each = ready.pop()
        yield each
        ready += waiting.pop(judgement_row(each).id, [])


def _read(path: str) -> Iterator[Judgement]:
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            told = msgspec.json.decode(line, type=Line)
        except (msgspec.MsgspecError, UnicodeError) as error:
            do = "write it with: annals judge RECORD --list --json"
            raise AnnalsError(f"no judgement ({error})", where=where, do=do) from error
        if told.id is not None and told.id != judgement_row(told.judgement).id:
            raise AnnalsError(
                f"judgement {told.id} is not what its id says", where=where, do="leave the line as it was"
            )
        yield told.judgement


def _text(path: str) -> str:
    try:
        if path == "-":
            text = sys.stdin.read(LIMIT)
        else:
            with open(path, encoding="utf-8") as file:
                text = file.read(LIMIT)
    except (OSError, ValueError) as error:
        raise AnnalsError(f"it cannot be read ({error})", where=path, do="name a file of judgements") from error
    if len(text) == LIMIT:
        raise AnnalsError("it is too large", where=path, allowed=f"up to {LIMIT:,} characters", do="split it by lines")
    return text
