"""People's judgements in the record file: what they may be about, how they are added, and which are in force."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from annals.base.claim import Claim
from annals.base.correction import corrected
from annals.base.errors import AnnalsError, NotInRecord
from annals.base.judgement import SINGLE, VERDICTS, Judgement, sort_of
from annals.keep.kept import KeptJudgement
from annals.keep.rows import judgement_row
from annals.keep.tables import JudgementRow, insertion

_LISTED = f"SELECT {', '.join(JudgementRow._fields)} FROM judgement ORDER BY rowid DESC"

BEARING = """
    SELECT id FROM judgement WHERE verdict IN ('same', 'different', 'edit')
    OR (verdict = 'reject' AND left_claim NOT GLOB 'gap:*')
    OR (verdict = 'accept' AND left_claim IN (SELECT left_claim FROM judgement WHERE verdict = 'reject'))
    OR (verdict = 'unsure' AND left_claim GLOB '*:*') ORDER BY id
"""
"""The judgements that bear on what is derived. Accepting changes nothing but what was rejected, or will be; doubt about
two claims changes nothing, doubt about two names takes back what was said of them before."""


def judge(db: sqlite3.Connection, judgement: Judgement, path: str) -> str:
    """Add a judgement in a transaction that is open; its id. One that the record holds already adds nothing."""
    _allowed(judgement)
    for subject in dict.fromkeys((judgement.left, judgement.right)):
        _require(db, subject, path)
    if judgement.verdict == "edit":
        _correctable(db, judgement)
    if judgement.withdraws is not None and not _row(db, "SELECT 1 FROM judgement WHERE id = ?", judgement.withdraws):
        raise NotInRecord(f"no judgement has the id {judgement.withdraws!r}", where=path, do="write the whole id")
    row = judgement_row(judgement)
    if not _row(db, "SELECT 1 FROM judgement WHERE id = ?", row.id):
        db.execute(insertion(JudgementRow), row)
    return row.id


def judgements(db: sqlite3.Connection) -> list[KeptJudgement]:
    """Every judgement, by the time it was made; a withdrawal that is itself withdrawn withdraws nothing."""
    withdrawn: set[str] = set()
    found = []
    for row in map(JudgementRow._make, db.execute(_LISTED).fetchall()):  # what withdraws comes before what it withdraws
        if row.withdraws is not None and row.id not in withdrawn:
            withdrawn.add(row.withdraws)
        found.append(KeptJudgement(row.id, Judgement(*row[1:]), row.id in withdrawn))
    return sorted(found, key=lambda j: (j.judgement.made, j.id))


def _allowed(judgement: Judgement) -> None:
    """Refuse a verdict that does not fit what it is about."""
    if judgement.verdict not in VERDICTS:
        raise AnnalsError(f"the verdict {judgement.verdict!r}", allowed=", ".join(VERDICTS))
    sorts = {sort_of(judgement.left), sort_of(judgement.right)}
    if judgement.verdict in SINGLE:
        fits = judgement.left == judgement.right and sorts <= {"claim", "gap"}
        if not fits or (judgement.verdict == "edit" and sorts != {"claim"}):
            raise AnnalsError(f"{judgement.verdict} is said of one claim", allowed="a claim, named twice")
    elif len(sorts) > 1 or sorts == {"gap"}:
        raise AnnalsError(f"{judgement.verdict} is said of two of one sort", allowed="claims, actors or places")
    if (judgement.verdict == "edit") != (judgement.field is not None and judgement.value is not None):
        raise AnnalsError("a correction has a field and a value, and nothing else has", allowed="edit, field, value")


def _correctable(db: sqlite3.Connection, judgement: Judgement) -> None:
    """Refuse a correction that could not be put into the claim."""
    body = _row(db, "SELECT body FROM claim WHERE id = ? AND layer = 'prose'", judgement.left)
    if body is None:
        raise AnnalsError(f"{judgement.left!r} is no claim of the prose", allowed="only those are corrected")
    corrected(msgspec.json.decode(body[0], type=Claim), judgement.field or "", judgement.value or "")


def _require(db: sqlite3.Connection, subject: str, path: str) -> None:
    """What is judged must be in this record: a claim by its id, a gap by its document and number, an actor or a place
    by a name as written."""
    sort, name = sort_of(subject), subject.partition(":")[2].strip()
    if sort == "claim":
        if not _row(db, "SELECT 1 FROM claim WHERE id = ?", subject):
            raise NotInRecord(f"no claim has the id {subject!r}", where=path, do="write the whole id")
    elif sort == "gap":
        document, _, ordinal = name.partition(":")
        if not _row(db, "SELECT 1 FROM gap WHERE document = ? AND ordinal = ?", document, ordinal):
            raise NotInRecord(f"there is no gap {name!r}", where=path, do="write it as gap:DOCUMENT:NUMBER")
    elif not _row(db, f"SELECT 1 FROM claim_{sort} WHERE name = ? LIMIT 1", name):
        do = "write the name as an account writes it"
        raise NotInRecord(f"no {sort} is called {name!r}", where=path, do=do)


def _row(db: sqlite3.Connection, asked: str, *given: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = db.execute(asked, given).fetchone()
    return found
