"""What people decided about single claims, put into effect: claims left out, and fields corrected.

Of several words about one claim the latest counts; a correction of a field stands until a later one of that field. An
accepted claim is as it was read, with the corrections made of it; a claim that is corrected after it was rejected
counts again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from annals.base.claim import Claim
from annals.base.correction import ROLES, RULE, corrected
from annals.base.judgement import SINGLE, Judgement
from annals.base.reading import Reading
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.kept import KeptClaim

SPEAKING = ("by", "against", "voice")
"""Fields that name actors."""


class Decided:
    """The judgements in force about single claims and gaps, under what they are about: `last` is the latest word on
    it, `edits` the correction of each field."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.last: dict[str, Judgement] = {}
        self.edits: dict[str, dict[str, Judgement]] = {}
        for judgement in sorted((j for j in judgements if j.verdict in SINGLE), key=_when):
            self.last[judgement.left] = judgement
            if judgement.verdict == "edit" and judgement.field is not None:
                self.edits.setdefault(judgement.left, {})[judgement.field] = judgement

    def rejected(self, claim: str) -> bool:
        """Whether somebody found that the text does not say so, and nobody later that it does."""
        return claim in self.last and self.last[claim].verdict == "reject"

    def edited(self, claim: str, read: Claim) -> Claim:
        """The claim with this id as people corrected it."""
        for field, judgement in self.edits.get(claim, {}).items():
            read = corrected(read, field, judgement.value or "")
        return read

    def claims(self, claims: Iterable[KeptClaim]) -> list[KeptClaim]:
        """The claims that were not rejected, corrected; each keeps its id."""
        if not self.last:
            return list(claims)
        left = [kept for kept in claims if not self.rejected(kept.id)]
        known = _Known(kept for kept in left if self.edits)
        return [self._put_right(kept, known) if kept.id in self.edits else kept for kept in left]

    def _put_right(self, kept: KeptClaim, known: _Known) -> KeptClaim:
        claim = self.edited(kept.id, kept.claim)
        fields = self.edits[kept.id]
        roles = [ROLES[field] for field in SPEAKING if field in fields]
        actors = tuple(party for party in kept.actors if party.role not in roles)
        for role in roles:
            actors += known.parties(kept, role, claim)
        places = known.places(kept, claim) if "places" in fields else kept.places_at
        return msgspec.structs.replace(kept, claim=claim, actors=actors, places_at=places)

    def reading(self, reading: Reading) -> Reading:
        """The reading without the claims that were rejected, and with the others corrected."""
        ids = reading.claim_ids
        if self.last.keys().isdisjoint(ids):
            return reading
        actors = reading.actors or ((),) * len(ids)
        places = reading.places_at or ((),) * len(ids)
        whole = zip(ids, reading.claims, actors, places, strict=True)
        kept = self.claims([KeptClaim(id, "", "", claim, who, where) for id, claim, who, where in whole])
        return msgspec.structs.replace(
            reading,
            claims=tuple(each.claim for each in kept),
            actors=tuple(each.actors for each in kept) if reading.actors else (),
            places_at=tuple(each.places_at for each in kept) if reading.places_at else (),
            ids=tuple(each.id for each in kept),
        )


class _Known:
    """Who and where names are in an account, so that a name that a person put in is understood like the others."""

    def __init__(self, claims: Iterable[KeptClaim]) -> None:
        self._parties: dict[tuple[str, str], Party] = {}
        self._places: dict[tuple[str, str], Placed] = {}
        for kept in claims:
            for party in kept.actors:
                self._parties.setdefault((kept.document, party.name), party)
            for place in kept.places_at:
                self._places.setdefault((kept.document, place.name), place)

    def parties(self, kept: KeptClaim, role: str, claim: Claim) -> tuple[Party, ...]:
        """Who the actors of a role are, now that they were corrected."""
        own = {party.name: party for party in reversed(kept.actors)}
        names: Sequence[str] = [mention.name for mention in getattr(claim, role)]
        found = [(n, own.get(name) or self._parties.get((kept.document, name))) for n, name in enumerate(names)]
        return tuple(msgspec.structs.replace(p, role=role, ordinal=n, rule=RULE) for n, p in found if p is not None)

    def places(self, kept: KeptClaim, claim: Claim) -> tuple[Placed, ...]:
        """Where the places lie, now that they were corrected."""
        own = {place.name: place for place in kept.places_at}
        names = [mention.name for mention in claim.places]
        found = [(n, own.get(name) or self._places.get((kept.document, name))) for n, name in enumerate(names)]
        return tuple(msgspec.structs.replace(p, ordinal=n) for n, p in found if p is not None)


def _when(judgement: Judgement) -> tuple[str, ...]:
    return judgement.made, judgement.author, judgement.verdict, judgement.reason, judgement.value or ""
