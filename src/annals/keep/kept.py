"""What a record gives back: documents, claims, statements, gaps and judgements with the ids they are kept under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from annals.base.claim import Claim, Statement
from annals.base.document import Document
from annals.base.errors import NotInRecord
from annals.base.gap import Gap
from annals.base.judgement import Judgement
from annals.base.reading import Reading
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.rows import plain


class KeptDocument(msgspec.Struct, frozen=True):
    """A document as kept; `names` are all names under which it was read, the first of them is `document.name`."""

    id: str
    names: tuple[str, ...]
    document: Document


class KeptClaim(msgspec.Struct, frozen=True):
    """A claim with its id, and the id and (first) name of its document.

    `actors` and `places_at` are what was made of its names; they are there when one claim was asked for
    (`Record.find`), and where many are listed when they are asked for.
    """

    id: str
    document: str
    name: str
    claim: Claim
    actors: tuple[Party, ...] = ()
    places_at: tuple[Placed, ...] = ()


class KeptStatement(msgspec.Struct, frozen=True):
    """A statement with its id, and the id and (first) name of its document."""

    id: str
    document: str
    name: str
    statement: Statement


class KeptGap(msgspec.Struct, frozen=True):
    """A gap with the id and (first) name of its document."""

    document: str
    name: str
    gap: Gap


class KeptJudgement(msgspec.Struct, frozen=True):
    """A judgement with its id; `withdrawn`: a later one takes it back."""

    id: str
    judgement: Judgement
    withdrawn: bool


Kept = KeptDocument | KeptClaim | KeptStatement | KeptJudgement
Named = TypeVar("Named")


def kept_claims(reading: Reading) -> list[KeptClaim]:
    """The claims of a reading as a record would give them back, each once, in text order."""
    kept, name = plain(reading), reading.document.name
    told = dict(zip(reading.claim_ids, reading.claims, strict=True))
    return [KeptClaim(id, kept.id, name, claim) for id, claim in told.items()]


def only(prefix: str, found: Sequence[tuple[str, Named]], where: str) -> Named:
    """The one item among `found` (pairs of id and item); else an error that says what the prefix could have meant."""
    if len(found) == 1:
        return found[0][1]
    if not found:
        what, do = f"nothing here is named {prefix!r}", "an id may be shortened, as long as one thing begins with it"
    else:
        some = ", ".join(id for id, _ in found[:5])
        what, do = f"{prefix!r} could be {some}{', ...' if len(found) > 5 else ''}", "write more of the id"
    raise NotInRecord(what, where=where, do=do)
