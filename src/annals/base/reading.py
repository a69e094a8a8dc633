"""A reading: everything annals made of one document."""

from __future__ import annotations

import msgspec

from annals.base.claim import Claim, Statement, content_id
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.where import Placed
from annals.base.who import Party


class Reading(msgspec.Struct, frozen=True):
    """A document with its statements (and the episodes derived from them), its claims and its gaps, in text order.

    `places_at` and `actors` hold, for each claim in turn, where its places lie and who its actors are, as far as that
    could be told; they are no part of the claim, which is its words, and may both be empty. `ids` are those of the
    claims in turn where people corrected any: a claim keeps the id of what was read. Else it is empty.
    """

    document: Document
    statements: tuple[Statement, ...]
    episodes: tuple[Episode, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]
    places_at: tuple[tuple[Placed, ...], ...] = ()
    actors: tuple[tuple[Party, ...], ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The id of each claim in turn."""
        return self.ids or tuple(content_id(self.document.digest, claim) for claim in self.claims)

    @property
    def episode(self) -> Episode | None:
        """The page's first episode, if it has one."""
        return self.episodes[0] if self.episodes else None
