"""What a whole record tells: its readings made whole again, all that is derived of it, and what an id stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from annals.base.event import Event
from annals.base.judgement import Judgement
from annals.base.reading import Reading
from annals.keep.kept import Kept, KeptClaim, KeptDocument, KeptStatement, only
from annals.keep.record import Record
from annals.merge.about import accounts
from annals.merge.decided import Decided
from annals.merge.episode import episodes
from annals.merge.events import Accord
from annals.merge.identities import Identities, identities


class History:
    """A record and what is derived of it; each thing is derived when it is first asked for, and then kept.

    Everything follows from the claims, statements and judgements of the record alone: the same record gives the same
    history, in the same order. The record must stay open until all that is wanted was asked for.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def documents(self) -> dict[str, KeptDocument]:
        """The current documents under their ids, in order of their names."""
        return {kept.id: kept for kept in self.record.documents()}

    @cached_property
    def claims(self) -> list[KeptClaim]:
        """The claims of the prose with what was made of their names, each id once.

        Those that people rejected are left out, and what people corrected is corrected.
        """
        return self.decided.claims({kept.id: kept for kept in self.record.claims(understood=True)}.values())

    @cached_property
    def statements(self) -> list[KeptStatement]:
        """What infoboxes state."""
        return list(self.record.statements())

    @cached_property
    def judgements(self) -> list[Judgement]:
        """The judgements in force, in the order in which they were made."""
        return in_force(self.record)

    @cached_property
    def decided(self) -> Decided:
        """What people decided about single claims."""
        return Decided(self.judgements)

    @cached_property
    def identities(self) -> Identities:
        """Which names stand for one actor or one place."""
        return identities(self.documents.values(), self.statements, self.claims, self.judgements)

    @cached_property
    def events(self) -> list[Event]:
        """The events that the claims tell, in order of time."""
        return self.accord.events

    @cached_property
    def accord(self) -> Accord:
        """Why claims are one event: every claim as it is compared, and the scales."""
        about = accounts(self.documents.values(), self.statements, self.claims)
        return Accord(self.claims, self.identities, self.judgements, about)

    @cached_property
    def by_id(self) -> dict[str, KeptClaim]:
        """The claims under their ids."""
        return {kept.id: kept for kept in self.claims}

    def find(self, prefix: str) -> Kept | Event:
        """The one event, claim, statement, document or judgement whose id begins with `prefix`; else `NotInRecord`.

        An id that an event had before claims joined or left it leads to the event that has its claims now.
        """
        found: list[tuple[str, Kept | Event]] = [*self.record.matching(prefix)]
        found += [(event.id, event) for event in self.events if event.id.startswith(prefix)]
        return only(prefix, found or self._once(prefix), str(self.record.path))

    def _once(self, prefix: str) -> list[tuple[str, Kept | Event]]:
        """The events that now have the claims of those that were once given out under an id that begins so."""
        claims = {claim for _, several in self.record.named_events(prefix) for claim in several}
        return [(event.id, event) for event in self.events if not claims.isdisjoint(event.claims)]


def in_force(record: Record) -> list[Judgement]:
    """The judgements that nobody took back, in the order in which they were made."""
    return [j.judgement for j in record.judgements() if not j.withdrawn and j.judgement.withdraws is None]


def readings(record: Record) -> Iterator[Reading]:
    """Every current reading, once under each of its names, in the order of the names."""
    decided = Decided(in_force(record))
    return (reading(record, document, name, decided) for name, document in record.names())


def reading(record: Record, document: str, name: str | None = None, decided: Decided | None = None) -> Reading:
    """The reading of the document with this id, with its episodes, under its first name or the one given.

    What people decided about its claims is put into effect; `Decided()` gives the reading as it was made.
    """
    kept = record.reading(document, name)
    whole = msgspec.structs.replace(kept, episodes=tuple(episodes(kept.statements)))
    return (Decided(in_force(record)) if decided is None else decided).reading(whole)


def timeline(record: Record) -> list[Event]:
    """The events that the record tells, in order of time."""
    return History(record).events


def find(record: Record, prefix: str) -> Kept | Event:
    """The one event, claim, statement, document or judgement whose id begins with `prefix`; else `NotInRecord`."""
    return History(record).find(prefix)
